"""Trees of projects to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from diagrams.portfolio.graph import Graph, portfolio_graph
from projections.savings.tree import portfolio_tree
from projections.views import Views
from tests.books import BookOnDisk

SEPTEMBER, NOVEMBER = date(2018, 9, 30), date(2018, 11, 5)

Drawn = Callable[..., Graph]


@pytest.fixture(scope="session")
def example(nottinghamshire_book: BookOnDisk) -> Iterator[Views]:
    """The views of the county council's book."""
    with nottinghamshire_book.views() as views:
        yield views


@pytest.fixture
def graph_of(example: Views) -> Drawn:
    """Make the graph of the council's projects at a day."""

    def make(as_at: date = SEPTEMBER, by: str = "portfolio", portfolio: str | None = None) -> Graph:
        return portfolio_graph(portfolio_tree(example, as_at=as_at, by=by, portfolio=portfolio))

    return make
