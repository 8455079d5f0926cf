"""What is said of one finding of the audit: of one act, by one rule."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import RuleBroken
from domain.explanations.facts import MovementExplained


class MovementExplanation(Aggregate):
    """The explanations of one act by one rule, ``4711/stale``: the last of them counts.

    Attributes:
        explained_on: the day of the last explanation.
    """

    KIND: ClassVar[str] = "movement-explanation"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.explained_on = date.min

    def explain(
        self,
        by: Provenance,
        explained_on: date,
        *,
        position: int,
        rule: str,
        projects: tuple[str, ...],
        reason: str,
        explained_by: str,
    ) -> None:
        """Explain why the act stands as it does; an explanation alters no figure.

        Raises:
            RuleBroken: where a later explanation is in the book.
        """
        if explained_on < self.explained_on:
            raise RuleBroken(
                self.ref,
                f"position {position} was explained under {rule} on {self.explained_on}, and that"
                f" counts: an explanation of {explained_on} would come before it",
            )
        self._trigger(
            MovementExplained,
            by,
            explained_on,
            position=position,
            rule=rule,
            projects=projects,
            reason=reason,
            explained_by=explained_by,
        )

    @applies(MovementExplained)
    def _explained(self, fact: MovementExplained) -> None:
        self.explained_on = fact.decided_on or date.min
