"""The rule that figures are set and extended by competent bodies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter
from domain.errors import AuthorityMissing
from domain.savings.project import Project
from domain.values.profiles import SavingsProfile


def set_baseline(
    project: Project,
    body: Body,
    by: Provenance,
    decided_on: date,
    *,
    measure: str,
    profile: SavingsProfile,
    reason: str | None,
) -> None:
    """Set what a project must deliver, as a competent body approved it.

    Raises:
        AuthorityMissing: where the authority does not name the body.
        RuleBroken: the refusals of `check_remit` and `Project.set_baseline`.
    """
    _check_competent(project, body, by, Matter.BASELINES, decided_on, profile.moved)
    project.set_baseline(by, decided_on, measure=measure, profile=profile, reason=reason)


def extend(
    project: Project,
    body: Body,
    by: Provenance,
    decided_on: date,
    *,
    ref: str,
    title: str | None,
    measure: str,
    change: SavingsProfile,
    reason: str | None,
) -> None:
    """Add to what a project must deliver, as a competent body approved it.

    Raises:
        AuthorityMissing: where the authority does not name the body.
        RuleBroken: the refusals of `check_remit` and `Project.extend`.
    """
    _check_competent(project, body, by, Matter.EXTENSIONS, decided_on, change.moved)
    project.extend(
        by, decided_on, ref=ref, title=title, measure=measure, change=change, reason=reason
    )


def _check_competent(
    project: Project,
    body: Body,
    by: Provenance,
    matter: Matter,
    decided_on: date,
    amount: Decimal,
) -> None:
    if by.authority is None or by.authority.body != body.ref:
        raise AuthorityMissing(
            project.ref,
            f"{matter.replace('-', ' ')} of {project.ref} are approved by {body.ref}: name it in"
            " `authority: {body: …, decided_on: …}`",
        )
    portfolio = project.portfolio_at(decided_on)
    check_remit(body, matter, decided_on, portfolios=[portfolio], amount=amount)
