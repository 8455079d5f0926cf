"""What the commands that draw have in common: where to, in which format, and how it is to look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar, cast

import click
from click.core import ParameterSource

from cli.context import App, tell_note
from cli.frame.files import require_replaceable, tell_written
from cli.frame.targets import OneFile
from diagrams.formats import DRAWN, FORMATS
from diagrams.pictures.addresses import require_base_url
from diagrams.pictures.look import THEMES, Look
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.fonts import require_fonts
from diagrams.writing import replace, require_format

_MEANT_FOR: Final = {
    "title": DRAWN,
    "theme": DRAWN,
    "base_url": ("svg", "dot", "mmd"),
    "font": ("png", "pdf"),
}
"""The formats to which an option means something, where others have no use for it."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Drawn(Protocol):
    """A picture, in whichever way it was made."""

    def as_bytes(self, kind: str) -> bytes:
        """Return it in one of its formats."""
        ...

    def notes(self, kind: str) -> list[str]:
        """Return what a reader of a format should know of it."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """The picture that was asked for.

    Attributes:
        path: the file it goes to.
        kind: its format, as the ending of the file names it.
        title: its heading, where one was given that is not blank.
        look: its theme, the base of its links, further fonts.
    """

    path: Path
    kind: str
    title: str | None
    look: Look


def picture_options(formats: Sequence[str] = FORMATS) -> Callable[[Command], Command]:
    """Return what adds the options of every picture; the command takes them as `wanted`.

    That the picture can go where it shall is looked at before the command begins.

    Args:
        formats: those that this picture can be written in.
    """

    def added(command: Command) -> Command:
        @wraps(command)
        def checked(
            *words: Any,
            output: Path,
            title: str | None,
            theme: str,
            base_url: str | None,
            font: tuple[Path, ...],
            **options: Any,
        ) -> Any:
            app: App = click.get_current_context().obj
            kind = require_format(output, formats)
            require_replaceable(output, store=app.store, inputs=[str(file) for file in font])
            require_base_url(base_url)
            if font:
                require_fonts(font)
            _tell_without_effect(click.get_current_context(), kind)
            look = Look(cast("Any", theme), base_url, font)
            heading = clean(title or "") or None
            return command(*words, wanted=Wanted(output, kind, heading, look), **options)

        for option in reversed(_options(formats)):
            checked = option(checked)
        return cast("Command", checked)

    return added


def write_picture(picture: Drawn, wanted: Wanted, told: str) -> None:
    """Write a picture whole or not at all, and say so.

    Args:
        picture: what to write.
        wanted: where to, and in which format.
        told: what it shows, in short: ``18 bodies, 12 lines``.
    """
    replace(wanted.path, picture.as_bytes(wanted.kind))
    tell_written(wanted.path, f"{clean(told)}.")
    for note in picture.notes(wanted.kind):
        tell_note(note)


def _tell_without_effect(ctx: click.Context, kind: str) -> None:
    """Say which options that were given mean nothing to a format."""
    for option, kinds in _MEANT_FOR.items():
        if kind not in kinds and ctx.get_parameter_source(option) is ParameterSource.COMMANDLINE:
            named = _listed(kinds)
            tell_note(f"--{option.replace('_', '-')} is for {named}: a .{kind} has no use for it")


def _listed(kinds: Sequence[str]) -> str:
    *others, last = (f".{kind}" for kind in kinds)
    return f"{', '.join(others)} and {last}" if others else last


def _in_which(option: str, formats: Sequence[str]) -> str:
    """Say in which of its formats an option means something to a picture, if not in all."""
    kinds = [kind for kind in formats if kind in _MEANT_FOR[option]]
    return "" if len(kinds) == len(formats) else f" For {_listed(kinds)}."


def _options(formats: Sequence[str]) -> list[Callable[[Any], Any]]:
    endings = ", ".join(f".{kind}" for kind in formats)
    return [
        click.option(
            "-o",
            "--output",
            required=True,
            cls=OneFile,
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=f"Where to; its ending chooses the format: {endings}.",
        ),
        click.option(
            "--title",
            metavar="TEXT",
            help=f"The heading of the picture.{_in_which('title', formats)}",
        ),
        click.option(
            "--theme",
            type=click.Choice(THEMES),
            default=THEMES[0],
            show_default=True,
            help="Colours for a screen, for a dark screen, or black ink on white paper."
            f"{_in_which('theme', formats)}",
        ),
        click.option(
            "--base-url",
            metavar="URL",
            help="Where pages of the book are: what is drawn links to them, as URL/body/ics."
            f"{_in_which('base_url', formats)}",
        ),
        click.option(
            "--font",
            multiple=True,
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A font with letters that the program's own fonts lack; may be given several"
            f" times.{_in_which('font', formats)}",
        ),
    ]
