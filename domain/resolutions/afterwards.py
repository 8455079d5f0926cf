"""What can happen to a resolution after it was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.values.references import Ref, Text
from domain.values.terms import Term


class CallInOutcome(Term):
    """What came of a call-in: the decision stands, or goes back to the body that took it."""

    UPHELD = "upheld"
    REFERRED_BACK = "referred-back"


class Ending(Term):
    """How a later resolution puts an end to an earlier one."""

    SUPERSEDED = "superseded"
    RESCINDED = "rescinded"


class Amendment(BaseModel):
    """Other words for a clause of an earlier resolution of the same body.

    Attributes:
        ref: the earlier resolution, ``2018/019``.
        clause: the number of its clause.
        text: how the clause is to read from now on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    ref: Ref
    clause: Annotated[int, Field(ge=1)]
    text: Text


@dataclass(frozen=True)
class Ended:
    """An end by a later resolution, and how long it lasts: until that one is referred back."""

    how: Ending
    by: str
    on: date
    until: date = date.max


@dataclass(frozen=True)
class Amended:
    """Other words for a clause by a later resolution, and until when they hold."""

    clause: int
    text: str
    by: str
    on: date
    until: date = date.max
