"""``minutebook export change-request``: the form of a request, for a committee's papers."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from cli.context import App, pass_app
from cli.export.paper import check_target, deliver, form_of, paper_options, times_of
from cli.frame.asked import ask
from cli.frame.completion import references
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option
from cli.frame.references import not_there


@click.command(
    "change-request",
    epilog=examples(
        "export change-request ICS-2019-A -o request-a.html",
        "export change-request ICS-2019-B -o - --as-at 2019-01-07",
    ),
)
@click.argument("ref", shell_complete=references("change-request"))
@paper_options
@as_at_option
@as_known_option
@pass_app
def change_request(
    app: App,
    ref: str,
    *,
    output: Path,
    form: str | None,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Write the form of a change request or extension as a paper.

    Why it is asked, what each year was, shall be and changes by, mitigation, wider impact, lessons,
    what finance, the programme office and the constitution's keepers say, decisions, conditions and
    history, with sources as footnotes.
    """
    from exports.papers.change_request import change_request_paper
    from projections.changes import requests

    chosen = form_of(output, form)
    check_target(app, output)
    asked = ask(app, as_at, as_known)
    found = requests.change(asked.views, ref, as_at=asked.as_at, known=asked.known)
    if found is None:
        every = requests.changes(asked.views, as_at=asked.as_at, known=asked.known)
        raise not_there(asked.views, "change request", ref, [row.ref for row in every])
    text = change_request_paper(asked.views, found, times_of(asked), chosen)
    deliver(app, output, text, f"{ref}, {asked.times}.")
