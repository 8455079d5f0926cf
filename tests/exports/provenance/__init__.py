"""Tests of the provenance of figures."""
