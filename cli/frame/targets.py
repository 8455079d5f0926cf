"""Where the output of a command goes: one file, checked before anything is read or recorded."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from cli.context import App
from cli.frame.files import STREAM, require_folder, require_replaceable, require_two_files

_TARGET = "cli.frame.targets"
_OUTPUT = "output"
_NAMED_AS_FILES = (".yaml", ".yml")
"""A text on the command line that ends so is a file, also where it could have been a reference."""


class OneFile(click.Option):
    """An option that names the file that output goes to: given once, ``-`` is standard output.

    A command that cannot do without it takes ``-`` as it is, where its type allows a dash; any
    other is given nothing for it, as if the option were left out.
    """

    def __init__(self, *words: Any, callback: Any = None, **attributes: Any) -> None:
        def one(ctx: click.Context, _: click.Parameter, named: Sequence[Path]) -> Path | None:
            chosen = self._one(ctx, named)
            return callback(ctx, self, chosen) if callback else chosen

        super().__init__(*words, **attributes | {"callback": one, "multiple": True})

    def _one(self, ctx: click.Context, named: Sequence[Path]) -> Path | None:
        """Return the one file that was named; none where none was.

        Raises:
            UsageError: two are named, or standard output where only a file will do.
        """
        if len(named) > 1:
            told = " and ".join(map(str, named))
            raise click.UsageError(f"{self.opts[0]} is given twice, {told}: name one file", ctx)
        chosen = named[0] if named else None
        if str(chosen) != STREAM or getattr(self.type, "allow_dash", False):
            return chosen
        if self.required:
            raise click.BadParameter("this goes to a file alone: name one", ctx, self)
        return None


def keep_target(ctx: click.Context, value: Path | None) -> Path | None:
    """Keep the file that an answer goes to, for `target`; return it."""
    ctx.meta[_TARGET] = value
    return value


def target() -> Path | None:
    """Return the file that ``--output`` names in the command that runs; none without one."""
    ctx = click.get_current_context(silent=True)
    return ctx.meta.get(_TARGET) if ctx else None


def require_target(form: str) -> None:
    """Refuse, before the command begins, what could not be written when it has done its work.

    Args:
        form: the form of the answer.

    Raises:
        UsageError: a workbook would go to a terminal, or two outputs to one file.
        NotReplaced: what stands where the answer was to go must stay, or it has no folder.
    """
    ctx = click.get_current_context()
    path = target()
    if path is None:
        if form == "xlsx" and sys.stdout.isatty():
            raise click.UsageError("a workbook cannot be shown on a terminal: name a file with -o")
        return
    app: App = ctx.obj
    require_replaceable(path, store=app.store, inputs=inputs_of(ctx))
    require_folder(path)
    for param in ctx.command.params:
        other = ctx.params.get(param.name or "")
        if isinstance(param, OneFile) and param.name != _OUTPUT and isinstance(other, Path):
            require_two_files(path, other, param.opts[-1])


def inputs_of(ctx: click.Context) -> list[str]:
    """Return the names of the files that the words of a command name for it to read."""
    return [
        str(each)
        for param in ctx.command.params
        if not isinstance(param, OneFile)
        for each in _each(ctx.params.get(param.name or ""))
        if _is_file(param, each)
    ]


def _each(value: object) -> Iterator[object]:
    if isinstance(value, tuple | list):
        yield from value
    elif value is not None:
        yield value


def _is_file(param: click.Parameter, value: object) -> bool:
    if isinstance(param.type, click.Path | click.File):
        return True
    return isinstance(value, str) and value.endswith(_NAMED_AS_FILES)
