"""Change requests and extensions as the book shows them: figures, decisions, net impact."""
