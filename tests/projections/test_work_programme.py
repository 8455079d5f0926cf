"""Work programmes for any two times: what comes to which meeting, and what never came."""

from __future__ import annotations

from datetime import date

import pytest

from projections.work_programme.queries import MatterRow, Programme, show_programme
from tests.books import IN_2018, IN_2019, BookOnDisk

PLANNED = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- body: {ref: policy, name: Policy, kind: committee}
- meeting: {ref: nov, body: ics, held_on: 2018-11-05}
- meeting: {ref: jan, body: ics, scheduled_for: 2019-01-07}
- meeting: {ref: mar, body: ics, scheduled_for: 2019-03-04}
- meeting: {ref: apr, body: ics, scheduled_for: 2019-04-30}
- resolution:
    ref: 2018/018
    meeting: nov
    title: Work programme
    clauses: [{effect: amends-work-programme, text: As listed.}]
- work-programme:
    body: ics
    resolution: 2018/018
    add:
      - {item: shared-lives, title: Shared Lives, meeting: jan, owner: A. M., purpose: To hear}
      - {item: asch, title: Adult social care, expected_on: 2019-04-01}
      - {item: some-day, title: Some day}
"""
PROMISED = """
- resolution:
    ref: 2018/020
    meeting: nov
    title: Cloud
    clauses:
      - {effect: requests-report, text: Another report., at: mar}
      - {effect: agrees, text: A plan., owner: Sue, by: 2019-01-31}
"""
REQUEST = """
- project: {ref: reviews, name: Reviews}
- baseline: {project: reviews, decided_on: 2018-01-01, authority: {body: ics,
   decided_on: 2018-01-01}, profile: {2018/19: 100}}
- change-request: {ref: CR1, title: Later, kind: write-off, to: ics, raised_on: 2018-10-01,
   projects: [{project: reviews, expected: {2018/19: 100}, revised: {}}]}
