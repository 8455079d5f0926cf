"""Two routes are compared by what they say of parts, states and steps."""

from __future__ import annotations

from engine.routes.differences import differences
from engine.routes.library import RouteLibrary
from engine.routes.reading import route_in
from tests.engine.routes.test_reading import ROUTE

CLEAR = "clear-days (5 working days)"


def told(*changes: tuple[str, str]) -> list[str]:
    """Tell what the route says differently with these texts in it instead of others."""
    text = ROUTE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    found = differences(route_in(ROUTE, "a.yaml").route, route_in(text, "b.yaml").route)
    return [
        f"{each.what} {each.name} {each.change}"
        + (f": {each.field} from {each.before!r} to {each.after!r}" if each.field else "")
        for each in found
    ]


def test_a_route_says_the_same_as_itself() -> None:
    assert told() == []
    assert told(("version: 3", "version: 4"), ("# A comment", "# Another")) == []


def test_what_a_step_says_differently_is_told_field_by_field() -> None:
    changes = (("10 calendar days", "5 working days"), ("quorate, ", ""), ("to: done", "to: draft"))
    assert told(*changes) == [
        "step decide from draft changed: to from 'done' to 'draft'",
        f"step decide from draft changed: guards from 'quorate, {CLEAR}' to '{CLEAR}'",
        "step decide from draft changed: deadline from '10 calendar days' to '5 working days'",
    ]


def test_what_came_and_went_is_told() -> None:
    gone = "  - {name: done, title: Done, final: true}"
    came = "  - {name: ended, title: Ended}"
    assert told((gone, came), ("    deadline: 10 calendar days\n", "    automatic: true\n")) == [
        "state done removed",
        "state ended added",
        "step decide from draft changed: deadline from '10 calendar days' to ''",
        "step decide from draft changed: automatic from '' to 'yes'",
    ]


def test_parts_and_the_route_itself_are_compared() -> None:
    assert told((", body: ics", ", addressed: true"), ("A report", "Reports")) == [
        "route report changed: title from 'A report' to 'Reports'",
        "part deciding changed: body from 'ics' to ''",
        "part deciding changed: addressed from '' to 'yes'",
    ]


def test_the_same_change_to_a_step_out_of_several_states_is_told_once() -> None:
    old = RouteLibrary().find("recovery-plan")
    steps = [
        step.model_copy(update={"title": "Look at it again"}) if step.name == "follow-up" else step
        for step in old.steps
    ]
    [found] = differences(old, old.model_copy(update={"steps": tuple(steps)}))
    assert found.name == "follow-up from plan-agreed, followed-up"
    assert (found.field, found.after) == ("title", "Look at it again")
