"""Authority: who may act, in which role, for which body, and by which delegation."""
