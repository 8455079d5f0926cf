"""What can happen to a resolution after it was adopted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.values.references import Ref, Text
from domain.values.terms import Term

_DAY = timedelta(days=1)


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


def first_day_in_force(
    planned: date,
    call_in_until: date | None,
    upheld_on: date | None,
    ended: Iterable[tuple[date, date]] = (),
) -> date:
    """The first day on which a resolution that is not referred back is in force.

    Args:
        planned: the day it was to take effect when it was adopted.
        call_in_until: the last day on which it may be called in; none where it may not be.
        upheld_on: the day on which a call-in was decided for it, where it was called in.
        ended: from when until when later resolutions ended it that were referred back since. Who
            is ended before taking effect takes effect when that is undone.
    """
    if call_in_until is None:
        return planned
    first = planned
    if upheld_on:
        put_off = planned > call_in_until + _DAY
        first = max(upheld_on, planned) if put_off else upheld_on
    for since, until in sorted(ended):
        if since <= first < until:
            first = until
    return first
