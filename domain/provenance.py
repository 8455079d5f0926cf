"""Where a fact comes from: who permitted it, and which document says so."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from domain.values.added import added
from domain.values.days import Day
from domain.values.references import Ref, Text


class Authority(BaseModel):
    """The resolution, delegation or officer decision that permits a fact.

    Attributes:
        body: the deciding body, ``ics``.
        decided_on: the day it decided.
        meeting: the meeting at which it did, ``ics-2018-11-05``.
        resolution: the resolution that says so, ``2018/019``.
        officer: the officer who decided under a delegation.
        consulted: whom the officer consulted, where the delegation asks for it.
        note: what else a reader must know of the authority, in words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: Ref | None = None
    decided_on: Day | None = None
    meeting: Ref | None = None
    resolution: Ref | None = None
    officer: Text | None = None
    consulted: tuple[Text, ...] = added(())
    note: Text | None = None


class Source(BaseModel):
    """The document a fact was taken from, and the place in it; text alone names the document."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, coerce_numbers_to_str=True
    )

    document: Text
    page: Text | None = None
    item: Text | None = None
    paragraph: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _text_names_the_document(cls, value: Any) -> Any:
        return {"document": value} if isinstance(value, str) else value
