"""Whatever is done about actions and work programmes, in whatever order: facts give the state."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from domain.actions.action import Action
from domain.actions.facts import ActionClosed, ActionCompleted, ActionProgressed, ActionReopened
from domain.actions.parts import Asked, Closure
from domain.aggregate import Aggregate
from domain.errors import DomainError
from domain.facts import Fact
from domain.work_programme.parts import LinkedItem, Matter, MovedItem, NewItem, RemovedItem
from domain.work_programme.programme import WorkProgramme
from tests.domain.scenario import BY, day

DAYS = [day(f"2018-{month:02d}-05") for month in range(1, 7)]


def _known(aggregate: Aggregate) -> dict[str, object]:
    return {name: value for name, value in vars(aggregate).items() if name != "pending"}


def _about_an_action(data: st.DataObject, action: Action) -> None:
    on = data.draw(st.sampled_from(DAYS))
    asked = Asked("T", "Sue", "ics", DAYS[1], data.draw(st.sampled_from([None, DAYS[3]])))
    closure = Closure(data.draw(st.sampled_from(["ics", "policy"])))
    acts: list[Callable[[], None]] = [
        lambda: action.set(BY, asked, asked_at=None, due_at=None),
        lambda: action.progress(BY, on, asked, note="N"),
        lambda: action.complete(BY, on, asked, evidence="E"),
        lambda: action.close(BY, on, asked, closure),
        lambda: action.reopen(BY, on, asked, closure, reason="R"),
        lambda: action.fall_overdue(BY, on, asked),
    ]
    data.draw(st.sampled_from(acts))()


def _about_a_programme(data: st.DataObject, programme: WorkProgramme) -> None:
    on, item = data.draw(st.sampled_from(DAYS)), data.draw(st.sampled_from(["a", "b"]))
    to = data.draw(st.sampled_from(["m1", "m2"]))
    acts: list[Callable[[], None]] = [
        lambda: programme.add(BY, on, NewItem(item=item, title="T", meeting=to)),
        lambda: programme.move(BY, on, MovedItem(item=item, meeting=to)),
        lambda: programme.link(BY, on, LinkedItem(item=item, answers=("ics/1/1",))),
        lambda: programme.remove(BY, on, RemovedItem(item=item)),
        lambda: programme.consider(
            BY, on, item=item, matter=Matter.ITEM, meeting=to, resolution="1"
        ),
    ]
    data.draw(st.sampled_from(acts))()


def _replayed(live: Aggregate) -> None:
    facts = [type(fact).model_validate_json(fact.model_dump_json()) for fact in live.pending]
    assert _known(type(live)(live.ref).replay(facts)) == _known(live)


@given(data=st.data(), number=st.integers(min_value=1, max_value=20))
def test_a_refusal_changes_nothing_and_the_facts_alone_give_the_state(
    data: st.DataObject, number: int
) -> None:
    programme = WorkProgramme("ics")
    for _ in range(number):
        before = repr(_known(programme))
        try:
            _about_a_programme(data, programme)
        except DomainError:
            assert repr(_known(programme)) == before, "a refusal changed something"
    _replayed(programme)


@given(data=st.data(), number=st.integers(min_value=1, max_value=20))
def test_nothing_is_done_about_what_is_closed_and_only_the_body_that_asked_closes(
    data: st.DataObject, number: int
) -> None:
    action = Action("A-1")
    for _ in range(number):
        before = repr(_known(action))
        try:
            _about_an_action(data, action)
        except DomainError:
            assert repr(_known(action)) == before, "a refusal changed something"
    _replayed(action)
    _check(action.pending)


def _check(facts: list[Fact]) -> None:
    """Check the order of steps against a model of three states."""
    state = "open"
    for fact in facts:
        if isinstance(fact, ActionProgressed):
            assert state == "open"
        elif isinstance(fact, ActionCompleted):
            assert state == "open"
            state = "completed"
        elif isinstance(fact, ActionClosed):
            assert (state != "closed", fact.body) == (True, "ics")
            state = "closed"
        elif isinstance(fact, ActionReopened):
            assert (state != "open", fact.body) == (True, "ics")
            state = "open"
