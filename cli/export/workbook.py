"""``minutebook export workbook``: every table of the book in one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from cli.context import App, pass_app
from cli.export.paper import written_to
from cli.frame.answering import answered
from cli.frame.asked import Asked, ask
from cli.frame.files import STREAM
from cli.frame.help import examples
from cli.frame.options import Format, as_at_option, as_known_option
from cli.frame.references import DEFAULT_MEASURE
from cli.frame.targets import keep_target, require_target
from cli.frame.workbooks import cited_by, origin_of, worksheet, write

if TYPE_CHECKING:
    from exports.workbooks.citing import Cited
    from exports.workbooks.parts import Worksheet


class _Table(NamedTuple):
    """A sheet, and the command whose answer it holds."""

    title: str
    words: tuple[str, ...]


_PROJECTS = _Table("Projects", ("project", "list"))
_REQUESTS = _Table("Requests", ("change", "list"))
_GOVERNANCE = (
    _Table("Resolutions", ("resolution", "list")),
    _Table("Actions", ("action", "list", "--all")),
    _Table("Conditions", ("condition", "list", "--state", "all")),
    _Table("Documents", ("document", "list")),
    _Table("Statements", ("statement", "check", "--all")),
    _Table("Gates", ("gate", "list")),
)


@click.command(
    epilog=examples(
        "export workbook -o book.xlsx",
        "export workbook -o september.xlsx --as-at 2018-09-30 --as-known 2018-10-15",
    )
)
@written_to(metavar="FILE.xlsx")
@as_at_option
@as_known_option
@pass_app
def workbook(app: App, *, output: Path, as_at: date | None, as_known: datetime | None) -> None:
    """Write every table of the book into one workbook.

    The portfolio by each measure, projects, every movement of every figure, requests and what they
    ask of each year, resolutions, actions, conditions, statements and how they check, gates. Each
    sheet but Movements and Request figures is what a command answers. The last one, Sources, names
    these commands, how far the book reached with the hash that pins it, and the documents that are
    cited. Amounts are numbers in
    pounds, days are days.
    """
    if str(output) != STREAM and output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{output} is no name of a workbook: let it end in .xlsx")
    path = None if str(output) == STREAM else output
    keep_target(click.get_current_context(), path)
    require_target(Format.XLSX)
    asked = ask(app, as_at, as_known)
    write(_Sheets(asked).told(), path)


class _Sheets:
    """The sheets of a workbook, each made when the one before it is written.

    All are of one position of the ledger, also while others record.

    Args:
        asked: the two times.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._commands: list[tuple[str, str]] = []
        self._cited: Cited = Counter()

    def told(self) -> Iterator[Worksheet]:
        """Yield the sheets, and last the one that says where they come from."""
        from exports.workbooks.figures import movements_sheet, request_figures_sheet
        from exports.workbooks.sources import sources_sheet
        from projections.savings.figures import all_measures

        asked = self._asked
        times = (asked.views, asked.as_at, asked.known)
        for measure in all_measures(asked.views) or [DEFAULT_MEASURE]:
            title = "Portfolio" if measure == DEFAULT_MEASURE else f"Portfolio {measure}"
            yield from self._answered(_Table(title, ("portfolio", "--measure", measure)))
        yield from self._answered(_PROJECTS)
        yield movements_sheet(*times, self._cited)
        yield from self._answered(_REQUESTS)
        yield request_figures_sheet(*times)
        for table in _GOVERNANCE:
            yield from self._answered(table)
        origin = origin_of(click.get_current_context(), [asked])
        yield sources_sheet(origin, self._cited, self._commands)

    def _answered(self, table: _Table) -> Iterator[Worksheet]:
        """Yield the answer of a command, while its views are open."""
        with answered([*table.words, *self._times]) as (answer, command):
            self._commands.append((table.title, command))
            self._cited += cited_by(answer, self._asked.views)
            yield worksheet(table.title, answer.sheet())

    @property
    def _times(self) -> list[str]:
        """Both times as options: the moment of the last fact, where the book grows meanwhile."""
        ledger, known = self._asked.views.ledger, self._asked.known
        moment = self._asked.as_known or (ledger.recorded_at(known) if known else None)
        as_known = moment.isoformat() if isinstance(moment, datetime) else moment
        said = ["--as-known", as_known] if as_known else []
        return ["--as-at", self._asked.as_at.isoformat(), *said]
