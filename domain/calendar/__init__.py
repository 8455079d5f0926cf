"""The calendar of the book: which days are working days, so that deadlines can be counted."""
