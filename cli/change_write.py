"""The commands that raise a change request, comment on it and decide it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.context import App, pass_app
from cli.help import examples
from cli.options import read_day
from cli.record import open_book, tell_notes

if TYPE_CHECKING:
    from engine.book import Book, Receipt
    from engine.commands.base import Command

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Amounts = tuple[tuple[str, str, str], ...]

_KINDS = (
    "re-profile",
    "write-off",
    "extension",
    "alternative-delivery",
    "transfer",
    "re-scope",
)
_OUTCOMES = ("approved", "approved-in-part", "rejected", "deferred", "referred", "withdrawn")
_AMOUNT: dict[str, Any] = {"nargs": 3, "multiple": True, "metavar": "PROJECT YEAR POUNDS"}


def _provenance(command: Decorated) -> Decorated:
    """Add the options that say where a record comes from."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Check everything, record nothing."),
        click.option("--page", help="The page of the document."),
        click.option("--source", metavar="DOCUMENT", help="The document it is taken from."),
    ):
        command = option(command)
    return command


def _day(name: str, what: str) -> Callable[[Decorated], Decorated]:
    return click.option(name, callback=read_day, metavar="DATE", help=what)


@click.command(
    "raise",
    epilog=examples(
        "change raise ICS-2019-D --title 'Accelerate Transitions' --kind re-profile --to ics"
        " --revise transitions 2019/20 150000 --revise transitions 2020/21 50000"
    ),
)
@click.argument("ref")
@click.option("--title", required=True, help="What the request is called.")
@click.option("--kind", required=True, type=click.Choice(_KINDS), help="What it does.")
@click.option("--to", "to", required=True, metavar="BODY", help="The body asked to decide.")
@click.option("--revise", required=True, help="What a year should become; repeat it.", **_AMOUNT)
@click.option(
    "--expect",
    help="What the request takes a year to be now; all of a project's years if one is given."
    " Without it, what the book has on the day it is raised.",
    **_AMOUNT,
)
@click.option("--measure", default="cashable-benefit", show_default=True)
@_day("--raised-on", "The day it was raised; today if left out.")
@click.option("--raised-by", metavar="NAME", help="Who raised it; they may not decide it.")
@click.option("--reasons", help="Why the change is asked for.")
@_provenance
@pass_app
def raise_request(app: App, /, ref: str, *, revise: Amounts, expect: Amounts, **given: Any) -> None:
    """Raise a change request.

    A request states what it takes the present profile to be, so that it cannot be approved once
    the profile has moved. Comments, lessons and several measures: use a record file.
    """
    raised_on = given.pop("raised_on") or app.today()
    with open_book(app) as book:
        lines = _lines(book, revise, expect, given.pop("measure"), raised_on)
        command = _command(
            "change-request", app, given, ref=ref, raised_on=raised_on, projects=lines
        )
        receipt = _once(book, command, f"the change request {ref}", dry_run=given["dry_run"])
    _tell(receipt, f"Raised {ref} to {given['to']}.", dry_run=given["dry_run"])


