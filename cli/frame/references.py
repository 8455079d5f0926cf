"""References that people type: what to say when nothing in the book carries one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cli.frame.closest import did_you_mean
from cli.frame.errors import UnknownName

if TYPE_CHECKING:
    from projections.views import Views

DEFAULT_MEASURE = "cashable-benefit"
"""The measure that is meant where none is named."""


def unknown(kind: str, ref: str, known: Iterable[str]) -> UnknownName:
    """Return the error for a reference that is not known, with those that are like it.

    Args:
        kind: what was looked for, in words: ``body``.
        ref: what was typed.
        known: the references there are, as far as the two times asked for allow.
    """
    candidates = list(known)
    hint = did_you_mean(ref, candidates)
    if hint:
        return UnknownName(f"there is no {kind} {ref!r}{hint}")
    if not candidates:
        return UnknownName(
            f"there is no {kind} {ref!r}: none was recorded, or none by the day or moment asked for"
        )
    listing = _LISTS.get(kind, f"{kind} list")
    return UnknownName(f"there is no {kind} {ref!r}: `minutebook {listing}` shows what there is")


def not_there(
    views: Views, kind: str, ref: str, known: Iterable[str], on: str | None = None
) -> UnknownName:
    """Return the error for what there is not at the times asked for, though perhaps at others.

    Args:
        views: the views.
        kind: what was looked for, in words.
        ref: what was typed.
        known: the references there are at those times.
        on: the option by which a command asks for its day, where that is not ``--as-at``.
    """
    from projections.facts.known import is_known

    if is_known(views, kind.replace(" ", "-"), ref):
        began = _BEGAN.get(kind, "was not in force")
        return UnknownName(
            f"the {kind} {ref!r} {began} by that day: choose a later {on}"
            if on
            else f"the {kind} {ref!r} {began} by that day, or was not in the book by that"
            " moment: choose a later --as-at or --as-known"
        )
    return unknown(kind, ref, known)


def require(views: Views, **named: str | None) -> None:
    """Refuse a reference, given to an option of its kind, of which the book has never heard.

    What is known but not in force at the times asked for is no error: it has nothing to show then.
    """
    from projections.facts.known import is_known, known_of

    for kind, ref in named.items():
        if ref is not None and not is_known(views, kind, ref):
            raise unknown(kind, ref, known_of(views, kind))


def require_measure(views: Views, measure: str) -> None:
    """Refuse a measure of which the book has no figure, though it has figures of others."""
    from projections.savings.figures import all_measures

    measures = all_measures(views)
    if measure in measures or (not measures and measure == DEFAULT_MEASURE):
        return
    hint = did_you_mean(measure, measures)
    has = f"it has {', '.join(measures)}" if measures else "it has no figures yet"
    raise UnknownName(f"the book has no measure {measure!r}{hint or f': {has}'}")


_BEGAN = {
    "case": "had not set out",
    "gate sequence": "had not been set up",
}
"""What is said of things that are never in force, before they began."""

_LISTS = {
    "gate sequence": "gate list",
    "change request": "change list",
    "subject": "log",
    "portfolio": "portfolio",
    "department": "project list",
    "programme": "project list",
}
