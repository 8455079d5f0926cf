"""Random books with something supposed, against what is left of the log added up naively."""

from __future__ import annotations

import os
import random
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from projections.supposing.suppositions import How
from projections.supposing.what_if import what_if
from tests.books import BookOnDisk
from tests.projections.savings.conftest import BODIES

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "0")) or 8
YEARS = ("2018/19", "2019/20", "2020/21")
PROJECTS = ("reviews", "calls")
FIRST = date(2018, 1, 15)
_PLACES = "- project: {ref: calls, name: Calls, portfolio: place, started_on: 2018-01-15}\n"

Change = dict[tuple[str, str], int]
"""What something adds, by project and year."""


class Act(NamedTuple):
    """An entry of the log: what it adds, its day, and the last position when it was recorded.

    Attributes:
        corrects: the reference of the extension that it puts right.
        counts: whether its figures are in the book: those of a rejected request are not.
    """

    ref: str | None
    change: Change
    day: date
    position: int
    corrects: str | None = None
    counts: bool = True


def _sum(log: Collection[Act], day: date, position: int, without: Collection[str] = ()) -> Change:
    """Add up a log naively at a pair of times, some decisions turned round."""
    sums: Change = {}
    for act in log:
        undone = {act.ref, act.corrects} & {*without}
        seen = act.day <= day and act.position <= position
        if seen and act.counts != bool(undone):
            for key, amount in act.change.items():
                sums[key] = sums.get(key, 0) + amount
    return {key: amount for key, amount in sums.items() if amount}


def _written(profile: Change, project: str) -> str:
    years = {year: amount for (of, year), amount in profile.items() if of == project}
    return "{" + ", ".join(f"{year}: {years[year]}" for year in sorted(years)) + "}"


class _Author:
    """Writes a book of extensions, corrections and requests, recorded in any order of days."""

    def __init__(self, book: BookOnDisk, chance: random.Random) -> None:
        self.book, self.chance, self.log = book, chance, list[Act]()
        for project in PROJECTS:
            figure = {(project, year): chance.randint(1_000, 9_000) for year in YEARS}
            self._record(
                f"- baseline: {{project: {project}, decided_on: {FIRST},"
                f" profile: {_written(figure, project)}, {_by(FIRST)}}}\n",
                Act(None, figure, FIRST, 0),
            )

    def write(self, acts: int) -> None:
        """Add some acts."""
        for number in range(acts):
            day = FIRST + timedelta(days=self.chance.randint(1, 300))
            key = self.chance.choice(PROJECTS), self.chance.choice(YEARS)
            change = {key: self.chance.randint(1, 500)}
            kind = self.chance.choice(("extension", "approved", "approved", "rejected", "fix"))
            if kind == "extension":
                self._extend(f"E-{number}", change, day)
            elif kind == "fix":
                self._correct(change, day)
            else:
                self._ask(f"R-{number}", change, day, kind)

    def _record(self, text: str, act: Act) -> None:
        self.log.append(act._replace(position=self.book.record(text).positions[-1]))

    def _extend(self, ref: str, change: Change, day: date) -> None:
        [project] = {of for of, _ in change}
        self._record(
            f"- extension: {{ref: {ref}, project: {project}, decided_on: {day},"
            f" change: {_written(change, project)}, {_by(day)}}}\n",
            Act(ref, change, day, 0),
        )

    def _correct(self, change: Change, day: date) -> None:
        [(project, _)] = change
        right = [act for act in self.log if act.ref and act.ref.startswith("E")]
        right = [act for act in right if {of for of, _ in act.change} == {project}]
        if right:
            wrong = self.chance.choice(right)
            day = max(day, wrong.day) + timedelta(days=len(self.log))  # one a day, or it is refused
            self._record(
                f"- correction: {{project: {project}, corrects: {wrong.ref}, decided_on: {day},"
                f" change: {_written(change, project)}, reason: Misread, {_by(day)}}}\n",
                Act(None, change, day, 0, corrects=wrong.ref),
            )

    def _ask(self, ref: str, change: Change, day: date, outcome: str) -> None:
        [(project, _)] = change
        expected = _sum(self.log, day, 10**9)
        revised = {key: amount + change.get(key, 0) for key, amount in expected.items()}
        before, after = (_written(profile, project) for profile in (expected, revised))
        self._record(
            f"- change-request: {{ref: {ref}, title: More, kind: extension, to: ics,"
            f" raised_on: {day}, projects: [{{project: {project},"
            f" expected: {before}, revised: {after}}}]}}\n"
            f"- decision: {{change_request: {ref}, outcome: {outcome}, decided_on: {day}}}\n",
            Act(ref, change, day, 0, counts=outcome == "approved"),
        )


def _by(day: date) -> str:
    return f"authority: {{body: policy, decided_on: {day}}}"


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_replay_is_the_sum_of_what_is_left_at_any_pair_of_times(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a book, not a secret
    book = BookOnDisk(tmp_path)
    book.record(BODIES + _PLACES)
    author = _Author(book, chance)
    author.write(chance.randint(2, 7))
    with book.views() as views:
        for _ in range(4):
            day = FIRST + timedelta(days=chance.randint(0, 400))
            position = chance.choice(author.log).position
            seen = {
                act.ref
                for act in author.log
                if act.ref and act.day <= day and act.position <= position
            }
            undone = chance.sample(sorted(seen), chance.randint(0, len(seen)))
            found = what_if(views, as_at=day, known=position, undone=undone, how=How.APPROVED)
            after = _by_year(_sum(author.log, day, position, undone))
            before = _by_year(_sum(author.log, day, position))
            assert {year: int(v) for year, v in found.total.after.items() if v} == after
            assert {year: int(v) for year, v in found.total.before.items() if v} == before


def _by_year(change: Change) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (_, year), amount in change.items():
        sums[year] = sums.get(year, 0) + amount
    return {year: amount for year, amount in sorted(sums.items()) if amount}
