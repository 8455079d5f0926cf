"""Text in pictures: made safe, measured, wrapped and set in the fonts that have its letters."""
