"""Which command does what: every entry of a record file, its subject and its handler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from domain.actions.action import Action
from domain.aggregate import Aggregate, Provenance
from domain.bodies.body import Body
from domain.changes.request import ChangeRequest
from domain.explanations.explanation import MovementExplanation
from domain.gates.sequence import GateSequence
from domain.meetings.meeting import Meeting
from domain.resolutions.resolution import Resolution
from domain.savings.groups import Portfolio, Programme
from domain.savings.project import Project
from domain.statements.document import Document
from domain.statements.statement import Statement
from domain.work_programme.programme import WorkProgramme
from engine.commands import (
    actions,
    authority,
    bodies,
    calendar,
    cases,
    changes,
    conditions,
    explanations,
    gates,
    meetings,
    resolutions,
    savings,
    statements,
    work_programme,
)
from engine.commands.base import Command
from engine.handlers import actions as on_actions
from engine.handlers import bodies as on_bodies
from engine.handlers import calendar as on_calendar
from engine.handlers import cases as on_cases
from engine.handlers import changes as on_changes
from engine.handlers import conditions as on_conditions
from engine.handlers import delegations as on_delegations
from engine.handlers import explanations as on_explanations
from engine.handlers import gates as on_gates
from engine.handlers import meetings as on_meetings
from engine.handlers import resolutions as on_resolutions
from engine.handlers import roles as on_roles
from engine.handlers import savings as on_savings
from engine.handlers import statements as on_statements
from engine.handlers import without_route as on_no_route
from engine.handlers import work_programme as on_work_programme
from engine.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Handling:
    """How a command is carried out.

    Attributes:
        command: the command.
        subject: finds the aggregate that the command is about.
        act: asks the aggregate to make the facts.
    """

    command: type[Command]
    subject: Callable[[UnitOfWork, Any], Aggregate]
    act: Callable[[UnitOfWork, Any, Any, Provenance], None]


def _new(kind: type[Aggregate], field: str = "ref") -> Callable[[UnitOfWork, Any], Aggregate]:
    ref = attrgetter(field)
    return lambda unit, command: unit.find(kind, ref(command))


def _known(kind: type[Aggregate], field: str) -> Callable[[UnitOfWork, Any], Aggregate]:
    ref = attrgetter(field)
    return lambda unit, command: unit.get(kind, ref(command))


_HANDLINGS = (
    Handling(calendar.SetCalendar, on_calendar.subject, on_calendar.set_calendar),
    Handling(bodies.EstablishBody, _new(Body), on_bodies.establish),
    Handling(bodies.RenameBody, _known(Body, "body"), on_bodies.rename),
    Handling(bodies.DissolveBody, _known(Body, "body"), on_bodies.dissolve),
    Handling(bodies.AddReportingLine, _known(Body, "body"), on_bodies.add_line),
    Handling(bodies.EndReportingLine, _known(Body, "body"), on_bodies.end_line),
    Handling(bodies.SetTermsOfReference, _known(Body, "body"), on_bodies.set_terms),
    Handling(bodies.AppointMember, _known(Body, "body"), on_bodies.appoint),
    Handling(bodies.StandDown, _known(Body, "body"), on_bodies.stand_down),
    Handling(authority.GrantRole, on_roles.subject, on_roles.grant),
    Handling(authority.EndRole, on_roles.subject, on_roles.end),
    Handling(authority.EndDelegation, on_delegations.subject, on_delegations.end),
    Handling(authority.LapseDelegation, on_delegations.subject, on_delegations.lapse),
    Handling(meetings.RecordMeeting, _new(Meeting), on_meetings.record),
    Handling(meetings.PublishAgenda, _known(Meeting, "meeting"), on_meetings.publish_agenda),
    Handling(meetings.HoldMeeting, _known(Meeting, "meeting"), on_meetings.hold),
    Handling(meetings.RecordAttendance, _known(Meeting, "meeting"), on_meetings.record_attendance),
    Handling(
        meetings.CorrectAttendance, _known(Meeting, "meeting"), on_meetings.correct_attendance
    ),
    Handling(meetings.DeclareInterest, _known(Meeting, "meeting"), on_meetings.declare_interest),
    Handling(meetings.AdjournMeeting, _known(Meeting, "meeting"), on_meetings.adjourn),
    Handling(meetings.CancelMeeting, _known(Meeting, "meeting"), on_meetings.cancel),
    Handling(meetings.ConfirmMinutes, _known(Meeting, "meeting"), on_meetings.confirm_minutes),
    Handling(resolutions.RecordResolution, on_resolutions.subject, on_resolutions.record),
    Handling(actions.SetAction, _new(Action), on_actions.set_action),
    Handling(actions.ReportProgress, _new(Action, "action"), on_actions.progress),
    Handling(actions.CompleteAction, _new(Action, "action"), on_actions.complete),
    Handling(actions.CloseAction, _new(Action, "action"), on_actions.close),
    Handling(actions.ReopenAction, _new(Action, "action"), on_actions.reopen),
    Handling(actions.NoteOverdue, _new(Action, "action"), on_actions.fall_overdue),
    Handling(
        work_programme.AmendWorkProgramme, _new(WorkProgramme, "body"), on_work_programme.amend
    ),
    Handling(resolutions.CallIn, _known(Resolution, "resolution"), on_resolutions.call_in),
    Handling(
        resolutions.DecideCallIn,
        _known(Resolution, "resolution"),
        on_resolutions.decide_call_in,
    ),
    Handling(resolutions.TakeEffect, _known(Resolution, "resolution"), on_resolutions.take_effect),
    Handling(savings.StartPortfolio, _new(Portfolio), on_savings.start_portfolio),
    Handling(savings.StartProgramme, _new(Programme), on_savings.start_programme),
    Handling(savings.StartProject, _new(Project), on_savings.start_project),
    Handling(savings.RescopeProject, _known(Project, "project"), on_savings.rescope),
    Handling(savings.CloseProject, _known(Project, "project"), on_savings.close),
    Handling(savings.SetBaseline, _known(Project, "project"), on_savings.set_baseline),
    Handling(savings.BringForward, _known(Project, "project"), on_savings.bring_forward),
    Handling(savings.ExtendSavings, _known(Project, "project"), on_savings.extend),
    Handling(savings.CorrectFigure, _known(Project, "project"), on_savings.correct),
    Handling(savings.ReportStatus, on_savings.report_subject, on_savings.report_status),
    Handling(statements.PublishDocument, _new(Document), on_statements.publish),
    Handling(statements.MakeStatement, on_statements.statement_subject, on_statements.make),
    Handling(statements.ExplainStatement, _known(Statement, "statement"), on_statements.explain),
    Handling(statements.WithdrawStatement, _known(Statement, "statement"), on_statements.withdraw),
    Handling(explanations.ExplainMovement, _new(MovementExplanation), on_explanations.explain),
    Handling(changes.RaiseChangeRequest, _new(ChangeRequest), on_changes.raise_request),
    Handling(changes.CommentOnRequest, _known(ChangeRequest, "change_request"), on_changes.comment),
    Handling(
        changes.DecideRequest, _known(ChangeRequest, "change_request"), on_no_route.decide_request
    ),
    Handling(gates.DefineGateSequence, _new(GateSequence), on_gates.define),
    Handling(gates.AssessCriteria, _known(GateSequence, "sequence"), on_gates.assess),
    Handling(gates.WaiveCriterion, _known(GateSequence, "sequence"), on_gates.waive),
    Handling(gates.EndWaiver, _known(GateSequence, "sequence"), on_gates.end_waiver),
    Handling(gates.LapseWaiver, _known(GateSequence, "sequence"), on_gates.lapse_waiver),
    Handling(gates.DecideGate, _known(GateSequence, "sequence"), on_no_route.decide_gate),
    Handling(gates.GoLive, _known(Project, "project"), on_gates.go_live),
    Handling(conditions.DischargeCondition, on_conditions.subject, on_conditions.discharge),
    Handling(conditions.BreachCondition, on_conditions.subject, on_conditions.breach),
    Handling(conditions.NoteConditionOverdue, on_conditions.subject, on_conditions.note_overdue),
    Handling(cases.OpenCase, on_cases.subject, on_cases.open_case),
    Handling(cases.TakeStep, on_cases.called, on_cases.step),
    Handling(cases.NoteOverdueStep, on_cases.called, on_cases.note_overdue),
    Handling(cases.EscalateStep, on_cases.called, on_cases.escalate),
    Handling(cases.MigrateCase, on_cases.called, on_cases.migrate),
)

BY_COMMAND: dict[type[Command], Handling] = {entry.command: entry for entry in _HANDLINGS}
BY_ENTRY: dict[str, type[Command]] = {entry.command.ENTRY: entry.command for entry in _HANDLINGS}
