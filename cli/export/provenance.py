"""``minutebook export provenance``: where a figure comes from, as W3C PROV-JSON."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from cli.context import App, pass_app
from cli.export.paper import check_target, deliver, written_to
from cli.frame.asked import Asked, ask
from cli.frame.completion import references
from cli.frame.errors import UnknownName
from cli.frame.help import examples
from cli.frame.narrowing import measure_option, year_option
from cli.frame.options import as_at_option, as_known_option
from cli.saving.scoped import Named, require_measure_of, scope_of


@click.command(
    "provenance",
    epilog=examples(
        "export provenance targeted-reviews -o targeted-reviews.json",
        "export provenance targeted-reviews --year 2018/19 -o -",
    ),
)
@click.argument("project", shell_complete=references("project"))
@written_to()
@year_option()
@measure_option()
@as_at_option
@as_known_option
@pass_app
def provenance(
    app: App,
    project: str,
    *,
    output: Path,
    year: str | None,
    measure: str,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Write the provenance of a project's figure as W3C PROV-JSON.

    Each state of each year, the decision that brought it, who decided by which resolution and on
    which request, the document it was taken from, who recorded it when and at which position of the
    ledger, and what documents state of it.
    """
    from exports.provenance.figure import provenance as written

    check_target(app, output)
    asked = ask(app, as_at, as_known)
    scope = scope_of(asked, Named(project))
    require_measure_of(asked, scope, measure)
    _require_figure(asked, project, measure, year)
    text = written(asked.views, project, measure, as_at=asked.as_at, known=asked.known, year=year)
    deliver(app, output, text, f"where the {measure} of {project} comes from, {asked.times}.")


def _require_figure(asked: Asked, project: str, measure: str, year: str | None) -> None:
    """Refuse to write where nothing comes from anywhere."""
    from projections.savings.history import history

    found = history(asked.views, project, measure, as_at=asked.as_at, known=asked.known, year=year)
    if not found.movements:
        of_year = f" of {year}" if year else f" {asked.times}"
        raise UnknownName(f"{project} has no figure{of_year}: nothing was written")
