"""Tests of the domain's actions."""
