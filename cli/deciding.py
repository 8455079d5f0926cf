"""The options that decisions share: what permits them, where they send it, what they hang on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from cli.frame.completion import references

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _citing(name: str, kind: str, what: str) -> Callable[[Decorated], Decorated]:
    return click.option(
        f"--{name}",
        metavar="REF",
        shell_complete=references(kind),
        help=what,
    )


resolution_option = _citing("resolution", "resolution", "The resolution of the deciding body.")

deferred_to_option = click.option(
    "--deferred-to",
    metavar="MEETING",
    shell_complete=references("meeting"),
    help="The meeting it is put off to, and comes back to.",
)

referred_to_option = click.option(
    "--referred-to",
    metavar="BODY",
    shell_complete=references("body"),
    help="The body it goes to, which is to decide it.",
)


def meeting_option(what: str = "The meeting that decided.") -> Callable[[Decorated], Decorated]:
    """Return the option that names a meeting."""
    return _citing("meeting", "meeting", what)


def conditions_options(hangs_on_it: str) -> Callable[[Decorated], Decorated]:
    """Return the options that say on what a decision hangs: `conditions_said` reads them.

    Args:
        hangs_on_it: what does, as in ``a conditional go``.
    """

    def added(command: Decorated) -> Decorated:
        for option in (
            click.option(
                "--condition-for",
                "conditions_for",
                nargs=3,
                multiple=True,
                metavar="OWNER DATE TEXT",
                help="The same with who sees to it, and by when; repeat it.",
            ),
            click.option(
                "--condition",
                "conditions",
                multiple=True,
                metavar="TEXT",
                help=f"What {hangs_on_it} hangs on; repeat it.",
            ),
        ):
            command = option(command)
        return command

    return added


def conditions_said(given: dict[str, Any]) -> list[dict[str, str]]:
    """Take the conditions out of what the options say, as entries have them."""
    return [
        *({"text": text} for text in given.pop("conditions")),
        *(
            {"text": text, "owner": owner, "due": due}
            for owner, due, text in given.pop("conditions_for")
        ),
    ]
