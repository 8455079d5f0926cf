"""What travels as a case: whether it is in the book, who raised it, whom it is put to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.cases.case import Case
from domain.changes.request import ChangeRequest
from domain.errors import (
    AlreadyDecided,
    BoundToRoute,
    ReferenceUsed,
    RuleBroken,
    UnknownReference,
)
from domain.gates.sequence import GateSequence
from domain.routes.route import Route
from engine.errors import ContradictoryCommand
from engine.unit_of_work import UnitOfWork

CHANGE_REQUEST = "change-request"
GATE = "gate"


class Subject(NamedTuple):
    """What a case needs to know of what travels.

    Attributes:
        title: what it is called.
        raised_by: who raised it.
        put_to: the body that it is put to, where it says so itself.
        raised_on: the day on which it was raised; nothing of it can have happened before.
    """

    title: str
    raised_by: str | None
    put_to: str | None
    raised_on: date | None = None


def case_ref(kind: str, subject: str) -> str:
    """The reference of the case of a subject, the same however the subject is written.

    A gate has one case: ``go-live/01`` is ``go-live/1``.
    """
    of, _, number = subject.rpartition("/")
    if kind == GATE and number.isascii() and number.isdigit():
        return f"{kind}/{of}/{int(number)}"
    return f"{kind}/{subject}"


def case_called(unit: UnitOfWork, ref: str) -> Case:
    """The case of a reference: its own, or that of what travels, where only one is meant.

    The reference of a change request alone always means its case, if it travels as one.

    Raises:
        UnknownReference: where there is none.
        ContradictoryCommand: where several are meant.
    """
    kind, _, subject = ref.partition("/")
    for exact in dict.fromkeys((case_ref(kind, subject), ref, case_ref(CHANGE_REQUEST, ref))):
        case = unit.find(Case, exact)
        if case.exists:
            return case
    asked = {ref, case_ref(GATE, ref).partition("/")[2]}
    meant = [each for each in unit.refs_of(Case, "") if each.partition("/")[2] in asked]
    if len(meant) > 1:
        raise ContradictoryCommand(ref, f"{ref} may be {' or '.join(meant)}: say which")
    return unit.get(Case, meant[0] if meant else ref)


def subject_of(unit: UnitOfWork, kind: str, ref: str) -> Subject:
    """What travels, once it is found to be in the book and without its decision.

    A kind of thing that the book keeps no record of besides its case is what its case says.

    Raises:
        UnknownReference: where it is not in the book.
        AlreadyDecided: where it has its decision.
    """
    if kind == CHANGE_REQUEST:
        return _request(unit, ref)
    if kind == GATE:
        return _gate(unit, ref)
    return Subject(ref, None, None)


def _request(unit: UnitOfWork, ref: str) -> Subject:
    request = unit.get(ChangeRequest, ref)
    if request.outcome is not None:
        raise AlreadyDecided(
            ref,
            f"{ref} was {request.outcome.replace('-', ' ')} on {request.decided_on}: it has"
            " no way left to go",
        )
    if unit.find(Case, case_ref(CHANGE_REQUEST, ref)).open:
        raise ReferenceUsed(
            ref, f"{ref} travels as a case: look at it with `minutebook case show {ref}`"
        )
    if request.considered_on:
        happened = "was deferred or referred"
        if request.reopened:
            happened = "was opened again by a breached condition of its approval"
        raise RuleBroken(
            ref,
            f"{ref} {happened} on {request.considered_on} without a route: decide it as it began,"
            f" with `minutebook change decide {ref}`",
        )
    return Subject(request.title, request.raised_by, request.to, request.raised_on)


def _gate(unit: UnitOfWork, ref: str) -> Subject:
    sequence, number = gate_of(unit, ref)
    if number in sequence.passed:
        raise AlreadyDecided(ref, f"gate {number} of {sequence.ref} said go: it has no way to go")
    name = next(gate.name for gate in sequence.gates if gate.number == number)
    return Subject(f"{name}, gate {number} of {sequence.ref}", None, sequence.body)


def gate_of(unit: UnitOfWork, ref: str) -> tuple[GateSequence, int]:
    """The sequence and the number of a gate, ``social-care-system-go-live/3``.

    Raises:
        UnknownReference: where there is no such gate.
    """
    of, _, number = ref.rpartition("/")
    if not (of and number.isascii() and number.isdigit()):
        raise UnknownReference(
            ref, f"{ref} is no gate: name its sequence and its number, as in go-live/3"
        )
    sequence = unit.get(GateSequence, of)
    if int(number) not in {gate.number for gate in sequence.gates}:
        raise UnknownReference(
            ref, f"{of} has no gate {number}: its gates are 1 to {len(sequence.gates)}"
        )
    return sequence, int(number)


def check_carries(route: Route, kind: str, subject: str) -> None:
    """Refuse to put on a route what it cannot decide: it would be stuck there.

    Raises:
        ContradictoryCommand: naming the kind that the route is for.
    """
    if kind != route.subject and {kind, route.subject} & {CHANGE_REQUEST, GATE}:
        raise ContradictoryCommand(
            subject,
            f"the route {route.key} is for a {route.subject} and cannot decide a {kind}: take"
            f" {subject} on a route whose `subject` is {kind}; `minutebook route list` shows them",
        )


def addressed_parts(route: Route) -> Iterable[str]:
    """The parts of a route that the body plays to which the subject is put."""
    return (part.part for part in route.parts if part.addressed)


def check_free(unit: UnitOfWork, kind: str, subject: str) -> None:
    """Refuse a decision past the route of what travels as a case.

    What has its decision is refused by its own rule.

    Raises:
        BoundToRoute: saying how it is decided.
    """
    case = unit.find(Case, case_ref(kind, subject))
    if not case.exists:
        return
    if case.open:
        raise BoundToRoute(
            subject,
            f"{subject} travels as a case on the route {case.route} and stands at {case.state}: it"
            f" is decided by a step of that, `minutebook case step {case.ref} STEP`; `minutebook"
            f" case show {case.ref}` says which",
        )
    if not _is_decided(unit, kind, subject):
        raise BoundToRoute(
            subject,
            f"{subject} travelled as a case, which ended at {case.state}: take it on its route"
            f" again with `minutebook case open {case.route.name} {subject}`",
        )


def _is_decided(unit: UnitOfWork, kind: str, subject: str) -> bool:
    if kind == CHANGE_REQUEST:
        return unit.find(ChangeRequest, subject).outcome is not None
    sequence, number = gate_of(unit, subject)
    return number in sequence.passed
