"""Tests of routes as data."""
