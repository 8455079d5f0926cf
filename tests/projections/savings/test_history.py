"""The history of a figure: order, the two times, and sums that always hold."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.savings.figures import profile_of
from projections.savings.history import History, history
from projections.savings.pence import in_pounds
from projections.savings.projects import ALL
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE, BODIES

LATER = date(2026, 1, 1)
EXTENSION = """
- extension:
    ref: P-2018-A
    project: reviews
    title: More reviews
    decided_on: 2018-05-01
    authority: {body: policy, decided_on: 2018-05-01}
    source: {document: Minutes, page: 3}
    change: {2019/20: 100}
"""
LATE = """
- extension:
    ref: P-2018-LATE
    project: reviews
    decided_on: 2018-03-01
    authority: {body: policy, decided_on: 2018-03-01}
    change: {2019/20: 0.25, 2020/21: 7}
"""


def thousands(found: History) -> list[tuple[object, ...]]:
    """Return the movements in £000: day, year, before, after, kind."""
    return [
        (moved.decided_on, moved.year, int(moved.before) // 1000, int(moved.after) // 1000)
        for moved in found.movements
    ]


def test_targeted_reviews_was_set_in_2017_and_moved_a_million_in_2018(
    example: Views,
) -> None:
    found = history(example, "targeted-reviews", as_at=LATER)
    assert thousands(found) == [
        ("2017-09-11", "2018/19", 0, 3010),
        ("2017-09-11", "2019/20", 0, 2000),
        ("2017-09-11", "2020/21", 0, 1000),
        ("2018-03-12", "2018/19", 3010, 2010),
        ("2018-03-12", "2020/21", 1000, 2000),
    ]
    assert [str(amount) for amount in found.current.values()] == ["2010000", "2000000", "2000000"]
    assert found.total == Decimal(6010000)


def test_a_movement_says_who_decided_it_under_what_and_where_it_is_written(
    example: Views,
) -> None:
    moved = history(example, "targeted-reviews", as_at=LATER).movements[-1]
    assert (moved.kind, moved.change_request, moved.extension) == ("re-profile", "ICS-2018-A", None)
    assert moved.authority == {
        "body": "ics",
        "decided_on": "2018-03-12",
        "meeting": "ics-2018-03-12",
        "resolution": None,
        "officer": None,
        "note": "The papers at hand do not give the number of the resolution.",
    }
    assert moved.source is not None
    assert moved.source["item"] == "5, appendix A"
    assert moved.recorded_at.startswith("2019-06-01T12:00")


def test_one_year_alone_has_its_own_total(example: Views) -> None:
    found = history(example, "targeted-reviews", as_at=LATER, year="2018/19")
    assert [moved.year for moved in found.movements] == ["2018/19", "2018/19"]
    assert (found.current, found.total) == ({"2018/19": Decimal(2010000)}, Decimal(2010000))


def test_a_decision_recorded_late_falls_into_its_place(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(EXTENSION)
    book.record(LATE, at=IN_2019)
    with book.views() as views:
        found = history(views, "reviews", as_at=LATER, year="2019/20")
    assert [
        (moved.decided_on, str(moved.before), str(moved.after)) for moved in found.movements
    ] == [
        ("2018-01-15", "0", "2000.50"),
        ("2018-03-01", "2000.50", "2000.75"),
        ("2018-05-01", "2000.75", "2100.75"),
    ]
    first, late, last = found.movements
    assert first.position < last.position < late.position
    assert late.recorded_at > last.recorded_at


@pytest.mark.parametrize(
    ("as_at", "known_in", "expected"),
    [
        (date(2018, 2, 1), 2018, {"2018/19": "3000", "2019/20": "2000.50"}),
        (date(2018, 2, 1), 2019, {"2018/19": "3000", "2019/20": "2000.50"}),
        (date(2018, 4, 1), 2018, {"2018/19": "3000", "2019/20": "2000.50"}),
        (
            date(2018, 4, 1),
            2019,
            {"2018/19": "3000", "2019/20": "2000.75", "2020/21": "7"},
        ),
    ],
)
def test_the_two_times_give_four_right_answers(
    book: BookOnDisk, as_at: date, known_in: int, expected: dict[str, str]
) -> None:
    book.record(BASELINE, at=IN_2018)
    book.record(LATE, at=IN_2019)
    known = book.position_at(datetime(known_in, 12, 31, tzinfo=UTC))
    with book.views() as views:
        found = history(views, "reviews", as_at=as_at, known=known)
    assert {year: str(amount) for year, amount in found.current.items()} == expected


def test_an_extension_names_itself_and_is_no_change_request(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(EXTENSION)
    with book.views() as views:
        moved = history(views, "reviews", as_at=LATER).movements[-1]
    assert (moved.kind, moved.extension, moved.title) == ("extension", "P-2018-A", "More reviews")
    assert moved.change_request is None


CORRECTION = """
- correction:
    project: reviews
    decided_on: 2018-01-15
    corrects: baseline
    change: {2018/19: -500}
    source: {document: Corrected minutes}
    reason: A digit was misread.
