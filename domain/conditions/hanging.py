"""What decisions that hang on conditions have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date

from domain.aggregate import Aggregate, Provenance, applies
from domain.conditions.facts import ConditionBreached, ConditionDischarged, ConditionOverdue
from domain.conditions.parts import ConditionState
from domain.conditions.register import ConditionRegister


class HangsOnConditions(Aggregate, ABC):
    """Something whose approval may hang on conditions.

    Attributes:
        conditions: every condition it was ever given, and how each stands.
    """

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.conditions = ConditionRegister()

    def discharge_condition(
        self,
        by: Provenance,
        discharged_on: date,
        condition: str,
        *,
        evidence: str,
        discharged_by: str | None,
    ) -> None:
        """Find a condition met; the evidence is kept with it.

        Raises:
            RuleBroken: the refusals of `ConditionRegister.check_open`.
        """
        self.conditions.check_open(condition, discharged_on, "discharged")
        self._trigger(
            ConditionDischarged,
            by,
            discharged_on,
            condition=condition,
            evidence=evidence,
            discharged_by=discharged_by,
        )

    def breach_condition(
        self, by: Provenance, breached_on: date, condition: str, *, reason: str
    ) -> None:
        """Find a condition breached: what hung on it is open again for the body that decided.

        Raises:
            RuleBroken: the refusals of `ConditionRegister.check_open`.
        """
        self.conditions.check_open(condition, breached_on, "breached")
        self._trigger(ConditionBreached, by, breached_on, condition=condition, reason=reason)

    def note_overdue(self, by: Provenance, on: date, condition: str) -> None:
        """Note that the day by which a condition was to be met went by, once.

        Raises:
            RuleBroken: the refusals of `ConditionRegister.check_overdue`.
        """
        due = self.conditions.check_overdue(condition, on)
        self._trigger(ConditionOverdue, by, on, condition=condition, due=due)

    @abstractmethod
    def _reopened(self, condition: str, on: date | None) -> None:
        """Open again what hung on a condition that was breached."""

    @applies(ConditionDischarged)
    def _condition_discharged(self, fact: ConditionDischarged) -> None:
        self.conditions.end(fact.condition, ConditionState.DISCHARGED, fact.decided_on)

    @applies(ConditionBreached)
    def _condition_breached(self, fact: ConditionBreached) -> None:
        self.conditions.end(fact.condition, ConditionState.BREACHED, fact.decided_on)
        self._reopened(fact.condition, fact.decided_on)

    @applies(ConditionOverdue)
    def _condition_overdue(self, fact: ConditionOverdue) -> None:
        self.conditions.standing[fact.condition].overdue = True
