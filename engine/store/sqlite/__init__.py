"""A ledger in one SQLite file, shared by the programs of one machine."""
