"""What a step of a case does in the domain, in the same transaction."""
