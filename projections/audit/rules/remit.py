"""A body decides while it is established, within its terms of reference and its limit."""

from __future__ import annotations

from collections.abc import Iterator

from domain.bodies.body import Body
from domain.bodies.facts import BodyDissolved, BodyEstablished, TermsOfReferenceSet
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter
from domain.errors import AboveFinancialLimit, NotInForce, OutsideRemit, RuleBroken
from domain.values.amounts import ZERO
from projections.audit.acts import Act, What
from projections.audit.holdings import Holdings, Life
from projections.audit.parts import Doubt
from projections.wording.phrases import stop

_MATTERS = {
    What.BASELINE: Matter.BASELINES,
    What.EXTENSION: Matter.EXTENSIONS,
    What.APPROVAL: Matter.SAVINGS_CHANGES,
    What.TAKING_BACK: Matter.SAVINGS_CHANGES,
}


def within_remit(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """The terms of reference count that were in force on the day of the decision."""
    body = holdings.body(act.cited.body)
    if body is None:
        return
    placed = tuple(life.portfolio_at(act.on) for life in _lives(act, holdings))
    asked = (body.ref, act.what, act.on, act.cited.approved_on, placed)
    if asked in holdings.unlimited:
        return
    try:
        _check(act, body, placed)
        terms = body.terms_at(act.on)
        if terms is None or terms.financial_limit is None:
            holdings.unlimited.add(asked)
    except NotInForce as refusal:
        yield Doubt(
            "body-not-in-force",
            _told(act, body, refusal),
            f"Find which body decided in the place of {body.ref}, or correct its dates.",
            holdings.positions(body, BodyEstablished, BodyDissolved),
        )
    except OutsideRemit as refusal:
        yield Doubt(
            "outside-remit",
            _told(act, body, refusal),
            "Put it to a body whose terms of reference give it the matter.",
            _terms(act, body, holdings),
        )
    except AboveFinancialLimit as refusal:
        yield Doubt(
            "above-limit",
            _told(act, body, refusal),
            "Put it to a body whose limit reaches so far, to confirm or to undo it.",
            _terms(act, body, holdings),
        )


def _lives(act: Act, holdings: Holdings) -> Iterator[Life]:
    return filter(None, (holdings.lives.get(project) for project in act.projects))


def _check(act: Act, body: Body, placed: tuple[str | None, ...]) -> None:
    matter = _MATTERS.get(act.what)
    if matter is None:  # who shows an error need not have a remit, but must have been there
        body.check_in_force(act.cited.approved_on or act.on)
        return
    check_remit(
        body,
        matter,
        act.on,
        portfolios=placed,
        amount=act.amount if act.what is not What.TAKING_BACK else ZERO,
    )


def _told(act: Act, body: Body, refusal: RuleBroken) -> str:
    return stop(f"{act.told} was decided by {body.ref}, but {refusal}")


def _terms(act: Act, body: Body, holdings: Holdings) -> tuple[int, ...]:
    in_force = body.terms_at(act.on)
    return holdings.positions(
        body,
        TermsOfReferenceSet,
        when=lambda fact: isinstance(fact, TermsOfReferenceSet) and fact.terms == in_force,
    )
