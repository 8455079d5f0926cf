"""Whether a resolution says what is decided by it: one of its clauses has to have the effect."""

from __future__ import annotations

from domain.changes.parts import RESOLVED_BY, Outcome
from domain.errors import AuthorityMissing
from domain.resolutions.clauses import Effect
from domain.resolutions.resolution import Resolution

_APPROVALS = (Outcome.APPROVED, Outcome.APPROVED_IN_PART)


def check_says_so(
    reference: str,
    subject: str,
    outcome: Outcome,
    resolution: Resolution,
    referred_to: str | None = None,
) -> None:
    """Refuse a decision on a route that no clause of its resolution can have taken.

    What an officer decides under a delegation is asked about with that.

    Args:
        reference: what the refusal is of.
        subject: what is decided.
        outcome: what is decided on it.
        resolution: the resolution that is named.
        referred_to: the body to which it is referred, if it is.

    Raises:
        AuthorityMissing: saying what the resolution does, and which clause is needed.
    """
    if doubt := _doubt(subject, outcome, resolution):
        raise AuthorityMissing(reference, doubt)
    if outcome is Outcome.REFERRED:
        _check_refers_to(reference, resolution, referred_to)


def check_not_denied(reference: str, outcome: Outcome, resolution: Resolution) -> str | None:
    """Refuse to approve, off any route, what a resolution rejects.

    Papers word what they decide in many ways: where no clause has the effect and none denies it,
    that is for a person to look at.

    Returns:
        What the person who records should know, if anything.

    Raises:
        AuthorityMissing: where the resolution rejects, and approves nothing.
    """
    doubt = _doubt(reference, outcome, resolution)
    if doubt and outcome in _APPROVALS and Effect.REJECTS in _effects(resolution):
        raise AuthorityMissing(reference, doubt)
    return doubt


def _doubt(subject: str, outcome: Outcome, resolution: Resolution) -> str | None:
    wanted, said = RESOLVED_BY.get(outcome), _effects(resolution)
    if not wanted or wanted.intersection(said):
        return None
    return (
        f"no clause of resolution {resolution.number} can have {outcome} {subject}: it"
        f" {', '.join(said)}; name the resolution with a clause that"
        f" {' or '.join(sorted(wanted))}"
    )


def _effects(resolution: Resolution) -> list[Effect]:
    return [clause.effect for clause in resolution.clauses]


def _check_refers_to(reference: str, resolution: Resolution, to: str | None) -> None:
    """Refuse to refer to another body than the clauses that refer."""
    named = [clause.to for clause in resolution.clauses if clause.effect is Effect.REFERS]
    if named and to not in named:
        told = " or ".join(dict.fromkeys(filter(None, named)))
        raise AuthorityMissing(
            reference,
            f"resolution {resolution.number} refers to {told}, and not to {to}: name {told} in"
            " `referred_to`, or the resolution that refers there",
        )
