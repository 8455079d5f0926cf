"""Tests of the domain's gates."""
