"""The same books as for the figures that requests change."""

from tests.projections.savings.conftest import book, example

__all__ = ["book", "example"]
