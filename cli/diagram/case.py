"""``minutebook diagram case``: where a case went on its route, where it stands, what comes next."""

from __future__ import annotations

from datetime import date, datetime

import click

from cli.context import App, pass_app
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import Asked, ask
from cli.frame.completion import references
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option
from cli.frame.references import not_there


@click.command(
    epilog=examples(
        "diagram case ICS-2019-A -o case.svg",
        "diagram case change-request/ICS-2019-A --as-at 2019-01-08 -o case.pdf",
    )
)
@click.argument("ref", shell_complete=references("case"))
@picture_options()
@as_at_option
@as_known_option
@pass_app
def case(
    app: App, ref: str, *, wanted: Wanted, as_at: date | None, as_known: datetime | None
) -> None:
    """Draw a case on its route: the way it took, where it stands, and what can come next.

    The steps that were taken are numbered, with their days and resolutions; what can come next
    says who may take it and by when. REF is that of the case, or of what travels, where that is
    enough to know it by.
    """
    from diagrams.routes.picture import case_picture
    from diagrams.routes.travelled import case_graph
    from projections.cases.on_route import case_on_route

    asked = ask(app, as_at, as_known)
    found = case_on_route(asked.views, ref, asked.as_at, asked.known, as_known=as_known)
    if isinstance(found, list):
        raise _not_there(asked, ref, found)
    graph = case_graph(found)
    picture = case_picture(graph, title=wanted.title, look=wanted.look)
    steps = sum(way["taken"] for _, _, way in graph.edges(data=True))
    told = f"{found.case.ref}: {steps} {'step' if steps == 1 else 'steps'} taken"
    write_picture(picture, wanted, told)


def _not_there(asked: Asked, ref: str, known: list[str]) -> click.ClickException:
    """Return the error for a case that there is not, by its reference or that of what travels."""
    from projections.facts.known import known_of

    ever = [each for each in known_of(asked.views, "case") if each.partition("/")[2] == ref]
    subjects = [each.partition("/")[2] for each in known]
    return not_there(asked.views, "case", ever[0] if ever else ref, [*known, *subjects])
