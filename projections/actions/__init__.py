"""Actions as the book shows them: who must do what by when, and what has become of it."""
