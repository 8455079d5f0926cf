"""The moments and places that are left to chance, and can be chosen again."""

from __future__ import annotations

from random import Random


def chance(*seed: object) -> Random:
    """Give the same row of numbers for the same seed."""
    return Random(" ".join(map(str, seed)))  # noqa: S311 - no secrets are made of it