"""


def test_a_correction_is_a_movement_of_its_own_and_the_first_record_stays(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(CORRECTION, at=IN_2019)
    with book.views() as views:
        found = history(views, "reviews", as_at=LATER, year="2018/19")
    assert [(moved.kind, str(moved.after)) for moved in found.movements] == [
        ("baseline", "3000"),
        ("correction", "2500"),
    ]
    assert found.movements[-1].corrects == "baseline"


def test_a_year_that_was_set_to_nil_is_no_movement(book: BookOnDisk) -> None:
    book.record(BASELINE.replace("2019/20: 2000.50", "2019/20: 0"))
    with book.views() as views:
        found = history(views, "reviews", as_at=LATER)
    assert [moved.year for moved in found.movements] == ["2018/19"]


def test_what_the_authority_leaves_open_the_decision_on_the_request_says(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(REQUEST)
    book.record(DECISIONS["approved"].rstrip() + "\n    authority: {note: By show of hands.}\n")
    with book.views() as views:
        authority = history(views, "reviews", as_at=LATER).movements[-1].authority
    assert authority is not None
    assert (authority["body"], authority["note"]) == ("ics", "By show of hands.")


EXTENSIONS = st.lists(
    st.tuples(
        st.dates(date(2018, 1, 16), date(2020, 12, 31)),
        st.dictionaries(
            st.sampled_from(["2018/19", "2019/20", "2020/21", "2021/22"]),
            st.decimals(min_value=0, max_value=5000, places=2),
            min_size=1,
        ).filter(lambda change: sum(change.values()) > 0),
    ),
    max_size=6,
)


def entry(number: int, day: date, change: dict[str, Decimal]) -> str:
    """Write an extension as a record file has it."""
    amounts = ", ".join(f"{year}: '{amount}'" for year, amount in change.items())
    return (
        f"- extension: {{ref: X-{number}, project: reviews, decided_on: {day}, "
        f"authority: {{body: policy, decided_on: {day}}}, change: {{{amounts}}}}}\n"
    )


@settings(max_examples=8, deadline=None)
@given(
    extensions=EXTENSIONS,
    seed=st.randoms(use_true_random=False),
    as_at=st.dates(date(2018, 1, 1), date(2021, 1, 1)),
)
def test_movements_add_up_to_the_profile_whatever_the_order_of_recording(
    extensions: list[tuple[date, dict[str, Decimal]]], seed: Random, as_at: date
) -> None:
    entries = [entry(number, *said) for number, said in enumerate(extensions)]
    shuffled = list(entries)
    seed.shuffle(shuffled)
    profiles = []
    for order in (entries, shuffled):
        with tempfile.TemporaryDirectory() as folder:
            book = BookOnDisk(Path(folder))
            book.record(BODIES)
            book.record(BASELINE + "".join(order))
            with book.views() as views:
                found = history(views, "reviews", as_at=as_at)
                profile = in_pounds(profile_of(views, "reviews", "cashable-benefit", as_at, ALL))
        last = {moved.year: moved.after for moved in found.movements}
        assert {year: amount for year, amount in last.items() if amount} == profile
        assert found.total == sum((moved.change for moved in found.movements), Decimal(0))
        assert all(moved.after == moved.before + moved.change for moved in found.movements)
        profiles.append(profile)
    assert profiles[0] == profiles[1]
