"""The rules of actions."""

from __future__ import annotations

from domain.actions.action import Action
from domain.actions.facts import ActionClosed, ActionCompleted, ActionSet
from domain.actions.parts import Asked, Closure
from domain.errors import NotForThisBody, ReferenceUsed, RuleBroken
from domain.resolutions.clauses import Clause, Effect
from domain.values.months import later_by_months
from tests.domain.scenario import BY, day, fact, given, recorded

ASKED = Asked("Publish it", "Sue", "ics", day("2018-11-05"), day("2018-12-01"))
SET = fact(
    ActionSet,
    "2018-11-05",
    ref="A-1",
    text="Publish it",
    owner="Sue",
    asked_by="ics",
    due_on=day("2018-12-01"),
)


def test_a_reference_is_used_once() -> None:
    action = recorded(Action("A-1"), SET)
    given(action).when(lambda: action.set(BY, ASKED, asked_at=None, due_at=None)).refused(
        ReferenceUsed, "A-1 is in the book already"
    )


def test_it_is_closed_by_the_body_that_asked_alone() -> None:
    action = recorded(Action("A-1"), SET)
    given(action).when(
        lambda: action.close(BY, day("2019-01-07"), ASKED, Closure("policy"))
    ).refused(NotForThisBody, "A-1 was asked for by ics")
    given(action).when(
        lambda: action.close(BY, day("2019-01-07"), ASKED, Closure("ics", "ics-2019-01-07"))
    ).then([fact(ActionClosed, "2019-01-07", body="ics", meeting="ics-2019-01-07")])


def test_it_is_not_closed_before_it_was_completed() -> None:
    done = fact(ActionCompleted, "2019-01-08", evidence="It")
    action = recorded(Action("A-1"), SET, done)
    given(action).when(lambda: action.close(BY, day("2019-01-07"), ASKED, Closure("ics"))).refused(
        RuleBroken, "was completed on 2019-01-08"
    )


def test_a_clause_asks_where_it_wants_a_report_or_says_who_or_when() -> None:
    def asks(effect: Effect = Effect.AGREES, **more: object) -> bool:
        return Clause.model_validate({"effect": effect, "text": "T", **more}).asks

    assert asks(Effect.REQUESTS_REPORT)
    assert asks(owner="Sue")
    assert asks(by="2019-01-01")
    assert asks(at="ics-2019-01-07")
    assert asks(in_months=3)
    assert not asks()
    assert not asks(Effect.REFERS, to="policy")


def test_months_end_where_the_month_does() -> None:
    assert later_by_months(day("2018-11-30"), 3) == day("2019-02-28")
    assert later_by_months(day("2019-12-31"), 2) == day("2020-02-29")
    assert later_by_months(day("2018-11-05"), 12) == day("2019-11-05")
    assert later_by_months(day("9999-11-05"), 12).year == 9999
