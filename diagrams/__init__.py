"""What it looks like: graphs of the organisation and their drawings."""
