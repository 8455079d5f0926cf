"""What became of resolutions: called in, in force, amended, superseded, rescinded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from domain.resolutions.afterwards import first_day_in_force
from projections.seen import day, loaded, seen
from projections.views import Row, Views


class AmendedText(NamedTuple):
    """Other words for a clause, the resolution that gave them, and from when until when they hold.

    Attributes:
        revived_on: from when the words before hold again, where that resolution was referred back.
    """

    text: str
    amended_by: str
    amended_on: date | None
    revived_on: date | None = None


class Ended(NamedTuple):
    """How a later resolution put an end to one: ``superseded`` or ``rescinded``.

    Attributes:
        revived_on: from when it holds again, where the later one was referred back.
    """

    how: str
    by: str
    on: date | None
    revived_on: date | None = None


class CallInRow(NamedTuple):
    """A call-in: who asked for it, when and why, and what came of it."""

    called_in_on: date | None
    called_in_by: tuple[str, ...]
    reason: str
    outcome: str | None
    decided_on: date | None
    body: str | None
    meeting: str | None


@dataclass
class Afterwards:
    """What happened to one resolution by the day asked for.

    Attributes:
        all_endings: by which resolutions it was ended, in the order in which they did.
        texts: other words for its clauses, in their order.
        call_in: how it was called in, if it was.
        took_effect: whether it is recorded that it took effect when its window had passed.
    """

    all_endings: list[Ended] = field(default_factory=list)
    texts: list[tuple[int, AmendedText]] = field(default_factory=list)
    call_in: CallInRow | None = None
    took_effect: bool = False

    @property
    def endings(self) -> list[Ended]:
        """By which it was ended and is: those left out that were referred back since."""
        return [each for each in self.all_endings if each.revived_on is None]

    def ended(self, how: str) -> Ended | None:
        """How it was ended in one of the two ways, if it was."""
        return next((each for each in self.endings if each.how == how), None)

    def amended(self, clause: int) -> Iterator[AmendedText]:
        """The other words of a clause, oldest first."""
        return (text for number, text in self.texts if number == clause)

    def in_force_from(self, row: Row) -> date | None:
        """The first day on which it is in force, as far as is known."""
        if row["outcome"] == "lost":
            return None
        planned, until = day(row["takes_effect_on"] or row["decided_on"]), day(row["call_in_until"])
        upheld = self.call_in is not None and self.call_in.outcome == "upheld"
        if planned is None or (self.call_in is not None and until is not None and not upheld):
            return None
        ended = [(each.on or date.min, each.revived_on) for each in self.all_endings]
        return first_day_in_force(
            planned,
            until,
            self.call_in.decided_on if self.call_in and upheld else None,
            [(since, revived_on) for since, revived_on in ended if revived_on],
        )

    def state(self, row: Row, in_force_from: date | None, on: date) -> str:
        """Whether it is in force on a day; what has ended it comes first."""
        until = day(row["call_in_until"])
        states = (
            ("lost", row["outcome"] == "lost"),
            *((ended.how, True) for ended in self.endings),
            (
                "referred back",
                self.call_in is not None and self.call_in.outcome == "referred-back",
            ),
            ("called in", self.call_in is not None and self.call_in.outcome is None),
            ("awaiting call-in", self.call_in is None and until is not None and on <= until),
            (
                "awaiting tick",
                self.call_in is None
                and until is not None
                and not self.took_effect
                and (in_force_from is None or in_force_from <= on),
            ),
            ("not yet in force", in_force_from is not None and on < in_force_from),
        )
        return next((state for state, holds in states if holds), "in force")


def uncalled(views: Views, on: date) -> Iterator[tuple[str, date]]:
    """Give the resolutions that nobody called in and that took effect by a day, each with its day.

    Those of which that is recorded are left out, and those that were ended before.
    """
    rows = views.execute(
        "SELECT * FROM resolutions WHERE call_in_until IS NOT NULL AND takes_effect_on <= ?"
        " AND NOT EXISTS (SELECT 1 FROM resolutions_took_effect AS took"
        " WHERE took.id = resolutions.id) ORDER BY takes_effect_on, position",
        (on.isoformat(),),
    ).fetchall()
    after = afterwards(views, None, None) if rows else defaultdict(Afterwards)
    for row in rows:
        became = after[row["id"]]
        took_effect_on = became.in_force_from(row)
        if became.call_in is not None or took_effect_on is None or took_effect_on > on:
            continue
        if not any((each.on or date.min) <= took_effect_on for each in became.endings):
            yield row["id"], took_effect_on


def endings(views: Views, resolution: str, as_at: date | None, known: int | None) -> list[Ended]:
    """Return by which later resolutions one was ended by a day: as a rule by none or one."""
    return afterwards(views, as_at, known, id=resolution)[resolution].endings


def afterwards(
    views: Views, as_at: date | None, known: int | None, **only: str
) -> defaultdict[str, Afterwards]:
    """Return what happened by a day to the resolutions to which something happened, or to one."""
    found: defaultdict[str, Afterwards] = defaultdict(Afterwards)
    revived = {
        (row["id"], row["instead_of"]): day(row["decided_on"])
        for row in seen(views, "resolutions_revived", as_at, known, **only)
    }
    ended: list[tuple[int, str, Ended]] = []
    for how in ("superseded", "rescinded"):
        for row in seen(views, f"resolutions_{how}", as_at, known, **only):
            by = row[f"{how}_by"]
            until = revived.get((row["id"], by))
            ended.append(
                (row["position"], row["id"], Ended(how, by, day(row["decided_on"]), until))
            )
    for _, ref, ending in sorted(ended):
        found[ref].all_endings.append(ending)
    for row in seen(views, "resolutions_amended", as_at, known, **only):
        by = row["amended_by"]
        until = revived.get((row["id"], by))
        text = AmendedText(row["text"], by, day(row["decided_on"]), until)
        found[row["id"]].texts.append((row["clause"], text))
    for row in seen(views, "resolutions_took_effect", as_at, known, **only):
        found[row["id"]].took_effect = True
    outcomes = {
        row["id"]: row for row in seen(views, "resolutions_call_ins_decided", as_at, known, **only)
    }
    for row in seen(views, "resolutions_called_in", as_at, known, **only):
        found[row["id"]].call_in = _call_in(row, outcomes.get(row["id"]))
    return found


def _call_in(row: Row, outcome: Row | None) -> CallInRow:
    return CallInRow(
        called_in_on=day(row["decided_on"]),
        called_in_by=tuple(loaded(row["called_in_by"], ())),
        reason=row["reason"],
        outcome=outcome["outcome"] if outcome else None,
        decided_on=day(outcome["decided_on"]) if outcome else None,
        body=outcome["body"] if outcome else None,
        meeting=outcome["meeting"] if outcome else None,
    )
