"""Tests of the domain's changes."""
