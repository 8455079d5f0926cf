"""The synthetic book is what the rules make of its entries, at any size."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent

from benchmarks.synthetic.book import book, entries
from benchmarks.synthetic.plan import PROBE, Plan
from domain.facts import Fact
from engine.book import Order
from engine.catalogue import BY_COMMAND
from engine.files.one_entry import command_of
from engine.store.mapper import FactMapper
from engine.unit_of_work import UnitOfWork

SMALL = Plan(8_000)
MOVING = Plan(8_000, moving=True)


def events_of(plan: Plan) -> list[StoredEvent]:
    return [event for _, steps in book(plan) for step in steps for event in step.events]


def decided(lines: list[str]) -> list[Fact]:
    """Every fact that deciding the entries gives, in one unit of work that remembers all."""
    unit = UnitOfWork(lambda _: (), lambda _: (), "clerk")
    for line in lines:
        ((name, fields),) = json.loads(line).items()
        order = Order(command_of(name, fields))
        handling = BY_COMMAND[type(order.command)]
        subject = handling.subject(unit, order.command)
        handling.act(unit, subject, order.command, unit.provenance(order.command))
    return unit.facts


@pytest.mark.parametrize("plan", [SMALL, MOVING], ids=["of reports", "of movements"])
def test_its_facts_are_to_the_byte_what_deciding_its_entries_gives(plan: Plan) -> None:
    mapper = FactMapper()
    by_rules = map(mapper.to_stored_event, decided([*entries(plan)]))
    for place, (ours, theirs) in enumerate(zip_longest(events_of(plan), by_rules)):
        assert ours == theirs, place


def test_a_book_of_movements_has_three_in_four_facts_that_move_a_figure() -> None:
    moved = ("savings-extended", "savings-corrected", "savings-rebaselined", "baseline-set")
    events = events_of(Plan(40_000, moving=True))
    assert sum(event.topic.split(".")[1] in moved for event in events) > 0.74 * len(events)


def test_it_has_exactly_as_many_facts_as_asked_for() -> None:
    for facts in (8_000, 9_999, 23_457):
        assert len(events_of(Plan(facts))) == facts


def test_the_same_seed_gives_the_same_book_and_another_seed_another() -> None:
    assert events_of(SMALL) == events_of(SMALL)
    assert events_of(SMALL) != events_of(Plan(8_000, seed=2))


def test_the_probe_moves_equally_often_in_a_book_of_any_size() -> None:
    def movements(plan: Plan) -> int:
        return sum(event.originator_id == f"project:{PROBE}" for event in events_of(plan))

    assert movements(Plan(8_000)) == movements(Plan(40_000)) > 50


@pytest.mark.parametrize("facts", [7_999, 12_000_001])
def test_a_size_that_cannot_be_made_is_refused(facts: int) -> None:
    with pytest.raises(ValueError, match="from 8,000 to 12,000,000"):
        Plan(facts)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    program = Path(__file__).parents[2] / "benchmarks" / "make_book.py"
    file = tmp_path / "missing" / "entries.jsonl"
    made = subprocess.run(
        [sys.executable, program, "--facts", "8000", "--entries", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 1
    assert made.stderr == f"error: {file}: No such file or directory\n"
