"""What is true: facts, aggregates, value objects and the rules they keep."""
