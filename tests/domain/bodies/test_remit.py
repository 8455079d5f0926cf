"""A body decides only within its remit and its financial limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from domain.bodies.facts import BodyDissolved
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter, TermsOfReference
from domain.errors import AboveFinancialLimit, NotInForce, OutsideRemit
from tests.domain.council import ADULT_CARE, body, terms
from tests.domain.scenario import day, fact, given

ON = day("2019-01-07")
CHANGES = Matter.SAVINGS_CHANGES


def test_a_body_decides_only_within_its_remit() -> None:
    ics = body("ics", terms(decides=(Matter.GATES, Matter.BASELINES)))
    check_remit(ics, Matter.GATES, ON)
    given(ics).when(lambda: check_remit(ics, CHANGES, ON)).refused(
        OutsideRemit, "ics does not decide savings changes", "give it gates, baselines"
    )


def test_a_body_decides_only_for_its_portfolios() -> None:
    ics = body("ics", terms(portfolios=(ADULT_CARE,)))
    check_remit(ics, CHANGES, ON, portfolios=[ADULT_CARE])
    given(ics).when(
        lambda: check_remit(ics, CHANGES, ON, portfolios=[ADULT_CARE, "place", None])
    ).refused(
        OutsideRemit, f"decides for {ADULT_CARE} only, not for a project without portfolio, place"
    )


def test_a_body_decides_only_up_to_its_financial_limit() -> None:
    ics = body("ics", terms(limit=2_000_000))
    check_remit(ics, CHANGES, ON, amount=Decimal(2_000_000))
    given(ics).when(lambda: check_remit(ics, CHANGES, ON, amount=Decimal("2000000.01"))).refused(
        AboveFinancialLimit, "£2,000,000.01", "£2,000,000 of ics: refer it to a body"
    )


def test_a_financial_limit_of_nothing_lets_a_body_move_no_money() -> None:
    ics = body("ics", terms(limit=0))
    check_remit(ics, CHANGES, ON)
    given(ics).when(lambda: check_remit(ics, CHANGES, ON, amount=Decimal(1))).refused(
        AboveFinancialLimit
    )


def test_a_financial_limit_is_not_negative() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        TermsOfReference(summary="Nothing", financial_limit=Decimal(-1))


def test_the_terms_in_force_on_the_day_of_the_decision_count() -> None:
    ics = body("ics", terms("2017-05-25", limit=1), terms("2019-01-08", limit=9))
    given(ics).when(lambda: check_remit(ics, CHANGES, ON, amount=Decimal(5))).refused(
        AboveFinancialLimit
    )
    check_remit(ics, CHANGES, day("2019-01-08"), amount=Decimal(5))


def test_a_body_without_terms_of_reference_decides_what_is_put_to_it() -> None:
    check_remit(body(), CHANGES, ON, portfolios=[None], amount=Decimal(10**9))
    check_remit(body("ics", terms("2019-01-08", limit=0)), CHANGES, ON, amount=Decimal(1))


def test_a_body_that_is_dissolved_decides_nothing() -> None:
    ics = body("ics", fact(BodyDissolved, "2018-12-31"))
    given(ics).when(lambda: check_remit(ics, CHANGES, ON)).refused(NotInForce)
