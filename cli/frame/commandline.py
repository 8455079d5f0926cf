"""The command line that was given, as it can be given again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from typing import Any

import click
from click.core import ParameterSource

from cli.frame.targets import OneFile

_OF_THE_OUTPUT = ("form",)


def command_line(ctx: click.Context) -> str:
    """Return a command with what was said on its line, but for where its output goes.

    Values are as they were understood: ``2018-11-05`` also where ``5 November 2018`` was written.
    """
    words = [
        word
        for param in ctx.command.params
        if param.name in ctx.params
        and param.name not in _OF_THE_OUTPUT
        and not isinstance(param, OneFile)
        and ctx.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
        for word in _words(param, ctx.params[param.name])
    ]
    return " ".join([ctx.command_path, *map(shlex.quote, words)])


def _words(param: click.Parameter, value: Any) -> Iterator[str]:
    """Yield the words of one parameter; an option that is given again and again has its name."""
    for each in value if param.multiple else [value]:
        if isinstance(param, click.Option):
            if param.is_flag:
                yield param.opts[-1] if each else (param.secondary_opts or param.opts)[-1]
                continue
            yield param.opts[-1]
        yield from map(_word, each if isinstance(each, list | tuple) else [each])


def _word(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
