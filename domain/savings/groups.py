"""Portfolios and programmes: what projects and their savings roll up to."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import ReferenceUsed
from domain.gates.imposed import HeldByGates
from domain.savings.facts import PortfolioStarted, ProgrammeStarted


class Portfolio(Aggregate):
    """A department's or an organisation's set of programmes and projects."""

    KIND: ClassVar[str] = "portfolio"

    def start(
        self,
        by: Provenance,
        decided_on: date | None,
        *,
        name: str,
        department: str | None,
        sponsor: str | None,
    ) -> None:
        """Set the portfolio up; its reference is used once."""
        if self.exists:
            raise ReferenceUsed(self.ref, f"the portfolio {self.ref} is in the book already")
        self._trigger(
            PortfolioStarted,
            by,
            decided_on,
            ref=self.ref,
            name=name,
            department=department,
            sponsor=sponsor,
        )

    @applies(PortfolioStarted)
    def _started(self, _: PortfolioStarted) -> None:
        """Existing is all that rules ask of a portfolio."""


class Programme(HeldByGates):
    """A set of projects run together."""

    KIND: ClassVar[str] = "programme"

    def start(
        self,
        by: Provenance,
        decided_on: date | None,
        *,
        name: str,
        portfolio: str | None,
        department: str | None,
        sponsor: str | None,
    ) -> None:
        """Set the programme up; its reference is used once."""
        if self.exists:
            raise ReferenceUsed(self.ref, f"the programme {self.ref} is in the book already")
        self._trigger(
            ProgrammeStarted,
            by,
            decided_on,
            ref=self.ref,
            name=name,
            portfolio=portfolio,
            department=department,
            sponsor=sponsor,
        )

    @applies(ProgrammeStarted)
    def _started(self, _: ProgrammeStarted) -> None:
        """Existing is all that rules ask of a programme."""
