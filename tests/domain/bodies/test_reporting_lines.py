"""Reporting lines hold on their days, one of a kind between two bodies at a time."""

from __future__ import annotations

import pytest

from domain.bodies.body import Body
from domain.bodies.facts import BodyDissolved, ReportingLineAdded, ReportingLineEnded
from domain.bodies.terms import LineKind
from domain.errors import NotInForce, RuleBroken
from tests.domain.council import body
from tests.domain.scenario import BY, Said, day, fact, given

REPORTS_TO = LineKind.REPORTS_TO


def _held(starts_on: str | None, ends_on: str | None = None) -> Said:
    return fact(
        ReportingLineAdded,
        starts_on,
        to="policy",
        kind=REPORTS_TO,
        ends_on=day(ends_on) if ends_on else None,
    )


def _add(
    ics: Body,
    starts_on: str | None,
    ends_on: str | None = None,
    *,
    to: str = "policy",
    kind: LineKind = REPORTS_TO,
) -> None:
    ics.add_line(
        BY,
        day(starts_on) if starts_on else None,
        to=to,
        kind=kind,
        cadence="quarterly",
        ends_on=day(ends_on) if ends_on else None,
    )


def _end(ics: Body, on: str, kind: LineKind = REPORTS_TO) -> None:
    ics.end_line(BY, day(on), to="policy", kind=kind)


def test_a_body_reports_to_another_with_a_cadence() -> None:
    ics = body()
    given(ics).when(lambda: _add(ics, "2018-11-05")).then(
        [
            fact(
                ReportingLineAdded,
                "2018-11-05",
                to="policy",
                kind=REPORTS_TO,
                cadence="quarterly",
            )
        ]
    )


def test_a_body_does_not_report_to_itself() -> None:
    ics = body()
    given(ics).when(lambda: _add(ics, None, to="ics")).refused(
        RuleBroken, "ics cannot have a reporting line to itself"
    )


@pytest.mark.parametrize("ends_on", ["2018-11-04", "2018-11-05"])
def test_a_line_does_not_end_before_it_starts(ends_on: str) -> None:
    ics = body()
    given(ics).when(lambda: _add(ics, "2018-11-05", ends_on)).refused(
        RuleBroken, "ends before it starts on 2018-11-05"
    )


@pytest.mark.parametrize(
    ("held", "starts_on", "ends_on"),
    [
        (_held(None), "2018-11-05", None),
        (_held("2018-11-05"), None, None),
        (_held("2018-11-05"), "2018-11-05", None),
        (_held("2018-01-01", "2018-11-05"), "2018-11-04", None),
        (_held("2018-01-01", "2018-11-05"), None, None),
        (_held("2018-01-01", "2018-11-05"), "2017-01-01", "2018-01-02"),
    ],
)
def test_two_bodies_have_one_line_of_a_kind_at_a_time(
    held: Said, starts_on: str | None, ends_on: str | None
) -> None:
    ics = body("ics", held)
    given(ics).when(lambda: _add(ics, starts_on, ends_on)).refused(
        RuleBroken, "ics has a line reports to policy already: end it first"
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [("2018-11-05", None), ("2017-01-01", "2018-01-01")]
)
def test_a_line_may_hold_again_and_an_older_one_be_recorded_late(
    starts_on: str, ends_on: str | None
) -> None:
    ics = body("ics", _held("2018-01-01", "2018-11-05"))
    given(ics).when(lambda: _add(ics, starts_on, ends_on)).then(
        [
            fact(
                ReportingLineAdded,
                starts_on,
                to="policy",
                kind=REPORTS_TO,
                cadence="quarterly",
                ends_on=day(ends_on) if ends_on else None,
            )
        ]
    )


def test_lines_of_different_kinds_stand_beside_each_other() -> None:
    ics = body("ics", _held(None))
    _add(ics, "2018-11-05", kind=LineKind.ADVISES)
    assert len(ics.pending) == 1


def test_a_dissolved_body_begins_no_line() -> None:
    board = body("cloud-board", fact(BodyDissolved, "2018-11-05"))
    given(board).when(lambda: _add(board, "2018-11-06")).refused(NotInForce, "was dissolved")


@pytest.mark.parametrize(
    "held", [_held(None), _held("2018-01-01"), _held("2018-01-01", "2019-01-01")]
)
def test_a_line_ends_on_a_day_earlier_than_planned_where_need_be(held: Said) -> None:
    ics = body("ics", held)
    given(ics).when(lambda: _end(ics, "2018-11-05")).then(
        [fact(ReportingLineEnded, "2018-11-05", to="policy", kind=REPORTS_TO)]
    )
    _add(ics, "2018-11-05")


@pytest.mark.parametrize("on", ["2017-12-31", "2018-01-01", "2018-11-05", "2019-01-01"])
def test_only_a_line_in_force_can_be_ended(on: str) -> None:
    ics = body("ics", _held("2018-01-01", "2018-11-05"))
    given(ics).when(lambda: _end(ics, on)).refused(
        NotInForce, f"ics has no line reports to policy to end on {on}"
    )


def test_ending_one_line_leaves_the_others() -> None:
    ics = body("ics", _held("2015-01-01", "2016-01-01"), _held("2018-01-01"))
    _end(ics, "2018-11-05")
    given(ics).when(lambda: _add(ics, "2015-12-31", "2016-02-01")).refused(RuleBroken)
    given(ics).when(lambda: _end(ics, "2018-06-01", LineKind.ADVISES)).refused(NotInForce)
    _add(ics, "2018-11-05")
