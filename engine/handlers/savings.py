"""What commands about portfolios, programmes, projects and figures do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.savings import approval
from domain.savings.groups import Portfolio, Programme
from domain.savings.project import Project
from domain.savings.report import StatusReport
from domain.values.days import last_day
from engine.commands.savings import (
    BringForward,
    CloseProject,
    CorrectFigure,
    ExtendSavings,
    ReportStatus,
    RescopeProject,
    SetBaseline,
    StartPortfolio,
    StartProgramme,
    StartProject,
)
from engine.handlers.authority import approving_body
from engine.unit_of_work import UnitOfWork


def start_portfolio(
    _: UnitOfWork, portfolio: Portfolio, command: StartPortfolio, by: Provenance
) -> None:
    """Start the portfolio."""
    portfolio.start(
        by,
        command.decided_on,
        name=command.name,
        department=command.department,
        sponsor=command.sponsor,
    )


def start_programme(
    _: UnitOfWork, programme: Programme, command: StartProgramme, by: Provenance
) -> None:
    """Start the programme."""
    programme.start(
        by,
        command.decided_on,
        name=command.name,
        portfolio=command.portfolio,
        department=command.department,
        sponsor=command.sponsor,
    )


def start_project(_: UnitOfWork, project: Project, command: StartProject, by: Provenance) -> None:
    """Start the project; portfolio and programme may be names that are not started themselves."""
    project.start(
        by,
        command.started_on,
        name=command.name,
        references=command.references,
        portfolio=command.portfolio,
        programme=command.programme,
        department=command.department,
        sponsor=command.sponsor,
    )


def rescope(_: UnitOfWork, project: Project, command: RescopeProject, by: Provenance) -> None:
    """Re-scope the project."""
    project.rescope(
        by,
        command.decided_on,
        name=command.name,
        portfolio=command.portfolio,
        programme=command.programme,
        department=command.department,
        reason=command.reason,
    )


def close(_: UnitOfWork, project: Project, command: CloseProject, by: Provenance) -> None:
    """Close the project."""
    project.close(by, command.decided_on, reason=command.reason)


def set_baseline(
    unit: UnitOfWork,
    project: Project,
    command: SetBaseline,
    by: Provenance,
    *,
    under: str | None = None,
) -> None:
    """Set the baseline, as a competent body approved it, or its delegate."""
    command.check()
    body, decided_on = approving_body(
        unit, by, project.ref, command.decided_on, command.profile.moved, under
    )
    approval.set_baseline(
        project,
        body,
        by,
        decided_on,
        measure=command.measure,
        profile=command.profile,
        reason=command.reason,
    )


def bring_forward(_: UnitOfWork, project: Project, command: BringForward, by: Provenance) -> None:
    """Bring the opening balance forward."""
    command.check()
    project.bring_forward(
        by,
        command.as_at,
        measure=command.measure,
        profile=command.profile,
        reason=command.reason,
    )


def extend(unit: UnitOfWork, project: Project, command: ExtendSavings, by: Provenance) -> None:
    """Extend the savings, as a competent body approved it."""
    command.check()
    body, decided_on = approving_body(
        unit, by, project.ref, command.decided_on, command.change.moved
    )
    if project.moved_on("opening-balance", command.measure) > decided_on:
        unit.notes.append(
            f"the extension of {project.ref} was decided before its opening balance was stated,"
            " which may count it already: check that it is not counted twice"
        )
    approval.extend(
        project,
        body,
        by,
        decided_on,
        ref=command.extension_ref,
        title=command.title,
        measure=command.measure,
        change=command.change,
        reason=command.reason,
    )


def correct(unit: UnitOfWork, project: Project, command: CorrectFigure, by: Provenance) -> None:
    """Correct a figure; an authority that is cited must hold."""
    command.check()
    if by.authority and by.authority.body:
        approving_body(unit, by, project.ref, by.authority.decided_on or command.decided_on)
    project.correct(
        by,
        command.decided_on,
        measure=command.measure,
        corrects=command.corrects,
        change=command.change,
        reason=command.reason,
    )


def report_subject(unit: UnitOfWork, command: ReportStatus) -> StatusReport:
    """Find the report of a project in the book, known by project, month and measure."""
    project = unit.get(Project, command.project)
    ref = StatusReport.ref_of(project.ref, command.period, command.measure)
    return unit.find(StatusReport, ref)


def report_status(
    unit: UnitOfWork, report: StatusReport, command: ReportStatus, by: Provenance
) -> None:
    """Record the status; it holds from the day of the report, else from the end of its month."""
    command.check()
    report.report(
        by,
        command.restated_on or command.reported_on or last_day(command.period),
        unit.get(Project, command.project),
        period=command.period,
        status=command.status,
        restated_on=command.restated_on,
        measure=command.measure,
        target=command.target,
        at_risk=command.at_risk,
        slippage=command.slippage,
        over_achievement=command.over_achievement,
        delivered_alternatively=command.delivered_alternatively,
        narrative=command.narrative,
    )
