"""Conditions of approvals and of gates, and how each stands."""
