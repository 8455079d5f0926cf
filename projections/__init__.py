"""What we can see: read models rebuilt from the ledger."""
