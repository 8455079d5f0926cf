"""Tests of documents, statements and amounts as printed."""
