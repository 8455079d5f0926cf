"""Routes as state diagrams, and cases on them: who acts where, by when, and what has happened."""
