"""The routes that cases of the book follow."""
