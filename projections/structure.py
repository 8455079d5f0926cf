"""The governance structure at one moment: the bodies in force and the lines between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class BodyAt:
    """A body as it stood at the moment asked for.

    Attributes:
        ref: its short reference, ``ics``.
        name: the name it bore then.
        kind: ``committee``, ``sub-committee``, ``programme-board`` …
        level: a free label, ``Members`` or ``Officers``; ``None`` where none was given.
        department: the department it belongs to, if any.
        purpose: what it is for, in one sentence.
    """

    ref: str
    name: str
    kind: str
    level: str | None = None
    department: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class LineAt:
    """A line in force, read ``body`` ``kind`` ``to``: *ics reports to policy*.

    Attributes:
        body: the reference of the body the line was recorded for.
        to: the reference of the body at the other end.
        kind: ``reports-to``, ``updates``, ``supported-by`` or ``advises``.
        cadence: how often, ``monthly``; ``None`` where the source does not say.
        starts_on: its first day; ``None`` means from the beginning.
        ends_on: the first day it no longer holds; ``None`` means it is open.
    """

    body: str
    to: str
    kind: str
    cadence: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class SeatAt:
    """A seat that was held at the moment asked for.

    Attributes:
        body: the reference of the body.
        person: who held it.
        role: ``chair``, ``vice-chair``, ``member``, ``substitute`` or ``officer-in-attendance``.
    """

    body: str
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class Structure:
    """Every body and every line in force, and the two times they were asked for.

    Attributes:
        bodies: the bodies in force, each reference once.
        lines: the lines in force between them.
        as_at: the day the structure was in force.
        as_known: the moment of the book's knowledge; ``None`` means all that is known.
        organisation: whose structure it is, for the title.
        seats: who sits on the bodies, the chair of each first; ``None`` where nobody asked.
    """

    bodies: tuple[BodyAt, ...]
    lines: tuple[LineAt, ...]
    as_at: date
    as_known: datetime | None = None
    organisation: str | None = None
    seats: tuple[SeatAt, ...] | None = None
