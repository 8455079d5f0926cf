"""Facts that say what a later release can say besides: every field it added, filled.

The first form of each stays in `samples`, to the byte, as the release wrote it that stored it
first. A field that is added to a kind of fact gets its sample here; ``pytest --update-golden`` then
creates its file.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.bodies.facts import TermsOfReferenceSet
from domain.bodies.terms import TermsOfReference
from domain.cases.facts import CaseReopened, CaseStepped
from domain.changes.facts import ChangeRequestApproved
from domain.conditions.parts import Condition
from domain.facts import Fact
from domain.gates.facts import CriterionAssessed, GateDecided, GateSequenceDefined
from domain.gates.parts import Criterion, Gate
from domain.resolutions.afterwards import Amendment
from domain.resolutions.clauses import Clause, Effect
from domain.resolutions.facts import ResolutionPassed
from domain.routes.parts import Period
from tests.stored_events.samples import SAMPLES

_DAY = date(2019, 1, 14)


def _with(kind: type[Fact], **said: Any) -> Fact:
    return SAMPLES[kind.TOPIC].model_copy(update=said)


def _more(kind: type[Fact], field: str, **said: Any) -> Any:
    """Return what stands in a field of a sample, saying more."""
    return getattr(SAMPLES[kind.TOPIC], field).model_copy(update=said)


_CLAUSES = (
    Clause(
        number=1,
        effect=Effect.DELEGATES,
        text="The Director may award the contract",
        delegate="Director",
        owner="Programme Office",
        limit=Decimal("250000.50"),
        until=_DAY,
    ),
    Clause(number=2, effect=Effect.REQUESTS_REPORT, text="A report", in_months=3),
)

_ALL = (
    _with(
        ResolutionPassed,
        clauses=_CLAUSES,
        considers=("ICS-2019-A", "ics/2018/019/3"),
        call_in_until=_DAY,
        urgent="The roof has fallen in",
        rescinds=("2018/011",),
        amends=(Amendment(ref="2018/012", clause=2, text="Other words"),),
    ),
    _with(
        TermsOfReferenceSet,
        terms=TermsOfReference(summary="Decides", quorum=4, call_in=Period(days=5)),
    ),
    _with(
        GateSequenceDefined,
        gates=(Gate(number=1, name="Build", planned_for=_DAY, blocks=("project-live",)),),
        criteria=(Criterion(ref="data", text="Moved", weight=Decimal("2.50"), owner="IT"),),
    ),
    _with(
        CriterionAssessed, assessment=_more(CriterionAssessed, "assessment", assessor="A. Auditor")
    ),
    _with(
        GateDecided,
        conditions=(Condition(text="Train", owner="HR", due=_DAY, evidence="A register"),),
    ),
    _with(CaseStepped, settles=True),
    _with(CaseReopened, anew=True),
    _with(
        ChangeRequestApproved,
        authority=_more(ChangeRequestApproved, "authority", consulted=("the Chair",)),
        ruling=_more(ChangeRequestApproved, "ruling", delegation="ics/2018/019/1"),
    ),
)

ADDED = {sample.TOPIC: sample for sample in _ALL}
