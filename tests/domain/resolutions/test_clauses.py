"""Clauses: what a resolution does, part by part."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from domain.resolutions.clauses import Clause, Effect, numbered


def _clause(effect: Effect = Effect.NOTES, **said: object) -> Clause:
    return Clause.model_validate({"effect": effect, "text": "Progress noted", **said})


def test_a_clause_that_delegates_names_the_delegate() -> None:
    with pytest.raises(ValidationError, match="a clause that delegates names the delegate"):
        _clause(Effect.DELEGATES)
    assert _clause(Effect.DELEGATES, delegate="Corporate Director").delegate


def test_a_clause_that_refers_names_the_body() -> None:
    with pytest.raises(ValidationError, match="a clause that refers names the body"):
        _clause(Effect.REFERS)
    assert _clause(Effect.REFERS, to="policy").to == "policy"


def test_only_a_delegate_consults() -> None:
    with pytest.raises(ValidationError, match="belongs to a clause that names a `delegate`"):
        _clause(Effect.APPROVES, in_consultation_with=("the Chair",))
    clause = _clause(Effect.DELEGATES, delegate="Director", in_consultation_with=("the Chair",))
    assert clause.in_consultation_with == ("the Chair",)


@pytest.mark.parametrize(
    "effect", [each for each in Effect if each not in (Effect.DELEGATES, Effect.REFERS)]
)
def test_every_other_effect_needs_only_its_words(effect: Effect) -> None:
    assert _clause(effect, by="5 November 2018", at="ics-2019-01-07").effect is effect


def test_clauses_are_numbered_by_their_place() -> None:
    clauses = numbered((_clause(), _clause(number=2), _clause()))
    assert [clause.number for clause in clauses] == [1, 2, 3]


@pytest.mark.parametrize("number", [1, 3])
def test_clauses_are_numbered_in_order(number: int) -> None:
    with pytest.raises(ValueError, match=f"clause {number} stands in place 2"):
        numbered((_clause(), _clause(number=number)))
