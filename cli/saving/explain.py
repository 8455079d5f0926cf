"""``minutebook saving explain``: why a figure is what it is, in sentences to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.blocks import Block, Heading, Paragraphs, Text
from cli.frame.completion import references, years
from cli.frame.help import examples
from cli.frame.narrowing import year_option
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.words import spaced
from cli.frame.years import read_year
from cli.saving.measures import measure_options, measures_asked
from cli.saving.scoped import Named, require_measure_of, scope_of, scope_options

if TYPE_CHECKING:
    from projections.lives.story import Explanation


@click.command(
    "explain",
    epilog=examples(
        "saving explain targeted-reviews 2018/19",
        "saving explain targeted-reviews",
        "saving explain --portfolio place --year 2018/19",
    ),
)
@click.argument("project", required=False, shell_complete=references("project"))
@click.argument("fy", metavar="[FY]", callback=read_year, required=False, shell_complete=years)
@scope_options
@year_option("Only this financial year; the same as naming it after the project.")
@measure_options
@reads
@pass_app
def explain_(
    app: App,
    /,
    *,
    fy: str | None,
    year: str | None,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
    **named: Any,
) -> None:
    """Explain a figure in sentences that can be read aloud.

    With a year, the whole story of a project: what the figure was, what it is, who decided the
    difference and when, what the book knew of it when they did, what requests would make of it,
    and what the last status report and published documents say. Without one, each year in short.
    Of a group: what kinds of decision brought it there, and the largest of them. References and
    sources stand below, by number.
    """
    fy, named["project"] = _year_of_group(fy, named)
    if fy and year and fy != year:
        raise click.UsageError(f"name one year: {fy} or --year {year}")
    asked = ask(app, as_at, as_known)
    measure, every = named.pop("measure"), named.pop("every_measure")
    scope = scope_of(asked, Named(**named))
    if not every:
        require_measure_of(asked, scope, measure)
    from projections.lives import moving
    from projections.lives.story import explain
    from projections.savings.scope import members
    from projections.savings.sources import sources_of_figures

    found = [
        explain(asked.views, moving.Asked(scope, of, asked.as_at, asked.known, fy or year))
        for of in measures_asked(asked, scope, measure, every=every)
    ]
    answer = Answer(
        lambda: _data(found, asked, every=every),
        lambda: (block for one in found for block in _blocks(one, asked.times)),
        lambda: _sheet(found, every=every),
        lambda: sources_of_figures(
            asked.views,
            as_at=asked.as_at,
            known=asked.known,
            measure=None if every else measure,
            only=members(asked.views, scope, asked.as_at, asked.known),
        ),
    )
    show(answer, form)


def _year_of_group(fy: str | None, named: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the year and the project named; of a group, what stands first is its year."""
    project: str | None = named["project"]
    of_group = any(named[name] for name in Named._fields if name != "project")
    if project is None or fy is not None or not of_group or not project[:1].isdigit():
        return fy, project
    return read_year(click.get_current_context(), click.Argument(["fy"]), project), None


def _data(found: Sequence[Explanation], asked: Asked, *, every: bool) -> dict[str, Any]:
    told = [_one(one) for one in found]
    return ({"measures": told} if every else told[0]) | asked.scope


def _one(found: Explanation) -> dict[str, Any]:
    scope = found.asked.scope
    project = {"project": scope.ref} if scope.kind == "project" else {}
    return project | {
        "measure": found.asked.measure,
        "years": as_data(found.years),
        "scope": {"kind": scope.kind, "ref": scope.ref, "name": found.name},
    }


def _blocks(found: Explanation, times: str) -> Iterator[Block]:
    scope = found.asked.scope
    named = f" ({scope.ref})" if scope.ref not in (None, found.name) else ""
    yield Heading(f"{found.name}{named}, {spaced(found.asked.measure)}, {times}")
    if not found.years:
        yield Text("The book has no figure for it by then.")
    notes: dict[str, int] = {}
    for story in found.years:
        for sentence, note in zip(story.sentences, story.notes, strict=True):
            number = f" [{notes.setdefault(note, len(notes) + 1)}]" if note else ""
            yield Text(f"{sentence}{number}")
    if notes:
        yield Paragraphs("References and sources", [(str(n), (note,)) for note, n in notes.items()])


def _sheet(found: Sequence[Explanation], *, every: bool) -> Sheet:
    header = ("year", "amount", "number", "sentence", "note")
    return Sheet(
        ("measure", *header) if every else header,
        [
            (*([one.asked.measure] if every else []), story.year, story.amount, number, *told)
            for one in found
            for story in one.years
            for number, told in enumerate(zip(story.sentences, story.notes, strict=True), 1)
        ],
    )
