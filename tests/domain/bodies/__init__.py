"""Tests of the domain's bodies."""
