"""Cases at work: finding them, their subjects, and who acts."""
