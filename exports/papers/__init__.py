"""Papers for committees, in Markdown and HTML."""
