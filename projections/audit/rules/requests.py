"""A request is decided after it was raised, by somebody else, and what it asks is done."""

from __future__ import annotations

from collections.abc import Iterator

from domain.authority.raiser import check_not_raiser
from domain.errors import DecidedByRaiser
from domain.resolutions.facts import ResolutionPassed
from projections.audit.acts import Act
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt
from projections.audit.rules.meetings import movers
from projections.wording.phrases import day


def before_raised(act: Act, _: Holdings) -> Iterator[Doubt]:
    """Nothing is decided before it is asked for."""
    request = act.request
    if request and request.raised_on and act.decided_on and act.on < request.raised_on:
        yield Doubt(
            "before-raised",
            f"{act.told} came before {act.ref} was raised, on"
            f" {day(request.raised_on.isoformat())}.",
            "Find out which of the two days is wrong; where neither is, let the body decide again.",
            (request.raised_at,),
        )


def by_requester(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """Who raises a request neither decides it nor moves or seconds what decides it."""
    request = act.request
    if request is None or request.raised_by is None:
        return
    resolution = holdings.resolution(act.resolution)
    for person, did in _deciding(act, holdings).items():
        try:
            check_not_raiser(act.ref, request.raised_by, person)
        except DecidedByRaiser:
            put = holdings.positions(resolution, ResolutionPassed) if resolution else ()
            yield Doubt(
                "by-requester",
                f"{act.told} was not independent: {request.raised_by} raised {act.ref}, and {did}.",
                "Let it be decided again by people who did not ask for it.",
                (request.raised_at, *put),
            )
            return


def taken_back(act: Act, _: Holdings) -> Iterator[Doubt]:
    """What rested on an approval that was taken back since may want another look."""
    request = act.request
    if request and not request.stands:
        yield Doubt(
            "taken-back",
            f"{act.told} was taken back after a breach of its conditions.",
            f"Look at what was decided on the strength of it: `minutebook change show {act.ref}`.",
            (request.last,),
        )


def _deciding(act: Act, holdings: Holdings) -> dict[str, str]:
    """Return who decided, each with how."""
    body, resolution = holdings.body(act.cited.body), holdings.resolution(act.resolution)
    found: dict[str, str] = {}
    if act.cited.officer:
        found[act.cited.officer] = "decided it under a delegation"
    if act.cited.body:
        found[act.cited.body] = "decided it"
    if body:
        found[body.name] = "decided it"
    if resolution and not act.cited.officer:
        which = f"resolution {resolution.number}"
        moved = movers(resolution, holdings).items()
        found |= {person: f"{did.removesuffix(' it')} {which}" for person, did in moved}
    return found
