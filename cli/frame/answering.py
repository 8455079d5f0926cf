"""The answers of commands, taken by another command in place of being shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import click

from cli.frame.commandline import command_line
from cli.frame.errors import CheckFailed

if TYPE_CHECKING:
    from cli.frame.output import Answer

_TAKEN = "cli.frame.answering"


class Answered(NamedTuple):
    """The answer of a command, and the command line that gives it again."""

    answer: Answer
    command: str


@contextmanager
def answered(words: Sequence[str]) -> Iterator[Answered]:
    """Run a command that reads and give its answer, while what it reads from is open.

    That a check found a difference is a part of its answer here, and no error.

    Args:
        words: the command line behind the program's name: ``("change", "list")``.
    """
    with _context(words) as ctx:
        taken: list[Answer] = []
        ctx.meta[_TAKEN] = taken
        try:
            with suppress(CheckFailed, click.exceptions.Exit):
                ctx.command.invoke(ctx)
        finally:
            del ctx.meta[_TAKEN]
        [answer] = taken
        yield Answered(answer, command_line(ctx))


def taken(answer: Answer) -> bool:
    """Return whether another command takes an answer, and so nothing is to be shown."""
    ctx = click.get_current_context(silent=True)
    kept: list[Answer] | None = ctx.meta.get(_TAKEN) if ctx else None
    if kept is None:
        return False
    kept.append(answer)
    return True


def _context(words: Sequence[str]) -> click.Context:
    """Return the context in which a command of the program runs; nouns are looked up on the way."""
    parent = click.get_current_context().find_root()
    name, *others = words
    command = _command(parent, name)
    while isinstance(command, click.Group):
        parent = click.Context(command, parent=parent, info_name=name)
        name, *others = others
        command = _command(parent, name)
    return command.make_context(name, list(others), parent=parent)


def _command(parent: click.Context, name: str) -> click.Command:
    group = parent.command
    found = group.get_command(parent, name) if isinstance(group, click.Group) else None
    if found is None:
        raise LookupError(f"the program has no command {name}")
    return found
