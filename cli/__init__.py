"""How people ask: the command line, one module a noun."""
