"""The shared store: what PostgreSQL alone does, refuses and says."""
