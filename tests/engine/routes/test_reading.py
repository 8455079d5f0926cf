"""A route is read from its file; whatever is wrong with it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.authority.roles import OfficeRole
from domain.routes.parts import Doing, GuardRule, Period
from domain.values.working_days import DayCount
from engine.errors import BadInput
from engine.routes.reading import read_route, route_in

ROUTE = """\
# A comment, for the lines.
route: report
version: 3
title: A report
subject: report
bodies:
  - {part: deciding, title: The committee, body: ics}
start: draft
states:
  - {name: draft, title: Draft}
  - {name: done, title: Done, final: true}
steps:
  - name: decide
    title: Decide
    from: draft
    to: done
    by: [clerk of deciding, {role: finance}]
    guards: [quorate, {clear-days: 5 working days}]
    attachments: [report]
    needs: [meeting]
    deadline: 10 calendar days
    overdue: {escalate_to: chair of deciding}
    consequence: {does: set-baseline}
"""


def test_a_route_is_read_as_it_is_written() -> None:
    written = route_in(ROUTE, "own.yaml")
    route = written.route
    assert str(route.key) == "report/3"
    assert (route.parts[0].body, route.start) == ("ics", "draft")
    [step] = route.steps
    assert step.origins == ("draft",)
    assert [(t.role, t.part) for t in step.takers] == [
        (OfficeRole.CLERK, "deciding"),
        (OfficeRole.FINANCE, None),
    ]
    assert [guard.rule for guard in step.guards] == [GuardRule.QUORATE, GuardRule.CLEAR_DAYS]
    assert step.guards[1].period == Period(days=5, count=DayCount.WORKING)
    assert step.deadline == Period(days=10, count=DayCount.CALENDAR)
    assert step.overdue is not None
    assert str(step.overdue) == "escalate to chair of deciding"
    assert step.consequence is not None
    assert step.consequence.does is Doing.SET_BASELINE


def test_every_part_of_a_route_knows_its_line() -> None:
    written = route_in(ROUTE, "own.yaml")
    assert str(written.place("version")) == "own.yaml:3"
    assert str(written.place("states", 1)) == "own.yaml:11"
    assert str(written.place("steps", 0, "consequence", "does")) == "own.yaml:23"


def test_lists_that_several_steps_share_are_written_once() -> None:
    text = ROUTE.replace("needs: [meeting]", "needs: &named [meeting]")
    text += "  - {name: again, title: Again, from: draft, to: done, by: clerk, needs: *named}\n"
    assert route_in(text, "own.yaml").route.steps[1].needs == ("meeting",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version: 3", "version: three", "own.yaml:3: version: this should be a whole number"),
        ("version: 3", "version: 0", "own.yaml:3: version: this cannot be less than 1"),
        ("title: Decide", "titel: Decide", "own.yaml:14: steps[1].titel: no such field; did you"),
        ("    to: done\n", "", "own.yaml:13: steps[1].to: this field is missing"),
        ("clerk of", "clark of", "own.yaml:17: steps[1].by[1]: 'clark' is not known here"),
        ("quorate", "quorat", "own.yaml:18: steps[1].guards[1]: 'quorat' is not known here"),
        ("quorate", "clear-days", "own.yaml:18: steps[1].guards[1]: clear-days, and no other"),
        ("{clear-days: 5 working days}", "{quorate: 5 working days}", "own.yaml:18: steps[1].guar"),
        ("10 calendar days", "10 days", "own.yaml:21: steps[1].deadline: '10 days' is not a per"),
        ("set-baseline", "set-base", "own.yaml:23: steps[1].consequence.does: 'set-base' is not"),
        ("name: done", "name: draft", "own.yaml:11: states: draft stands twice"),
        ("start: draft\n", "", "own.yaml:2: start: this field is missing"),
        ("title: A report\n", "title: A: report\n", "own.yaml:4: this is not YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        route_in(ROUTE.replace(old, new, 1), "own.yaml")
    assert [problem for problem in refused.value.problems if str(problem).startswith(told)], (
        refused.value
    )


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = (
        ROUTE.replace("version: 3", "version: x").replace("quorate", "q").replace("done", "draft")
    )
    with pytest.raises(BadInput) as refused:
        route_in(text, "own.yaml")
    lines = [problem.place.line for problem in refused.value.problems if problem.place]
    assert {3, 11, 18} <= {*lines}


def test_parts_and_steps_stand_once_and_steps_of_one_name_leave_different_states() -> None:
    part = "  - {part: deciding, title: The committee, body: ics}\n"
    with pytest.raises(BadInput, match=r"own.yaml:8: bodies: deciding stands twice"):
        route_in(ROUTE.replace(part, part * 2), "own.yaml")
    twin = "  - {name: decide, title: Decide, from: [done, draft], to: done, by: clerk}\n"
    with pytest.raises(BadInput, match=r"own.yaml:24: steps: decide from draft stands twice"):
        route_in(ROUTE + twin, "own.yaml")
    other = twin.replace("[done, draft]", "done")
    assert len(route_in(ROUTE + other, "own.yaml").route.steps) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- route: x\n", "own.yaml:1: a map of fields is expected"),
        ("# nothing\n", "own.yaml:1: a map of fields is expected"),
        ("route: {a: [}\n", "own.yaml:1: this is not YAML"),
        ("route: a\n---\nroute: b\n", "this is not YAML"),
        ("steps: [go]\nstates: [a]\n", "own.yaml:1: steps[1]: this should be a map of fields"),
        ("steps: 3\nstates: x\nbodies: {}\n", "own.yaml:1: steps: this should be a list"),
    ],
)
def test_what_is_no_route_at_all_is_told(text: str, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        route_in(text, "own.yaml")
    assert told in str(refused.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_route(tmp_path / "none.yaml")
