"""Gate sequences as the book shows them: criteria, assessments and decisions."""
