"""How a diagram says things: kinds, dates, lines in sentences, and wrapping."""

from __future__ import annotations

import textwrap
from datetime import date, datetime
from typing import Final

from diagrams.pictures.text.clean import clean

LONGEST_NAME: Final = 200
"""A longer name would make its box larger than the rest of the drawing."""

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
"""In English, whatever the language of the machine."""

_SENTENCE: Final = {
    "reports-to": "reports to",
    "updates": "updates",
    "supported-by": "is supported by",
    "advises": "advises",
}
_OF_SEVERAL: Final = {
    "reports-to": "report to",
    "updates": "update",
    "supported-by": "are supported by",
    "advises": "advise",
}


def heading_of(title: str | None) -> str | None:
    """Return the title that was given; a blank one is none."""
    return clean(title or "") or None


def kind_words(kind: str) -> str:
    """Return a kind as words: ``sub-committee`` keeps its hyphen, ``reports-to`` loses it."""
    return kind if kind == "sub-committee" else kind.replace("-", " ")


def day(when: date) -> str:
    """Return a date as a committee paper prints it: ``5 November 2018``."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """Return a month in short: ``Nov 2018``."""
    return f"{MONTHS[when.month - 1][:3]} {when.year}"


def moment(when: datetime) -> str:
    """Return a moment to the minute, with its offset where it has one."""
    zone = " UTC" if when.utcoffset() is not None and not when.utcoffset() else f"{when:%z}"
    return f"{day(when)}, {when:%H:%M}{zone}"


def times(as_at: date, as_known: datetime | None) -> str:
    """Return the line under the title that says which moment is drawn."""
    known = f" (as known on {moment(as_known)})" if as_known else ""
    return f"As at {day(as_at)}{known}"


def shortened(name: str) -> str:
    """Return a name as a drawing has room for it; the description has all of it."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def sentence(body: str, kind: str, to: str, cadence: str | None, *, several: bool = False) -> str:
    """Return a line in one sentence: ``Cloud Board reports to Policy Committee, monthly``.

    Args:
        body: whose line it is.
        kind: its kind.
        to: the body at its other end.
        cadence: how often.
        several: whether it is the line of several bodies, so that they report.
    """
    said = _OF_SEVERAL if several else _SENTENCE
    often = f", {cadence}" if cadence else ""
    return f"{body} {said.get(kind, kind_words(kind))} {to}{often}"


def one_line(text: str) -> str:
    """Return text without line breaks, tabs or characters that no drawing can show."""
    return clean(text)


def wrapped(text: str, width: int) -> list[str]:
    """Return text in lines of about `width` characters and of about equal length.

    The number of lines is the fewest that `width` allows; within it the lines are balanced, since
    a name with one short word on its last line looks like a mistake.
    """
    said = clean(text)
    lines = textwrap.wrap(said, width) or [""]
    longest_word = max(map(len, said.split()), default=width)
    for narrower in range(width - 1, longest_word - 1, -1):
        tighter = textwrap.wrap(said, narrower)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines
