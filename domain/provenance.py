"""Where a fact comes from: who permitted it, and which document says so."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Authority(BaseModel):
    """The resolution, delegation or officer decision that permits a fact.

    Attributes:
        body: the deciding body, ``ics``.
        decided_on: the day it decided.
        meeting: the meeting at which it did, ``ics-2018-11-05``.
        resolution: the resolution that says so, ``2018/019``.
        officer: the officer who decided under a delegation.
        note: what else a reader must know of the authority, in words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: str | None = None
    decided_on: date | None = None
    meeting: str | None = None
    resolution: str | None = None
    officer: str | None = None
    note: str | None = None


class Source(BaseModel):
    """The document a fact was taken from, and the place in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    document: str
    page: int | str | None = None
    item: str | None = None
    paragraph: str | None = None
