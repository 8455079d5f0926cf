"""Lineages: what facts say of causes, followed both ways."""
