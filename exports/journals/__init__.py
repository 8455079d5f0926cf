"""The figures as a journal for double-entry programs: movements, and statements as assertions."""
