"""The audit of movements, a test for each of its rules."""
