"""A book records all of what it is told, or nothing, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.errors import (
    AlreadyDecided,
    DomainError,
    NotInForce,
    StaleChangeRequest,
    UnknownReference,
)
from domain.facts import Fact
from engine.book import Book, Order, Receipt
from engine.errors import ChangedEntry, Refused
from engine.files.record_file import read_orders
from engine.store.appending import Appending
from engine.store.errors import UnusableStore
from engine.store.factory import open_store
from engine.store.store import FactStore, Store
from tests.engine.open_book import (
    BASELINE,
    COUNCIL,
    FIRST,
    MEETING,
    PROJECT,
    REQUEST,
    OpenBook,
    told,
)

APPROVAL = "- decision: {change_request: ICS-2019-A, outcome: approved, decided_on: 2019-01-07}"


def before_recording(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object]) -> None:
    """Let somebody else act between our decision and our recording of it, once for each step."""
    left, record = list(steps), FactStore.record
    others = False

    def record_after_somebody_else(
        store: FactStore,
        facts: Sequence[Fact],
        *,
        expected_versions: Mapping[str, int] | None = None,
    ) -> Sequence[int]:
        nonlocal others
        if left and not others:
            others = True
            left.pop(0)()
            others = False
        return record(store, facts, expected_versions=expected_versions)

    monkeypatch.setattr(FactStore, "record", record_after_somebody_else)


def before_taking_the_lock(
    monkeypatch: pytest.MonkeyPatch, store: Store, step: Callable[[], object]
) -> None:
    """Let somebody else act just before a store is locked for us."""
    recorder, appending = store.recorder, store.recorder.appending

    def appending_after_somebody_else() -> AbstractContextManager[Appending]:
        step()
        return appending()

    monkeypatch.setattr(recorder, "appending", appending_after_somebody_else)


def _accepts(url: str, orders: Sequence[Order]) -> bool:
    with open_store(url, timeout=5) as store:
        try:
            Book(store, "clerk").record(orders)
        except Refused:
            return False
    return True


@pytest.fixture(params=["sqlite", "postgresql"])
def every_book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenBook]:
    """Give an empty book in each kind of store, one after the other."""
    url = request.getfixturevalue("postgres").url() if request.param == "postgresql" else None
    with OpenBook(tmp_path, url=url) as opened:
        yield opened


def differences_of(reason: DomainError) -> list[tuple[str, Any, Any]]:
    assert isinstance(reason, ChangedEntry)
    return list(reason.differences)


class TestRecording:
    """What is appended, and what is told of it."""

    def test_facts_are_appended_in_order_and_their_positions_told(self, book: OpenBook) -> None:
        receipt = book.when(COUNCIL)
        assert told(receipt) == [
            "body-established body:policy",
            "body-established body:ics",
            "body-established body:asch",
        ]
        assert receipt.positions == (1, 2, 3)
        assert receipt.unchanged == ()

    def test_every_fact_says_who_recorded_it_and_by_which_command(self, book: OpenBook) -> None:
        [first, second] = book.when(
            "- file: {actor: K. Ford, source: {document: Minutes, page: 4}}\n"
            "- body: {ref: ics, name: I, kind: committee}\n"
            "- body: {ref: asch, name: A, kind: committee, actor: L. Reed, source: Agenda}\n"
        ).facts
        assert (first.actor, first.source and first.source.page) == ("K. Ford", "4")
        assert (second.actor, second.source and second.source.document) == ("L. Reed", "Agenda")
        assert first.command_id.startswith("body:ics#")

    def test_who_opens_the_book_records_where_the_file_does_not_say(self, book: OpenBook) -> None:
        assert [fact.actor for fact in book.when(COUNCIL).facts] == ["clerk"] * 3

    def test_the_moment_of_recording_is_that_of_the_clock(self, book: OpenBook) -> None:
        book.when(COUNCIL)
        moments = {entry.recorded_at for entry in book.store.reader.read_entries()}
        assert moments == {f"{FIRST:%Y-%m-%dT%H:%M}:01.000000Z"}

    def test_several_files_are_one_transaction(self, book: OpenBook) -> None:
        files = [book.file(COUNCIL, "a.yaml"), book.file(MEETING, "b.yaml")]
        book.book.record(read_orders(files))
        assert len({entry.recorded_at for entry in book.store.reader.read_entries()}) == 1

    def test_a_later_file_may_refer_to_an_earlier_one_but_not_the_other_way(
        self, book: OpenBook
    ) -> None:
        files = [book.file(MEETING, "b.yaml"), book.file(COUNCIL, "a.yaml")]
        with pytest.raises(Refused, match="no body 'ics' is in the book"):
            book.book.record(read_orders(files))
        assert book.store.reader.last_position() == 0

    def test_nothing_to_record_is_nothing_recorded(self, book: OpenBook) -> None:
        assert book.book.record([]) == Receipt((), ())

    def test_progress_is_told_after_every_command(self, book: OpenBook) -> None:
        done: list[int] = []
        book.book.record(book.orders(COUNCIL), progress=done.append)
        assert done == [1, 2, 3]


class TestAllOrNothing:
    """One wrong entry, and nothing of the whole is recorded."""

    def test_a_refused_entry_leaves_nothing_of_those_before_it(self, book: OpenBook) -> None:
        book.refuses(COUNCIL + "- body: {ref: ics, name: X, kind: council}\n", ChangedEntry)
        assert book.history("body:policy") == []

    def test_the_refusal_names_the_file_and_the_line_of_the_entry(self, book: OpenBook) -> None:
        text = COUNCIL + "- body-renaming: {body: isc, name: X, decided_on: 2019-01-01}\n"
        with pytest.raises(Refused) as refused:
            book.when(text)
        place = refused.value.place
        assert place
        assert (place.file, place.line) == (f"{book.folder}/entries.yaml", 5)
        assert str(refused.value).startswith(f"{book.folder}/entries.yaml:5: ")
        assert "no body 'isc' is in the book; did you mean ics" in str(refused.value)

    def test_a_refusal_in_the_second_file_keeps_the_first_out(self, book: OpenBook) -> None:
        files = [
            book.file(COUNCIL, "a.yaml"),
            book.file(MEETING.replace("ics,", "isc,"), "b.yaml"),
        ]
        with pytest.raises(Refused, match="did you mean ics"):
            book.book.record(read_orders(files))
        assert book.store.reader.last_position() == 0

    def test_what_was_refused_can_be_put_right_and_recorded(self, book: OpenBook) -> None:
        book.refuses(COUNCIL + MEETING.replace("ics,", "isc,"), UnknownReference)
        assert len(book.when(COUNCIL + MEETING).facts) == 5

    def test_a_store_that_fails_keeps_nothing(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail() -> None:
            raise UnusableStore("the disk is full")

        before_recording(monkeypatch, fail)
        with pytest.raises(UnusableStore):
            book.when(COUNCIL)
        assert book.store.reader.last_position() == 0


class TestTwice:
    """The same again changes nothing; something else under the same reference is refused."""

    def test_the_same_file_again_changes_nothing(self, book: OpenBook) -> None:
        text = COUNCIL + MEETING + PROJECT + BASELINE + REQUEST + APPROVAL
        book.given(text)
        before = book.store.reader.head()
        again = book.when(text)
        assert (again.facts, again.positions, len(again.unchanged)) == ((), (), 8)
        assert book.store.reader.head() == before

    def test_the_same_file_with_more_at_its_end_records_only_that(self, book: OpenBook) -> None:
        book.given(COUNCIL)
        receipt = book.when(COUNCIL + PROJECT)
        assert told(receipt) == ["project-started project:reviews"]
        assert len(receipt.unchanged) == 3

    def test_the_same_entry_twice_in_one_file_is_recorded_once(self, book: OpenBook) -> None:
        receipt = book.when(COUNCIL + COUNCIL)
        assert (len(receipt.facts), len(receipt.unchanged)) == (3, 3)

    def test_another_person_recording_the_same_changes_nothing(self, book: OpenBook) -> None:
        book.given(COUNCIL)
        assert book.when("- file: {actor: somebody else}" + COUNCIL).facts == ()

    @pytest.mark.parametrize(
        "spelling",
        [
            "profile: {2018-19: '3,010,000', 2019/2020: £2000000, 2020-2021: 1000000.00}",
            "profile: {2018/19: 3010000, 2019/20: 2000000, 2020/21: 1000000}\n    total: 6010000",
            (
                "measure: cashable-benefit\n    decided_on: 11 September 2017\n"
                "    profile: {2018/19: 3010000, 2019/20: 2000000, 2020/21: 1000000}"
            ),
        ],
    )
    def test_other_words_that_say_the_same_change_nothing(
        self, book: OpenBook, spelling: str
    ) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        head, _, _ = BASELINE.partition("profile:")
        assert book.when(head + spelling).facts == ()

    def test_a_changed_entry_is_refused_with_both_versions(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        reason = book.refuses(
            BASELINE.replace("2019/20: 2000000", "2019/20: 2500000"),
            ChangedEntry,
            "entries.yaml:2: baseline: the baseline reviews cashable-benefit is in the",
            "profile.2019/20: the book has '2000000', this says '2500000'",
        )
        assert differences_of(reason) == [("profile.2019/20", "2000000", "2500000")]

    def test_a_changed_entry_is_told_in_one_language_for_both_versions(
        self, book: OpenBook
    ) -> None:
        body = (
            "- body: {ref: board, name: Board, kind: programme-board,"
            " reports_to: [{body: ics, cadence: monthly}], members: [{person: A}, {person: B}]}"
        )
        book.given(COUNCIL, body)
        reason = book.refuses(
            body.replace("Board,", "The Board,")
            .replace("monthly", "weekly")
            .replace(", {person: B}", ""),
            ChangedEntry,
        )
        assert differences_of(reason) == [
            ("name", "Board", "The Board"),
            ("reporting line added 1: cadence", "monthly", "weekly"),
            ("member appointed 2: membership.person", "B", "nothing"),
            ("member appointed 2: membership.role", "member", "nothing"),
            ("member appointed 2: membership.voting", True, "nothing"),
        ]

    def test_another_source_of_the_same_is_shown_as_a_change(self, book: OpenBook) -> None:
        book.given("- file: {source: Minutes}" + COUNCIL)
        reason = book.refuses("- file: {source: Agenda}" + COUNCIL, ChangedEntry)
        assert differences_of(reason) == [("source.document", "Minutes", "Agenda")]

    def test_a_changed_decision_is_shown_although_its_figures_have_moved(
        self, book: OpenBook
    ) -> None:
        book.given(COUNCIL, PROJECT, BASELINE, REQUEST, APPROVAL)
        reason = book.refuses(APPROVAL.replace("}", ", commentary: As asked}"), ChangedEntry)
        assert differences_of(reason) == [("ruling.commentary", "nothing", "As asked")]

    def test_a_changed_entry_in_the_same_file_is_refused_too(self, book: OpenBook) -> None:
        book.refuses(
            COUNCIL + "- body: {ref: ics, name: Another, kind: sub-committee}",
            ChangedEntry,
            "this says 'Another'",
        )

    def test_a_changed_entry_that_breaks_a_rule_besides_says_so(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        book.refuses(
            BASELINE + "    total: 7",
            ChangedEntry,
            "would be refused in any case: the total of reviews is printed as £7",
        )


class TestDryRun:
    """A dry run decides everything and records nothing."""

    def test_it_says_what_would_be_appended_and_appends_nothing(self, book: OpenBook) -> None:
        receipt = book.when(COUNCIL, dry_run=True)
        assert (len(receipt.facts), receipt.positions) == (3, ())
        assert book.store.reader.last_position() == 0

    def test_it_refuses_what_recording_would_refuse(self, book: OpenBook) -> None:
        with pytest.raises(Refused):
            book.when(MEETING, dry_run=True)

    def test_later_entries_count_on_earlier_ones(self, book: OpenBook) -> None:
        receipt = book.when(COUNCIL + PROJECT + BASELINE + REQUEST + APPROVAL, dry_run=True)
        assert told(receipt)[-1] == "savings-rebaselined project:reviews on 2019-01-07"


class TestNotes:
    """What a person should know although nothing is refused."""

    def test_a_request_against_another_profile_is_raised_with_a_note(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT)
        [note] = book.when(REQUEST).notes
        assert note == (
            "ICS-2019-A expects 2018/19: £3,010,000, 2019/20: £2,000,000, 2020/21: £1,000,000 for"
            " reviews, but the book has nothing: it can be approved only once they agree"
        )

    def test_there_is_no_note_where_they_agree(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        assert book.when(REQUEST).notes == ()

    def test_a_day_that_is_still_to_come_is_noted_once(self, book: OpenBook) -> None:
        days = ("2026-11-21", "2026-11-22", "2026-11-22", "2027-01-01")
        text = COUNCIL + "".join(
            f"- membership: {{body: ics, person: P{number}, starts_on: {day}}}\n"
            for number, day in enumerate(days)
        )
        receipt = Book(book.store, "clerk", FIRST.date()).record(book.orders(text))
        assert [note.partition(",")[0] for note in receipt.notes] == [
            "2026-11-22 is still to come",
            "2027-01-01 is still to come",
        ]


class TestConcurrency:
    """Two people at the same book: the second is decided again on what the book then says."""

    def test_the_loser_is_decided_again_and_recorded_after(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book.given(COUNCIL)
        other = Book(book.store, "other clerk")
        orders = book.orders("- body-renaming: {body: ics, name: Two, decided_on: 2019-02-01}")
        first = book.orders("- body-renaming: {body: ics, name: One, decided_on: 2019-01-01}")
        before_recording(monkeypatch, lambda: other.record(first))
        assert told(book.book.record(orders)) == ["body-renamed body:ics on 2019-02-01"]
        versions = [fact.originator_version for fact in book.history("body:ics")]
        assert versions == [1, 2, 3]

    def test_who_records_the_same_at_the_same_time_finds_it_in_the_book(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        orders = book.orders(COUNCIL)
        before_recording(monkeypatch, lambda: Book(book.store, "other").record(orders))
        receipt = book.book.record(orders)
        assert (receipt.facts, len(receipt.unchanged), receipt.positions) == ((), 3, ())
        assert book.store.reader.last_position() == 3

    def test_a_request_that_somebody_else_decides_first_is_not_decided_twice(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book.given(COUNCIL, PROJECT, BASELINE, REQUEST)
        rejection = book.orders(APPROVAL.replace("approved", "rejected"))
        orders = book.orders(APPROVAL)
        before_recording(monkeypatch, lambda: Book(book.store, "other").record(rejection))
        with pytest.raises(Refused) as refused:
            book.book.record(orders)
        assert type(refused.value.reason) is AlreadyDecided

    def test_an_approval_is_stale_when_the_figure_moves_at_the_same_time(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book.given(COUNCIL, PROJECT, BASELINE, REQUEST)
        extension = book.orders(
            "- extension: {project: reviews, change: {2018/19: 5},"
            " authority: {body: asch, decided_on: 2018-12-31}}"
        )
        orders = book.orders(APPROVAL)
        before_recording(monkeypatch, lambda: Book(book.store, "other").record(extension))
        with pytest.raises(Refused) as refused:
            book.book.record(orders)
        assert type(refused.value.reason) is StaleChangeRequest
        assert [fact.TOPIC for fact in book.history("change-request:ICS-2019-A")] == [
            "minutebook.change-request-raised.1"
        ]

    def test_what_was_only_read_must_not_have_changed_either(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book.given(COUNCIL)
        orders = book.orders(MEETING)
        dissolution = book.orders("- body-dissolution: {body: ics, decided_on: 2018-01-01}")
        before_recording(monkeypatch, lambda: Book(book.store, "other").record(dissolution))
        with pytest.raises(Refused) as refused:
            book.book.record(orders)
        assert type(refused.value.reason) is NotInForce

    def test_what_is_decided_by_all_of_a_kind_holds_when_another_is_added_meanwhile(
        self, every_book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book = every_book
        book.given(COUNCIL, MEETING)
        orders = book.orders("- body-dissolution: {body: ics, decided_on: 2018-06-30}")
        resolution = book.orders(
            "- resolution: {ref: 2018/019, meeting: ics-2018-11-05, item: 4, title: Progress,"
            " clauses: [{effect: notes, text: that progress was made}]}"
        )
        with open_store(book.url, timeout=5) as others:
            other = partial(Book(others, "other").record, resolution)
            before_recording(monkeypatch, other)
            before_taking_the_lock(monkeypatch, book.store, other)
            with pytest.raises(Refused) as refused:
                book.book.record(orders)
        assert "2018-11-05" in str(refused.value)
        assert [fact.TOPIC for fact in book.history("body:ics")] == [
            "minutebook.body-established.1"
        ]

    def test_a_dissolution_and_a_resolution_after_it_are_never_both_recorded(
        self, every_book: OpenBook
    ) -> None:
        book = every_book
        resolution = (
            "- resolution: {{ref: 1, meeting: m{0}, item: 4, title: Progress,"
            " clauses: [{{effect: notes, text: that progress was made}}]}}"
        )
        for number in range(8):
            book.given(
                f"- body: {{ref: b{number}, name: B, kind: committee}}\n"
                f"- meeting: {{ref: m{number}, body: b{number}, held_on: 2018-11-05}}"
            )
            rivals = [
                book.orders(f"- body-dissolution: {{body: b{number}, decided_on: 2018-06-30}}"),
                book.orders(resolution.format(number)),
            ]
            with ThreadPoolExecutor() as threads:
                accepted = list(threads.map(partial(_accepts, book.url), rivals))
            assert sorted(accepted) == [False, True]

    def test_what_is_known_from_the_last_record_is_asked_for_again(self, book: OpenBook) -> None:
        book.given(COUNCIL)
        other = Book(book.store, "other clerk")
        other.record(book.orders("- body: {ref: new, name: New, kind: committee}"))
        other.record(book.orders("- body-dissolution: {body: ics, decided_on: 2018-01-01}"))
        known = book.book.record(book.orders("- meeting: {ref: m, body: new, held_on: 2019-01-01}"))
        assert known.positions == (6, 7)
        with pytest.raises(Refused) as refused:
            book.book.record(book.orders(MEETING))
        assert type(refused.value.reason) is NotInForce

    def test_a_dry_run_leaves_nothing_to_the_next_record(self, book: OpenBook) -> None:
        book.given(COUNCIL)
        orders = book.orders(MEETING)
        assert book.book.record(orders, dry_run=True).facts
        assert book.book.record(orders).positions == (4, 5)

    def test_nor_does_a_refusal(self, book: OpenBook) -> None:
        book.given(COUNCIL)
        meeting = book.orders(MEETING)
        wrong = book.orders("- meeting: {ref: m, body: icx, held_on: 2019-01-01}")
        with pytest.raises(Refused):
            book.book.record([*meeting, *wrong])
        assert book.book.record(meeting).positions == (4, 5)

    def test_who_loses_again_and_again_decides_at_last_while_nobody_else_can_record(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book.given(COUNCIL)
        before_recording(monkeypatch, *self._renamings(book, 5))
        receipt = book.book.record(
            book.orders("- body-renaming: {body: ics, name: Us, decided_on: 2019-02-01}")
        )
        assert told(receipt) == ["body-renamed body:ics on 2019-02-01"]
        assert receipt.positions == (8,)
        assert [getattr(fact, "name", "") for fact in book.history("body:ics")][1:] == [
            *["N"] * 4,
            "Us",
        ]

    def test_who_decides_alone_is_refused_by_the_same_rules_and_leaves_nothing_behind(
        self, book: OpenBook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book.given(COUNCIL)
        orders = book.orders("- body-renaming: {body: ics, name: Us, decided_on: 2019-02-01}")
        dissolution = book.orders("- body-dissolution: {body: ics, decided_on: 2019-01-31}")
        dissolving = partial(Book(book.store, "other").record, dissolution)
        before_recording(monkeypatch, *self._renamings(book, 3), dissolving)
        with pytest.raises(Refused) as refused:
            book.book.record(orders)
        assert type(refused.value.reason) is NotInForce
        assert "Us" not in {getattr(fact, "name", "") for fact in book.history("body:ics")}

    def _renamings(self, book: OpenBook, count: int) -> list[Callable[[], object]]:
        entry = "- body-renaming: {{body: ics, name: N, decided_on: 2019-01-0{}}}"
        other = Book(book.store, "other")
        days = range(1, count + 1)
        return [partial(other.record, book.orders(entry.format(day))) for day in days]


class TestAsking:
    """What the command line asks of a book before it makes a command."""

    def test_the_profile_of_a_project_on_a_day(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        before = book.book.profile("reviews", "cashable-benefit", date(2017, 9, 10))
        after = book.book.profile("reviews", "cashable-benefit", date(2017, 9, 11))
        assert (before.stored(), after.total) == ({}, Decimal(6010000))

    def test_the_lines_of_a_request(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE, REQUEST)
        [line] = book.book.request_lines("ICS-2019-A")
        assert (line.project, line.change.total) == ("reviews", Decimal(0))

    def test_what_is_not_in_the_book_is_an_unknown_reference(self, book: OpenBook) -> None:
        with pytest.raises(UnknownReference, match="no change request 'X'"):
            book.book.request_lines("X")
