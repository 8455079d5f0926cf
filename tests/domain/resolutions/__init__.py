"""Tests of the domain's resolutions."""
