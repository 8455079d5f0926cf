"""The example's views, and small books of one project."""

from __future__ import annotations

from tests.projections.savings.conftest import book, example

__all__ = ["book", "example"]
