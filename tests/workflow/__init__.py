"""What holds of the workflow engine whatever is recorded, by whomever, in whatever order."""
