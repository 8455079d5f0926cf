"""``minutebook resolution``: what meetings decided, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Details, Heading, Paragraphs, Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, as_data, page, show
from cli.frame.references import require
from cli.frame.words import on, source_in_words, spaced
from cli.resolution.call_in import call_in, call_in_outcome
from cli.resolution.facts import facts_
from cli.resolution.named import the_one
from projections.wording.phrases import pounds

if TYPE_CHECKING:
    from projections.resolutions.queries import ClauseRow, ResolutionRow

_KEYS = ("ref", "body", "meeting", "held_on", "item", "title", "outcome", "clauses")


@click.group(
    cls=Noun,
    epilog=examples("resolution list", "resolution show 2018/019", "resolution facts 2018/019"),
)
def resolution() -> None:
    """What meetings decided, clause by clause."""


resolution.add_command(facts_)
resolution.add_command(call_in)
resolution.add_command(call_in_outcome)


@resolution.command(
    "list", epilog=examples("resolution list --body ics", "resolution list --format json")
)
@click.option("--body", metavar="REF", help="Only of this body.", shell_complete=references("body"))
@click.option(
    "--meeting", metavar="REF", help="Only of this meeting.", shell_complete=references("meeting")
)
@reads
@pass_app
def list_(
    app: App,
    body: str | None,
    meeting: str | None,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """List the resolutions, oldest first."""
    from projections.resolutions.queries import list_resolutions

    asked = ask(app, as_at, as_known)
    require(asked.views, body=body, meeting=meeting)
    found = list_resolutions(asked.views, asked.as_at, asked.known, body=body, meeting=meeting)
    answer = Answer(
        lambda: [data_of(row) for row in found],
        lambda: [_list(found, asked.times)],
        lambda: _sheet(found),
    )
    show(answer, form)


def data_of(row: ResolutionRow) -> dict[str, Any]:
    """Return a resolution as JSON has it, the keys of the contract first."""
    said: dict[str, Any] = as_data(row)
    return {key: said.pop(key) for key in _KEYS} | said


def _list(found: list[ResolutionRow], times: str) -> Table:
    rows = [
        (
            row.ref,
            row.body,
            on(row.held_on),
            row.item or "",
            row.title,
            _stands(row),
            ", ".join(spaced(clause.effect) for clause in row.clauses),
        )
        for row in found
    ]
    columns = ("Reference", "Body", "Date", "Item", "Title", "Outcome", "Clauses")
    return Table(columns, rows, f"Resolutions, {times}", empty="No resolutions recorded yet.")


def _stands(row: ResolutionRow) -> str:
    """Return what became of a resolution by the day asked for, in a few words."""
    told = {
        "lost": "lost",
        "superseded": f"superseded by {row.superseded_by}",
        "rescinded": f"rescinded by {row.rescinded_by}",
        "awaiting call-in": f"passed, may be called in until {on(row.call_in_until)}",
        "awaiting tick": f"passed, in force from {on(row.in_force_from)} once a tick records it",
        "not yet in force": f"passed, in force from {on(row.in_force_from)}",
        "called in": "called in",
        "referred back": "referred back after a call-in",
    }
    amended = any(clause.words != clause.text for clause in row.clauses)
    return told.get(row.state, "passed, amended" if amended else "passed")


def _sheet(found: list[ResolutionRow]) -> Sheet:
    """Return a line for every clause."""
    of_clauses = ("number", "effect", "text", "to", "delegate", "in_consultation_with", "by", "at")
    header = (*_KEYS[:-1], "state", *of_clauses)
    return Sheet(
        header,
        [
            [getattr(clause if name in of_clauses else row, name) for name in header]
            for row in found
            for clause in row.clauses
        ],
    )


@resolution.command(
    "show", epilog=examples("resolution show 2018/019", "resolution show 2018/019 --body ics")
)
@click.argument("ref", shell_complete=references("resolution"))
@click.option(
    "--body",
    metavar="REF",
    help="The body, where several use the reference.",
    shell_complete=references("body"),
)
@reads
@pass_app
def show_(
    app: App, ref: str, body: str | None, as_at: date | None, as_known: datetime | None, form: str
) -> None:
    """Show one resolution: clauses, votes, and what became of it."""
    asked = ask(app, as_at, as_known)
    require(asked.views, body=body)
    found = the_one(asked, ref, body)
    show(page(lambda: data_of(found), lambda: _page(found, asked.times)), form)


def _page(row: ResolutionRow, times: str) -> Iterator[Block]:
    yield Heading(f"{row.ref}: {row.title}, {times}")
    yield Details(
        (
            ("Body", row.body),
            ("Meeting", f"{row.meeting}, held on {on(row.held_on)}"),
            ("Item", row.item),
            ("Outcome", ", ".join([row.outcome, *_ended(row)])),
            ("State", None if row.outcome == "lost" else row.state),
            ("In force from", on(row.in_force_from)),
            ("May be called in until", on(row.call_in_until)),
            ("Called in", _called_in(row)),
            ("Urgent", row.urgent),
            ("Considered", ", ".join(row.considers)),
            ("Supersedes", ", ".join(row.supersedes)),
            ("Rescinds", ", ".join(row.rescinds)),
            ("Amends", ", ".join(f"clause {a['clause']} of {a['ref']}" for a in row.amends)),
            ("Moved by", row.moved_by),
            ("Seconded by", row.seconded_by),
            ("Votes", _votes(row.votes)),
            ("Source", source_in_words(row.source)),
            ("Recorded", f"{row.recorded_at} by {row.actor}, position {row.position}"),
        )
    )
    clauses = [
        (
            str(clause.number),
            (f"{_effect(clause)}: {clause.text}", _binding(clause), *_amended(clause)),
        )
        for clause in row.clauses
    ]
    yield Paragraphs("Clauses", clauses)


def _ended(row: ResolutionRow) -> Iterator[str]:
    if row.superseded_by:
        yield f"superseded by {row.superseded_by} on {on(row.superseded_on)}"
    if row.rescinded_by:
        yield f"rescinded by {row.rescinded_by} on {on(row.rescinded_on)}"
    for each in row.revived:
        yield (
            f"{each.how} by {each.by} on {on(each.on)}, which was referred back: it holds again"
            f" from {on(each.revived_on)}"
        )


def _called_in(row: ResolutionRow) -> str | None:
    if row.call_in is None:
        return None
    its = row.call_in
    asked = f"on {on(its.called_in_on)} by {', '.join(its.called_in_by)}: {its.reason.rstrip('.')}"
    if its.outcome is None:
        return f"{asked}; not decided yet"
    by = f" by {its.body}" if its.body else ""
    at = f" at {its.meeting}" if its.meeting else ""
    return f"{asked}; {spaced(its.outcome)}{by}{at} on {on(its.decided_on)}"


def _amended(clause: ClauseRow) -> Iterator[str]:
    for each in clause.amended:
        back = (
            f", until {on(each.revived_on)}, when that was referred back" if each.revived_on else ""
        )
        yield f"Amended by {each.amended_by} on {on(each.amended_on)}{back}, to read: {each.text}"


def _effect(clause: ClauseRow) -> str:
    return spaced(clause.effect).capitalize()


def _binding(clause: ClauseRow) -> str:
    parts = (
        clause.to and f"to {clause.to}",
        clause.delegate and f"delegate {clause.delegate}",
        clause.in_consultation_with and f"consulting {', '.join(clause.in_consultation_with)}",
        clause.limit and f"up to {pounds(clause.limit)}",
        clause.until and f"until {on(clause.until)}",
        clause.owner and f"owner {clause.owner}",
        clause.by and f"by {on(clause.by)}",
        clause.at and f"at {clause.at}",
        clause.in_months and f"in {clause.in_months} month{'s' if clause.in_months > 1 else ''}",
    )
    return "; ".join(part for part in parts if part)


def _votes(votes: dict[str, Any] | None) -> str | None:
    if not votes:
        return None
    counts = f"{votes['for']} for, {votes['against']} against, {votes['abstained']} abstained"
    casting = votes.get("casting_vote")
    named = votes.get("named") or {}
    names = "; ".join(f"{side}: {', '.join(who)}" for side, who in named.items() if who)
    return counts + (f", casting vote {casting}" if casting else "") + (names and f" ({names})")
