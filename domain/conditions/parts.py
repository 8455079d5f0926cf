"""The words of a condition."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WrapSerializer

from domain.values.days import Day
from domain.values.references import Text
from domain.values.terms import Term


class Condition(BaseModel):
    """What an approval hangs on: who sees to it, by when, and what will prove it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: Text
    owner: str | None = None
    due: Day | None = None
    evidence: str | None = None


class ConditionState(Term):
    """How a condition stands."""

    OPEN = "open"
    DISCHARGED = "discharged"
    BREACHED = "breached"
    LAPSED = "lapsed"
    """What it hung on was decided anew, or fell away, before it was discharged."""


def _text_alone(value: Any) -> Any:
    return {"text": str(value)} if isinstance(value, str | int | float) else value


def _as_text(value: Condition, handler: Any) -> Any:
    """Write a condition that is a text and nothing more as that text, as books have it."""
    plain = value.owner is None and value.due is None and value.evidence is None
    return value.text if plain else handler(value)


class _OrText:
    """Says in the schema of record files that a text alone will do."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


GateCondition = Annotated[
    Condition, BeforeValidator(_text_alone), WrapSerializer(_as_text), _OrText()
]
"""A condition of a gate: a text alone, or with an owner, a due date and evidence."""
