"""What a fact is about: its own subject, and everything else that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from projections.view import Entry


class Subject(NamedTuple):
    """Something that a fact is about: ``project``, ``targeted-reviews``.

    Attributes:
        owner: whether the fact's own subject belongs to it, as a meeting belongs to its body; its
            log then has the whole history of what belongs to it.
    """

    kind: str
    ref: str
    owner: bool = False


_FOUNDING = {
    "minutebook.meeting-scheduled.1": {"body": "body"},
    "minutebook.resolution-passed.1": {"body": "body", "meeting": "meeting"},
    "minutebook.resolution-lost.1": {"body": "body", "meeting": "meeting"},
    "minutebook.programme-started.1": {"portfolio": "portfolio"},
    "minutebook.project-started.1": {"portfolio": "portfolio", "programme": "programme"},
    "minutebook.project-rescoped.1": {"portfolio": "portfolio", "programme": "programme"},
    "minutebook.change-request-raised.1": {"to": "body"},
    "minutebook.change-request-referred.1": {"referred_to": "body"},
    "minutebook.status-reported.1": {"project": "project"},
    "minutebook.gate-sequence-defined.1": {
        "body": "body",
        "programme": "programme",
        "project": "project",
    },
}
"""The fields that name what a subject belongs to, by stored name."""

_NAMING = {
    "successor": "body",
    "corrected_at": "meeting",
    "confirmed_at": "meeting",
    "deferred_to": "meeting",
    "change_request": "change-request",
}
"""Fields that name something else, whatever fact they stand in."""

_LINES = ("minutebook.reporting-line-added.1", "minutebook.reporting-line-ended.1")


def subjects(entry: Entry) -> set[Subject]:
    """Return everything that a fact is about, its own subject first among equals."""
    kind, _, ref = entry.subject.partition(":")
    found = {Subject(kind, ref), *_named(entry), *_authority(entry.fact)}
    # A fact that names something twice, once as its owner, is about it as its owner's.
    owners = {(subject.kind, subject.ref) for subject in found if subject.owner}
    return {s for s in found if s.owner or (s.kind, s.ref) not in owners}


def _named(entry: Entry) -> Iterator[Subject]:
    said, topic = entry.fact, entry.topic
    for field, kind in _FOUNDING.get(topic, {}).items():
        if said.get(field):
            yield Subject(kind, said[field], owner=True)
    for field in said.keys() & _NAMING.keys():
        if said[field]:
            yield Subject(_NAMING[field], said[field])
    if topic in _LINES:
        yield Subject("body", said["to"])
    if topic == "minutebook.resolution-superseded.1":
        yield Subject("resolution", _beside(entry.subject, said["superseded_by"]))
    for line in said.get("lines", ()):
        yield Subject("project", line["project"], owner=True)
    for clause in said.get("clauses", ()):
        yield from _clause(clause)
    for earlier in said.get("supersedes", ()):
        yield Subject("resolution", _beside(entry.subject, earlier))


def _clause(clause: dict[str, Any]) -> Iterable[Subject]:
    named = (("body", clause["to"]), ("meeting", clause["at"]))
    return [Subject(kind, ref) for kind, ref in named if ref]


def _authority(said: dict[str, Any]) -> Iterator[Subject]:
    for authority in (said.get("authority"), said.get("ruling")):
        if not authority or not authority.get("body"):
            continue
        body = authority["body"]
        yield Subject("body", body)
        if authority.get("meeting"):
            yield Subject("meeting", authority["meeting"])
        if authority.get("resolution"):
            yield Subject("resolution", f"{body}/{authority['resolution']}")


def _beside(subject: str, ref: str) -> str:
    """Return the full reference of a resolution of the same body; it may be given in full."""
    body = subject.partition(":")[2].partition("/")[0]
    return ref if ref.startswith(f"{body}/") else f"{body}/{ref}"
