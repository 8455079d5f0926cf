"""The ledger: an append-only, hash-chained store of facts."""
