"""Ready data sets taken from the public papers of two county councils."""
