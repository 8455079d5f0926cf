"""The parts of a work programme: items, and how it is amended."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.values.days import Day
from domain.values.references import Ref, Text
from domain.values.terms import Term

_FROZEN = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Matter(Term):
    """What comes to a meeting."""

    ITEM = "item"
    ACTION = "action"
    CHANGE_REQUEST = "change-request"


class _When(BaseModel):
    """The meeting at which something is expected, or the day about which it is."""

    model_config = _FROZEN

    meeting: Ref | None = None
    expected_on: Day | None = None

    @model_validator(mode="after")
    def _once(self) -> Self:
        if self.meeting and self.expected_on:
            raise ValueError("an item is expected at a `meeting` or `expected_on` a day, not both")
        return self


class NewItem(_When):
    """Something to consider.

    Attributes:
        item: its reference within the body's programme: ``shared-lives``.
        owner: who brings it.
        purpose: what the body is asked for.
    """

    item: Ref
    title: Text
    owner: Text | None = None
    purpose: Text | None = None


class MovedItem(_When):
    """An item that comes at another time."""

    item: Ref
    reason: Text | None = None

    @model_validator(mode="after")
    def _says_where_to(self) -> Self:
        if not (self.meeting or self.expected_on):
            raise ValueError("an item that is moved says where to: add `meeting` or `expected_on`")
        return self


class LinkedItem(BaseModel):
    """An item that brings what somebody was asked for: they come together, and once.

    Attributes:
        answers: the actions, as ``ics/2018/020/2``.
    """

    model_config = _FROZEN

    item: Ref
    answers: Annotated[tuple[Ref, ...], Field(min_length=1)]


class RemovedItem(BaseModel):
    """An item that is not expected any more."""

    model_config = _FROZEN

    item: Ref
    reason: Text | None = None
