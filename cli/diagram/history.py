"""``minutebook diagram history``: a figure over time, with what moved it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app, tell_note
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import ask
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.narrowing import measure_option, year_option
from cli.frame.options import as_at_option, as_known_option, read_day, unit_option
from cli.frame.units import unit_of
from cli.saving.scoped import Named, require_measure_of, scope_of, whose_options
from diagrams.plots.plot import FORMATS
from diagrams.words import shortened

if TYPE_CHECKING:
    from projections.lives.stepped import Stepped


@click.command(
    epilog=examples(
        "diagram history targeted-reviews -o history.svg",
        "diagram history targeted-reviews --year 2018/19 --reports -o history.pdf",
        "diagram history --portfolio place --total --from 2018-09-01 -o place.png",
        "diagram history --whole --unit £m -o council.svg",
    )
)
@whose_options
@year_option()
@click.option("--total", is_flag=True, help="Only the sum of all years, not each of them.")
@click.option(
    "--from", "from_day", callback=read_day, metavar="DATE", help="The first day to draw."
)
@click.option("--to", "to_day", callback=read_day, metavar="DATE", help="The last day to draw.")
@click.option("--reports", is_flag=True, help="Mark status reports that say something new too.")
@measure_option()
@unit_option
@picture_options(FORMATS)
@as_at_option
@as_known_option
@pass_app
def history(
    app: App,
    /,
    *,
    year: str | None,
    total: bool,
    from_day: date | None,
    to_day: date | None,
    reports: bool,
    measure: str,
    unit: Unit,
    wanted: Wanted,
    as_at: date | None,
    as_known: datetime | None,
    **named: Any,
) -> None:
    """Draw how a figure moved: a line of steps for each year, with the decisions marked.

    The marks are numbered and told below the lines; circles moved the figure, other shapes did
    not. Where nothing moved it lately, the lines end soon after the last mark. `saving history`
    shows the same in words, with the sources.
    """
    from diagrams.amounts import amount_text
    from diagrams.plots.history.picture import history_plot, moves_told
    from projections.lives.moving import Asked
    from projections.lives.stepped import stepped

    asked = ask(app, as_at, as_known)
    _require_order(from_day, to_day, asked.as_at)
    scope = scope_of(asked, Named(**named))
    require_measure_of(asked, scope, measure)
    of = Asked(scope, measure, asked.as_at, asked.known, year)
    its = unit_of(measure, unit).value
    found = stepped(
        asked.views, of, reports=reports, say=lambda amount, _: amount_text(amount, its)
    )
    plot = history_plot(
        found,
        unit=its,
        as_known=as_known,
        first=from_day,
        last=to_day,
        total_only=total,
        title=wanted.title,
        look=wanted.look,
    )
    told = moves_told(found, from_day, to_day)
    write_picture(plot, wanted, f"{shortened(found.name)}, {told}")
    if reports:
        _tell_of_no_report(found)


def _tell_of_no_report(found: Stepped) -> None:
    """Say that no status report is marked, where none is."""
    from projections.lives.stepped import REPORT

    if not any(mark.what == REPORT for mark in found.marks):
        tell_note(
            "no status report by then says something new of this figure, so none is marked:"
            " `diagram statuses` draws what reports say of projects"
        )


def _require_order(first: date | None, last: date | None, as_at: date) -> None:
    if last is not None and last > as_at:
        raise click.UsageError(f"--to {last} comes after {as_at}, the day asked for: see --as-at")
    if first is not None and first >= (last or as_at):
        raise click.UsageError(f"--from {first} does not come before {last or as_at}")
