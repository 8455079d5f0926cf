"""Tests of the domain's meetings."""
