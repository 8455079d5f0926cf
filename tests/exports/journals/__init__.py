"""Tests of the journal for other ledger programs."""
