"""What can be wrong with a route, each kind of fault in the file that looks for it."""
