"""``minutebook audit``: movements of figures that stand without authority."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.audit.explain import explain
from cli.audit.told import audit_blocks, audit_data, audit_sheet, rules_table
from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.closest import did_you_mean
from cli.frame.errors import CheckFailed, UnknownName
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.narrowing import only
from cli.frame.options import Format, format_option, read_day, reads
from cli.frame.output import Answer, Sheet, show
from cli.frame.references import require

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from projections.audit.auditing import Audit


@click.group(cls=Noun, epilog=examples("audit movements", "audit rules"))
def audit() -> None:
    """Look for changes of figures that stand without authority."""


def _codes(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the codes of rules."""
    from click.shell_completion import CompletionItem

    from projections.audit.rules.catalogue import RULES

    return [CompletionItem(code) for code in RULES if code.startswith(incomplete)]


@audit.command(
    epilog=examples(
        "audit movements",
        "audit movements --portfolio adult-social-care-and-health --since 2018-04-01",
        "audit movements --rule above-limit --rule outside-remit --format csv",
        "audit movements --strict --as-known 2019-01-07",
    )
)
@only("project", "Only what touches this project.")
@only("portfolio", "Only what touches a project that is in this portfolio on the day.")
@click.option(
    "--since", callback=read_day, metavar="DATE", help="Only what took effect then or later."
)
@click.option(
    "--rule",
    "rules",
    metavar="CODE",
    multiple=True,
    shell_complete=_codes,
    help="Only what breaks this rule, as `audit rules` names it; may be given several times.",
)
@click.option(
    "--strict", is_flag=True, help="Take notes for findings: list them, and let them fail."
)
@reads
@pass_app
def movements(
    app: App,
    *,
    project: str | None,
    portfolio: str | None,
    since: date | None,
    rules: tuple[str, ...],
    strict: bool,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """List changes of figures, and decisions behind them, that lack authority.

    What is recorded is asked for its authority at the door, by what the book knows then. This asks
    again by all it knows now, so that what came late is found: terms of reference, attendance,
    interests, the end of a body or a project, corrections of figures; and what older releases or
    other programs recorded. Each finding says what is the matter, by which facts, and what to do.

    The exit status is 1 if anything is found that nobody explained with `audit explain`. What is
    only to be known, such as a decision whose resolution is not named, is a note, and counts with
    --strict.
    """
    from projections.audit.auditing import audit as ask_all

    asked = ask(app, as_at, as_known)
    require(asked.views, project=project, portfolio=portfolio)
    _require_rules(rules)
    found = ask_all(
        asked.views,
        as_at=asked.as_at,
        known=asked.known,
        projects=_projects(asked, project, portfolio),
        since=since,
        rules=rules,
    )
    answer = Answer(
        lambda: asked.scope | audit_data(found),
        lambda: audit_blocks(found, asked.times, strict=strict),
        lambda: audit_sheet(found, strict=strict),
    )
    show(answer, form)
    _fail(found, form, strict=strict)


@audit.command(epilog=examples("audit rules", "audit rules --format csv"))
@format_option
def rules(form: str) -> None:
    """List the rules by which movements are audited, each with its code.

    A rule that is a note is told by `audit movements`, and fails it only with --strict.
    """
    from projections.audit.rules.catalogue import RULES

    found = list(RULES.values())
    answer = Answer(
        lambda: found,
        lambda: [rules_table(found)],
        lambda: Sheet(("code", "says", "note"), found),
    )
    show(answer, form)


audit.add_command(explain)


def _projects(asked: Asked, project: str | None, portfolio: str | None) -> frozenset[str] | None:
    """Return the projects that are asked for: in both where two are named; none means all."""
    from projections.savings.scope import Kind, Scope, members

    scopes = ((Kind.PROJECT, project), (Kind.PORTFOLIO, portfolio))
    wanted = [
        members(asked.views, Scope(kind, ref), asked.as_at, asked.known)
        for kind, ref in scopes
        if ref is not None
    ]
    return frozenset.intersection(*wanted) if wanted else None


def _require_rules(codes: tuple[str, ...]) -> None:
    from projections.audit.rules.catalogue import RULES

    for code in codes:
        if code not in RULES:
            hint = did_you_mean(code, RULES)
            raise UnknownName(
                f"there is no rule {code!r}{hint or ': `minutebook audit rules` lists them'}"
            )


def _fail(found: Audit, form: str, *, strict: bool) -> None:
    """End with status 1 where anything counts; a table says so on standard error as well."""
    count = len(found.findings) + (len(found.notes) if strict else 0)
    if not count:
        return
    if form != Format.TABLE:
        click.get_current_context().exit(CheckFailed.exit_code)
    raise CheckFailed(f"{count} finding{'' if count == 1 else 's'}: each says what to do about it")
