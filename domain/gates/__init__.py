"""Go/No-Go gates: the decision points of a programme."""
