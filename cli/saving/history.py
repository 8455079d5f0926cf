"""``minutebook saving history``: a figure's whole life on one line of time."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.narrowing import year_option
from cli.frame.options import Format, reads, unit_option
from cli.frame.output import Answer, show
from cli.frame.units import unit_of
from cli.saving.data import lives_data, lives_sheet
from cli.saving.measures import measure_options, measures_asked
from cli.saving.scoped import Named, require_measure_of, scope_of, whose_options
from cli.saving.table import PAGE, lives_blocks

if TYPE_CHECKING:
    from projections.lives.life import Life
    from projections.savings.scope import Scope


@click.command(
    "history",
    epilog=examples(
        "saving history targeted-reviews",
        "saving history targeted-reviews --year 2018/19 --as-at 2018-01-31",
        "saving history --portfolio place --every-measure --format json",
        "saving history --whole --each --format csv",
    ),
)
@whose_options
@year_option()
@measure_options
@click.option(
    "--each",
    is_flag=True,
    help="Of a group, each movement of each project instead of gathered ones.",
)
@click.option(
    "--reports",
    is_flag=True,
    help="Every status report, not only those that state another target than the book or than the"
    " report before.",
)
@unit_option
@reads
@pass_app
def history_(
    app: App,
    /,
    *,
    year: str | None,
    each: bool,
    reports: bool,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
    **named: Any,
) -> None:
    """Show the life of a figure on one line of time, oldest first.

    Movements, requests, status reports, statements of published documents, and what happened to
    the project. What was decided early and recorded late stands in its place by the day of
    decision; when and where it was recorded shows that it came late.

    A group's movements are gathered by decision, or where these are too many by day, month or
    financial year. Projects that came into a group or left it stand among them with their figures,
    so that what stands after each line is what `portfolio` shows on that day.
    """
    asked = ask(app, as_at, as_known)
    measure, every = named.pop("measure"), named.pop("every_measure")
    scope = scope_of(asked, Named(**named))
    if not every:
        require_measure_of(asked, scope, measure)
    last = PAGE if form == Format.TABLE else None
    measures = measures_asked(asked, scope, measure, every=every)
    units = {of: unit_of(of, unit, every=every) for of in measures}
    found = [
        _life(asked, scope, of, year, each=each, reports=reports, last=last) for of in measures
    ]
    answer = Answer(
        lambda: lives_data(found, asked, every=every),
        lambda: lives_blocks(found, asked.times, units),
        lambda: lives_sheet(found, every=every),
    )
    show(answer, form)


def _life(
    asked: Asked,
    scope: Scope,
    measure: str,
    year: str | None,
    *,
    each: bool,
    reports: bool,
    last: int | None,
) -> Life:
    from projections.lives import moving
    from projections.lives.life import life

    of = moving.Asked(scope, measure, asked.as_at, asked.known, year)
    return life(asked.views, of, each=each, last=last, every_report=reports)
