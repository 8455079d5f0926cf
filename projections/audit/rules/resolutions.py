"""The resolution that is named has to be in the book, carry the day, and say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.bodies.facts import TermsOfReferenceSet
from domain.changes.parts import RESOLVED_BY, Outcome
from domain.errors import NotInForce
from domain.resolutions.facts import (
    CallInDecided,
    ResolutionCalledIn,
    ResolutionLost,
    ResolutionPassed,
    ResolutionRescinded,
    ResolutionSuperseded,
    ResolutionTookEffect,
)
from domain.resolutions.resolution import Resolution
from projections.audit.acts import Act, What
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt
from projections.wording.phrases import day, listed, spaced, stop

_AFTERWARDS = (
    ResolutionLost,
    ResolutionCalledIn,
    CallInDecided,
    ResolutionTookEffect,
    ResolutionSuperseded,
    ResolutionRescinded,
)
_SETS_FIGURES = (What.BASELINE, What.EXTENSION, What.APPROVAL, What.TAKING_BACK)


def unknown_resolution(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """A resolution that is not in the book cannot be looked at."""
    if act.resolution and holdings.resolution(act.resolution) is None:
        yield Doubt(
            "unknown-resolution",
            f"{act.told} rests on resolution {act.cited.resolution} of {act.cited.body}, which is"
            " not in the book.",
            "Record the resolution from the minutes, or correct its number.",
        )


def carries(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """A resolution permits nothing when it was lost or ended, or before it is in force."""
    resolution = holdings.resolution(act.resolution)
    if resolution is None:
        return
    on = _relied_on(act, resolution)
    try:
        resolution.check_carries(on)
    except NotInForce as refusal:
        yield Doubt(
            _why(resolution, on),
            stop(f"{act.told} rests on it, but {refusal}"),
            f"Let {resolution.body} decide again by a resolution that is in force, or find the one"
            " that was meant.",
            holdings.positions(resolution, ResolutionPassed, *_AFTERWARDS),
        )


def not_past_call_in(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """What a body decides that has a call-in rule takes effect after the time for it."""
    body, resolution = holdings.body(act.cited.body), holdings.resolution(act.resolution)
    if body is None or act.cited.officer or act.what not in _SETS_FIGURES:
        return
    if act.resolution and resolution is None:
        return  # it may have had its time: that it is not in the book is told already
    terms = body.terms_at(resolution.adopted_on if resolution else act.on)
    if terms is None or terms.call_in is None or _could_be_called_in(resolution, holdings):
        return
    which = f"resolution {resolution.number}" if resolution else "no resolution is named, and it"
    yield Doubt(
        "past-call-in",
        f"{act.told} took effect at once, though decisions of {body.ref} may be called in for"
        f" {terms.call_in}: {which} gave nobody the time.",
        f"Find out whether it was urgent or open to call-in; else let {body.ref} decide again.",
        holdings.positions(body, TermsOfReferenceSet),
    )


def says_so(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """One of the clauses of a resolution has to have decided what rests on it."""
    resolution = holdings.resolution(act.resolution)
    if resolution is None or not resolution.passed or act.cited.officer:
        return
    if act.what not in _SETS_FIGURES:
        return
    wanted = RESOLVED_BY[Outcome(act.outcome) if act.outcome else Outcome.APPROVED]
    effects = [clause.effect for clause in resolution.clauses]
    if not wanted.intersection(effects):
        said = listed(spaced(effect) for effect in dict.fromkeys(effects))
        yield Doubt(
            "resolution-says-otherwise",
            f"{act.told} rests on resolution {resolution.number} of {resolution.body}, no clause of"
            f" which can have decided it: it {said}.",
            f"Find the resolution with a clause that {' or '.join(sorted(wanted))}.",
            holdings.positions(resolution, ResolutionPassed),
        )


def before_approval(act: Act, _: Holdings) -> Iterator[Doubt]:
    """A figure does not hold before the day on which it was approved."""
    approved_on, on = act.cited.approved_on, act.decided_on
    if act.what not in (What.BASELINE, What.EXTENSION):
        return
    if on and approved_on and on < approved_on:
        yield Doubt(
            "before-approval",
            f"{act.told} counts from before {day(approved_on.isoformat())}, when"
            f" {act.cited.body} approved it.",
            "Correct the figure so that it counts from the day of its approval.",
        )


def _relied_on(act: Act, resolution: Resolution) -> date:
    if act.what is What.CORRECTION:
        return act.cited.approved_on or resolution.in_force_from
    return act.on if act.decided_on else resolution.in_force_from


def _why(resolution: Resolution, on: date) -> str:
    if not resolution.passed:
        return "resolution-lost"
    if any(ended.on <= on < ended.until for ended in resolution.endings):
        return "resolution-ended"
    if on < resolution.adopted_on:
        return "before-resolution"
    called_in = resolution.call_in_until or resolution.called_in_on
    return "before-call-in-ended" if called_in else "before-resolution"


def _could_be_called_in(resolution: Resolution | None, holdings: Holdings) -> bool:
    """Whether a resolution had its time, or says why it could not wait."""
    if resolution is None:
        return False
    passed = holdings.facts(resolution, ResolutionPassed)
    return not passed or any(fact.call_in_until or fact.urgent for _, fact in passed)
