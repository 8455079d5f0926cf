"""What commands about cases do."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.authority.roles import OfficeRole
from domain.bodies.body import Body
from domain.cases.case import Case
from domain.errors import NotInForce, StepNotAllowed
from domain.routes.adopted import AdoptedRoute
from domain.routes.route import Route
from engine.authority.acting import acting_as
from engine.calendar import working_calendar
from engine.cases.reopening import route_of
from engine.cases.subjects import (
    addressed_parts,
    case_called,
    case_ref,
    check_carries,
    subject_of,
)
from engine.cases.taking import take
from engine.commands.cases import (
    EscalateStep,
    MigrateCase,
    NoteOverdueStep,
    OpenCase,
    TakeStep,
)
from engine.errors import ContradictoryCommand
from engine.routes.adopting import adopted
from engine.unit_of_work import UnitOfWork


def subject(unit: UnitOfWork, command: OpenCase) -> Case:
    """The case that is to be opened; its kind is the route's, unless the entry says another.

    What was opened by this very entry stays what it was: its file may be gone since, or a later
    version be for another kind of subject.
    """
    if command.kind:
        if "/" in command.kind:
            raise ContradictoryCommand(
                command.subject,
                f"{command.kind} is no kind of subject: a kind has no /, as in change-request",
            )
        return unit.find(Case, case_ref(command.kind, command.subject))
    for route in _in_book(unit, command.route).values():
        case = unit.find(Case, case_ref(route.subject, command.subject))
        if command.command_key in case.commands:
            return case
    kind = _known_route(unit, command.route, command.version).subject
    return unit.find(Case, case_ref(kind, command.subject))


def called(
    unit: UnitOfWork, command: TakeStep | NoteOverdueStep | EscalateStep | MigrateCase
) -> Case:
    """The case that a command means."""
    return case_called(unit, command.case)


def open_case(unit: UnitOfWork, case: Case, command: OpenCase, by: Provenance) -> None:
    """Let the subject set out, or, where its journey ended without a decision, set out again."""
    travels = subject_of(unit, case.subject_kind, case.subject)
    if case.closed:
        _again(unit, case, command, by)
        return
    if travels.raised_on and command.opened_on < travels.raised_on:
        raise StepNotAllowed(
            case.ref,
            f"{case.subject} was raised on {travels.raised_on}: it does not set out on"
            f" {command.opened_on}, before that",
        )
    route = adopted(unit, command.route, command.version, by, command.opened_on)
    check_carries(route, case.subject_kind, case.subject)
    raised_by = travels.raised_by
    if raised_by and command.raised_by and raised_by != command.raised_by:
        raise ContradictoryCommand(
            case.ref, f"{case.subject} was raised by {raised_by}, not by {command.raised_by}"
        )
    bodies = _bodies(unit, case, command, route, travels.put_to)
    case.set_out(
        by,
        command.opened_on,
        route,
        working_calendar(unit, command.opened_on),
        title=command.title or travels.title,
        bodies=bodies,
        raised_by=raised_by or command.raised_by,
    )


def step(unit: UnitOfWork, case: Case, command: TakeStep, by: Provenance) -> None:
    """Take the step with all that it brings about, or none of it."""
    take(unit, case, route_of(unit, case), command, by)


def note_overdue(unit: UnitOfWork, case: Case, command: NoteOverdueStep, by: Provenance) -> None:
    """Record that the step is overdue."""
    del unit
    case.find_overdue(by, command.step, command.on)


def escalate(unit: UnitOfWork, case: Case, command: EscalateStep, by: Provenance) -> None:
    """Record that the one whom the route names was told."""
    known = route_of(unit, case).step(command.step, case.state)
    whom = known.overdue.escalate_to if known and known.overdue else None
    if whom is None:
        raise NotInForce(
            case.ref, f"the route {case.route} tells nobody when {command.step} is overdue"
        )
    body = case.bodies.get(whom.part) if whom.part else None
    case.escalate(by, command.step, command.on, role=whom.role, body=body)


def migrate(unit: UnitOfWork, case: Case, command: MigrateCase, by: Provenance) -> None:
    """Put the case on the other version; that is for those who look after routes and cases."""
    _check_may_migrate(unit, case, by, command.decided_on)
    route = adopted(unit, case.route.name, command.version, by, command.decided_on)
    for body in command.bodies.values():
        unit.get(Body, body).check_in_force(command.decided_on)
    case.migrate(
        by,
        command.decided_on,
        route_of(unit, case),
        route,
        working_calendar(unit, command.decided_on),
        state=command.state,
        bodies=command.bodies,
    )


def _check_may_migrate(unit: UnitOfWork, case: Case, by: Provenance, on: date) -> None:
    offices: list[tuple[OfficeRole, str | None]] = [
        (OfficeRole.PROGRAMME_OFFICE, None),
        (OfficeRole.MONITORING_OFFICER, None),
    ]
    clerks = [(OfficeRole.CLERK, body) for body in dict.fromkeys(case.bodies.values())]
    acting_as(unit, by.actor, [*offices, *clerks], on, f"moving {case.ref} to another version")


def _bodies(
    unit: UnitOfWork, case: Case, command: OpenCase, route: Route, put_to: str | None
) -> dict[str, str]:
    """The bodies that are named, and the one to which what travels is put."""
    bodies = dict(command.bodies)
    for part in addressed_parts(route) if put_to else ():
        if bodies.setdefault(part, put_to or "") != put_to:
            raise ContradictoryCommand(
                case.ref,
                f"{case.subject} is put to {put_to}: {bodies[part]} cannot be {part} in its place",
            )
    for body in bodies.values():
        unit.get(Body, body).check_in_force(command.opened_on)
    return bodies


def _again(unit: UnitOfWork, case: Case, command: OpenCase, by: Provenance) -> None:
    route = route_of(unit, case)
    if command.route != route.name or command.version not in (None, route.version):
        raise ContradictoryCommand(
            case.ref, f"{case.ref} travels on {case.route}: it sets out again on that"
        )
    calendar = working_calendar(unit, command.opened_on)
    case.set_out_again(by, command.opened_on, route, calendar)


def _known_route(unit: UnitOfWork, name: str, version: int | None) -> Route:
    """The version that is meant, else the highest, of the book or the library; as `adopted`."""
    in_book = _in_book(unit, name)
    wanted = version or max([*in_book, *unit.routes.versions(name)], default=None)
    return in_book[wanted] if wanted in in_book else unit.routes.find(name, wanted)


def _in_book(unit: UnitOfWork, name: str) -> dict[int, Route]:
    """The versions of a route that the book has, with what they say."""
    found = (unit.find(AdoptedRoute, ref) for ref in unit.recorded_refs(AdoptedRoute, f"{name}/"))
    return {each.definition.version: each.definition for each in found if each.definition}
