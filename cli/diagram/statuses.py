"""``minutebook diagram statuses``: how every project stood, month by month."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

import click

from cli.context import App, pass_app
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import ask
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option
from cli.saving.scoped import Named, scope_of, scope_options
from diagrams.plots.plot import FORMATS

_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_GROUPINGS: Final = ("portfolio", "programme", "department")


def _read_month(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _MONTH.fullmatch(value):
        raise click.BadParameter(f"'{value}' is not a month: write it as 2018-09", param=param)
    return value


@click.command(
    epilog=examples(
        "diagram statuses -o statuses.svg",
        "diagram statuses --portfolio place --from 2018-04 --to 2019-03 -o place.pdf",
        "diagram statuses --by department --counts --theme print -o council.png",
    )
)
@scope_options
@click.option(
    "--by",
    type=click.Choice(_GROUPINGS),
    default=_GROUPINGS[0],
    show_default=True,
    help="What the projects are grouped by.",
)
@click.option(
    "--from",
    "first",
    callback=_read_month,
    metavar="MONTH",
    help="The first month, 2018-04; else up to 24 before the last.",
)
@click.option(
    "--to",
    "last",
    callback=_read_month,
    metavar="MONTH",
    help="The last month; else that of the last report.",
)
@click.option(
    "--counts", is_flag=True, help="Count the projects of each status, instead of a row for each."
)
@picture_options(FORMATS)
@as_at_option
@as_known_option
@pass_app
def statuses(
    app: App,
    /,
    *,
    by: str,
    first: str | None,
    last: str | None,
    counts: bool,
    wanted: Wanted,
    as_at: date | None,
    as_known: datetime | None,
    **named: Any,
) -> None:
    """Draw the status of every project by month, as the status reports rate it.

    A letter says which status it is, and the colour says it again. Without an option, all projects
    are drawn; of very many, those of each status are counted.
    """
    from diagrams.plots.statuses.picture import statuses_plot
    from projections.savings.monthly import monthly
    from projections.savings.scope import WHOLE, name_of

    if first and last and first > last:
        raise click.UsageError(f"--from {first} comes after --to {last}")
    asked = ask(app, as_at, as_known)
    scope = scope_of(asked, Named(**named), of_project=False) if any(named.values()) else WHOLE
    times = (asked.as_at, asked.known)
    found = monthly(
        asked.views, as_at=times[0], known=times[1], scope=scope, by=by, first=first, last=last
    )
    plot = statuses_plot(
        found,
        name=name_of(asked.views, scope, *times),
        as_known=as_known,
        counted=counts,
        title=wanted.title,
        look=wanted.look,
    )
    projects = sum(len(group.projects) for group in found.groups)
    months = len(found.months)
    write_picture(
        plot, wanted, f"{projects:,} projects, {months} month{'' if months == 1 else 's'}"
    )
