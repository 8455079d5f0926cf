"""Tests of authority in use."""
