"""``minutebook log``: every fact in plain words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Table
from cli.frame.completion import references
from cli.frame.errors import UnknownName
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, show
from cli.frame.references import unknown
from cli.frame.words import authority_in_short, authority_in_words, on, source_in_words

if TYPE_CHECKING:
    from projections.facts.queries import FactRow
    from projections.views import Views

_KINDS = ("body", "meeting", "resolution", "portfolio", "programme", "project", "change-request")


def _any_reference(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [item for kind in _KINDS for item in references(kind)(ctx, param, incomplete)]


@click.command(
    epilog=examples("log", "log --subject targeted-reviews", "log --subject 2018/019 --full")
)
@click.option(
    "--subject",
    metavar="REF",
    shell_complete=_any_reference,
    help="Only what concerns this body, meeting, resolution, project, change request …, and what"
    " belongs to it: a body's meetings, a project's change requests.",
)
@click.option("--full", is_flag=True, help="Also the whole authority, and the source.")
@reads
@pass_app
def log(
    app: App,
    subject: str | None,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
    *,
    full: bool,
) -> None:
    """Tell every fact of the book, in the order in which it was recorded.

    Each has two times: the day it was decided, and the moment the book learnt of it.
    """
    from projections.facts.queries import list_facts

    asked = ask(app, as_at, as_known)
    about = None if subject is None else _subject(asked.views, subject)
    facts = list(list_facts(asked.views, as_at, asked.known, subject=about))
    days = asked.times if as_at else f"of every day, {asked.knowledge}"
    answer = Answer(
        lambda: facts,
        lambda: [_table(facts, f"Facts {days}", full=full)],
        lambda: _sheet(facts),
    )
    show(answer, form)


def _subject(views: Views, ref: str) -> tuple[str, str]:
    """Return the one thing that a bare reference names; ``kind:ref`` names it outright."""
    from projections.facts.known import known_subjects, named

    found = named(views, ref)
    if not found:
        raise unknown("subject", ref, dict.fromkeys(name for _, name in known_subjects(views)))
    if len(found) > 1:
        ways = " or ".join(f"{kind}:{name}" for kind, name in found)
        raise UnknownName(f"{ref} names several things: write {ways}")
    return found[0]


def _table(facts: list[FactRow], title: str, *, full: bool) -> Table:
    by = ("By", "Authority") if full else ("By, on authority of",)
    columns = ("No.>", "Decided", "Recorded", *by, "What", *(("Source",) if full else ()))
    tell = _fully if full else _shortly
    rows = [
        (str(fact.position), on(fact.decided_on), fact.recorded_at[:10], *tell(fact))
        for fact in facts
    ]
    return Table(columns, rows, title, empty="Nothing recorded by then.")


def _shortly(fact: FactRow) -> tuple[str, ...]:
    """Who recorded a fact and on whose authority in one cell, which leaves room for the fact."""
    authority = authority_in_short(fact.authority)
    return f"{fact.actor}, {authority}" if authority else fact.actor, fact.sentence


def _fully(fact: FactRow) -> tuple[str, ...]:
    authority, source = authority_in_words(fact.authority), source_in_words(fact.source)
    return fact.actor, authority, fact.sentence, source


def _sheet(facts: list[FactRow]) -> Sheet:
    header = (
        "position",
        "recorded_at",
        "decided_on",
        "kind",
        "subject",
        "topic",
        "sentence",
        "actor",
    )
    return Sheet(
        (*header, "authority", "source"),
        [
            (
                *(getattr(fact, name) for name in header),
                authority_in_words(fact.authority),
                source_in_words(fact.source),
            )
            for fact in facts
        ],
    )
