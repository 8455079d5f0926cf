"""``minutebook saving``: how a figure came to be what it is."""

from __future__ import annotations

import click

from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.saving.compare import compare_
from cli.saving.explain import explain_
from cli.saving.history import history_


@click.group(
    cls=Noun,
    epilog=examples(
        "saving history targeted-reviews",
        "saving history --whole --year 2018/19",
        "saving explain targeted-reviews 2018/19",
        "saving compare --whole --from 2018-09-30 --by portfolio",
    ),
)
def saving() -> None:
    """The history of a savings figure, and the story behind it."""


saving.add_command(history_)
saving.add_command(explain_)
saving.add_command(compare_)
