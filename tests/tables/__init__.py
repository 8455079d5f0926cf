"""Tests of the room that reads tables."""
