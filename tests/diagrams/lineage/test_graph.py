"""What the graph of a lineage says: things, links and amounts at several days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from diagrams.lineage.graph import amounts_of, lineage_graph
from projections.lineage.naming import meanings
from tests.books import BookOnDisk
from tests.projections.lineage.council import asked

if TYPE_CHECKING:
    from diagrams.lineage.graph import Graph

FIGURE = "figure-targeted-reviews/cashable-benefit"
REQUEST = "change-request-ICS-2019-A"
LINE = "reporting-line-swp-board/supported-by/swp-deployment-steering-group"


def graph_of(book: BookOnDisk, kind: str, ref: str, day: str, **more: Any) -> Graph:
    return lineage_graph(asked(book, kind, ref, day, **more))


def reviews(book: BookOnDisk, day: str) -> Graph:
    return graph_of(
        book, "figure", "targeted-reviews/cashable-benefit", day, forwards=False, backwards=True
    )


@pytest.mark.parametrize(
    ("day", "movements", "total"),
    [("2018-03-11", 1, 6_010_000), ("2018-03-12", 2, 6_010_000), ("2019-03-04", 3, 6_010_000)],
)
def test_a_figure_is_the_sum_of_what_moved_it(
    what_if_book: BookOnDisk, day: str, movements: int, total: int
) -> None:
    graph = reviews(what_if_book, day)
    moved = [graph.nodes[cause] for cause, _ in graph.in_edges(FIGURE)]
    assert len(moved) == movements
    assert sum(said["total"] for said in moved) == graph.nodes[FIGURE]["total"] == Decimal(total)
    for year, amount in amounts_of(graph.nodes[FIGURE]).items():
        assert sum(amounts_of(said).get(year, Decimal(0)) for said in moved) == amount


def test_every_link_names_the_fact_that_says_so(what_if_book: BookOnDisk) -> None:
    graph = reviews(what_if_book, "2019-06-30")
    with what_if_book.views() as views:
        for *_, said in graph.edges(data=True):
            (entry,) = views.ledger.entries_at([said["position"]])
            assert f'"decided_on":"{said["on"]}"' in entry.state.decode().replace(" ", "")


def test_a_request_hangs_on_the_decisions_of_the_day(what_if_book: BookOnDisk) -> None:
    def decided(day: str) -> list[tuple[str, str, date]]:
        graph = graph_of(what_if_book, "change-request", "ICS-2019-A", day, backwards=True)
        edges = graph.in_edges(REQUEST, data=True)
        return [(cause, said["verb"], said["on"]) for cause, _, said in edges]

    deferred = ("resolution-ics/what-if/1", "deferred", date(2019, 1, 7))
    approved = ("resolution-ics/what-if/4", "approved", date(2019, 3, 4))
    assert decided("2019-01-06") == []
    assert decided("2019-01-07") == [deferred]
    assert decided("2019-03-04") == [deferred, approved]


def test_what_was_asked_about_stands_first_and_the_rest_in_the_order_of_days(
    nottinghamshire_book: BookOnDisk,
) -> None:
    graph = graph_of(nottinghamshire_book, "resolution", "ics/2018/020", "2018-12-31")
    first, *others = graph.nodes
    assert first == graph.graph["focus"] == "resolution-ics/2018/020"
    days = [str(graph.nodes[node]["on"] or "") for node in others]
    assert days == sorted(days)
    assert graph.graph["as_at"] == date(2018, 12, 31)
    assert (graph.graph["forwards"], graph.graph["backwards"]) == (True, False)


def test_what_a_resolution_set_up_is_named_in_words(nottinghamshire_book: BookOnDisk) -> None:
    graph = graph_of(nottinghamshire_book, "resolution", "ics/2018/019", "2018-12-31")
    titles = {said["title"] for _, said in graph.nodes(data=True) if said["kind"] == "body"}
    assert "Office Rationalisation Programme Board" in titles
    assert graph.nodes[LINE]["title"].endswith("is supported by Deployment Steering Group")
    verbs = [said["verb"] for _, _, said in graph.in_edges(LINE, data=True)]
    assert verbs == ["ended", "set up"]


def test_a_delegated_power_leads_to_what_it_was_used_for(what_if_book: BookOnDisk) -> None:
    graph = graph_of(what_if_book, "resolution", "ics/what-if/5", "2019-06-30")
    power = "delegation-ics/what-if/5/2"
    (used,) = graph.successors(power)
    assert used == "change-request-ICS-WHAT-IF-1"
    (moved,) = graph.successors(used)
    assert amounts_of(graph.nodes[moved]) == {
        "2019/20": Decimal(-40_000),
        "2020/21": Decimal(40_000),
    }


def test_a_call_in_is_told_with_what_came_of_it(what_if_book: BookOnDisk) -> None:
    def state(day: str) -> str | None:
        graph = graph_of(what_if_book, "resolution", "ics/what-if/8", day)
        told: str | None = graph.nodes["call-in-ics/what-if/8"]["state"]
        return told

    assert state("2019-03-08") == "not decided yet"
    assert state("2019-06-30") == "upheld"


def test_a_gate_hangs_on_every_decision_and_on_what_sent_it_back(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, "gate", "what-if-go-live/3", "2017-11-10", backwards=True)
    verbs = [said["verb"] for _, _, said in graph.in_edges("gate-what-if-go-live/3", data=True)]
    assert verbs == ["said go on conditions", "opened again", "said go"]
    assert graph.nodes["condition-what-if-go-live/3/1"]["state"] == "lapsed"


@pytest.mark.parametrize(
    ("ref", "means"),
    [
        ("change-request/ICS-2019-A", "change-request:ICS-2019-A"),
        ("case:gate/what-if-go-live/3", "gate:what-if-go-live/3"),
        ("savings-proposal/transport-savings", "case:savings-proposal/transport-savings"),
    ],
)
def test_a_case_stands_for_what_travels_where_that_has_a_lineage_of_its_own(
    what_if_book: BookOnDisk, ref: str, means: str
) -> None:
    with what_if_book.views() as views:
        assert [str(key) for key in meanings(views, ref)] == [means]


def test_what_put_a_request_off_did_not_move_the_figure(what_if_book: BookOnDisk) -> None:
    graph = reviews(what_if_book, "2019-06-30")
    later = {
        cause: said["later"]
        for cause, _, said in graph.in_edges(REQUEST, data=True)
        if said["verb"] in {"deferred", "approved"}
    }
    assert later == {"resolution-ics/what-if/1": True, "resolution-ics/what-if/4": False}
