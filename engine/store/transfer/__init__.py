"""Whole stores: copied into others, backed up into files, and restored from them."""
