"""What commands about documents and statements do."""

from __future__ import annotations

from domain.aggregate import Aggregate, Provenance
from domain.bodies.body import Body
from domain.changes.request import ChangeRequest
from domain.errors import RuleBroken
from domain.meetings.meeting import Meeting
from domain.provenance import Source
from domain.savings.groups import Portfolio, Programme
from domain.savings.project import Project
from domain.statements.document import Document
from domain.statements.statement import Statement
from engine.commands.statements import (
    ExplainStatement,
    MakeStatement,
    PublishDocument,
    WithdrawStatement,
)
from engine.unit_of_work import UnitOfWork

_KNOWN: dict[str, type[Aggregate]] = {
    "project": Project,
    "programme": Programme,
    "portfolio": Portfolio,
    "change_request": ChangeRequest,
}
"""What must be in the book to be stated a figure of; departments are names, and not recorded."""


def publish(unit: UnitOfWork, document: Document, command: PublishDocument, by: Provenance) -> None:
    """Enter the document; body and meeting must be known."""
    if command.body:
        unit.get(Body, command.body)
    if command.meeting:
        unit.get(Meeting, command.meeting)
    document.publish(
        by,
        command.dated,
        title=command.title,
        figures_as_at=command.figures_as_at,
        body=command.body,
        meeting=command.meeting,
    )


def statement_subject(unit: UnitOfWork, command: MakeStatement) -> Statement:
    """Find the statement: one that the command made, else the next that has no place yet.

    A document that says a thing in two places makes two statements, the second known as ``…-2``;
    one that was withdrawn leaves its place to what is read anew.
    """
    unit.get(Document, command.document)
    if command.ref:
        return unit.find(Statement, command.ref)
    before = _its_own(unit, command, command.ref_without_kind)
    return before if before.exists else _its_own(unit, command, command.statement_ref)


def _its_own(unit: UnitOfWork, command: MakeStatement, ref: str) -> Statement:
    """The first under a reference and its numbers that is the command's, or of which nothing is."""
    statement, number = unit.find(Statement, ref), 1
    while statement.exists and not _is_its(statement, command):
        number += 1
        statement = unit.find(Statement, f"{ref}-{number}")
    return statement


def _is_its(statement: Statement, command: MakeStatement) -> bool:
    """Whether a command made a statement, or now says something else of the same in its place."""
    digest = statement.commands.get(command.command_key)
    if digest is None or statement.subject != command.subject:
        return False
    return digest == command.digest or statement.withdrawn_on is None


def make(unit: UnitOfWork, statement: Statement, command: MakeStatement, by: Provenance) -> None:
    """Record what the document states, of something that is in the book."""
    document = unit.get(Document, command.document)
    for field, kind in _KNOWN.items():
        if ref := getattr(command, field):
            unit.get(kind, ref)
    if command.change_request and command.project:
        _check_asked(unit.get(ChangeRequest, command.change_request), command.project)
    source = _source(document, command, by.source)
    statement.make(by._replace(source=source), document, command.as_at, **command.said())


def _check_asked(request: ChangeRequest, project: str) -> None:
    """Refuse figures of a request for a project of which it asks nothing.

    Raises:
        RuleBroken: naming the projects that it is on.
    """
    asked = sorted({line.project for line in (*request.lines, *request.approved_lines)})
    if project not in asked:
        raise RuleBroken(
            request.ref,
            f"the change request {request.ref} asks nothing of {project}: name one of the projects"
            f" it is on, {', '.join(asked)}, or leave `project` out of what it comes to as a whole",
        )


def _source(document: Document, command: MakeStatement, given: Source | None) -> Source:
    """Return where in the document it stands; the entry's own page and item count first."""
    named = given or Source(document=document.title)
    own = {"page": command.page, "item": command.item}
    return named.model_copy(update={name: place for name, place in own.items() if place})


def explain(_: UnitOfWork, statement: Statement, command: ExplainStatement, by: Provenance) -> None:
    """Record the explanation."""
    differences, total = command.explained
    statement.explain(
        by,
        command.explained_on,
        period=command.period,
        differences=differences,
        total=total,
        reason=command.reason,
        explained_by=command.explained_by,
    )


def withdraw(
    _: UnitOfWork, statement: Statement, command: WithdrawStatement, by: Provenance
) -> None:
    """Withdraw the statement."""
    statement.withdraw(by, command.withdrawn_on, reason=command.reason)
