"""Tests of the portfolio tree."""
