"""Tests of who may act as the book shows it."""
