"""Tests of the governance diagram."""
