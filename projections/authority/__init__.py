"""Who may act as the book shows it: roles, seats, and powers that resolutions delegate."""
