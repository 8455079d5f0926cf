"""What was asked, and how it was closed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Asked(NamedTuple):
    """What an action asks for.

    Attributes:
        text: what is to be done.
        owner: who is to do it, where that is said.
        by_body: the body that asked, and that alone can be satisfied.
        on: the day it asked.
        due_on: the day by which it is due, that of the meeting named included.
    """

    text: str
    owner: str | None
    by_body: str
    on: date
    due_on: date | None


class Closure(NamedTuple):
    """Who was satisfied, and on what paper.

    Attributes:
        body: the body that closes it.
        meeting: the meeting at which it did.
        resolution: the resolution that says so, ``2019/003``.
        delegation: the delegation under which an officer did it for the body, ``ics/2018/019/2``.
        officer: that officer.
        note: why, in words.
    """

    body: str
    meeting: str | None = None
    resolution: str | None = None
    delegation: str | None = None
    officer: str | None = None
    note: str | None = None
