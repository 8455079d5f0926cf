"""The commands that open a case and take its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.case.page import next_steps
from cli.change.lines import AMOUNT, Amounts, lines_agreed
from cli.change.told import tell
from cli.context import App, pass_app
from cli.deciding import (
    conditions_options,
    conditions_said,
    deferred_to_option,
    meeting_option,
    referred_to_option,
    resolution_option,
)
from cli.frame.blocks import Block, Text
from cli.frame.completion import references
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import unit_option
from cli.frame.printing import write_blocks
from cli.frame.words import on, spaced
from cli.record import open_book
from cli.recording import command_from, day_option, once, provenance
from cli.route.named import complete_routes

if TYPE_CHECKING:
    from domain.cases.facts import CaseOpened, CaseReopened, CaseStepped
    from engine.book import Book, Receipt

Pairs = tuple[tuple[str, str], ...]

_OPTIONS = {
    "bodies": "--body",
    "attachments": "--attach",
    "projects": "--revise",
    "conditions": "--condition",
    "taken_on": "--on",
    "opened_on": "--on",
    "assessments": "--assess",
    "deferred_to": "--deferred-to",
    "referred_to": "--referred-to",
    "must_change": "--must-change",
    "recycle_to": "--recycle-to",
}


@click.command(
    "open",
    epilog=examples(
        "case open change-request ICS-2019-A --body leadership clt --on 2018-12-20",
        "case open committee-report TRAMS-1 --title 'Trams' --body deciding ics --dry-run",
    ),
)
@click.argument("route", shell_complete=complete_routes)
@click.argument("subject", shell_complete=references("change-request"))
@click.option(
    "--body",
    "bodies",
    nargs=2,
    multiple=True,
    metavar="PART REF",
    help="Which body plays a part of the route; repeat it. The body to which the subject is put"
    " need not be named.",
)
@click.option("--title", help="What travels is called; as the book has it, if left out.")
@click.option("--raised-by", metavar="NAME", help="Who raised it; they may not decide it.")
@click.option("--kind", metavar="KIND", help="The kind of what travels; the route's, if left out.")
@click.option("--version", type=click.IntRange(min=1), help="Of the route; the highest at hand.")
@day_option("--on", "The day on which it sets out; today if left out.")
@provenance
@pass_app
def open_case(app: App, /, route: str, subject: str, **given: Any) -> None:
    """Let a subject set out on a route, whose version it then keeps.

    A subject is a change request or a gate (SEQUENCE/NUMBER) of the book, or, on a route of its
    own, anything with a reference.
    """
    bodies = dict(given.pop("bodies"))
    opened_on = given.pop("on") or app.today()
    command = command_from(
        "case",
        app,
        given,
        _OPTIONS,
        route=route,
        subject=subject,
        opened_on=opened_on,
        bodies=bodies or None,
    )
    with open_book(app) as book:
        receipt = once(book, command, f"the case of {subject}", dry_run=given["dry_run"])
    _tell(app, receipt, f"{subject} set out on the route {route}.", dry_run=given["dry_run"])


@click.command(
    epilog=examples(
        "--as 'A. Accountant' case step ICS-2019-A comment"
        " --attach finance-comment 'No effect on the total' --on 2019-01-03",
        "--as 'A. Clerk' case step ICS-2019-A approve --resolution 2019/003",
        "--as 'A. Clerk' case step ICS-2019-C approve --resolution 2019/005"
        " --condition-for 'Director' 2019-06-30 'Report back'",
        "--as 'A. Clerk' case step ICS-2019-B defer --resolution 2019/004"
        " --deferred-to ics-2019-03-04",
    ),
)
@click.argument("ref", shell_complete=references("case"))
@click.argument("step")
@day_option(
    "--on",
    "The day of the step; that of the resolution named, or of the meeting named if it was held,"
    " else today.",
)
@resolution_option
@meeting_option("The meeting that decided, or that it is for.")
@click.option("--item", metavar="ITEM", help="The item of its agenda.")
@click.option("--under", metavar="REF", help="The delegation used, as in ics/2018/019/2.")
@click.option("--consulted", multiple=True, metavar="NAME", help="Who was consulted; repeat it.")
@click.option(
    "--attach", nargs=2, multiple=True, metavar="KIND TEXT", help="A paper with what it says."
)
@click.option(
    "--attach-document",
    nargs=2,
    multiple=True,
    metavar="KIND DOCUMENT",
    help="A paper that is, or stands in, a document.",
)
@click.option("--note", help="What else is to be known.")
@referred_to_option
@deferred_to_option
@conditions_options("an approval or a conditional go")
@click.option("--revise", help="What is approved of a year, in part; repeat it.", **AMOUNT)
@click.option("--commentary", help="What else the decision record says.")
@click.option(
    "--assess",
    nargs=2,
    multiple=True,
    metavar="CRITERION RESULT",
    help="How a criterion of the gate was found at its decision; repeat it.",
)
@click.option("--must-change", multiple=True, help="What must change after a no-go; repeat it.")
@click.option("--recycle-to", type=click.IntRange(min=1), help="The gate that is gone back to.")
@click.option(
    "--project",
    metavar="REF",
    shell_complete=references("project"),
    help="The project whose baseline is set.",
)
@click.option("--measure", metavar="NAME", help="The measure of that baseline.")
@click.option(
    "--profile",
    nargs=2,
    multiple=True,
    metavar="YEAR POUNDS",
    help="A year of that baseline; repeat it.",
)
@click.option(
    "--nth",
    type=click.IntRange(min=1),
    help="Which it is, where the case takes this step several times on one day.",
)
@unit_option
@provenance
@pass_app
def step(
    app: App,
    /,
    ref: str,
    step: str,
    *,
    on: date | None,
    attach: Pairs,
    attach_document: Pairs,
    revise: Amounts,
    assess: Pairs,
    profile: Pairs,
    unit: Unit,
    **given: Any,
) -> None:
    """Take a step of a case, with all that it brings about, as the person named by --as.

    The case, what it decides and the figures that move with it are recorded together or not at all.
    `minutebook case show REF` says which steps there are, who may take them and what they need.
    """
    with open_book(app) as book:
        dated = given["resolution"] or (given["meeting"] and book.was_held(given["meeting"]))
        command = command_from(
            "case-step",
            app,
            given,
            _OPTIONS,
            case=ref,
            step=step,
            taken_on=on or (None if dated else app.today()),
            attachments=[{"kind": kind, "text": text} for kind, text in attach]
            + [{"kind": kind, "document": document} for kind, document in attach_document],
            conditions=conditions_said(given),
            assessments=[{"criterion": name, "result": found} for name, found in assess],
            profile=dict(profile) or None,
            projects=_agreed(book, ref, revise),
        )
        again = f"--nth {(given['nth'] or 1) + 1}"
        this = f"this step of {ref} on that day (`{again}` says that it was taken again)"
        receipt = once(book, command, this, dry_run=given["dry_run"])
    done = f"Took the step {spaced(step)} of {ref}."
    _tell(app, receipt, done, dry_run=given["dry_run"], unit=unit)


def _agreed(book: Book, ref: str, revise: Amounts) -> list[dict[str, Any]]:
    return lines_agreed(book, ref.removeprefix("change-request/"), revise)


def _tell(
    app: App, receipt: Receipt, done: str, *, dry_run: bool, unit: Unit = Unit.THOUSANDS
) -> None:
    """Say what was done, the figures before and after, and what can come next."""
    tell(receipt, done, dry_run=dry_run, unit=unit)
    moved = _moved(receipt)
    if moved and not dry_run:
        write_blocks(_afterwards(app, moved))


def _moved(receipt: Receipt) -> CaseOpened | CaseStepped | CaseReopened | None:
    from domain.cases.facts import CaseOpened, CaseReopened, CaseStepped

    kinds = (CaseOpened, CaseStepped, CaseReopened)
    return next((fact for fact in reversed(receipt.facts) if isinstance(fact, kinds)), None)


def _afterwards(app: App, fact: CaseOpened | CaseStepped | CaseReopened) -> Iterator[Block]:
    from projections.cases.following import definitions, following
    from projections.cases.standing import standings

    views = app.views()
    routes = definitions(views)
    for case in standings(views, only=fact.originator_id.partition(":")[2]):
        title = routes.title(case)
        if case.closed:
            yield Text(f"Its journey ended on {on(case.entered_on)}: {title}.")
            return
        yield Text(f"It stands at {spaced(case.state)} ({title}) since {on(case.entered_on)}.")
        yield from next_steps(following(case, routes))
