"""Meetings as the book shows them: business, attendance, minutes and what falls due at them."""
