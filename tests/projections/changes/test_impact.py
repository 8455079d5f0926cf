"""The net impact of changes: the published table, and sums that always hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from projections.changes.extended import counted, extended
from projections.changes.impact import Impact, Net, impact
from projections.changes.requests import Change, changes
from projections.views import Views
from tests.books import BookOnDisk
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE

JANUARY = date(2019, 1, 7)

# In £000, as published: ref, year, expected, revised, change.
REQUESTS = [
    ("ICS-2019-A", "2018/19", 2010, 2010, 0),
    ("ICS-2019-A", "2019/20", 2000, 4000, 2000),
    ("ICS-2019-A", "2020/21", 2000, 0, -2000),
    ("ICS-2019-B", "2017/18", 250, 400, 150),
    ("ICS-2019-B", "2018/19", 830, 520, -310),
    ("ICS-2019-C", "2018/19", 686, 0, -686),
    ("ICS-2019-C", "2019/20", 0, 719, 719),
    ("ICS-2019-C", "2020/21", 0, 80, 80),
    ("ICS-2019-C", "2021/22", 0, -210, -210),
]
EXTENSIONS = [
    ("ASCH-2018-A", "2019/20", 50),
    ("ASCH-2018-A", "2020/21", 50),
    ("ASCH-2018-B", "2019/20", 12),
    ("ASCH-2018-B", "2020/21", 28),
    ("ASCH-2018-B", "2021/22", 331),
    ("ASCH-2018-C", "2019/20", 1199),
    ("ASCH-2018-C", "2020/21", 868),
]


def before_the_meeting(views: Views) -> list[Change]:
    """Return what the meeting of 7 January 2019 had before it."""
    found = changes(views, as_at=JANUARY)
    return [change for change in found if change.awaits_decision or not change.request]


def pounds(net: Net) -> tuple[int, ...]:
    """Return a net row in £000: the years, then the total."""
    return tuple(int(amount) // 1000 for amount in (*net.years.values(), net.total))


def lines(found: Impact) -> list[tuple[object, ...]]:
    """Return the effects in £000."""
    return [
        (
            effect.ref,
            effect.year,
            *(int(amount) // 1000 for amount in (effect.expected, effect.revised, effect.change)),
        )
        for effect in found.effects
    ]


def test_the_lines_of_requests_and_extensions_are_the_published_ones(
    example: Views,
) -> None:
    found = lines(impact(before_the_meeting(example)))
    assert found[:9] == REQUESTS
    assert [(ref, year, change) for ref, year, _, _, change in found[9:]] == EXTENSIONS


def test_the_net_impact_is_the_published_one_with_2017_18_folded(
    example: Views,
) -> None:
    found = impact(before_the_meeting(example), start="2018/19")
    assert found.years == ("2018/19", "2019/20", "2020/21", "2021/22")
    assert found.folded == ("2017/18",)
    assert pounds(found.change_requests) == (-846, 2719, -1920, -210, -257)
    assert pounds(found.extensions) == (0, 1261, 946, 331, 2538)
    assert pounds(found.total) == (-846, 3980, -974, 121, 2281)


def test_unfolded_every_year_stands_for_itself(example: Views) -> None:
    found = impact(before_the_meeting(example))
    assert (found.years[0], found.folded) == ("2017/18", ())
    assert pounds(found.change_requests) == (150, -996, 2719, -1920, -210, -257)


def test_folding_into_a_later_year_than_all_counts_everything_there(
    example: Views,
) -> None:
    found = impact(before_the_meeting(example), start="2025/26")
    assert found.years == ("2025/26",)
    assert pounds(found.total) == (2281, 2281)


def test_of_a_part_approval_the_part_counts(book: BookOnDisk) -> None:
    for entries in (BASELINE, REQUEST, DECISIONS["approved-in-part"]):
        book.record(entries)
    with book.views() as views:
        found = impact(changes(views, as_at=date(2026, 1, 1)))
    assert found.change_requests.total == found.sums[0].change == Decimal(-100)


def test_of_nothing_the_impact_is_nothing() -> None:
    found = impact([], start="2018/19")
    assert (found.years, found.effects, found.total) == ((), (), Net({}, Decimal(0)))


SHARED = """
- project: {ref: p, name: P}
- project: {ref: q, name: Q}
- baseline: {project: p, decided_on: 2018-01-05, profile: {2018/19: 3000000},
    authority: {body: ics, decided_on: 2018-01-05}}
- baseline: {project: q, decided_on: 2018-01-05, profile: {2018/19: 500000},
    authority: {body: ics, decided_on: 2018-01-05}}
- extension: {ref: X1, project: p, decided_on: 2018-02-01, change: {2018/19: 100000},
    authority: {body: ics, decided_on: 2018-02-01}}
- correction: {project: p, decided_on: 2018-02-02, corrects: X1, change: {2018/19: 5}, reason: R,
    source: {document: Letter}}
- change-request: {ref: X1, title: Same, kind: write-off, to: ics, raised_on: 2018-02-05,
    projects: [{project: q, expected: {2018/19: 500000}, revised: {2018/19: 100000}}]}
"""
"""A request and an extension that share their reference."""


def test_a_request_and_an_extension_of_one_reference_are_counted_apart(book: BookOnDisk) -> None:
    book.record(SHARED)
    with book.views() as views:
        found = impact(changes(views, as_at=date(2026, 1, 1)))
    assert found.change_requests.total == -400000
    assert found.extensions.total == 100000
    assert [(each.request, each.project) for each in found.effects] == [(True, "q"), (False, "p")]
    assert len({each.position for each in found.sums}) == len(found.sums)


def test_extensions_that_are_not_listed_are_counted_to_the_penny(book: BookOnDisk) -> None:
    book.record(SHARED)
    book.record("- decision: {change_request: X1, outcome: approved, decided_on: 2018-02-10}")
    with book.views() as views:
        later = date(2026, 1, 1)
        assert counted(views, as_at=later) == {"cashable-benefit": 1}
        assert counted(views, as_at=later, since="2018-02-02") == {}
        besides = extended(views, "cashable-benefit", 1, as_at=later)
        requests = [change for change in changes(views, as_at=later) if change.request]
        found = impact(requests, besides=besides)
        listed = impact(changes(views, as_at=later))
    assert found[4:7] == listed[4:7]
    assert (found.unlisted, len(found.effects)) == (1, 1)
    assert impact([], besides=besides, start="2019/20").extensions.years == {"2019/20": 100000}
