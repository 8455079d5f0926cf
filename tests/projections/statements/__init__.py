"""Tests of statements checked against the book."""
