"""What people ask the book to record: one model per entry of a record file."""
