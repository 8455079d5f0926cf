"""What the commands that write papers have in common: where to, and in which form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.frame.files import STREAM, require_folder, require_replaceable, tell_written, write_text
from cli.frame.targets import OneFile

if TYPE_CHECKING:
    from cli.context import App
    from cli.frame.asked import Asked
    from exports.papers.rendering import PaperForm
    from exports.papers.times import Times

Command = TypeVar("Command", bound=Callable[..., Any])

_KEPT = "A file there is replaced, unless it is a store or a private key. - is standard output."


def written_to(what: str = "Where to.", metavar: str = "FILE") -> Callable[[Command], Command]:
    """Return what adds ``--output``, whose help begins with what is said of it."""
    return click.option(
        "-o",
        "--output",
        cls=OneFile,
        required=True,
        metavar=metavar,
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        help=f"{what} {_KEPT}",
    )


_ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html"}


def paper_options(command: Command) -> Command:
    """Add ``--output`` and ``--format``; the command takes them as ``output`` and ``form``."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["md", "html"]),
        help="Markdown or HTML, where no ending says so; on standard output Markdown if left out.",
    )
    where = written_to("Where to; its ending chooses the form: .md or .html.")
    return where(form(command))


def form_of(output: Path, form: str | None) -> PaperForm:
    """Return the form that is asked for, or that the ending of the file means.

    Raises:
        UsageError: where neither says one, or they say different ones.
    """
    from exports.papers.rendering import PaperForm

    meant = "md" if str(output) == STREAM else _ENDINGS.get(output.suffix.lower())
    if str(output) != STREAM and form and meant and form != meant:
        raise click.UsageError(f"{output} is a file for {meant}, and --format says {form}")
    chosen = form or meant
    if chosen is None:
        raise click.UsageError(
            f"what {output} shall hold cannot be told from its name: let it end in .md or .html, or"
            " say --format"
        )
    return PaperForm(chosen)


def times_of(asked: Asked) -> Times:
    """Return the two times that a paper is made for, with the hash that pins them."""
    from exports.papers.times import Times

    end = asked.views.ledger.hash_at(asked.known) if asked.known else None
    return Times(asked.as_at, asked.known, asked.knowledge, end.hex() if end else None)


def check_target(app: App, output: Path) -> None:
    """Refuse, before anything is read, to write over what must stay."""
    if str(output) != STREAM:
        require_replaceable(output, store=app.store, inputs=())
        require_folder(output)


def deliver(app: App, output: Path, text: str, what: str) -> None:
    """Write a paper to its file and say so, or to standard output and say nothing."""
    if str(output) == STREAM:
        click.echo(text, nl=False)
        return
    write_text(output, text, store=app.store, inputs=())
    tell_written(output, what)