@click.command(
    epilog=examples("change comment ICS-2019-A --by finance --text 'No effect on the total.'")
)
@click.argument("ref")
@click.option("--by", required=True, help="finance, programme-office, legal, …")
@click.option("--text", required=True, help="The comment.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@_day("--made-on", "The day it was made; today if left out.")
@_provenance
@pass_app
def comment(app: App, /, ref: str, **given: Any) -> None:
    """Comment on a change request, as finance, the programme office or another adviser."""
    given["made_on"] = given["made_on"] or app.today()
    with open_book(app) as book:
        command = _command("comment", app, given, change_request=ref)
        receipt = _once(book, command, f"this comment on {ref}", dry_run=given["dry_run"])
    _tell(receipt, f"Recorded the comment on {ref}.", dry_run=given["dry_run"])


@click.command(
    epilog=examples(
        "change decide ICS-2019-A --outcome approved --resolution 2019/003 --decided-on 2019-01-07",
        "change decide ICS-2019-B --outcome deferred --deferred-to ics-2019-03-04"
        " --decided-on 2019-01-07",
    )
)
@click.argument("ref")
@click.option("--outcome", required=True, type=click.Choice(_OUTCOMES))
@click.option("--resolution", metavar="REF", help="The resolution of the deciding body.")
@click.option("--meeting", metavar="REF", help="The meeting that decided.")
@click.option("--body", metavar="REF", help="The deciding body; the one it was put to if left out.")
@_day("--decided-on", "The day of the decision; that of the meeting or resolution if left out.")
@click.option("--decided-by", metavar="OFFICER", help="The officer, where it was delegated.")
@click.option("--condition", "conditions", multiple=True, help="What an approval hangs on.")
@click.option("--deferred-to", metavar="MEETING", help="The meeting it comes back to.")
@click.option("--referred-to", metavar="BODY", help="The body that is to decide it.")
@click.option("--revise", help="What is approved of a year, in part; repeat it.", **_AMOUNT)
@click.option("--commentary", help="What else the decision record says.")
@_provenance
@pass_app
def decide(
    app: App, /, ref: str, *, revise: Amounts, conditions: tuple[str, ...], **given: Any
) -> None:
    """Decide a change request.

    An approval alters the profiles of all its projects at once. It is refused where the book's
    profile is no longer what the request expects, where the body may not decide it, and where
    the request has its decision.
    """
    with open_book(app) as book:
        command = _command(
            "decision",
            app,
            given,
            change_request=ref,
            conditions=[{"text": text} for text in conditions],
            projects=_agreed(book, ref, revise),
        )
        receipt = _once(book, command, f"the decision on {ref}", dry_run=given["dry_run"])
    _tell(
        receipt,
        f"{ref} is {given['outcome'].replace('-', ' ')}.",
        dry_run=given["dry_run"],
    )


def _command(entry: str, app: App, given: dict[str, Any], **more: Any) -> Command:
    from engine.files.one_entry import command_of  # noqa: PLC0415 - reading needs none of it

    fields = {name: value for name, value in {**given, **more}.items() if value not in (None, [])}
    del fields["dry_run"]
    document, page = fields.pop("source", None), fields.pop("page", None)
    if page and not document:
        raise click.UsageError("--page needs the document it is of: add --source")
    if document:
        fields["source"] = {"document": document, "page": page}
    return command_of(entry, {"actor": app.actor, **fields})


def _lines(
    book: Book, revise: Amounts, expect: Amounts, measure: str, day: date
) -> list[dict[str, Any]]:
    """The lines of a request: the profile expected, and the same with some years revised."""
    expected: dict[str, dict[str, str]] = {}
    for project, _, _ in revise:
        if project not in expected:
            expected[project] = (
                _said(expect, project) or book.profile(project, measure, day).stored()
            )
    return _revised(expected, revise, measure)


def _agreed(book: Book, ref: str, revise: Amounts) -> list[dict[str, Any]]:
    """The lines approved in part: what the request expects, with some years revised."""
    lines: list[dict[str, Any]] = []
    asked = book.request_lines(ref) if revise else ()
    for project in dict.fromkeys(project for project, _, _ in revise):
        for line in asked:
            if line.project == project:
                lines += _revised({project: line.expected.stored()}, revise, line.measure)
    if revise and not lines:
        raise click.UsageError(f"--revise names no project of {ref}")
    return lines


def _revised(
    expected: dict[str, dict[str, str]], revise: Amounts, measure: str
) -> list[dict[str, Any]]:
    from domain.values.years import FinancialYear  # noqa: PLC0415 - as above

    def year(written: str) -> str:
        try:
            return FinancialYear.parse(written)
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    return [
        {
            "project": project,
            "measure": measure,
            "expected": profile,
            "revised": {
                **{year(written): amount for written, amount in profile.items()},
                **{year(when): amount for ref, when, amount in revise if ref == project},
            },
        }
        for project, profile in expected.items()
    ]


def _said(amounts: Amounts, project: str) -> dict[str, str]:
    return {year: amount for ref, year, amount in amounts if ref == project}


def _once(book: Book, command: Command, what: str, *, dry_run: bool) -> Receipt:
    """Record a command; a person who gives it twice is told, unlike a file that is read twice."""
    from domain.errors import AlreadyDecided  # noqa: PLC0415 - as above
    from engine.book import Order  # noqa: PLC0415 - as above

    receipt = book.record([Order(command)], dry_run=dry_run)
    if receipt.unchanged:
        raise AlreadyDecided(command.key, f"{what} is in the book already; nothing was recorded")
    return receipt


def _tell(receipt: Receipt, done: str, *, dry_run: bool) -> None:
    tell_notes(receipt)
    click.echo("Nothing was recorded (--dry-run); it would be accepted." if dry_run else done)
    for fact in receipt.facts:
        if fact.TOPIC == "minutebook.savings-rebaselined.1":
            project = fact.originator_id.partition(":")[2]
            stored = fact.model_dump()
            click.echo(f"  {project}: {stored['expected']}")
            click.echo(f"  {' ' * len(project)}  → {stored['revised']}")
