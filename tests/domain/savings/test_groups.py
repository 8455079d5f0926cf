"""Portfolios and programmes: what projects roll up to."""

from __future__ import annotations

from domain.errors import ReferenceUsed
from domain.savings.facts import PortfolioStarted, ProgrammeStarted
from domain.savings.groups import Portfolio, Programme
from tests.domain.council import ADULT_CARE
from tests.domain.scenario import BY, day, fact, given, recorded

CARE = fact(PortfolioStarted, None, ref=ADULT_CARE, name="Adult Social Care & Health")
WORKING = fact(ProgrammeStarted, "2018-11-05", ref="swp", name="Smarter Working", portfolio="place")


def _portfolio(subject: Portfolio) -> None:
    subject.start(BY, None, name="Adult Social Care & Health", department=None, sponsor=None)


def _programme(subject: Programme) -> None:
    subject.start(
        BY,
        day("2018-11-05"),
        name="Smarter Working",
        portfolio="place",
        department=None,
        sponsor=None,
    )


def test_a_portfolio_is_started_and_its_reference_used_once() -> None:
    care = Portfolio(ADULT_CARE)
    given(care).when(lambda: _portfolio(care)).then([CARE])
    again = recorded(Portfolio(ADULT_CARE), CARE)
    given(again).when(lambda: _portfolio(again)).refused(ReferenceUsed, ADULT_CARE)


def test_a_programme_is_started_and_its_reference_used_once() -> None:
    working = Programme("swp")
    given(working).when(lambda: _programme(working)).then([WORKING])
    again = recorded(Programme("swp"), WORKING)
    given(again).when(lambda: _programme(again)).refused(ReferenceUsed, "swp")
