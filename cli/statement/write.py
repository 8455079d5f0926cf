"""The commands that explain a difference, and withdraw a statement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.completion import references
from cli.frame.help import examples
from cli.frame.references import not_there
from cli.recording import command_from, day_option, provenance, record_one
from cli.statement.table import in_words, years_told

if TYPE_CHECKING:
    from projections.statements.checking import Checked

_TOTAL = "total"


def read_period(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Read a financial year, or ``total``."""
    from cli.frame.years import read_year

    return value.lower() if value and value.lower() == _TOTAL else read_year(ctx, param, value)


@click.command(
    epilog=examples(
        "statement explain status-2018-09/transitions/target --period 2018/19"
        " --reason 'The table was made a week earlier' --by 'Programme Office'",
    )
)
@click.argument("ref", shell_complete=references("statement"))
@click.option(
    "--period",
    metavar="FY",
    callback=read_period,
    help="The year that differs, or total; every difference of the statement if left out.",
)
@click.option("--reason", required=True, help="Why they differ.")
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
@day_option("--on", "The day of the explanation; today if left out.")
@provenance
@pass_app
def explain(
    app: App, /, ref: str, *, period: str | None, by: str, on: date | None, **given: Any
) -> None:
    """Explain why a statement and the book differ.

    The difference is recorded as it stands now. The statement stays listed as explained, until the
    figures move and make another difference of it.
    """
    explained_on = on or app.today()
    differ = _differing(app, ref, period, explained_on)
    years = {each.period: each.difference for each in differ if each.period != _TOTAL}
    total = next((each.difference for each in differ if each.period == _TOTAL), None)
    said: dict[str, Any] = {"differences": years or None, "total": total}
    if period:
        said = {"period": period, "difference": differ[0].difference}
    command = command_from(
        "statement-explanation",
        app,
        given,
        {"explained_by": "--by", "explained_on": "--on", "reason": "--reason"},
        statement=ref,
        explained_by=by,
        explained_on=explained_on,
        **said,
    )
    told = ", ".join(
        f"{in_words(each.difference)} in {years_told(each.period, each.years)}"
        for each in differ
        if each.difference
    )
    done = f"{ref} is explained: {told}, stated less book."
    record_one(app, command, f"this explanation of {ref}", done, dry_run=given["dry_run"])


def _differing(app: App, ref: str, period: str | None, on: date) -> list[Checked]:
    """Return the unexplained differences of a statement.

    Raises:
        RuleBroken: where there is nothing to explain.
        UnknownName: where there is no such statement.
    """
    from domain.errors import RuleBroken
    from projections.statements.checking import check
    from projections.statements.queries import statements

    asked = ask(app, on, None)
    found = check(asked.views, as_at=on, known=asked.known, only=[ref])
    if not found:
        there = [made.ref for made in statements(asked.views, on, asked.known)]
        raise not_there(asked.views, "statement", ref, there, "--on")
    differ = [each for each in found if each.unexplained and period in (None, each.period)]
    if not differ:
        stands = ", ".join(f"{each.period} {each.state}" for each in found)
        raise RuleBroken(ref, f"{ref} has nothing to explain{_of(period)}: {stands}")
    return differ


def _of(period: str | None) -> str:
    return f" for {period}" if period else ""


@click.command(
    epilog=examples(
        "statement withdraw status-2018-09/transitions/target --reason 'Read from the wrong row'"
    )
)
@click.argument("ref", shell_complete=references("statement"))
@click.option("--reason", required=True, help="Why it counts no longer.")
@day_option("--on", "The day from which it counts no longer; today if left out.")
@provenance
@pass_app
def withdraw(app: App, /, ref: str, *, on: date | None, **given: Any) -> None:
    """Withdraw a statement that was misread, or whose document was taken back.

    It stays in the book, and is no longer compared. What the page says may then be recorded anew.
    """
    command = command_from(
        "statement-withdrawal",
        app,
        given,
        {"withdrawn_on": "--on", "reason": "--reason"},
        statement=ref,
        withdrawn_on=on or app.today(),
    )
    done = f"{ref} is withdrawn, and is no longer compared with the book."
    record_one(app, command, f"the withdrawal of {ref}", done, dry_run=given["dry_run"])
