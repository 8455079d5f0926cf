"""Bridges between two figures: what was moved from one to the other, by kind."""
