"""What a table says beside what the book has."""
