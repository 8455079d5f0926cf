"""A ledger in a PostgreSQL database, shared by the programs of many machines."""
