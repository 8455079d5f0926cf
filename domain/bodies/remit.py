"""The rule that a body decides only within its remit and its financial limit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.bodies.body import Body
from domain.bodies.terms import Matter
from domain.errors import AboveFinancialLimit, OutsideRemit
from domain.values.amounts import ZERO, in_pounds

_WHAT = {
    Matter.BASELINES: "the baseline",
    Matter.EXTENSIONS: "the extension",
    Matter.SAVINGS_CHANGES: "the request",
}


def check_remit(
    body: Body,
    matter: Matter,
    decided_on: date,
    *,
    portfolios: Iterable[str | None] = (),
    amount: Decimal = ZERO,
) -> None:
    """Refuse a decision that the body's terms of reference do not give it.

    A body without terms of reference decides what is put to it: the book cannot know better.

    Args:
        body: the deciding body.
        matter: what kind of thing it decides.
        decided_on: the day of the decision; the terms in force that day count.
        portfolios: the portfolios that the decision touches.
        amount: the money that the decision moves, in pounds.

    Raises:
        NotInForce: where the body is not established on that day.
        OutsideRemit: where the matter or a portfolio is not the body's to decide.
        AboveFinancialLimit: where the amount is above the body's limit.
    """
    body.check_in_force(decided_on)
    terms = body.terms_at(decided_on)
    if terms is None:
        return
    if terms.decides and matter not in terms.decides:
        raise OutsideRemit(
            body.ref,
            f"{body.ref} does not decide {matter.replace('-', ' ')}: its terms of reference on"
            f" {decided_on} give it {', '.join(terms.decides)}",
        )
    outside = [name for name in portfolios if terms.portfolios and name not in terms.portfolios]
    if outside:
        raise OutsideRemit(
            body.ref,
            f"{body.ref} decides for {', '.join(terms.portfolios)} only, not for"
            f" {', '.join(sorted(name or 'a project without portfolio' for name in outside))}",
        )
    if terms.financial_limit is not None and amount > terms.financial_limit:
        raise AboveFinancialLimit(
            body.ref,
            f"{_WHAT.get(matter, 'the decision')} moves {in_pounds(amount)}, above the limit of"
            f" {in_pounds(terms.financial_limit)} of {body.ref}: refer it to a body that may"
            " decide it",
        )
