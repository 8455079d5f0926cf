"""Tests of `projections.bridges`."""
