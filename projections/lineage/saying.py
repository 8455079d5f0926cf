"""The parts of which what a fact says of causes is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from projections.lineage.things import Key, Link
from projections.seen import day
from projections.view import Entry

Links = Iterator[Link]

LOOSE: Final = ("officer", "note")
"""What an authority may be known by where it names no body."""


def own(entry: Entry) -> Key:
    """Return the subject of a fact."""
    kind, _, ref = entry.subject.partition(":")
    return Key(kind, ref)


def link(entry: Entry, cause: Key, verb: str, effect: Key, *, later: bool = False) -> Link:
    """Make the link that a fact tells of."""
    on = day(entry.fact["decided_on"])
    return Link(cause, effect, verb, on, entry.position, later, decided_by(entry))


def of_body(entry: Entry, ref: str) -> str:
    """Return the full reference of a resolution of the body whose resolution a fact is about."""
    body = own(entry).ref.partition("/")[0]
    return ref if ref.startswith(f"{body}/") else f"{body}/{ref}"


def decided_by(entry: Entry) -> Key | None:
    """Return what a fact has its authority from, as near as it says.

    That is a delegated power, else a resolution, else a meeting whose resolution no source gives,
    else a body, else an officer, else what a note says of it.
    """
    said = entry.fact
    if power := said.get("delegation") or _either(said, "delegation"):
        return Key("delegation", power)
    body = _either(said, "body")
    if body and (resolution := _either(said, "resolution")):
        return Key("resolution", f"{body}/{resolution}")
    if body and (meeting := _either(said, "meeting")):
        return Key("meeting", meeting)
    if body:
        return Key("body", body)
    said_only = ((kind, _either(said, kind)) for kind in LOOSE)
    return next((Key(kind, named) for kind, named in said_only if named), None)


def _either(said: dict[str, Any], name: str) -> str | None:
    """Return what a fact's ruling says, or else its authority."""
    places = (said.get("ruling") or {}, said.get("authority") or {})
    return next((place[name] for place in places if place.get(name)), None)
