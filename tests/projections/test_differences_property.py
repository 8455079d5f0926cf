"""Whatever was decided in whichever order: the fact that is named is the one that made the change.

What the structure was after each fact is asked anew for each of them, and the fact is looked up in
that; histories are recorded day by day, so that what is known tells what was decided before it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pytest

from projections.bodies.differences import Cause, differences
from projections.bodies.governance import structure_at
from projections.structure import Structure
from projections.views import Views
from tests.books import BookOnDisk

FIRST = date(2018, 1, 1)
DAYS = 60
_BODIES = "abcdefgh"
_LINES = [(a, b, kind) for a, b in pairwise(_BODIES) for kind in ("updates", "advises")]
_CADENCES = ("weekly", "monthly", None)


class Moment(NamedTuple):
    """What there was after a fact, or as a day began; then no fact of the day is ``position``."""

    on: date
    position: int | None
    structure: Structure


class Histories:
    """Random facts that a book takes, day by day."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - the same histories each time
        self._open: dict[tuple[str, str, str], tuple[date, date]] = {}
        self._there: set[str] = set()
        self._gone: set[str] = set()
        self._said: set[tuple[str, str, date]] = set()

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield a file's head, a council, and what became of bodies and of lines between them."""
        yield {"file": {"actor": "clerk"}}
        council = {"ref": "council", "name": "Council", "kind": "council"}
        yield {"body": council | {"established_on": FIRST.isoformat()}}
        number = 0
        for days in range(DAYS):
            on = FIRST + timedelta(days)
            for _ in range(self._random.choice((0, 1, 1, 3, 5))):
                for name, said in self._fact(on):
                    if "decided_on" in said and (name, said["body"], on) in self._said:
                        continue  # a body has one name a day
                    self._said.add((name, said.get("body", ""), on))
                    number += 1
                    by = {"body": "council", "resolution": f"R{number}"}
                    yield {name: said | {"authority": by | {"decided_on": on.isoformat()}}}

    def _fact(self, on: date) -> Iterator[tuple[str, dict[str, Any]]]:
        choose, today = self._random.choice, on.isoformat()
        ref = choose(_BODIES)
        if ref not in self._there | self._gone:
            self._there.add(ref)
            said = {"ref": ref, "name": ref, "kind": "working-group", "established_on": today}
            yield "body", said
        elif ref in self._there and self._random.random() < 0.15:
            name = choose(("X", "Y", ref))
            yield "body-renaming", {"body": ref, "name": name, "decided_on": today}
        elif ref in self._there and self._random.random() < 0.15:
            summary = choose(("Decides.", "Advises."))
            yield "terms-of-reference", {"body": ref, "summary": summary, "decided_on": today}
        elif ref in self._there and self._random.random() < 0.04:
            self._there.remove(ref)
            self._gone.add(ref)
            yield "body-dissolution", {"body": ref, "decided_on": today}
        else:
            yield from self._of_a_line(choose(_LINES), on)

    def _of_a_line(
        self, line: tuple[str, str, str], on: date
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        if not {*line[:2]} <= self._there:
            return
        said = dict(zip(("body", "to", "kind"), line, strict=True))
        first, end = self._open.get(line, (on, on))
        if first == on < end:
            return  # a line holds for a day at least
        if on < end:
            yield "reporting-line-end", said | {"ends_on": on.isoformat()}
            self._open[line] = (first, on)
            if self._random.random() < 0.4:
                return
        cadence = self._random.choice(_CADENCES)
        last = self._random.choice((None, on + timedelta(self._random.randint(1, 20))))
        ends = {"ends_on": last.isoformat()} if last else {}
        often = {"cadence": cadence} if cadence else {}
        yield "reporting-line", said | {"starts_on": on.isoformat()} | often | ends
        self._open[line] = (on, last or date.max)


def _moments(views: Views) -> list[Moment]:
    """Return the structure as each day begins and after each of its facts."""
    facts = [
        (date.fromisoformat(json.loads(entry.state)["decided_on"]), entry.position)
        for entry in views.ledger.stream()
        if "decided_on" in json.loads(entry.state)
    ]
    found, before = [], 0
    for on in (FIRST + timedelta(days) for days in range(DAYS)):
        found.append(Moment(on, None, structure_at(views, on, before)))
        for position in (position for day, position in facts if day == on):
            found.append(Moment(on, position, structure_at(views, on, position)))
            before = position
    return found


def _expected(
    moments: list[Moment], earlier: date, later: date, of: Callable[[Structure], object]
) -> tuple[date, int | None]:
    """Return the day and the position at which it became what it is on the later day."""
    days = [list(of_a_day) for _, of_a_day in groupby(moments, key=lambda moment: moment.on)]
    asked = [day for day in days if earlier <= day[0].on <= later]
    now = of(asked[-1][-1].structure)
    last = max(
        index
        for index, (before, day) in enumerate(pairwise(asked), 1)
        if of(day[-1].structure) == now != of(before[-1].structure)
    )
    steps = [asked[last - 1][-1], *asked[last]]
    turn = [
        moment
        for before, moment in pairwise(steps)
        if of(moment.structure) == now != of(before.structure)
    ]
    return turn[-1].on, turn[-1].position


def _names(cause: Cause, expected: tuple[date, int | None]) -> bool:
    """Say whether a cause is the fact expected; that a line lapsed stands on an earlier fact."""
    on, position = expected
    return cause.since == on and (position is None or cause.position == position)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_fact_that_is_named_is_the_one_at_which_the_difference_came_about(
    book: BookOnDisk, seed: int
) -> None:
    book.record("\n".join(f"- {json.dumps(entry)}" for entry in Histories(seed).entries()))
    told: set[str] = set()
    with book.views() as views:
        moments = _moments(views)
        for first, last in ((0, 59), (5, 40), (20, 45), (30, 31), (38, 52)):
            earlier, later = FIRST + timedelta(first), FIRST + timedelta(last)
            found = differences(views, earlier, later)
            for line in found.lines:
                told.add(line.change)
                of = _line_of(line[:3], whole=line.change == "changed")
                (cause,) = line.causes
                assert _names(cause, _expected(moments, earlier, later, of)), line
            for body in found.bodies:
                told.add(f"{body.change} body")
                named = body.words and body.words[0].startswith("until then")
                if body.change != "changed" or named:
                    of = _body_of(body.ref, whole=body.change == "changed")
                    expected = _expected(moments, earlier, later, of)
                    assert _names(body.causes[0], expected), body
    assert {"added", "ended", "changed", "added body", "changed body"} <= told


def _line_of(key: tuple[str, ...], *, whole: bool) -> Callable[[Structure], object]:
    def of(structure: Structure) -> object:
        found = [one for one in structure.lines if (one.body, one.to, one.kind) == key]
        return [line.cadence for line in found] if whole else bool(found)

    return of


def _body_of(ref: str, *, whole: bool) -> Callable[[Structure], object]:
    def of(structure: Structure) -> object:
        found = [body.name for body in structure.bodies if body.ref == ref]
        return found if whole else bool(found)

    return of
