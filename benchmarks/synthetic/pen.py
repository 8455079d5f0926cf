"""Writes an entry, and the facts that deciding it gives, as the ledger stores them.

Deciding ten million entries by the rules would take the better part of an hour. What the rules make
of a synthetic entry is known beforehand, so its facts are written beside it; that they are the same
to the byte is tested on a small book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from eventsourcing.persistence import StoredEvent
from pydantic_core import to_json

Fields = dict[str, Any]
ACTOR = "clerk"
_OF_AUTHORITY = ("body", "decided_on", "meeting", "resolution", "officer", "note")


class Said(NamedTuple):
    """One fact of an entry.

    Attributes:
        subject: the aggregate it belongs to, ``project:p-0001``.
        topic: its kind, without what all kinds have in common: ``project-started``.
        decided_on: its day.
        said: its own fields, every one of them, in the order of its model.
        version: its place in the aggregate's history; 0 where the pen counts.
    """

    subject: str
    topic: str
    decided_on: str | None
    said: Fields
    version: int = 0


class Step(NamedTuple):
    """An entry of a record file and what it records.

    Attributes:
        entry: its name, ``status-report``.
        text: its fields in JSON.
        events: the facts that deciding it gives, as stored.
    """

    entry: str
    text: bytes
    events: list[StoredEvent]

    def line(self) -> str:
        """Return the entry as a line of JSON."""
        return f'{{"{self.entry}":{self.text.decode()}}}'


class Pen:
    """Writes steps, and counts the versions of subjects that live long."""

    def __init__(self) -> None:
        self.written = 0
        self._versions: dict[str, int] = {}

    def write(
        self,
        entry: str,
        key: str,
        fields: Fields,
        facts: Iterable[Said],
        authority: Mapping[str, Any] | None = None,
    ) -> Step:
        """Write an entry.

        Args:
            entry: its name.
            key: what it is about, as `Command.key` has it.
            fields: in the order of the command, without defaults, with source and authority first;
                a source is a document and a page.
            facts: what deciding it gives.
            authority: what permits the facts, where the entry itself does not say.
        """
        text = to_json(fields)
        digest = _digest(text)
        permits = fields.get("authority", authority)
        source = fields["source"]
        envelope = {
            "actor": ACTOR,
            "authority": permits and {name: permits.get(name) for name in _OF_AUTHORITY},
            "source": {**source, "item": None, "paragraph": None},
            "command_id": f"{entry}:{key}#{digest}",
        }
        events = [self._event(fact, envelope) for fact in facts]
        self.written += len(events)
        return Step(entry, text, events)

    def digest(self, fields: Fields) -> str:
        """Return the digest of an entry, for a key that has it in it."""
        return _digest(to_json(fields))

    def _event(self, fact: Said, envelope: Fields) -> StoredEvent:
        version = fact.version
        if not version:
            version = self._versions.get(fact.subject, 0) + 1
            self._versions[fact.subject] = version
        state = to_json({"decided_on": fact.decided_on, **envelope, **fact.said})
        return StoredEvent(fact.subject, version, f"minutebook.{fact.topic}.1", state)


def _digest(text: bytes) -> str:
    return sha256(text).hexdigest()[:16]
