"""Where cases stand, how they came there, and how long it took, in both kinds of database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from projections.cases.following import definitions, following
from projections.cases.journey import journey, stays
from projections.cases.standing import DueStep, Standing, standing_called, standings
from projections.cases.stats import stats
from tests.books import BookOnDisk
from tests.engine.cases.journey import CASE, DEFERRING, TO_COMMITTEE, UNOPENED, step

OPENED = """
- case: {route: change-request, subject: ICS-2019-A, opened_on: 2018-12-20,
    bodies: {leadership: clt}}
- case: {route: recovery-plan, subject: KPI-7, opened_on: 2019-01-02, bodies: {overseeing: ics}}
"""
LATER = step("defer", "I. Clerk", more="resolution: 2019/003, deferred_to: ics-2019-03-04")
LATE = (
    f"- case-overdue: {{case: {CASE}, step: submit, on: 2019-01-23}}\n"
    f"- case-escalation: {{case: {CASE}, step: submit, on: 2019-01-23}}\n"
)
ROUTES = Path(__file__).parent / "routes"


def _on(book: BookOnDisk, day: str | None, ref: str = CASE) -> Standing:
    with book.views() as views:
        [found] = standings(views, date.fromisoformat(day) if day else None, only=ref)
        return found


@pytest.fixture
def travelled(book: BookOnDisk) -> BookOnDisk:
    """A request that was put off, and a plan that just set out."""
    book.record(UNOPENED + OPENED)
    book.record(TO_COMMITTEE + DEFERRING + LATER)
    return book


def test_a_case_is_seen_where_it_stood_on_a_day(travelled: BookOnDisk) -> None:
    stood = [_on(travelled, day).state for day in ("2018-12-20", "2018-12-27", "2019-01-20", None)]
    assert stood == ["draft", "finance", "sub-committee", "deferred"]
    now = _on(travelled, None)
    assert (now.version, now.title, now.raised_by) == (
        1,
        "Accelerate Targeted Reviews",
        "P. Officer",
    )
    assert now.bodies == {"leadership": "clt", "deciding": "ics"}
    assert now.deferred_to == "ics-2019-03-04"
    assert now.timetable == (DueStep("bring-back", None, date(2019, 3, 4)),)
    assert now.attached == ("finance-comment", "programme-office-comment")
    assert (now.due_on, now.days(date(2019, 1, 31))) == (date(2019, 3, 4), 10)


def test_only_those_on_their_way_by_the_day(travelled: BookOnDisk) -> None:
    travelled.record(step("withdraw", "S. Sponsor", "2019-02-01"))
    with travelled.views() as views:
        assert [each.ref for each in standings(views, running=True)] == ["recovery-plan/KPI-7"]
        assert len(standings(views, date(2019, 1, 31), running=True)) == 2
        assert len(standings(views, date(2018, 12, 31))) == 1
        assert standings(views, known=3) == []


def test_a_case_is_known_by_what_travels(travelled: BookOnDisk) -> None:
    with travelled.views() as views:
        for ref in (CASE, "ICS-2019-A"):
            found = standing_called(views, ref)
            assert isinstance(found, Standing)
            assert found.ref == CASE
        plan = standing_called(views, "KPI-7")
        assert isinstance(plan, Standing)
        assert standing_called(views, "KPI-8") == [CASE, "recovery-plan/KPI-7"]
    travelled.record(
        "- case: {route: recovery-plan, kind: paper, subject: KPI-7, opened_on: 2019-01-02,"
        " bodies: {overseeing: ics}}"
    )
    with travelled.views() as views:
        assert standing_called(views, "KPI-7") == ["paper/KPI-7", "recovery-plan/KPI-7"]


def test_what_is_late_is_so_only_where_the_case_then_stood(book: BookOnDisk) -> None:
    book.record(UNOPENED + OPENED + LATE)
    assert (_on(book, None).overdue, _on(book, None).escalated) == (("submit",), ("submit",))
    book.record(step("submit", "S. Sponsor", "2019-01-24"))
    assert (_on(book, None).overdue, _on(book, None).escalated) == ((), ())
    with book.views() as views:
        [opened, submitted] = journey(views, CASE, date(2019, 2, 1))
        assert [(each.notice, each.told) for each in opened.notices] == [
            ("overdue", None),
            ("escalated", "programme office"),
        ]
        assert (submitted.notices, submitted.days) == ((), 8)


def migrate(book: BookOnDisk) -> None:
    """Record a paper that another version of its route was put under, with another state."""
    file = book.folder / "entries.yaml"
    folder = book.folder / "routes"
    folder.mkdir()
    for name in ("short-1.yaml", "short-2.yaml"):
        (folder / name).write_text((ROUTES / name).read_text(encoding="utf-8"), encoding="utf-8")
    file.write_text(
        UNOPENED
        + "- case: {route: short, version: 1, subject: P1, opened_on: 2019-01-02,"
        + " bodies: {deciding: ics}}\n"
        + "- case-migration: {case: P1, version: 2, state: drafted, decided_on: 2019-01-05,"
        + " actor: P. Office}\n",
        encoding="utf-8",
    )
    book.record_files(file)


def test_a_new_version_ends_no_stay(book: BookOnDisk) -> None:
    migrate(book)
    moved = _on(book, None, "paper/P1")
    assert (moved.version, moved.state, moved.entered_on) == (2, "drafted", date(2019, 1, 2))
    assert _on(book, "2019-01-04", "paper/P1").state == "written"
    with book.views() as views:
        [(stay, days)] = stays(journey(views, "paper/P1", date(2019, 1, 12)))
        assert (stay.state, days) == ("written", 10)


def test_what_can_come_next_names_who_when_and_how(travelled: BookOnDisk) -> None:
    with travelled.views() as views:
        routes = definitions(views)
        [put_off] = standings(views, only=CASE)
        [back, withdraw] = following(put_off, routes)
        assert (back.takers, back.due_on) == ((("clerk", "ics"),), date(2019, 3, 4))
        assert back.command == f"minutebook --as NAME case step {CASE} bring-back"
        assert withdraw.takers == (("sponsor", None),)
        [before] = standings(views, date(2019, 1, 10), only=CASE)
        steps = {each.step: each for each in following(before, routes)}
        assert steps["approve"].papers == ()  # finance has commented
        assert steps["approve-in-part"].needs == ("resolution", "projects")
        assert steps["refer"].command.endswith("refer --resolution REF --referred-to BODY")
        [plan] = standings(views, only="recovery-plan/KPI-7")
        [agree] = following(plan, routes)
        assert agree.command.endswith("agree-plan --meeting REF --attach recovery-plan TEXT")


def test_stays_are_counted_by_who_took_the_case_on(travelled: BookOnDisk) -> None:
    with travelled.views() as views:
        found = stats(views, date(2019, 5, 1))
    by_state = {stay.state: stay for stay in found.stays}
    assert (by_state["leadership"].body, by_state["leadership"].median_days) == ("clt", Decimal(5))
    assert (by_state["finance"].body, by_state["finance"].longest_days) == (None, 7)
    assert (by_state["sub-committee"].stays, by_state["sub-committee"].running) == (1, 0)
    assert (by_state["deferred"].body, by_state["deferred"].longest_running) == ("ics", 100)
    assert found.deferrals == {CASE: 1}


def test_a_month_of_waiting_costs_a_twelfth_of_the_increase_of_the_year(
    travelled: BookOnDisk,
) -> None:
    with travelled.views() as views:
        found = stats(views, date(2019, 5, 1))
        [waits] = found.waiting
        assert (waits.increase, waits.a_month) == (Decimal(1000000), Decimal("83333.33"))
        assert (found.year, found.lost_a_month) == ("2019/20", Decimal("83333.33"))
        # The increase is of 2019/20: after that year nothing is lost any more.
        assert stats(views, date(2020, 4, 1)).waiting == ()
        assert stats(views, date(2020, 4, 1)).later == ()


def test_what_waiting_will_cost_is_told_before_the_year_begins(travelled: BookOnDisk) -> None:
    with travelled.views() as views:
        found = stats(views, date(2019, 3, 31))
    assert (found.year, found.lost_a_month) == ("2018/19", Decimal(0))
    assert found.waiting == ()
    [later] = found.later
    assert (later.year, later.loses_from) == ("2019/20", date(2019, 4, 1))
    assert later.a_month == Decimal("83333.33")


def test_a_stay_is_the_body_s_whoever_took_the_case_on(travelled: BookOnDisk) -> None:
    travelled.record(step("withdraw", "S. Sponsor", "2019-02-01"))
    with travelled.views() as views:
        [stay] = [each for each in stats(views, date(2019, 5, 1)).stays if each.state == "deferred"]
    assert (stay.body, stay.stays, stay.running) == ("ics", 1, 0)


def test_a_case_that_set_out_again_is_on_its_way(travelled: BookOnDisk) -> None:
    plan = "recovery-plan/KPI-7"
    paper = "attachments: [{{kind: {}, text: Said}}]"
    travelled.record(
        step(
            "agree-plan",
            "I. Clerk",
            "2019-01-21",
            case=plan,
            more=f"meeting: ics-2019-01-21, {paper.format('recovery-plan')}",
        )
        + step(
            "follow-up",
            "P. Office",
            "2019-01-22",
            case=plan,
            more=paper.format("progress-report"),
        )
        + step("close", "I. Clerk", "2019-01-23", case=plan, more="meeting: ics-2019-01-21")
    )
    assert _on(travelled, None, plan).closed
    again = OPENED.splitlines()[-1].replace("2019-01-02", "2019-02-01")
    travelled.record(again)
    with travelled.views() as views:
        moves = journey(views, plan, date(2019, 2, 3))
    assert (moves[-1].move, moves[-1].state, moves[-1].days) == (
        "set-out-again",
        "in-exception",
        2,
    )
    assert _on(travelled, None, plan).attached == ()
    assert [move.state for move, _ in stays(moves)][-2:] == ["followed-up", "in-exception"]
