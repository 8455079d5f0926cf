"""Projects and their figures as the book shows them: targets, movements, status, roll-ups."""
