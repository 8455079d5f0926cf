"""The audit of movements: which changes of figures stand without the authority they need."""
