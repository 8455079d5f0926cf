"""``minutebook audit explain``: why a finding stands as it does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.errors import UnknownName
from cli.frame.help import examples
from cli.recording import command_from, day_option, provenance, record_one

if TYPE_CHECKING:
    from projections.audit.parts import Finding


@click.command(
    epilog=examples(
        "audit explain 4711 stale --reason 'The extension was found in the minutes a year later'"
        " --by 'Internal Audit'",
    )
)
@click.argument("position", type=click.IntRange(min=1))
@click.argument("rule")
@click.option("--reason", required=True, help="Why it stands as it does.")
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
@day_option("--on", "The day of the explanation; today if left out.")
@provenance
@pass_app
def explain(
    app: App, /, position: int, rule: str, *, by: str, on: date | None, **given: Any
) -> None:
    """Explain what `audit movements` finds of the act at POSITION by RULE.

    The finding stays listed, as explained, with who says so and why, and no longer makes the exit
    status 1. What another rule finds there, or this rule elsewhere, is not covered.
    """
    explained_on = on or app.today()
    found = _found(app, position, rule, explained_on)
    command = command_from(
        "movement-explanation",
        app,
        given,
        {"explained_by": "--by", "explained_on": "--on"},
        position=position,
        rule=rule,
        projects=list(found.projects),
        explained_by=by,
        explained_on=explained_on,
    )
    done = f"What the audit finds under {rule} at position {position} is explained."
    what = f"this explanation of {rule} at position {position}"
    record_one(app, command, what, done, dry_run=given["dry_run"])


def _found(app: App, position: int, rule: str, on: date) -> Finding:
    """Return what the rule finds at the position.

    Raises:
        UnknownName: where it finds nothing there.
    """
    from projections.audit.auditing import audit

    asked = ask(app, on, None)
    seen = audit(asked.views, as_at=on, known=asked.known)
    there = [
        each for each in (*seen.findings, *seen.notes, *seen.explained) if each.position == position
    ]
    found = next((each for each in there if each.rule == rule), None)
    if found is None:
        rules = ", ".join(dict.fromkeys(each.rule for each in there))
        others = f"it finds {rules} there" if rules else "`minutebook audit movements` lists them"
        raise UnknownName(
            f"by {on} the audit finds nothing under {rule!r} at position {position}: {others}"
        )
    return found
