"""Groups of commands: the program itself, whose commands are loaded when used, and the nouns."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import groupby
from typing import Any

import click

from cli.commands import COMMANDS
from cli.frame.closest import did_you_mean
from cli.frame.errors import BROKEN_PIPE, UNUSABLE, report, stop_writing


class _Group(click.Group):
    """A group that shows its help when it is given nothing to do."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help on standard error where no command follows: that is wrong usage."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(UNUSABLE)
        return super().parse_args(ctx, args)


class Noun(_Group):
    """A noun whose verbs stand in the order in which they are defined."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in their order."""
        return list(self.commands)


class Program(_Group):
    """The program: it imports the module of a command when the command is used.

    All errors of all commands are reported here and nowhere else.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the table."""
        return [entry.name for entry in COMMANDS]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command; ``None`` when there is none of that name."""
        for entry in COMMANDS:
            if entry.name == cmd_name:
                command: click.Command = getattr(import_module(entry.module), entry.attribute)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the words name, and say which ones are like an unknown one."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-") and not ctx.resilient_parsing:
            ctx.fail(f"there is no command {args[0]!r}{did_you_mean(args[0], names)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in their sections."""
        for section, entries in groupby(COMMANDS, key=lambda entry: entry.section):
            rows = []
            for entry in entries:
                command = self.get_command(ctx, entry.name)
                rows.append((entry.name, command.get_short_help_str(80) if command else ""))
            with formatter.section(section):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and end quietly when nobody reads its output any longer."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            stop_writing()
            ctx.exit(BROKEN_PIPE)
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "minutebook",
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - the signature is click's
        **extra: Any,
    ) -> Any:
        """Run the program and exit with its status; report every error in one way."""
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except (Exception, KeyboardInterrupt) as error:
            if not standalone_mode:
                raise
            status = report(error)
        if not standalone_mode:
            return status
        sys.exit(status if isinstance(status, int) else 0)
