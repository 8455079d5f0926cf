"""What the graph of a sequence of gates says at several dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from diagrams.gates.graph import following, gate_id
from projections.gates.whole import sequence_at
from tests.books import BookOnDisk
from tests.diagrams.gates.books import AGAIN, BOARD, BREACH, GO_LIVE, NORFOLK, graph_of, recorded

if TYPE_CHECKING:
    from diagrams.gates.graph import Graph


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """A gate that goes on conditions, one of which is breached, and is decided again."""
    return recorded(tmp_path_factory.mktemp("board"), BOARD, BREACH, AGAIN)


def of_kind(graph: Graph, kind: str) -> list[dict[str, object]]:
    """Return what is said of the nodes of a kind, in order."""
    return [dict(said) for _, said in graph.nodes(data=True) if said["kind"] == kind]


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2017-03-19", ["next", "later", "later", "later", "later"]),
        ("2017-03-20", ["passed", "next", "later", "later", "later"]),
        ("2017-04-24", ["passed", "next", "later", "later", "later"]),
        ("2017-06-26", ["passed", "passed", "passed", "next", "later"]),
        ("2017-07-24", ["passed", "passed", "open-again", "later", "later"]),
        ("2017-11-10", ["passed", "passed", "passed", "passed", "next"]),
    ],
)
def test_each_gate_stands_as_it_was_decided_by_the_day(
    what_if_book: BookOnDisk, day: str, states: list[str]
) -> None:
    graph = graph_of(what_if_book, GO_LIVE, day)
    assert [gate["state"] for gate in of_kind(graph, "gate")] == states


def test_every_attempt_at_a_gate_is_a_decision_that_follows_the_one_before(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, GO_LIVE, "2017-11-10")
    told = [(each["gate"], each["attempt"], each["outcome"]) for each in of_kind(graph, "decision")]
    assert told == [
        (1, 1, "go"),
        (2, 1, "no-go"),
        (2, 2, "go"),
        (3, 1, "conditional-go"),
        (3, 2, "go"),
        (4, 1, "recycle"),
        (4, 2, "go"),
    ]
    assert following(graph, f"decision-{GO_LIVE}/2/1", "again") == [f"decision-{GO_LIVE}/2/2"]
    assert following(graph, f"decision-{GO_LIVE}/2/2", "again") == []


def test_a_no_go_demands_what_must_change(what_if_book: BookOnDisk) -> None:
    graph = graph_of(what_if_book, GO_LIVE, "2017-11-10")
    demands = following(graph, f"decision-{GO_LIVE}/2/1", "demands")
    assert [graph.nodes[node]["text"] for node in demands] == [
        "The ledger takes the files.",
        "The out-of-hours team sees records at night.",
    ]


def test_a_recycle_leads_back_to_the_gate_that_is_passed_again(what_if_book: BookOnDisk) -> None:
    graph = graph_of(what_if_book, GO_LIVE, "2017-11-10")
    assert following(graph, f"decision-{GO_LIVE}/4/1", "back-to") == [gate_id(graph, 3)]


def test_criteria_are_counted_as_they_were_found_at_each_decision(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, GO_LIVE, "2017-11-10")
    refused = graph.nodes[f"decision-{GO_LIVE}/2/1"]
    assert (refused["criteria"], refused["clear"], refused["in_the_way"]) == (94, 91, 3)
    group = graph.nodes[f"criterion-group-{GO_LIVE}/2/1/Integration lead"]
    assert (group["criteria"], group["clear"], group["not_met"], group["partly_met"]) == (
        *(10, 8),
        *(1, 1),
    )


def test_the_next_gate_tells_how_ready_each_group_is(what_if_book: BookOnDisk) -> None:
    graph = graph_of(what_if_book, GO_LIVE, "2017-11-10")
    gate = graph.nodes[gate_id(graph, 5)]
    assert (gate["criteria"], gate["clear"], gate["in_the_way"]) == (94, 67, 27)
    groups = [graph.nodes[node] for node in following(graph, gate_id(graph, 5), "found")]
    assert {each["name"]: (each["clear"], each["criteria"]) for each in groups} == {
        "Business change lead": (0, 6),
        "Cutover lead": (0, 10),
        "Data lead": (12, 12),
        "Finance lead": (9, 10),
        "Information governance lead": (9, 9),
        "Integration lead": (10, 10),
        "Performance lead": (9, 9),
        "Service desk lead": (0, 9),
        "Test lead": (9, 9),
        "Training lead": (9, 10),
    }
    assert sum(each["weight_clear"] for each in groups) == Decimal(81)
    assert graph.nodes[f"criterion-{GO_LIVE}/finance-10"]["standing"] == "not-met"


def test_a_waiver_stands_as_long_as_it_holds(what_if_book: BookOnDisk) -> None:
    held = of_kind(graph_of(what_if_book, GO_LIVE, "2018-01-07"), "waiver")
    assert [(each["criterion"], each["expires_on"]) for each in held] == [
        ("interfaces-03", date(2018, 1, 8))
    ]
    assert not of_kind(graph_of(what_if_book, GO_LIVE, "2018-01-08"), "waiver")


def test_a_sequence_whose_criteria_nobody_published_has_none(norfolk_book: BookOnDisk) -> None:
    graph = graph_of(norfolk_book, NORFOLK, "2017-11-08")
    assert (graph.graph["criteria"], graph.graph["next_gate"]) == (0, 1)
    assert len(graph) == 5
    assert of_kind(graph, "gate")[4]["planned_for"] == date(2017, 11, 20)
    assert graph.graph["body_name"] == "Social Care System Replacement Programme Board"


def test_a_decision_names_its_resolution(board: BookOnDisk) -> None:
    said = graph_of(board, "launch", "2018-02-01").nodes["decision-launch/1/1"]
    assert (said["body"], said["resolution"], said["meeting"]) == ("board", "2018/004", None)


@pytest.mark.parametrize(
    ("day", "states", "counted"),
    [
        ("2018-02-01", ["open", "open"], (2, 0, 0, 0)),
        ("2018-02-10", ["open", "discharged"], (1, 1, 0, 0)),
        ("2018-02-20", ["open", "discharged"], (1, 1, 0, 0)),
        ("2018-02-21", ["breached", "discharged"], (0, 1, 1, 0)),
    ],
)
def test_conditions_stand_as_on_the_day(
    board: BookOnDisk, day: str, states: list[str], counted: tuple[int, ...]
) -> None:
    graph = graph_of(board, "launch", day)
    said = graph.nodes["decision-launch/1/1"]
    assert [each["state"] for each in of_kind(graph, "condition")] == states
    assert (
        *(said["conditions_open"], said["conditions_discharged"]),
        *(said["conditions_breached"], said["conditions_overdue"]),
    ) == counted


def test_a_breach_opens_the_gate_and_a_new_decision_has_conditions_of_its_own(
    board: BookOnDisk,
) -> None:
    opened = graph_of(board, "launch", "2018-02-21")
    assert opened.nodes["gate-launch/1"]["state"] == "open-again"
    assert opened.nodes["decision-launch/1/1"]["stands"] is False
    graph = graph_of(board, "launch", "2018-04-21")
    assert graph.nodes["gate-launch/1"]["state"] == "passed"
    assert following(graph, "decision-launch/1/2", "sets") == ["condition-launch/1/3"]
    assert graph.nodes["decision-launch/1/2"]["conditions_overdue"] == 1


def test_criteria_without_an_owner_are_a_group_too(board: BookOnDisk) -> None:
    graph = graph_of(board, "launch", "2018-02-01")
    group = graph.nodes["criterion-group-launch/1/1/(no owner)"]
    assert (group["criteria"], group["clear"], group["in_the_way"]) == (1, 1, 0)


def test_a_sequence_that_is_not_set_yet_is_no_sequence(board: BookOnDisk) -> None:
    with board.views() as views:
        assert sequence_at(views, "launch", date(2017, 12, 31)) is None