- decision: {change_request: CR1, outcome: deferred, deferred_to: jan, meeting: nov}
"""
JAN = "- meeting-held: {meeting: jan, held_on: 2019-01-07}\n"
AMENDED = (
    "- resolution: {ref: 2019/009, meeting: jan, title: Work programme,"
    " clauses: [{effect: amends-work-programme, text: T}]}\n"
)


@pytest.fixture
def planned(book: BookOnDisk) -> BookOnDisk:
    """A programme with items, a report, an action and a request that was put off."""
    book.record(PLANNED + PROMISED + REQUEST, IN_2018)
    return book


def programme(book: BookOnDisk, day: str, body: str = "ics") -> Programme:
    with book.views() as views:
        return show_programme(views, body, date.fromisoformat(day))


def placed(found: Programme) -> dict[str, list[str]]:
    return {sitting.meeting.ref: [m.ref for m in sitting.matters] for sitting in found.meetings}


def matter(found: Programme, ref: str) -> MatterRow:
    every = [*found.unplaced, *(m for sitting in found.meetings for m in sitting.matters)]
    (one,) = [m for m in every if m.ref == ref]
    return one


def considering(refs: str) -> str:
    return (
        f"- resolution: {{ref: 2019/001, meeting: jan, title: T, considers: [{refs}],"
        " clauses: [{effect: notes, text: T}]}\n"
    )


def amending(what: str) -> str:
    return f"{AMENDED}- work-programme: {{body: ics, resolution: 2019/009, {what}}}\n"


def test_each_meeting_to_come_has_what_is_expected_at_it(planned: BookOnDisk) -> None:
    found = programme(planned, "2018-11-06")
    assert placed(found) == {
        "jan": ["shared-lives", "CR1", "ics/2018/020/2"],
        "mar": ["ics/2018/020/1"],
        "apr": ["asch"],
    }
    assert [m.ref for m in found.unplaced] == ["some-day"]
    assert found.never_came == ()
    kinds = {ref: matter(found, ref).kind for ref in ("asch", "CR1")}
    assert kinds == {"asch": "item", "CR1": "deferred-request"}
    assert matter(found, "ics/2018/020/1").kind == "report"
    assert matter(found, "ics/2018/020/2").kind == "action"
    item = matter(found, "shared-lives")
    assert (item.title, item.owner, item.purpose) == ("Shared Lives", "A. M.", "To hear")
    assert placed(programme(planned, "2018-11-04"))["jan"] == []


def test_another_body_has_nothing_of_it(planned: BookOnDisk) -> None:
    assert programme(planned, "2018-11-06", "policy") == Programme("policy", (), (), ())


def test_what_a_meeting_did_not_reach_is_carried_forward_and_told(planned: BookOnDisk) -> None:
    planned.record(JAN, IN_2019)
    found = programme(planned, "2019-01-07")
    assert placed(found)["mar"] == ["shared-lives", "CR1", "ics/2018/020/1", "ics/2018/020/2"]
    late = {m.ref: (m.promised_for, m.carried, m.passed) for m in found.never_came}
    assert late == dict.fromkeys(("shared-lives", "CR1"), ("jan", 1, ("jan",)))
    # Sue's plan is due by the end of January, whatever meetings there are.
    late_then = programme(planned, "2019-02-01").never_came
    assert [m.ref for m in late_then] == ["shared-lives", "CR1", "ics/2018/020/2"]


def test_what_was_considered_is_expected_no_more(planned: BookOnDisk) -> None:
    planned.record(JAN + considering("shared-lives, CR1, asch"), IN_2019)
    found = programme(planned, "2019-01-08")
    assert placed(found) == {"mar": ["ics/2018/020/1", "ics/2018/020/2"], "apr": []}
    # A request that was talked of and is still put off comes to no meeting that is to come.
    assert [m.ref for m in found.unplaced] == ["some-day", "CR1"]
    assert "asch" in placed(programme(planned, "2019-01-06"))["apr"]


def test_what_was_considered_comes_back_where_it_is_moved(planned: BookOnDisk) -> None:
    planned.record(
        JAN
        + considering("shared-lives")
        + amending("move: [{item: shared-lives, meeting: apr}], remove: [{item: asch}]"),
        IN_2019,
    )
    found = programme(planned, "2019-01-08")
    assert placed(found)["apr"] == ["shared-lives"]
    assert matter(found, "shared-lives").carried == 0
    assert placed(programme(planned, "2019-01-06"))["apr"] == ["asch"]


def test_a_request_put_off_again_returns_to_the_meeting_named_and_a_decided_one_to_none(
    planned: BookOnDisk,
) -> None:
    planned.record(
        f"{JAN}- decision: {{change_request: CR1, outcome: deferred, deferred_to: apr,"
        " meeting: jan}\n",
        IN_2019,
    )
    assert "CR1" in placed(programme(planned, "2019-01-07"))["apr"]
    assert "CR1" in placed(programme(planned, "2019-01-06"))["jan"]
    planned.record(
        "- meeting-held: {meeting: mar, held_on: 2019-03-04}\n"
        "- decision: {change_request: CR1, outcome: rejected, meeting: mar}\n",
        IN_2019,
    )
    found = programme(planned, "2019-03-04")
    assert "CR1" not in [*placed(found)["apr"], *(m.ref for m in found.unplaced)]


def test_a_meeting_whose_day_passed_without_a_record_keeps_its_business_and_it_is_late(
    planned: BookOnDisk,
) -> None:
    found = programme(planned, "2019-02-01")
    assert placed(found)["jan"] == ["shared-lives", "CR1", "ics/2018/020/2"]
    assert [m.ref for m in found.never_came] == placed(found)["jan"]


def test_beyond_the_last_meeting_it_stands_at_none(planned: BookOnDisk) -> None:
    held = "".join(
        f"- meeting-held: {{meeting: {ref}, held_on: {day}}}\n"
        for ref, day in (("jan", "2019-01-07"), ("mar", "2019-03-04"), ("apr", "2019-04-30"))
    )
    planned.record(held, IN_2019)
    found = programme(planned, "2019-05-01")
    assert found.meetings == ()
    assert matter(found, "shared-lives").carried == 3
    assert len(found.unplaced) == 6
    planned.record("- meeting: {ref: jun, body: ics, scheduled_for: 2019-06-24}\n", IN_2019)
    assert len(placed(programme(planned, "2019-05-01"))["jun"]) == 5


def test_what_is_done_is_not_expected(planned: BookOnDisk) -> None:
    planned.record(
        "- action-completion: {action: ics/2018/020/2, completed_on: 2018-12-01, evidence: It}\n",
        IN_2019,
    )
    assert "ics/2018/020/2" not in placed(programme(planned, "2018-12-01"))["jan"]
    assert "ics/2018/020/2" in placed(programme(planned, "2018-11-30"))["jan"]
