"""Routes as state diagrams, and cases on them."""
