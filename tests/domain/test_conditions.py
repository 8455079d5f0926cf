"""Conditions of a decision: numbered through, overdue once."""

from __future__ import annotations

import pytest

from domain.conditions.parts import Condition, ConditionState
from domain.conditions.register import ConditionRegister
from domain.errors import AlreadyDecided
from tests.domain.scenario import day


@pytest.fixture
def register() -> ConditionRegister:
    """Two conditions of one gate, one of another."""
    found = ConditionRegister()
    found.add("s/1", [Condition(text="Train"), Condition(text="Tell", due=day("2018-03-01"))], None)
    found.add("s/2", [Condition(text="Test")], day("2018-02-01"))
    return found


def test_conditions_are_numbered_on_for_each_decision(register: ConditionRegister) -> None:
    register.end("s/1/1", ConditionState.DISCHARGED, day("2018-02-01"))
    register.add("s/1", [Condition(text="Train again")], day("2018-02-02"))
    assert [*register.standing] == ["s/1/1", "s/1/2", "s/2/1", "s/1/3"]
    assert register.open_of("s/1") == ["s/1/2", "s/1/3"]


def test_what_is_decided_anew_lets_its_own_open_conditions_go(register: ConditionRegister) -> None:
    register.end("s/1/1", ConditionState.DISCHARGED, day("2018-02-01"))
    register.lapse("s/1", day("2018-02-02"))
    states = [standing.state.value for standing in register.standing.values()]
    assert states == ["discharged", "lapsed", "open"]


def test_a_condition_is_overdue_once(register: ConditionRegister) -> None:
    assert register.check_overdue("s/1/2", day("2018-03-02")) == day("2018-03-01")
    register.standing["s/1/2"].overdue = True
    with pytest.raises(AlreadyDecided, match="is in the book already"):
        register.check_overdue("s/1/2", day("2018-03-03"))
