"""Tests of the domain's values."""
