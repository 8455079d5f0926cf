"""What only a store in a file has: its files, its locks, its remembered head."""
