"""What ``change impact`` is asked: of which changes, and what is supposed of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import click

from cli.frame.asked import Asked
from cli.frame.references import not_there
from cli.frame.words import spaced

if TYPE_CHECKING:
    from projections.changes.extended import Extended
    from projections.changes.requests import Change

DECISIONS = ("approved", "rejected")

MOST_LISTED = 500
"""How many extensions are listed; of more than these nobody reads a table."""


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        chosen: those whose net impact is asked for.
        decided: those of them that are supposed to be decided.
        decision: how.
        shown: whether the net impact is asked for at all, or only what is supposed away.
        besides: extensions that are counted and not listed, where there are too many.
        measures: the measures that those alter.
    """

    chosen: Sequence[Change]
    decided: Collection[str]
    decision: str
    shown: bool
    besides: Extended | None = None
    measures: frozenset[str] = field(default_factory=frozenset)


def read_question(
    asked: Asked,
    refs: tuple[str, ...],
    *,
    decision: str | None,
    undone: tuple[str, ...],
    since: date | None,
    measure: str,
) -> Question:
    """Find what is named on the command line, and refuse what cannot be supposed of it."""
    from projections.changes.view import AWAITING

    shown = bool(refs) or not undone or decision is not None
    counted = _too_many(asked, since) if shown and not refs else {}
    chosen = _chosen(asked, refs, since, list_extensions=not counted) if shown else []
    for change in chosen if refs and decision else ():
        _check_open_to(change, decision or "")
    for name in undone:
        _check_decided(_the_one_named(asked, name))
    waiting = [change.ref for change in chosen if change.request and change.state in AWAITING]
    return Question(
        chosen,
        waiting,
        decision or DECISIONS[0],
        shown,
        _besides(asked, measure, counted, since),
        frozenset(counted),
    )


def _named(asked: Asked, name: str) -> list[Change]:
    """Return what bears a name: a request, an extension, or both."""
    from projections.changes.requests import changes
    from projections.supposing.naming import Name, named

    found = named(asked.views, name, as_at=asked.as_at, known=asked.known)
    if not found:
        there = changes(asked.views, as_at=asked.as_at, known=asked.known)
        meant = Name.read(name)
        kind = "extension" if meant.request is False else "change request"
        refs = {each.ref for each in there if meant.request in (None, each.request)}
        raise not_there(asked.views, kind, meant.ref, refs)
    return found


def _the_one_named(asked: Asked, name: str) -> Change:
    """Return a request, or the first extension of a reference; refuse to guess between them."""
    from projections.supposing.naming import names_of

    found = _named(asked, name)
    if len({change.request for change in found}) > 1:
        raise click.UsageError(
            f"{name} is the reference of a change request and of an extension: say which is meant,"
            f" `--without {' or --without '.join(reversed(names_of(found)))}`"
        )
    return found[0]


def _chosen(
    asked: Asked, refs: tuple[str, ...], since: date | None, *, list_extensions: bool
) -> list[Change]:
    """Return the changes that the net impact is asked of, each once."""
    from projections.changes.requests import changes_named, extensions
    from projections.changes.view import awaiting

    if refs:
        named = [change for ref in dict.fromkeys(refs) for change in _named(asked, ref)]
        return list({change.position: change for change in named}.values())
    as_at, known = asked.as_at, asked.known
    waiting = awaiting(asked.views, as_at.isoformat(), known)
    requests = changes_named(asked.views, waiting, as_at=as_at, known=known)
    chosen = [change for change in requests if change.request and change.awaits_decision]
    if list_extensions:
        chosen += extensions(asked.views, as_at=as_at, known=known, since=_first(since))
    return chosen


def _too_many(asked: Asked, since: date | None) -> dict[str, int]:
    """Return how many extensions there are by measure, where they are too many to list."""
    from projections.changes.extended import counted

    found = counted(asked.views, as_at=asked.as_at, known=asked.known, since=_first(since))
    return found if sum(found.values()) > MOST_LISTED else {}


def _besides(
    asked: Asked, measure: str, counted: dict[str, int], since: date | None
) -> Extended | None:
    from projections.changes.extended import extended

    if measure not in counted:
        return None
    return extended(
        asked.views,
        measure,
        counted[measure],
        as_at=asked.as_at,
        known=asked.known,
        since=_first(since),
    )


def _first(since: date | None) -> str:
    return since.isoformat() if since else ""


def _check_open_to(change: Change, decision: str) -> None:
    """Refuse to suppose a decision on what has another already."""
    from projections.changes.view import AWAITING

    settled = not change.request or change.state not in AWAITING
    if settled and change.figures_stand != (decision == "approved"):
        raise click.UsageError(
            f"{change.ref} was {spaced(change.state)} on {change.decided_on or 'an unknown day'}:"
            f" `--without {change.ref}` supposes that it was not"
        )


def _check_decided(change: Change) -> None:
    """Refuse to undo a decision that there is not."""
    if change.awaits_decision:
        raise click.UsageError(
            f"{change.ref} awaits its decision, so that none can have gone the other way: suppose"
            f" one with `change impact {change.ref} --if approved`, or rejected"
        )
