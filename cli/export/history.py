"""``minutebook export history``: the life of figures as a paper for a committee."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from cli.context import App, pass_app
from cli.export.paper import check_target, deliver, form_of, paper_options, times_of
from cli.frame.asked import ask
from cli.frame.completion import measures, references
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option
from cli.frame.references import not_there, require_measure


@click.command(
    epilog=examples(
        "export history targeted-reviews -o targeted-reviews.html",
        "export history transitions contracts-review -o history.md --as-at 2019-01-07",
    )
)
@click.argument(
    "refs", metavar="PROJECT…", nargs=-1, required=True, shell_complete=references("project")
)
@click.option(
    "--measure",
    metavar="NAME",
    help="Only this measure; every one that a project has if left out.",
    shell_complete=measures,
)
@paper_options
@as_at_option
@as_known_option
@pass_app
def history(
    app: App,
    refs: tuple[str, ...],
    *,
    measure: str | None,
    output: Path,
    form: str | None,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Write the history of projects' figures as a paper.

    Of each project what stands, its story in sentences, every movement with its authority, what
    awaits a decision, and what published documents state; sources are footnotes.
    """
    from exports.papers.history import history_paper
    from projections.savings.projects import projects

    chosen = form_of(output, form)
    check_target(app, output)
    asked = ask(app, as_at, as_known)
    if measure:
        require_measure(asked.views, measure)
    known = projects(asked.views, asked.as_at, asked.known)
    for ref in refs:
        if ref not in known:
            raise not_there(asked.views, "project", ref, known)
    its = list(dict.fromkeys(refs))
    text = history_paper(asked.views, its, times_of(asked), chosen, measure=measure)
    deliver(app, output, text, f"{', '.join(its)}, {asked.times}.")
