"""Tests of the ready data sets."""
