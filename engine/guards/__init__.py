"""What must hold before a step of a case is taken."""
