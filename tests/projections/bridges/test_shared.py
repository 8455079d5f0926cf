"""A bridge is the same on both kinds of store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from projections.bridges.bridge import Ends, between, bridge, told
from projections.bridges.parts import by_group, by_project
from projections.savings.scope import WHOLE, Kind, Scope
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.cli.test_saving_compare import FOUNDING, LATE
from tests.projections.conftest import NewUrl

FIRST, LAST = date(2017, 12, 31), date(2018, 12, 31)


@pytest.fixture
def book(tmp_path: Path, any_url: NewUrl) -> BookOnDisk:
    """The book of `saving compare`, on each kind of store."""
    opened = BookOnDisk(tmp_path, url=any_url())
    opened.record(FOUNDING, at=IN_2018)
    opened.record(LATE, at=IN_2019)
    return opened


def test_a_bridge_adds_up_with_its_parts_and_names(book: BookOnDisk) -> None:
    known = book.position_at(IN_2018)
    with book.views() as views:
        ends = Ends(FIRST, LAST, known, views.position)
        for scope in (WHOLE, Scope(Kind.PORTFOLIO, "care"), Scope(Kind.PROJECT, "reviews")):
            found = between(views, scope, ends)
            bridged = told(views, scope, found, "cashable-benefit", year="2018/19")
            moved = sum((line.total for line in bridged.lines), Decimal(0))
            assert bridged.opening.total + moved == bridged.closing.total
            assert all(line.movements or line.projects for line in bridged.lines)
            for parts in (
                by_project(views, found, "cashable-benefit", year="2018/19"),
                by_group(views, found, "cashable-benefit", "portfolio", year="2018/19"),
            ):
                closing = sum((part.closing for part in parts), Decimal(0))
                assert closing == bridged.closing.total
        learnt = bridge(views, WHOLE, ends).lines[0]
    assert (learnt.stage, learnt.kind, learnt.total) == ("learnt", "correction", Decimal("0.05"))


def test_a_bridge_does_not_go_backward(book: BookOnDisk) -> None:
    with book.views() as views, pytest.raises(ValueError, match="goes forward in both times"):
        bridge(views, WHOLE, Ends(LAST, FIRST))
