"""Proofs for those who trust nobody: a tree of hashes over the facts, and what is signed of it."""
