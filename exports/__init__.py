"""What leaves the book for people and programs that do not know it: workbooks, journals, papers."""
