"""What happens: the store, the commands and the unit of work that records them."""
