"""``minutebook import status``: the status tables of a programme office."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app, tell_note
from cli.frame.completion import measures, references
from cli.frame.errors import CheckFailed
from cli.frame.help import examples
from cli.frame.options import Format, format_option
from cli.frame.output import show
from cli.frame.references import DEFAULT_MEASURE
from cli.frame.targets import target
from cli.recording import day_option

if TYPE_CHECKING:
    from cli.importing.files import MonthlyFile
    from engine.book import Order, Receipt
    from tables.accepting import Acceptance
    from tables.mapping import TableMapping
    from tables.parts import StatusTable
    from tables.planning import Plan, Wanted

_WORTH_A_BAR = 200
_OF_ONE = ("document", "title", "dated", "page")


def _read_month(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from domain.values.days import parse_month

    try:
        return None if value is None else parse_month(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param=param) from error


def _read_acceptances(
    _: click.Context, param: click.Parameter, values: Sequence[str]
) -> tuple[Acceptance, ...]:
    from tables.accepting import UNIT, Acceptance

    read = tuple(Acceptance.parse(value) for value in values)
    if any(not one.rule for one in read):
        raise click.BadParameter("name the rule: --accept row-total:'Road Lighting'", param=param)
    if any(one.rule == UNIT for one in read):
        told = (
            "--accept 'unit' accepts nothing: a unit is said, with --unit £000 where the figures"
            " are thousands, --unit £ where they are pounds"
        )
        raise click.BadParameter(told, param=param)
    return read


def _read_measure(_: click.Context, param: click.Parameter, value: str) -> str:
    from domain.values.references import parse_reference

    try:
        return parse_reference(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param=param) from error


@click.command(
    epilog=examples(
        "import status status-2018-09.csv --as-report --dry-run",
        "import status 'Status report.xlsx' --period 2018-09 --as-statements",
        "import status first-2018-04.xlsx --opening --create --as-report",
        "import status months/ --as-report --accept 'row-total:Road Lighting Energy'",
    )
)
@click.argument(
    "files", metavar="FILE…|FOLDER", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--period",
    callback=_read_month,
    metavar="MONTH",
    help="The month of the one file: 2018-09; from its name if left out.",
)
@click.option("--as-report", is_flag=True, help="Record a status report for each line.")
@click.option(
    "--as-statements",
    is_flag=True,
    help="Record a published document, and its figures and totals as statements to be checked.",
)
@click.option(
    "--opening", is_flag=True, help="Open the figures of projects that have none in the book yet."
)
@click.option(
    "--create",
    is_flag=True,
    help="With --opening: start the projects and portfolios that the book does not have.",
)
@click.option(
    "--mapping",
    "mapping_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A YAML file that says which headings, statuses, projects and portfolios are ours.",
)
@click.option("--sheet", help="The sheet of a workbook; the one that holds a table if left out.")
@click.option(
    "--unit",
    metavar="[£|£000|£m]",
    help="The unit of the amounts, where the table does not say it.",
)
@click.option(
    "--measure",
    default=DEFAULT_MEASURE,
    show_default=True,
    callback=_read_measure,
    shell_complete=measures,
    help="The measure that the figures are of.",
)
@click.option(
    "--accept",
    "acceptances",
    multiple=True,
    callback=_read_acceptances,
    metavar="RULE[:SUBJECT]",
    help="Accept errors of this rule, of one project or portfolio or of all. Can be repeated.",
)
@day_option("--restated-on", "The day of reports that say something else than the book's own.")
@click.option(
    "--document",
    metavar="REF",
    shell_complete=references("document"),
    help="The reference of the document, for --as-statements; made of the month if left out.",
)
@click.option("--title", help="The document's title; 'Status report, September 2018' if left out.")
@day_option("--dated", "The day that the document bears; the last of the month if left out.")
@click.option("--page", help="The page of the document that the table stands on.")
@click.option("--dry-run", is_flag=True, help="Check everything, record nothing.")
@format_option
@pass_app
def status(
    app: App,
    files: tuple[Path, ...],
    *,
    period: str | None,
    as_report: bool,
    as_statements: bool,
    opening: bool,
    create: bool,
    mapping_file: Path | None,
    sheet: str | None,
    unit: str | None,
    measure: str,
    acceptances: tuple[Acceptance, ...],
    restated_on: date | None,
    document: str | None,
    title: str | None,
    dated: date | None,
    page: str | None,
    dry_run: bool,
    form: str,
) -> None:
    """Bring in the status tables of a programme office: CSV, TSV or XLSX.

    Every row, every total and every name is checked, in the table and against the book. Nothing is
    recorded while an error stands that was not accepted by its name; who accepts is on the record.
    Printed totals are control figures: they are never imported as savings. The same file again
    changes nothing. The tables of all files, or of a folder, are recorded together or not at all.
    """
    from cli.importing.files import monthly_files
    from tables.entries.explanations import Acceptor
    from tables.planning import Wanted

    if not (as_report or as_statements or opening):
        raise click.UsageError("say what to record: --as-report, --as-statements or --opening")
    if create and not opening:
        raise click.UsageError("--create goes with --opening: a new project needs its first figure")
    wanted = Wanted(
        as_report=as_report,
        as_statements=as_statements,
        opening=opening,
        create=create,
        measure=measure,
        restated_on=restated_on,
        document=document,
        title=title,
        dated=dated,
        page=page,
        acceptances=acceptances,
        by=Acceptor(app.actor, app.today()),
    )
    monthly = monthly_files(files, period)
    _check_of_one(wanted, monthly)
    plans = _plans(app, monthly, wanted, mapping_file, sheet, unit)
    _tell_unused(acceptances, plans)
    _record(app, plans, dry_run=dry_run, form=form)


def _check_of_one(wanted: Wanted, files: Sequence[MonthlyFile]) -> None:
    """Refuse what names one document where there are several, or none is recorded."""
    given = [name for name in _OF_ONE if getattr(wanted, name) is not None]
    if len(files) > 1 and given:
        raise click.UsageError(
            f"--{given[0]} is that of one document, and these are {len(files)} files: import them"
            " one by one, or leave it out"
        )
    for name in ("document", "dated"):
        if name in given and not wanted.as_statements:
            raise click.UsageError(f"--{name} goes with --as-statements")
    if wanted.restated_on and not wanted.as_report:
        raise click.UsageError("--restated-on goes with --as-report")


def _plans(
    app: App,
    files: Sequence[MonthlyFile],
    wanted: Wanted,
    mapping_file: Path | None,
    sheet: str | None,
    unit: str | None,
) -> list[Plan]:
    from cli.importing.importer import Importer
    from engine.errors import BadInput, Problem
    from tables.errors import UnreadableTable
    from tables.mapping import TableMapping, read_mapping

    try:
        mapping = read_mapping(mapping_file) if mapping_file else TableMapping()
    except UnreadableTable as error:
        raise BadInput([Problem(None, str(error))]) from error
    tables = _read(files, mapping, sheet, unit)
    importer = Importer(app.views(), mapping, wanted)
    return [importer.plan(file, found) for file, found in zip(files, tables, strict=True)]


def _read(
    files: Sequence[MonthlyFile], mapping: TableMapping, sheet: str | None, unit: str | None
) -> list[list[StatusTable]]:
    """Read all files, and tell of all that cannot be read."""
    from engine.errors import BadInput, Problem
    from tables.errors import UnreadableTable
    from tables.headers.units import unit_named
    from tables.status_table import read_tables

    try:
        pounds = unit_named(unit) if unit else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--unit") from error
    found: list[list[StatusTable]] = []
    problems: list[Problem] = []
    hidden = len(files) == 1 or not sys.stderr.isatty()
    with click.progressbar(files, label="Reading", file=sys.stderr, hidden=hidden) as bar:
        for file in bar:
            try:
                found.append(read_tables(file.path, mapping, sheet, pounds))
            except UnreadableTable as error:
                problems.append(Problem(None, str(error)))
    if problems:
        raise BadInput(problems)
    return found


def _tell_unused(acceptances: Sequence[Acceptance], plans: Sequence[Plan]) -> None:
    """Say which acceptances accept nothing: most have a word spelt in another way."""
    from tables.accepting import unused
    from tables.parts import Severity

    findings = [
        finding
        for one in plans
        for finding in (*one.judged.standing, *one.judged.accepted, *one.judged.warnings)
    ]
    refs = {printed: ref for one in plans for printed, ref in one.refs.items()}
    nothing = unused(acceptances, findings, refs)
    for one in nothing:
        tell_note(f"--accept '{one}' accepts nothing: there is no such finding")
    errors = [one for one in findings if one.severity is Severity.ERROR]
    for one in unused(acceptances, errors, refs):
        if one not in nothing:
            tell_note(
                f"--accept '{one}' accepts nothing: it is a warning here, which stops nothing; what"
                " `minutebook statement check` finds, `minutebook statement explain` explains"
            )


def _record(app: App, plans: Sequence[Plan], *, dry_run: bool, form: str) -> None:
    from cli.importing.orders import orders_of
    from cli.importing.told import Recorded, answer, in_words, refusal, standing
    from cli.record import tell_notes

    errors = standing(plans)
    if errors:
        show(answer(plans, None), form)
        raise CheckFailed(refusal(errors))
    orders = [order for one in plans for order in orders_of(one.entries)]
    receipt = _recorded(app, orders, dry_run=dry_run)
    tell_notes(receipt)
    done = Recorded(receipt, dry_run)
    show(answer(plans, done), form)
    if form not in {Format.TABLE, Format.JSON} or target():
        tell_note(in_words(done))  # which the answer itself does not say, or not here


def _recorded(app: App, orders: Sequence[Order], *, dry_run: bool) -> Receipt:
    from cli.record import open_book

    hidden = len(orders) < _WORTH_A_BAR or not sys.stderr.isatty()
    with (
        open_book(app) as book,
        click.progressbar(
            length=len(orders), label="Recording", file=sys.stderr, hidden=hidden
        ) as bar,
    ):

        def progress(done: int) -> None:
            bar.update(done - bar.pos)

        return book.record(orders, dry_run=dry_run, progress=progress)
