"""Whether a resolution says what is decided by it: one of its clauses has to have the effect."""

from __future__ import annotations

from domain.changes.parts import RESOLVED_BY, Outcome
from domain.errors import AuthorityMissing
from domain.resolutions.clauses import Effect
from domain.resolutions.resolution import Resolution


def check_says_so(
    reference: str,
    subject: str,
    outcome: Outcome,
    resolution: Resolution,
    referred_to: str | None = None,
) -> None:
    """Refuse a decision that no clause of its resolution can have taken.

    It is asked on a route and off it. What an officer decides under a delegation is asked about
    with that.

    Args:
        reference: what the refusal is of.
        subject: what is decided.
        outcome: what is decided on it.
        resolution: the resolution that is named.
        referred_to: the body to which it is referred, if it is.

    Raises:
        AuthorityMissing: saying what the resolution does, and which clause is needed.
    """
    wanted = RESOLVED_BY.get(outcome)
    said = [clause.effect for clause in resolution.clauses]
    if wanted and not wanted.intersection(said):
        raise AuthorityMissing(
            reference,
            f"no clause of resolution {resolution.number} can have {outcome} {subject}: it"
            f" {', '.join(said)}; name the resolution with a clause that"
            f" {' or '.join(sorted(wanted))}",
        )
    if outcome is Outcome.REFERRED:
        _check_refers_to(reference, resolution, referred_to)


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
