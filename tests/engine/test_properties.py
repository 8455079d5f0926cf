"""What holds of a book whatever is recorded in it, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalogue import BY_COMMAND
from engine.errors import BadInput, Refused
from engine.unit_of_work import UnitOfWork
from tests.engine.open_book import BASELINE, COUNCIL, MEETING, PROJECT, REQUEST, OpenBook, saying

# Every example makes a store of its own, which takes some milliseconds.
FEW = settings(max_examples=20, deadline=None)

CHAPTERS = (
    COUNCIL + MEETING + PROJECT + BASELINE + REQUEST,
    "- decision: {change_request: ICS-2019-A, outcome: approved, decided_on: 2019-01-07}\n",
    (
        "- body-dissolution: {body: policy, decided_on: 2019-02-01, successor: asch}\n"
        "- membership: {body: ics, person: A. Hale, role: chair, starts_on: 2018-05-01}\n"
    ),
    (
        "- extension: {project: reviews, change: {2021/22: 5}, authority: {body: asch,"
        " decided_on: 2019-03-01}}\n"
        "- correction: {project: reviews, decided_on: 2019-03-01, corrects: baseline,"
        " source: Minutes, change: {2018/19: -0.50}, reason: Pence}\n"
    ),
    (
        "- resolution: {ref: 2018/019, meeting: ics-2018-11-05, title: T, votes: {for: 3},"
        " clauses: [{effect: delegates, delegate: Director, text: D}]}\n"
        "- status-report: {project: reviews, period: 2018-09, status: at risk,"
        " at_risk: {2018/19: -7}}\n"
    ),
    (
        "- gate-sequence: {ref: g, name: G, body: ics, gates: [{number: 1, name: One}]}\n"
        "- gate-decision: {sequence: g, gate: 1, outcome: go, decided_on: 2018-03-01}\n"
    ),
)
"""Parts of a story: the first comes first, the others in any order."""

WRONG = (
    "- zzz: {}\n",
    "- body: {ref: x, name: X}\n",
    "- body: {ref: ics, name: Another, kind: council}\n",
    "- agenda: {meeting: none, items: [{item: 1, title: T}]}\n",
    "- extension: {project: reviews, change: {2018/19: three}, authority: {body: asch}}\n",
    (
        "- extension: {project: reviews, change: {2018/19: -3}, authority: {body: asch,"
        " decided_on: 2019-01-01}}\n"
    ),
    "- body: [\n",
)


@contextmanager
def new_book() -> Iterator[OpenBook]:
    with TemporaryDirectory() as folder, OpenBook(Path(folder)) as book:
        yield book


def entries_of(text: str) -> list[str]:
    """Part a text into its entries."""
    return [f"- {entry}" for entry in f"\n{text}".split("\n- ")[1:]]


def by_subject(book: OpenBook) -> dict[str, list[dict[str, Any]]]:
    """Return what every subject's facts say, in their order."""
    return {
        identity: saying(book.history(identity)) for identity in book.store.reader.originators()
    }


chapters_in_any_order = st.permutations(CHAPTERS[1:]).map(lambda rest: [CHAPTERS[0], *rest])


@st.composite
def of_different_subjects(draw: st.DrawFn) -> list[str]:
    """Make entries none of which is about, or relies on, the subject of another."""
    amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
    entries = []
    for number in range(draw(st.integers(min_value=2, max_value=8))):
        day = date(2018, 4, 1) + timedelta(days=draw(st.integers(0, 700)))
        amount = draw(amounts)
        entries.append(
            f"- project: {{ref: p{number}, name: P{number}, started_on: {day}}}\n"
            f"- opening-balance: {{project: p{number}, as_at: {day}, source: S,"
            f" profile: {{2018/19: {amount}}}, total: {amount}}}\n"
        )
    return entries


class TestReplay:
    """What is in the store is what was decided."""

    @FEW
    @given(chapters_in_any_order)
    def test_replay_of_the_store_equals_the_live_state(self, chapters: list[str]) -> None:
        with new_book() as book:
            orders = book.orders("".join(chapters))
            live = UnitOfWork(book.store.history, book.store.reader.originators, "clerk")
            subjects = []
            for order in orders:
                handling = BY_COMMAND[type(order.command)]
                subject = handling.subject(live, order.command)
                handling.act(live, subject, order.command, live.provenance(order.command))
                subjects.append(subject)
            book.book.record(orders)
            replayed = UnitOfWork(book.store.history, book.store.reader.originators, "clerk")
            assert {subject.id for subject in subjects} == {
                fact.originator_id for fact in live.facts
            }
            for left in subjects:
                right = replayed.find(type(left), left.ref)
                assert {**vars(left), "pending": []} == {**vars(right), "pending": []}


class TestOrder:
    """The order of recording is kept, and does not matter where nothing depends on it."""

    @FEW
    @given(of_different_subjects(), st.randoms(use_true_random=False))
    def test_independent_entries_in_any_order_give_the_same_facts_per_subject(
        self, entries: list[str], random: Random
    ) -> None:
        shuffled = random.sample(entries, len(entries))
        with new_book() as one, new_book() as other:
            one.given("".join(entries))
            other.given("".join(shuffled))
            assert by_subject(one) == by_subject(other)

    @FEW
    @given(of_different_subjects(), st.integers(min_value=1, max_value=7))
    def test_one_file_or_several_give_the_same_facts(self, entries: list[str], cut: int) -> None:
        with new_book() as one, new_book() as other:
            one.given("".join(entries))
            other.given("".join(entries[:cut]))
            if entries[cut:]:
                other.given("".join(entries[cut:]))
            assert by_subject(one) == by_subject(other)


class TestAgain:
    """Recording is idempotent."""

    @FEW
    @given(chapters_in_any_order, st.randoms(use_true_random=False))
    def test_recording_again_changes_nothing(self, chapters: list[str], random: Random) -> None:
        with new_book() as book:
            book.given(*chapters)
            before = book.store.reader.head()
            receipt = book.when("".join(chapters))
            assert (receipt.facts, book.store.reader.head()) == ((), before)
            some = random.sample(chapters, len(chapters))
            assert book.when("".join(some)).facts == ()


class TestAllOrNothing:
    """One wrong entry anywhere, and nothing is recorded."""

    @pytest.mark.parametrize("wrong", WRONG)
    @settings(max_examples=5, deadline=None)
    @given(st.integers(min_value=0, max_value=100))
    def test_a_wrong_entry_anywhere_records_nothing(self, wrong: str, place: int) -> None:
        entries = entries_of("".join(CHAPTERS))
        assert len(entries) == 16
        at = place % (len(entries) + 1)
        # What refers to the council comes after it, whatever else is wrong with it.
        text = "\n".join([*entries[:at], wrong, *entries[at:]])
        with new_book() as book:
            with pytest.raises((Refused, BadInput)):
                book.when(text)
            assert book.store.reader.last_position() == 0
            assert book.when("\n".join(entries)).facts
