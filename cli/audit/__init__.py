"""``minutebook audit``: what the book holds that stands without the authority it needs."""
