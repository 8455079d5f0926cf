"""``minutebook change impact``: what requests come to together, and what would be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import click

from cli.change.impact_question import DECISIONS, read_question
from cli.change.impact_tables import impact_blocks, impact_rows
from cli.change.supposed_tables import idle_blocks, supposed_blocks, supposed_rows
from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block
from cli.frame.completion import references, years
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.narrowing import measure_option
from cli.frame.options import read_day, reads, unit_option
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.references import require_measure
from cli.frame.units import unit_of
from cli.frame.years import read_year

_HEADER = (
    *("row", "ref", "title", "kind", "state", "project", "measure", "year"),
    *("expected", "revised", "change", "before", "after"),
)


@click.command(
    "impact",
    epilog=examples(
        "change impact --from 2018/19",
        "change impact ICS-2019-A ICS-2019-B --if approved --unit £",
        "change impact --without ICS-2018-A --as-at 2019-01-07",
        "change impact --since 2018-10-01 --format json",
    ),
)
@click.argument("refs", metavar="[REF]…", nargs=-1, shell_complete=references("change-request"))
@click.option(
    "--if",
    "decision",
    type=click.Choice(DECISIONS),
    help="Suppose that those of them which await a decision were approved as they ask (which is"
    " supposed if this is left out), or rejected.",
)
@click.option(
    "--without",
    "undone",
    metavar="REF",
    multiple=True,
    shell_complete=references("change-request"),
    help="Suppose that the decision on this had gone the other way: what was approved was not, what"
    " was rejected or withdrawn was approved; repeat it for several. Where a request and an"
    " extension share a reference, say which: request:REF or extension:REF.",
)
@click.option(
    "--from",
    "start",
    metavar="FY",
    callback=read_year,
    shell_complete=years,
    help="Count the changes of earlier years in this one, in the net figures and the portfolio.",
)
@click.option(
    "--since", metavar="DATE", callback=read_day, help="Only extensions approved from this day on."
)
@measure_option()
@unit_option
@reads
@pass_app
def impact_(
    app: App,
    *,
    refs: tuple[str, ...],
    decision: str | None,
    undone: tuple[str, ...],
    start: str | None,
    since: date | None,
    measure: str,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Show what requests and extensions do to the savings together, year by year.

    Without references: every request that awaits its decision, and every approved extension, which
    is what a meeting is shown before it decides. Below stands the portfolio as it would be if those
    that await their decision were approved, and which requests would no longer find the figures
    that they expect. Where there are too many extensions to list, the net impact counts them all.

    Nothing of this is recorded.
    """
    from projections.changes.impact import impact, measures_of
    from projections.supposing.suppositions import How
    from projections.supposing.what_if import what_if

    asked = ask(app, as_at, as_known)
    require_measure(asked.views, measure)
    unit = unit_of(measure, unit)
    question = read_question(
        asked, refs, decision=decision, undone=undone, since=since, measure=measure
    )
    found = impact(question.chosen, start=start, measure=measure, besides=question.besides)
    altered = {name for change in question.chosen for name in measures_of(change)}
    others = sorted((altered | question.measures) - {measure})
    supposed = what_if(
        asked.views,
        as_at=asked.as_at,
        known=asked.known,
        decided=question.decided,
        how=How(question.decision),
        undone=undone,
        measure=measure,
        start=start,
    )
    told = {
        "measure": measure,
        "other_measures": others,
        "if": question.decision,
        "what_if": supposed,
    }

    def blocks() -> Iterator[Block]:
        yield from idle_blocks(supposed)
        yield from impact_blocks(
            found,
            unit,
            asked.times,
            shown=question.shown,
            decision=question.decision,
            measure=measure,
            others=others,
        )
        yield from supposed_blocks(supposed, unit, asked.times)

    answer = Answer(
        lambda: asked.scope | as_data(found) | as_data(told),
        blocks,
        lambda: Sheet(_HEADER, [*impact_rows(found), *supposed_rows(supposed)]),
    )
    show(answer, form)
