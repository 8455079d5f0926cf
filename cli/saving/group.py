"""``minutebook saving``: how a figure came to be what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.blocks import Block, Heading, Text
from cli.frame.completion import measures, references, years
from cli.frame.errors import UnknownName
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.references import not_there
from cli.frame.words import authority_in_words, source_in_words, spaced
from cli.frame.years import read_year
from cli.saving.table import history_tables

if TYPE_CHECKING:
    from projections.savings.explanation import Explanation
    from projections.savings.history import History

_MEASURE: dict[str, Any] = {
    "metavar": "NAME",
    "default": "cashable-benefit",
    "show_default": True,
    "help": "The measure.",
    "shell_complete": measures,
}


@click.group(
    cls=Noun,
    epilog=examples("saving history targeted-reviews", "saving explain targeted-reviews 2018/19"),
)
def saving() -> None:
    """The history of a savings figure, and the story behind it."""


@saving.command(
    "history",
    epilog=examples(
        "saving history targeted-reviews",
        "saving history targeted-reviews --year 2018/19 --as-at 2018-01-31",
        "saving history transitions --as-known 2018-11-01 --format json",
    ),
)
@click.argument("project", shell_complete=references("project"))
@click.option(
    "--year",
    metavar="FY",
    callback=read_year,
    shell_complete=years,
    help="Only this financial year.",
)
@click.option("--measure", **_MEASURE)
@unit_option
@reads
@pass_app
def history_(
    app: App,
    project: str,
    *,
    year: str | None,
    measure: str,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Show every movement of a figure, oldest decision first.

    What was decided early and recorded late stands in its place by the day of decision; when and
    where it was recorded shows that it came late.
    """
    from projections.savings.history import history

    asked = ask(app, as_at, as_known)
    _check(asked, project, measure)
    found = history(asked.views, project, measure, as_at=asked.as_at, known=asked.known, year=year)
    answer = Answer(
        lambda: as_data(found) | asked.scope,
        lambda: history_tables(found, asked.times, unit),
        lambda: _history_sheet(found),
    )
    show(answer, form)


def _history_sheet(found: History) -> Sheet:
    header = (
        "year",
        "before",
        "after",
        "change",
        "decided_on",
        "recorded_at",
        "position",
        "kind",
        "authority",
        "change_request",
        "extension",
        "corrects",
        "source",
        "reason",
    )
    in_words = {"authority": authority_in_words, "source": source_in_words}
    return Sheet(
        header,
        [
            [
                in_words[name](getattr(movement, name))
                if name in in_words
                else getattr(movement, name)
                for name in header
            ]
            for movement in found.movements
        ],
    )


@saving.command(
    "explain",
    epilog=examples("saving explain targeted-reviews 2018/19", "saving explain targeted-reviews"),
)
@click.argument("project", shell_complete=references("project"))
@click.argument("year", metavar="[FY]", callback=read_year, required=False, shell_complete=years)
@click.option("--measure", **_MEASURE)
@reads
@pass_app
def explain_(
    app: App,
    project: str,
    year: str | None,
    *,
    measure: str,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Explain a figure in sentences.

    With a year, its whole story: each decision with its body, meeting, resolution, change,
    conditions and source, how the figure stands, what requests would make of it, and what the last
    status report said. Without one, one sentence for each year.
    """
    from projections.savings.explanation import explain

    asked = ask(app, as_at, as_known)
    name = _check(asked, project, measure)
    found = explain(asked.views, project, measure, as_at=asked.as_at, known=asked.known, year=year)
    answer = Answer(
        lambda: as_data(found) | asked.scope,
        lambda: _explanation(found, name, asked.times),
        lambda: _explanation_sheet(found),
    )
    show(answer, form)


def _explanation(found: Explanation, name: str, times: str) -> Iterator[Block]:
    yield Heading(f"{name} ({found.project}), {spaced(found.measure)}, {times}")
    if not found.years:
        yield Text("The book has no figure for it by then.")
    for story in found.years:
        for sentence in story.sentences:
            yield Text(sentence)


def _explanation_sheet(found: Explanation) -> Sheet:
    return Sheet(
        ("year", "amount", "number", "sentence"),
        [
            (story.year, story.amount, number, sentence)
            for story in found.years
            for number, sentence in enumerate(story.sentences, 1)
        ],
    )


def _check(asked: Asked, project: str, measure: str) -> str:
    """Refuse a project or a measure that the book does not have by then; return the name."""
    from projections.savings.figures import measures_of
    from projections.savings.projects import projects

    views, times = asked.views, (asked.as_at, asked.known)
    found = projects(views, *times, only=project).get(project)
    if found is None:
        raise not_there(views, "project", project, projects(views, *times))
    measures = measures_of(views, project)
    if measures and measure not in measures:
        raise UnknownName(f"{project} has no measure {measure!r}: it has {', '.join(measures)}")
    return found.name
