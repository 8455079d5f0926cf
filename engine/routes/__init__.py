"""Routes: reading, keeping, checking and comparing them."""
