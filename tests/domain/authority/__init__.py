"""Tests of who may act."""
