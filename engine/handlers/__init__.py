"""What each command does: which aggregates it loads and which rule it asks."""
