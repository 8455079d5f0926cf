"""An officer decides what a clause of a resolution delegates to them, while it does."""

from __future__ import annotations

from collections.abc import Iterator

from domain.bodies.terms import Role
from domain.errors import DelegationExceeded, NotInForce, RuleBroken
from domain.resolutions.clauses import Clause
from domain.resolutions.delegation import DelegationKey, Use
from domain.resolutions.delegation_facts import DelegationEnded
from domain.resolutions.facts import ResolutionPassed
from domain.resolutions.resolution import Resolution
from domain.savings.project import Project
from domain.values.names import same_name
from projections.audit.acts import Act, What
from projections.audit.holdings import Holdings, Used
from projections.audit.parts import Doubt
from projections.wording.phrases import stop

_SEATS = (Role.CHAIR, Role.MEMBER)


def no_delegation(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """Where an officer decided, the resolution is named that lets them."""
    if act.cited.officer is None:
        return
    resolution = holdings.resolution(act.resolution)
    if resolution is None and not act.resolution:
        why = "no resolution is named that delegates it to them"
    elif resolution and resolution.passed and not any(resolution.delegations()):
        why = f"resolution {resolution.number} of {resolution.body} delegates nothing"
    else:
        return
    yield Doubt(
        "no-delegation",
        f"{act.told} was decided by {act.cited.officer}, but {why}.",
        f"Find the resolution that delegates it, or put it to {act.cited.body or 'a body'} itself.",
        holdings.positions(resolution, ResolutionPassed) if resolution else (),
    )


def within_delegation(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """A power is used by whom it is given to, up to its limit and end, and after consultation."""
    resolution = holdings.resolution(act.resolution) if act.cited.officer else None
    if resolution is None or act.cited.officer is None:
        return
    refusal = _refusal(act, act.cited.officer, resolution, holdings)
    if refusal is not None:
        yield Doubt(
            "outside-delegation",
            stop(f"{act.told} was decided by {act.cited.officer}, but {refusal}"),
            f"Let {resolution.body} confirm it, or decide it itself.",
            holdings.positions(resolution, ResolutionPassed, DelegationEnded),
        )


def _refusal(
    act: Act, officer: str, resolution: Resolution, holdings: Holdings
) -> RuleBroken | None:
    """Return why no clause permits it: of several, what the officer's own clause says."""
    use, named = _use(act, officer, holdings), _named(act, holdings)
    clauses = [each for each in resolution.delegations() if named in (None, each.number)]
    refusals: list[tuple[bool, DelegationExceeded]] = []
    for clause in clauses:
        holds_post = _holds_post(clause, use, holdings)
        try:
            resolution.check_delegates(clause.number or 0, use._replace(holds_post=holds_post))
        except NotInForce:
            return None  # that the resolution does not carry it is told of the resolution
        except DelegationExceeded as refusal:
            theirs = holds_post or same_name(officer, clause.delegate)
            refusals.append((theirs, refusal))
        else:
            return None
    return max(refusals, key=lambda each: each[0])[1] if refusals else None


def _use(act: Act, officer: str, holdings: Holdings) -> Use:
    used = _on_record(act, holdings)
    return Use(
        on=act.on,
        officer=officer,
        used_for=_used_for(act),
        amount=None if act.what is What.TAKING_BACK else act.amount,
        consulted=act.cited.consulted or (used.consulted if used else ()),
    )


def _named(act: Act, holdings: Holdings) -> int | None:
    used = _on_record(act, holdings)
    named = act.cited.delegation or (used.delegation if used else None)
    if named is None:
        return None
    key = DelegationKey.parse(named)
    return key.clause if key.resolution == act.resolution else None


def _on_record(act: Act, holdings: Holdings) -> Used | None:
    return holdings.uses.get((_used_for(act), act.on.isoformat()))


def _used_for(act: Act) -> str:
    if act.request:
        return f"change-request:{act.ref}"
    return f"{Project.KIND}:{act.projects[0]}"


def _holds_post(clause: Clause, use: Use, holdings: Holdings) -> bool:
    """Whether the delegate is an officer post in which they sit on that day."""
    post = holdings.body(clause.delegate)
    return post is not None and any(
        seat.role in _SEATS and seat.span.holds_on(use.on)
        for person, seats in post.members.items()
        if same_name(person, use.officer)
        for seat in seats
    )
