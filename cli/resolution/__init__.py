"""`minutebook resolution`: what meetings decided, and what they had before them."""
