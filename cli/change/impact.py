"""``minutebook change impact``: what requests come to together, and what would be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.change.impact_tables import impact_blocks, impact_rows
from cli.change.supposed_tables import supposed_blocks, supposed_rows
from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.completion import measures, references, years
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import read_day, reads, unit_option
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.references import DEFAULT_MEASURE, not_there, require_measure
from cli.frame.words import spaced
from cli.frame.years import read_year

if TYPE_CHECKING:
    from projections.changes.requests import Change

_HEADER = ("ref", "title", "kind", "state", "project", "measure", "year")
_DECISIONS = ("approved", "rejected")


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
    type=click.Choice(_DECISIONS),
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
    " was rejected or withdrawn was approved; repeat it for several.",
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
@click.option(
    "--measure",
    metavar="NAME",
    default=DEFAULT_MEASURE,
    show_default=True,
    help="The measure.",
    shell_complete=measures,
)
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
    that they expect.

    Nothing of this is recorded.
    """
    from projections.changes.impact import impact, measures_of
    from projections.supposing.suppositions import How
    from projections.supposing.what_if import what_if

    asked = ask(app, as_at, as_known)
    require_measure(asked.views, measure)
    question = _question(asked, refs, decision, undone, since)
    found = impact(question.chosen, start=start, measure=measure)
    others = {name for change in question.chosen for name in measures_of(change)} - {measure}
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
        "other_measures": sorted(others),
        "if": question.decision,
        "what_if": supposed,
    }
    answer = Answer(
        lambda: asked.scope | as_data(found) | as_data(told),
        lambda: [
            *impact_blocks(
                found,
                unit,
                asked.times,
                shown=question.shown,
                measure=measure,
                others=sorted(others),
            ),
            *supposed_blocks(supposed, unit, asked.times),
        ],
        lambda: Sheet(
            ("row", *_HEADER, "expected", "revised", "change"),
            [*impact_rows(found), *supposed_rows(supposed)],
        ),
    )
    show(answer, form)


@dataclass(frozen=True)
class _Question:
    """What is asked.

    Attributes:
        chosen: those whose net impact is asked for.
        decided: those of them that are supposed to be decided.
        decision: how.
        shown: whether the net impact is asked for at all, or only what is supposed away.
    """

    chosen: Sequence[Change]
    decided: Collection[str]
    decision: str
    shown: bool


def _question(
    asked: Asked,
    refs: tuple[str, ...],
    decision: str | None,
    undone: tuple[str, ...],
    since: date | None,
) -> _Question:
    from projections.changes.view import AWAITING

    shown = bool(refs) or not undone or decision is not None
    chosen = _chosen(asked, refs, since) if shown else []
    for change in chosen if refs and decision else ():
        _check_open_to(change, decision or "")
    for ref in undone:
        _check_decided(min(_named(asked, ref), key=lambda change: not change.request))
    waiting = [change.ref for change in chosen if change.request and change.state in AWAITING]
    return _Question(chosen, waiting, decision or _DECISIONS[0], shown)


def _named(asked: Asked, ref: str) -> list[Change]:
    """Return what bears a reference: a request, an extension, or both."""
    from projections.changes.requests import changes, changes_named

    found = changes_named(asked.views, [ref], as_at=asked.as_at, known=asked.known)
    if not found:
        there = changes(asked.views, as_at=asked.as_at, known=asked.known)
        raise not_there(asked.views, "change request", ref, {change.ref for change in there})
    return found


def _chosen(asked: Asked, refs: tuple[str, ...], since: date | None) -> list[Change]:
    """Return the changes that the net impact is asked of."""
    from projections.changes.requests import changes_named, extensions
    from projections.changes.view import awaiting

    if refs:
        return [change for ref in dict.fromkeys(refs) for change in _named(asked, ref)]
    as_at, known = asked.as_at, asked.known
    waiting = awaiting(asked.views, as_at.isoformat(), known)
    requests = changes_named(asked.views, waiting, as_at=as_at, known=known)
    first = since.isoformat() if since else ""
    return [
        *(change for change in requests if change.request and change.awaits_decision),
        *extensions(asked.views, as_at=as_at, known=known, since=first),
    ]


def _check_open_to(change: Change, decision: str) -> None:
    """Refuse to suppose a decision on what has another already."""
    from projections.changes.view import AWAITING

    settled = not change.request or change.state not in AWAITING
    if settled and change.figures_stand != (decision == "approved"):
        raise click.UsageError(
            f"{change.ref} was {spaced(change.state)} on {change.decided_on or 'an unknown day'}:"
            f" `--without {change.ref}` supposes that it was not"
        )


def _check_decided(change: Change) -> None:
    """Refuse to undo a decision that there is not."""
    if change.awaits_decision:
        raise click.UsageError(
            f"{change.ref} awaits its decision, so that none can have gone the other way: suppose"
            f" one with `change impact {change.ref} --if approved`, or rejected"
        )
