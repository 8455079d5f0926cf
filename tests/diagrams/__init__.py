"""Diagrams, drawn from structures and looked at as files."""
