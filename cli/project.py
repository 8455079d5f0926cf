"""``minutebook project``: the projects, their places, figures and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Details, Heading, Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.money import Unit, in_unit
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, Sheet, as_data, page, show
from cli.frame.references import not_there, require
from cli.frame.units import of_unit, unit_of
from cli.frame.words import source_in_words, spaced

if TYPE_CHECKING:
    from projections.savings.register import Altered, Figure, Page, Registered
    from projections.savings.status import Report

_CSV = (
    "ref",
    "name",
    "references",
    "portfolio",
    "programme",
    "department",
    "sponsor",
    "started_on",
    "closed_on",
    "status",
    "target_total",
)


@click.group(cls=Noun, epilog=examples("project list", "project show targeted-reviews"))
def project() -> None:
    """Projects: their places, figures and status."""


@project.command(
    "list",
    epilog=examples(
        "project list", "project list --portfolio place --as-at 2018-09-30 --format csv"
    ),
)
@click.option(
    "--portfolio",
    metavar="REF",
    help="Only of this portfolio.",
    shell_complete=references("portfolio"),
)
@click.option(
    "--programme",
    metavar="REF",
    help="Only of this programme.",
    shell_complete=references("programme"),
)
@unit_option
@reads
@pass_app
def list_(
    app: App,
    *,
    portfolio: str | None,
    programme: str | None,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """List the projects that had started, with their last status and what they must save."""
    from projections.savings.register import register
    from projections.savings.sources import sources_of_figures

    asked = ask(app, as_at, as_known)
    require(asked.views, portfolio=portfolio, programme=programme)
    found = [
        row
        for row in register(asked.views, as_at=asked.as_at, known=asked.known)
        if portfolio in (None, row.portfolio) and programme in (None, row.programme)
    ]
    answer = Answer(
        lambda: as_data(found),
        lambda: [_list(found, unit, asked.times)],
        lambda: _sheet(found),
        lambda: sources_of_figures(
            asked.views, as_at=asked.as_at, known=asked.known, only={row.ref for row in found}
        ),
    )
    show(answer, form)


def _list(found: list[Registered], unit: Unit, times: str) -> Table:
    rows = [
        (
            row.ref,
            row.name,
            ", ".join(row.references),
            row.portfolio or "",
            row.programme or "",
            row.status.replace("_", " "),
            in_unit(row.target_total, unit),
        )
        for row in found
    ]
    columns = ("Reference", "Name", "Known as", "Portfolio", "Programme", "Status")
    return Table(
        (*columns, f"Target {unit}>"),
        rows,
        title=f"Projects, {times}",
        empty="No projects had started by then.",
    )


def _sheet(found: list[Registered]) -> Sheet:
    return Sheet(_CSV, [[getattr(row, name) for name in _CSV] for row in found])


@project.command(
    "show",
    epilog=examples(
        "project show targeted-reviews", "project show transitions --as-at 2018-09-30 --unit £"
    ),
)
@click.argument("ref", shell_complete=references("project"))
@unit_option
@reads
@pass_app
def show_(
    app: App, ref: str, *, unit: Unit, as_at: date | None, as_known: datetime | None, form: str
) -> None:
    """Show one project: its place, its figures, its last status and the changes to it."""
    from projections.savings.projects import projects
    from projections.savings.register import project_page

    asked = ask(app, as_at, as_known)
    found = project_page(asked.views, ref, as_at=asked.as_at, known=asked.known)
    if found is None:
        found_then = projects(asked.views, asked.as_at, asked.known)
        raise not_there(asked.views, "project", ref, found_then)
    show(page(lambda: _data(found), lambda: _page(found, unit, asked.times)), form)


def _data(found: Page) -> dict[str, Any]:
    said: dict[str, Any] = as_data(found)
    return {**said.pop("project"), **said}


def _page(found: Page, unit: Unit, times: str) -> Iterator[Block]:
    row = found.project
    yield Heading(f"{row.name} ({row.ref}), {times}")
    yield Details(
        (
            ("Known as", ", ".join(row.references)),
            ("Portfolio", row.portfolio),
            ("Programme", row.programme),
            ("Department", row.department),
            ("Sponsor", row.sponsor),
            ("Started on", row.started_on),
            ("Live on", row.live_on),
            ("Closed on", row.closed_on),
            ("Source", source_in_words(row.source)),
        )
    )
    for figure in found.figures:
        yield _figure(figure, unit)
    if found.report:
        yield Heading(f"Status report for {found.report.period}")
        yield _report(found.report, unit)
    if found.changes:
        yield _changes(found.changes, unit)


def _report(report: Report, unit: Unit) -> Details:
    net, at_risk = report.net_at_risk, report.at_risk
    return Details(
        (
            ("Status", report.status.replace("_", " ")),
            *(
                (f"At risk {year}, {unit}", in_unit(amount, unit))
                for year, amount in at_risk.items()
            ),
            (f"Net at risk, {unit}", in_unit(net, unit) if at_risk or net else None),
            ("Narrative", report.narrative),
        )
    )


def _changes(changes: Sequence[Altered], unit: Unit) -> Table:
    return Table(
        ("Reference", "Title", "Kind", "State", f"Change {unit}>"),
        [
            (
                change.ref,
                change.title,
                spaced(change.kind),
                spaced(change.state),
                in_unit(change.change, unit),
            )
            for change in changes
        ],
        title="Changes",
    )


def _figure(figure: Figure, unit: Unit) -> Table:
    amounts = [*figure.target.values(), figure.target_total]
    its = unit_of(figure.measure, unit, every=True)
    return Table(
        (*(f"{year}>" for year in figure.target), "Total>"),
        [[in_unit(amount, its) for amount in amounts]],
        title=f"Target, {spaced(figure.measure)}{of_unit(its)}",
    )
