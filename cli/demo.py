"""``minutebook demo``: the three main jobs on the published figures of a county council."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.frame.help import examples
from cli.record import open_book

if TYPE_CHECKING:
    from engine.book import Order

EXAMPLE = "nottinghamshire"
WHAT_IF = "what-if"
_BEFORE, _AFTER = "2018-11-04", "2018-11-05"
_REPORT = "2018-09-30"

_OPENING = """\
minutebook is the minute book of an organisation. Decisions go into an append-only log with their
date, authority and source; every view below is rebuilt from that log. The book you are about to
see holds what a county council published about its savings programme in 2018: {entries} entries,
recorded in {store}.
"""
_ACTS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "1. Record resolutions: what did the sub-committee decide on 5 November 2018, item 4?",
        (("resolution", "show", "2018/019"),),
    ),
    (
        "2. Audit a savings figure: it said £3.0m, now it says £2.0m. Who changed it, and why?",
        (
            ("portfolio", "--as-at", _REPORT),
            ("saving", "history", "targeted-reviews"),
            ("saving", "explain", "targeted-reviews", "2018/19"),
        ),
    ),
    (
        "   Three more requests wait for a decision. What would they do?",
        (("change", "impact", "--from", "2018/19"),),
    ),
)
_DIAGRAMS = "3. Draw the governance, before and after the structures agreed on 5 November 2018:"
_NEXT = """\
Go on by yourself:
  export MINUTEBOOK_STORE={url}
  minutebook change show ICS-2019-A
  minutebook change decide ICS-2019-A --outcome approved --decided-on 2019-01-07
  minutebook saving history targeted-reviews
  minutebook change decide ICS-2019-B --outcome approved --decided-on 2019-01-07   (refused: stale)
  minutebook log --subject targeted-reviews
  minutebook verify
The papers do not say what was decided on these requests, so the example leaves them open.
"""
_HYPOTHETICAL = """\
HYPOTHETICAL from here on. Nobody decided what follows: it is made up, on top of the papers of two
councils, to show how requests, reports, proposals and gates go their way. Whoever acts is a post,
and every entry says so in its source. {entries} further entries are in the book.
"""
_WHAT_IF: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "4. Who is where? What is on its way, and the journey of one request:",
        (("case", "list", "--as-at", "2019-06-30"), ("case", "show", "ICS-2019-A")),
    ),
    (
        "5. What comes back, and what must be done? The sub-committee after 7 January 2019:",
        (
            ("work-programme", "show", "ics", "--as-at", "2019-01-10"),
            ("condition", "list", "--as-at", "2019-03-05"),
        ),
    ),
    (
        "6. Go or no-go? Five gates with 94 criteria, and what is in the way of the last:",
        (("gate", "show", "what-if-go-live", "--as-at", "2017-11-06"),),
    ),
    (
        "7. Who holds what up, and what has time caused by itself?",
        (("work", "--on", "2019-06-30"), ("tick", "--on", "2019-06-30", "--dry-run")),
    ),
)
_NEXT_IF = """\
Go on by yourself:
  export MINUTEBOOK_STORE={url}
  minutebook route show change-request
  minutebook case show savings-quarter-3
  minutebook authority list
  minutebook action list --state closed
  minutebook case stats --as-at 2019-06-30
"""


@click.command(epilog=examples("demo", "demo --out council", "demo --what-if --out what-if"))
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("minutebook-demo"),
    show_default=True,
    help="The folder for the book and the diagrams; made if it is not there.",
)
@click.option(
    "--what-if",
    is_flag=True,
    help="Go on with what might have followed: two further examples, one of them hypothetical.",
)
@pass_app
def demo(app: App, out: Path, *, what_if: bool) -> None:
    """Load the example, show the three main jobs, write the diagrams.

    Given again on the same folder, it shows the book that is there, with what you did to it.
    """
    out.mkdir(parents=True, exist_ok=True)
    store = out / "minutebook.db"
    book = App(f"sqlite:///{store}", app.named_actor, app.clock)
    entries = _load(book, store)
    click.echo(_OPENING.format(entries=entries, store=store))
    _show(book, _ACTS)
    _head(_DIAGRAMS)
    for name, day in (("before", _BEFORE), ("after", _AFTER)):
        for ending in ("svg", "png"):
            file = out / f"governance-{name}.{ending}"
            _run(book, "diagram", "governance", "--as-at", day, "-o", str(file))
    if what_if:
        click.echo(_HYPOTHETICAL.format(entries=_load_what_if(book, store)))
        _show(book, _WHAT_IF)
    click.echo((_NEXT_IF if what_if else _NEXT).format(url=f"sqlite:///{store.resolve()}"))


def _show(book: App, acts: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]) -> None:
    for heading, commands in acts:
        _head(heading)
        for words in commands:
            _run(book, *words)


def _load(app: App, store: Path) -> int:
    """Record the example in a fresh book; in one that is there, check that it is the example's."""
    from engine.store.errors import advising
    from engine.store.opening import create

    orders = _orders(EXAMPLE)
    fresh = not store.exists()
    if fresh:
        create(app.store)
    with advising("choose another folder with --out"), open_book(app) as book:
        if not fresh and book.record(orders, dry_run=True).facts:
            raise click.UsageError(
                f"{store} is not the book of the demo: choose another folder with --out"
            )
        book.record(orders)
    return len(orders)


def _load_what_if(app: App, store: Path) -> int:
    """Record, on top of the first example, what the hypothetical one needs, and that one itself."""
    from engine.errors import Refused
    from examples.catalogue import needs

    orders = _orders(*(name for name in needs(WHAT_IF) if name != EXAMPLE), WHAT_IF)
    with open_book(app) as book:
        try:
            book.record(orders)
        except Refused as refused:
            raise click.UsageError(
                f"what is made up does not follow from what you did in {store} ({refused.reason}):"
                " choose another folder with --out"
            ) from refused
    return len(orders)


def _orders(*names: str) -> list[Order]:
    """Read the commands of examples, one after the other."""
    from engine.files.record_file import read_orders
    from examples.catalogue import record_files

    with ExitStack() as files:
        paths = [
            files.enter_context(as_file(file)) for name in names for file in record_files(name)
        ]
        return read_orders(paths)


def _head(text: str) -> None:
    click.echo()
    click.secho(text, bold=True)
    click.echo()


def _run(app: App, *words: str) -> None:
    """Show a command and run it, as somebody would type it."""
    from cli.main import minutebook

    click.echo(f"$ minutebook {' '.join(words)}")
    minutebook.main(["--store", app.store, *words], standalone_mode=False)
    click.echo()
