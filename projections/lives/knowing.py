"""What members knew of a figure when they decided on it, and what the book learnt only later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from projections.changes.requests import Change, change
from projections.changes.view import requests_on
from projections.known_then.basis import Basis, basis_at
from projections.lives.moving import Asked
from projections.lives.speech import Names, Sentence, moved, spoken
from projections.savings.history import Movement
from projections.savings.pence import NOTHING
from projections.savings.status import Report, last_report
from projections.seen import seen
from projections.views import Views
from projections.wording.phrases import day, listed, month, spaced

_NOT_DECIDED = ("brought-forward", "correction")
_FEW = 3
_DAY = 10


class _Waiting(NamedTuple):
    """The other requests on a project that waited when one was decided.

    Attributes:
        then: those that the book had then.
        later: those that had been put by then, and that it learnt of later.
    """

    then: list[Change]
    later: list[Change]


class Knowing:
    """Tells what was known of a project's figure when it was decided on.

    It goes by the same two times as `resolution facts`: the day of the meeting, and what the book
    knew just before its resolution was recorded, or the decision where there is no resolution.

    Args:
        views: the views.
        asked: the measure, and how much the book is taken to know.
        project: the project.
        names: what things are called.
    """

    def __init__(self, views: Views, asked: Asked, project: str, names: Names) -> None:
        self._views = views
        self._asked = asked
        self._project = project
        self._names = names
        self._told: set[tuple[str | None, str]] = set()

    def then(self, movement: Movement, before: Sequence[Movement]) -> Iterator[Sentence]:
        """Tell what was known when a movement was decided; what was told of its day is not again.

        Args:
            movement: what was decided.
            before: the movements that stand before it.
        """
        if movement.kind in _NOT_DECIDED or movement.decided_on is None:
            return
        basis = self._basis(movement)
        yield from self._figure(movement, before, basis)
        told = [*self._report(movement, basis), *self._requests(movement, basis)]
        if told and not basis.kept:
            yield from self._once(None, _filled_in(basis))
        for sentence in told:
            yield from self._once(movement.decided_on, sentence)

    def figure(self, movement: Movement, before: Sequence[Movement]) -> Iterator[Sentence]:
        """Tell where a figure that was moved stood otherwise, as the book had it then."""
        if movement.kind not in _NOT_DECIDED and movement.decided_on is not None:
            yield from self._figure(movement, before, self._basis(movement))

    def _once(self, on: str | None, sentence: Sentence) -> Iterator[Sentence]:
        if (on, sentence.said) not in self._told:
            self._told.add((on, sentence.said))
            yield sentence

    def _basis(self, movement: Movement) -> Basis:
        on = movement.decided_on or ""
        position, recorded_at = movement.position, movement.recorded_at
        said, asked = movement.authority or {}, self._asked
        ref, body = said.get("resolution"), said.get("body") or ""
        if ref is not None:
            found = seen(self._views, "resolutions", asked.as_at, asked.known, ref=ref, body=body)
            if found and found[-1]["decided_on"] == on:
                position, recorded_at = found[-1]["position"], found[-1]["recorded_at"]
        return basis_at(self._views, date.fromisoformat(on), position, recorded_at, asked.known)

    def _figure(
        self, movement: Movement, before: Sequence[Movement], basis: Basis
    ) -> Iterator[Sentence]:
        """Tell what the book learnt of the figure only after it was decided on."""
        known = basis.known if basis.kept else movement.position
        late = [
            one
            for one in before
            if one.year == movement.year
            and one.position > known
            and (one.decided_on or "") < (movement.decided_on or "")
        ]
        if not late:
            return
        measure, year = self._asked.measure, movement.year
        unknown = sum((one.change for one in late), NOTHING)
        was, became = (
            spoken(amount - unknown, measure) for amount in (movement.before, movement.after)
        )
        why = "; ".join(_learnt(one, measure) for one in late)
        if len(late) > _FEW:
            why = f"{len(late)} earlier changes, which {moved(unknown, measure)} it, came in later"
        yield Sentence(
            f"As the book stood when that decision was recorded, {year} went from {was} to"
            f" {became}: {why}.",
            "; ".join(f"position {one.position}" for one in late),
        )

    def _report(self, movement: Movement, basis: Basis) -> Iterator[Sentence]:
        then, now = (
            last_report(
                self._views, self._project, self._asked.measure, as_at=basis.day, known=known
            )
            for known in (basis.known, self._asked.known)
        )
        if then is not None:
            late = ""
            if then.position > basis.late_after:
                late = "; the book was told of that report only after the decision"
            yield Sentence(
                f"When they agreed, the last status report was that for {month(then.period)}:"
                f" it said {self._said(then, movement.year)}{late}.",
                _note(then),
            )
        elif movement.kind != "baseline":  # before it was set there was nothing to report
            yield Sentence("When they agreed, the book had no status report on it.")
        if now is not None and (then is None or now.position != then.position):
            learnt = day(now.recorded_at[:_DAY])
            yield Sentence(
                f"Only on {learnt} the book was told of the report for {month(now.period)}, which"
                f" said {self._said(now, movement.year)}.",
                _note(now),
            )

    def _said(self, report: Report, year: str) -> str:
        measure = self._asked.measure
        at_risk = report.at_risk.get(year, NOTHING)
        risk = "nothing at risk"
        if at_risk:
            how = "at risk" if at_risk > 0 else "over-achieved"
            risk = f"{spoken(abs(at_risk), measure)} {how}"
        target = ""
        if report.target is not None:
            target = f", and a target of {spoken(report.target.get(year, NOTHING), measure)}"
        return f"{spaced(report.status.replace('_', ' '))}, {risk} in {year}{target}"

    def _requests(self, movement: Movement, basis: Basis) -> Iterator[Sentence]:
        """Tell the other requests on the project that waited on the day."""
        waiting = self._waiting(movement, basis)
        if waiting.then:
            several = "Other requests" if len(waiting.then) > 1 else "Another request"
            verb = "were" if len(waiting.then) > 1 else "was"
            where = self._names.body(waiting.then[0].body or "", movement.decided_on)
            alike = len({one.body for one in waiting.then}) == 1
            lay = f", before {where.rstrip(',')}" if alike else ""
            late = [one for one in waiting.then if one.position > basis.late_after]
            told = f"; the book was told of {_titles(late)} only after the decision"
            yield Sentence(
                f"{several} on it {verb} waiting then{lay}: {_titles(waiting.then)}"
                f"{told if late else ''}.",
                _refs(waiting.then),
            )
        for one in waiting.later:
            learnt = day(self._names.recorded_at(one.position)[:_DAY])
            yield Sentence(
                f"Another request bears the date of {day(one.raised_on)}, “{one.title}”, but the"
                f" book was told of it only on {learnt}.",
                _refs([one]),
            )

    def _waiting(self, movement: Movement, basis: Basis) -> _Waiting:
        refs = [
            ref for ref in requests_on(self._views, self._project) if ref != movement.change_request
        ]
        then, now = (
            [
                one
                for ref in refs
                if (one := change(self._views, ref, as_at=basis.day, known=known)) is not None
                and one.raised_on
                and one.awaits_decision
            ]
            for known in (basis.known, self._asked.known)
        )
        return _Waiting(then, [one for one in now if one.position > basis.known])


def _filled_in(basis: Basis) -> Sentence:
    return Sentence(
        f"The book was begun on {day(basis.began_on)}, after that decision, and cannot say what was"
        " known at it; this goes by the days that its sources give."
    )


def _learnt(one: Movement, measure: str) -> str:
    """Return what the book learnt later: the correction of a day, and when it was recorded."""
    what = "the correction" if one.corrects else "the change"
    of_day = f" of {day(one.decided_on)}" if one.decided_on else ""
    recorded = day(one.recorded_at[:_DAY])
    return f"{what}{of_day}, which {moved(one.change, measure)} it, was recorded on {recorded}"


def _titles(requests: Sequence[Change]) -> str:
    return listed(f"“{one.title}”" for one in requests)


def _refs(requests: Sequence[Change]) -> str:
    return "; ".join(f"change request {one.ref}" for one in requests)


def _note(report: Report) -> str:
    return f"status report {report.project}/{report.period}; position {report.position}"
