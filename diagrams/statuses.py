"""How the status of a project is drawn: a letter, a family of colours and words, in every picture.

The letter carries the meaning; the colour only repeats it. No letter is an O, which reads as nil.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from domain.savings.status import ProjectStatus

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Tone


class StatusMark(NamedTuple):
    """How a status is drawn.

    Attributes:
        letter: what stands for it where there is no room for words.
        tone: its family of colours.
        words: what a key says of it.
    """

    letter: str
    tone: Tone
    words: str


STATUSES: Final[dict[str, StatusMark]] = {
    ProjectStatus.ON_TARGET: StatusMark("T", "green", "on target"),
    ProjectStatus.EXPERIENCING_OBSTACLES: StatusMark("E", "amber", "experiencing obstacles"),
    ProjectStatus.AT_RISK: StatusMark("R", "red", "at risk"),
    ProjectStatus.COMPROMISED: StatusMark("C", "violet", "compromised"),
    ProjectStatus.CLOSED_OR_COMPLETED: StatusMark("D", "blue", "done: closed or completed"),
    ProjectStatus.NO_STATUS: StatusMark("\N{EN DASH}", "grey", "no status"),
}
"""Every status of the book, from the best to the worst, then those that are over or have none."""


def mark_of(status: str | None) -> StatusMark:
    """Return how a status is drawn; a project that no report has rated has no status.

    >>> mark_of("at-risk").letter
    'R'
    """
    return STATUSES[status or ProjectStatus.NO_STATUS]


def marks_used(statuses: Iterable[str | None]) -> list[StatusMark]:
    """Return the marks of the statuses that a picture uses, in the order of a key."""
    used = {status or ProjectStatus.NO_STATUS for status in statuses}
    return [mark for status, mark in STATUSES.items() if status in used]
