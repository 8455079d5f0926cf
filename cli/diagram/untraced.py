"""What ``diagram lineage`` says where there is no lineage to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.frame.closest import did_you_mean
from cli.frame.errors import UnknownName
from cli.frame.words import spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from projections.lineage.things import Key, Lineage
    from projections.views import Views

KINDS: Final = ("resolution", "project", "change-request", "case", "action")
"""The kinds whose references complete, and of which a mistyped one is sought."""

_WHOLE: Final = {"gate": "gate-sequence", "delegation": "resolution", "action": "resolution"}
"""What a thing belongs to whose facts are told with it."""


_SHOWN: Final = "shows what there is"
_LISTS: Final = {
    "resolution": "`minutebook resolution list`, `project list` and `change list` show all",
    "project": f"`minutebook project list` {_SHOWN}",
    "change-request": f"`minutebook change list` {_SHOWN}",
    "extension": f"`minutebook log` {_SHOWN}",
    "action": f"`minutebook action list` {_SHOWN}",
    "condition": f"`minutebook condition list` {_SHOWN}",
    "delegation": f"`minutebook authority list` {_SHOWN}",
    "gate": f"`minutebook gate list` {_SHOWN}",
    "case": f"`minutebook case list` {_SHOWN}",
}
"""Which commands show what has a lineage."""


def without_lineage(views: Views, ref: str) -> UnknownName:
    """Return the error for what is of no kind that has a lineage, or is not in the book at all."""
    from projections.facts.known import known_of, named
    from projections.lineage.things import FOCUS

    kind, colon, name = ref.partition(":")
    there = named(views, ref)
    if there:
        other = spaced(there[0][0])
        return UnknownName(
            f"{ref!r} is a {other}, and a {other} has no lineage: name a {_either(FOCUS)};"
            f" {_facts_of(f'{there[0][0]}:{there[0][1]}')}"
        )
    if colon and kind not in FOCUS:
        return UnknownName(
            f"nothing of the kind {kind!r} has a lineage: before the colon stands"
            f" {_either(FOCUS, spell=False)}"
        )
    of_kind = kind if colon else None
    known = [each for one in KINDS if of_kind in (None, one) for each in known_of(views, one)]
    short = [each.partition("/")[2] for each in known]
    hint = did_you_mean(name if colon else ref, [*known, *filter(None, short)])
    lists = f": {_LISTS.get(kind) if colon else _LISTS['resolution']}"
    what = spaced(kind) if colon else _either(FOCUS)
    return UnknownName(f"there is no {what} {(name if colon else ref)!r}{hint or lists}")


def _either(kinds: Iterable[str], *, spell: bool = True) -> str:
    *first, last = (spaced(kind) if spell else kind for kind in kinds)
    return f"{', '.join(first)} or {last}"


def nothing_found(views: Views, found: Lineage, ref: str, year: str | None) -> UnknownName:
    """Return the error for a thing that stands alone, with what would bring more."""
    (alone,) = found.nodes
    if not alone.positions and alone.key.kind != "figure":
        return UnknownName(
            f"{ref!r} was not in force by that day, or not in the book by that moment: choose a"
            " later --as-at or --as-known"
        )
    if year is not None and (years := _years(views, found)):
        others = _either(years, spell=False) if len(years) > 1 else years[0]
        return UnknownName(
            f"nothing moved or stated the figure of {ref!r} for {year} by {found.as_at}: choose"
            f" {others}"
        )
    what = {
        (True, False): f"nothing came of {ref!r}",
        (False, True): f"nothing led to {ref!r}",
        (True, True): f"nothing led to {ref!r} and nothing came of it",
    }[found.forwards, found.backwards]
    advice = ["--backwards draws what it came from"] if not found.backwards else []
    advice += [_facts_of(subject)] if (subject := _subject(views, alone.key)) else []
    said = f": {', and '.join(advice)}" if advice else ""
    return UnknownName(f"{what} by {found.as_at}, as far as the book knows{said}")


def _years(views: Views, found: Lineage) -> list[str]:
    """Return the financial years of which a figure has a lineage."""
    from projections.lineage.following import lineage

    whole = lineage(
        views,
        found.focus,
        as_at=found.as_at,
        known=found.known,
        forwards=found.forwards,
        backwards=found.backwards,
        depth=1,
    )
    return sorted({year for node in whole.nodes for year, _ in node.amounts})


def _facts_of(subject: str) -> str:
    return f"`minutebook log --subject {subject}` shows its facts"


def _subject(views: Views, key: Key) -> str | None:
    """Return the subject of the log that a thing's facts stand in."""
    from projections.facts.known import named

    whole = key.ref.rpartition("/")[0]
    kinds = (_WHOLE.get(key.kind), "project", "change-request", "gate-sequence")
    places = [str(key), *(f"{kind}:{whole}" for kind in kinds if kind and whole)]
    return next((place for place in places if named(views, place)), None)
