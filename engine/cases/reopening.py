"""Taking a case up again, when what travelled is open again."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.cases.case import Case
from domain.errors import UnknownReference
from domain.routes.adopted import AdoptedRoute
from domain.routes.route import Route
from engine.calendar import working_calendar
from engine.cases.subjects import case_ref
from engine.unit_of_work import UnitOfWork


def reopen(
    unit: UnitOfWork, subject_kind: str, ref: str, reason: str, on: date, by: Provenance
) -> None:
    """Take up again, where it was decided, the case of what is open again; if it has one.

    What is found later than it happened is no reason to leave the case where it is: it is taken up
    on the later of that day and the day on which it was last moved.

    Args:
        unit: the unit of work.
        subject_kind: ``change-request`` or ``gate``.
        ref: the reference of what travelled, of a gate ``go-live/3``.
        reason: why.
        on: the day.
        by: who records it.
    """
    case = unit.find(Case, case_ref(subject_kind, ref))
    if case.closed or case.decided_in:
        day = max(on, case.entered_on, case.migrated_on)
        calendar = working_calendar(unit, day)
        case.reopen(by, day, route_of(unit, case), calendar, reason=reason)


def route_of(unit: UnitOfWork, case: Case) -> Route:
    """The version of the route that a case is on, as the book has it.

    A running case asks for no file: what is in the library by now does not concern it.
    """
    definition = unit.find(AdoptedRoute, str(case.route)).definition
    if definition is None:
        raise UnknownReference(str(case.route), f"the book lacks the route {case.route}")
    return definition
