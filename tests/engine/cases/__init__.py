"""Tests of cases at work."""
