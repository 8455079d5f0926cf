"""Tests of the domain's savings."""
