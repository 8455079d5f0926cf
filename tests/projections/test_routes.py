"""The book knows which routes its cases follow, as they were when they were taken into use."""

from __future__ import annotations

from datetime import date

from domain.routes.route import Route
from engine.routes.library import RouteLibrary
from projections.facts.queries import list_facts
from projections.routes.queries import list_adopted
from tests.books import BookOnDisk
from tests.cli.test_route import adopt


def test_a_route_in_use_is_kept_whole(book: BookOnDisk) -> None:
    adopt(book, "gate-review")
    with book.views() as views:
        [row] = list_adopted(views)
        [fact] = list_facts(views)
    assert (row.ref, row.name, row.version) == ("gate-review/1", "gate-review", 1)
    assert row.adopted_on == date(2019, 1, 7)
    assert Route.model_validate(row.definition) == RouteLibrary().find("gate-review", 1)
    assert fact.sentence == (
        "The route gate-review was taken into use in version 1, Review of a Go/No-Go gate: from"
        " preparation to go and conditional-go."
    )


def test_a_route_is_in_use_from_its_day_and_once_it_is_known(book: BookOnDisk) -> None:
    adopt(book, "gate-review")
    with book.views() as views:
        assert list_adopted(views, date(2019, 1, 6)) == []
        assert list_adopted(views, date(2019, 1, 7), 0) == []
        assert len(list_adopted(views, date(2019, 1, 7), 1)) == 1
