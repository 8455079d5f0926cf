"""Tests of the domain: rules of governance, told as given, when, then."""
