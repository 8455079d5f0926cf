"""Measurements, each beside a reference: run `make bench`."""
