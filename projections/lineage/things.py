"""What a lineage consists of: things, and the links by which one brought about another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple


class Key(NamedTuple):
    """The kind of a thing and its reference.

    Besides the subjects of the book these are a `figure`, known by its project and measure; a
    `movement` of it, by these and its position; a `delegation` and an `action`, by their clause; a
    `reporting-line`, by its bodies and kind; a `work-item` by its body and name; a `seat` by its
    body and person; a `paper`, a source that the book knows by its title only; and an `officer` or
    a `note`, where a fact names no more than that as its authority.
    """

    kind: str
    ref: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref}"


FOCUS: Final = (
    "resolution",
    "project",
    "change-request",
    "extension",
    "action",
    "condition",
    "delegation",
    "gate",
    "case",
)
"""The kinds of things whose lineage can be asked for; a project stands for its figure."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing as it stood at the times asked for.

    Attributes:
        key: its kind and reference.
        title: what it is called, or what it says, in words.
        on: the day on which it came to be; `None` where no source says.
        state: how it stood, in words; `None` where nothing more is to be said than that it is.
        details: further things to know of it, each in a few words.
        amounts: pounds per financial year: of a figure what stands, of a movement what changed.
        positions: the facts of the book that it was read from, in order.
    """

    key: Key
    title: str
    on: date | None = None
    state: str | None = None
    details: tuple[str, ...] = ()
    amounts: tuple[tuple[str, Decimal], ...] = ()
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """That one thing brought about another, or came before it.

    Attributes:
        cause: what was there first.
        effect: what came of it.
        verb: how, to be read from the cause to the effect: ``approved``, ``superseded by``.
        on: the day on which it did.
        position: the fact that says so.
        later: whether the cause did not bring the effect about: the effect is later, and altered
            the cause or had it before it, or the cause is an earlier decision on what another
            decided then.
        by: what the fact has its authority from, where it has one.
    """

    cause: Key
    effect: Key
    verb: str
    on: date | None
    position: int
    later: bool = False
    by: Key | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a thing came from and what came of it, at the two times asked for.

    Attributes:
        focus: the thing that was asked about.
        nodes: every thing found, the one asked about first, then in the order of their days.
        links: every link found between them, in the order of their facts.
        forwards: whether what came of it was asked for.
        backwards: whether what it came from was asked for.
        cut: how many things were left out because they lie further off than was asked for.
        as_at: the day asked for.
        known: the last position that the book was taken to know.
        as_known: the moment of that, where one was asked for.
    """

    focus: Key
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    forwards: bool
    backwards: bool
    cut: int
    as_at: date
    known: int
    as_known: datetime | None = None
