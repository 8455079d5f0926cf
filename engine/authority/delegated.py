"""Deciding under a delegation: which clause permits it, and its use put on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.aggregate import Provenance
from domain.authority.roles import OfficeRole
from domain.bodies.body import Body
from domain.errors import AuthorityMissing, RuleBroken
from domain.meetings.meeting import Meeting
from domain.meetings.quorum import check_enough
from domain.resolutions.clauses import Clause
from domain.resolutions.delegation import DelegationKey, Use
from domain.resolutions.resolution import Resolution
from domain.values.names import same_name
from engine.authority.acting import seats_of
from engine.unit_of_work import UnitOfWork


def check_delegated(unit: UnitOfWork, ref: str, use: Use) -> Resolution:
    """The resolution of a delegation, once it is found to permit a use.

    Args:
        unit: the unit of work.
        ref: the delegation, ``ics/2018/019/2``.
        use: what is decided, when and by whom.

    Raises:
        UnknownReference: where the resolution is not in the book.
        RuleBroken: the refusals of `Delegating.check_delegates`, and `NotQuorate` where the meeting
            that delegated was below its quorum.
    """
    key = DelegationKey.parse(ref)
    resolution = unit.get(Resolution, key.resolution)
    check_adopted_with_quorum(unit, resolution)
    resolution.check_delegates(key.clause, _in_post(unit, resolution, key.clause, use))
    return resolution


def use_delegated(unit: UnitOfWork, ref: str, use: Use, by: Provenance) -> None:
    """Check a delegation as `check_delegated` does, and put its use on record with it."""
    resolution = check_delegated(unit, ref, use)
    clause = DelegationKey.parse(ref).clause
    resolution.use_delegation(by, clause, _in_post(unit, resolution, clause, use))


def delegation_for(unit: UnitOfWork, cited: str | None, under: str | None, use: Use) -> str | None:
    """The delegation under which an officer decides, once it is found to permit it.

    Args:
        unit: the unit of work.
        cited: the resolution cited, with its body: ``ics/2018/019``.
        under: the clause, where it is named: ``ics/2018/019/2``.
        use: what is decided, when and by whom.

    Returns:
        the delegation; nothing where no resolution is cited, or the one that is cited is not in the
        book yet.

    Raises:
        RuleBroken: the refusals of `check_delegated` and `delegation_to`.
    """
    if under:
        check_delegated(unit, under, use)
        return under
    resolution = unit.find(Resolution, cited) if cited else None
    return str(delegation_to(unit, resolution, use)) if resolution and resolution.exists else None


def delegation_to(unit: UnitOfWork, resolution: Resolution, use: Use) -> DelegationKey:
    """The clause of a resolution under which somebody decides, where only the resolution is cited.

    Of several that delegate to them, it is the first that permits what they decide.

    Raises:
        AuthorityMissing: where the resolution delegates nothing.
        RuleBroken: the refusals of `Delegating.check_delegates`.
    """
    resolution.check_carries(use.on)
    powers = [clause.number or 0 for clause in resolution.delegations()]
    if not powers:
        raise AuthorityMissing(
            resolution.ref,
            f"{use.officer} decides under {resolution.ref}, which delegates nothing: cite the"
            " resolution with the clause that names them as `delegate`, or leave `decided_by` out"
            " where the body itself decided",
        )
    refusals: list[RuleBroken] = []
    for number in _theirs_first(unit, resolution, use):
        try:
            resolution.check_delegates(number, _in_post(unit, resolution, number, use))
        except RuleBroken as refusal:
            refusals.append(refusal)
        else:
            return DelegationKey(resolution.ref, number)
    raise refusals[0]


def check_adopted_with_quorum(unit: UnitOfWork, resolution: Resolution) -> None:
    """Refuse to rely on a resolution of a meeting that is recorded as below its quorum.

    The attendance may have come into the book after the resolution.
    """
    body = unit.find(Body, resolution.body)
    terms = body.terms_at(resolution.adopted_on)
    if resolution.passed and terms and terms.quorum:
        check_enough(unit.find(Meeting, resolution.meeting), body, resolution.item)


def _theirs_first(unit: UnitOfWork, resolution: Resolution, use: Use) -> Sequence[int]:
    def is_another_s(clause: Clause) -> bool:
        return not _is_delegate(unit, clause, use.officer, use.on)

    return [clause.number or 0 for clause in sorted(resolution.delegations(), key=is_another_s)]


def _in_post(unit: UnitOfWork, resolution: Resolution, number: int, use: Use) -> Use:
    clause = next((each for each in resolution.delegations() if each.number == number), None)
    holds = clause is not None and _holds_post(unit, clause, use.officer, use.on)
    return use._replace(holds_post=holds)


def _is_delegate(unit: UnitOfWork, clause: Clause, officer: str, day: date) -> bool:
    return same_name(officer, clause.delegate) or _holds_post(unit, clause, officer, day)


def _holds_post(unit: UnitOfWork, clause: Clause, officer: str, day: date) -> bool:
    """Whether the delegate is an officer post, a body of one, in which they sit."""
    seats = seats_of(unit, officer, clause.delegate or "", day)
    return any(seat in (OfficeRole.CHAIR, OfficeRole.MEMBER) for seat in seats)
