"""Where a figure comes from, in the words of the W3C's provenance standard."""
