"""``minutebook export beancount``: the figures as a journal that a ledger program checks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from cli.context import App, pass_app
from cli.export.paper import check_target, deliver, written_to
from cli.frame.asked import ask
from cli.frame.help import examples
from cli.frame.narrowing import measure_option
from cli.frame.options import as_at_option, as_known_option
from cli.frame.references import require_measure


@click.command(
    "beancount",
    epilog=examples(
        "export beancount -o savings.beancount",
        "export beancount -o - --as-at 2018-09-30 --as-known 2018-11-05",
    ),
)
@written_to()
@measure_option()
@as_at_option
@as_known_option
@pass_app
def beancount(
    app: App,
    *,
    output: Path,
    measure: str,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Write every project's figure as a beancount journal.

    Each movement is a transaction, with what vouches for it as metadata; each statement of a
    document is a balance assertion. bean-check, which knows nothing of this program, then finds the
    differences that `statement check` finds, and no others. A difference that somebody explained is
    asserted with that difference taken off.
    """
    from exports.journals.journal import journal

    check_target(app, output)
    asked = ask(app, as_at, as_known)
    require_measure(asked.views, measure)
    try:
        lines = list(
            journal(asked.views, measure, as_at=asked.as_at, known=asked.known, times=asked.times)
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    text = "".join(f"{line}\n" for line in lines)
    deliver(app, output, text, f"the {measure} of every project, {asked.times}.")
