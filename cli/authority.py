"""``minutebook authority``: who may act, in which role, and by which delegation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Table
from cli.frame.completion import delegates, people, references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.money import Unit, in_unit
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, show
from cli.frame.references import require
from cli.frame.words import between, on, spaced
from cli.recording import command_from, day_option, provenance, record_one

if TYPE_CHECKING:
    from projections.authority.delegations import DelegationRow, UseRow
    from projections.authority.roles import RoleRow

_ROLES = (
    "clerk",
    "chair",
    "vice-chair",
    "member",
    "sponsor",
    "programme-office",
    "finance",
    "monitoring-officer",
    "auditor",
)
_OVER = ("ended", "ran out", "superseded", "rescinded", "referred back")


@click.group(
    cls=Noun,
    epilog=examples(
        "authority list --body ics",
        "authority grant 'Sue Milburn' clerk --body ics",
        "authority end 'Sue Milburn' clerk --body ics",
    ),
)
def authority() -> None:
    """Who may act: roles, and powers that resolutions delegate."""


@authority.command(
    "list",
    epilog=examples(
        "authority list --body ics", "authority list --person 'Sue Milburn' --as-at 2018-11-05"
    ),
)
@click.option(
    "--person", metavar="NAME", help="Only what this person holds.", shell_complete=people
)
@click.option("--body", metavar="REF", help="Only of this body.", shell_complete=references("body"))
@click.option("--all", "everything", is_flag=True, help="Also what has ended.")
@reads
@pass_app
def list_(
    app: App,
    /,
    person: str | None,
    body: str | None,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
    *,
    everything: bool,
) -> None:
    """List who holds which role, and what is delegated to whom, up to how much and until when.

    A role for no body holds for every one. Chairs, vice-chairs and members hold theirs by their
    seat. Every use of a delegated power is listed with it.
    """
    from projections.authority.delegations import list_delegations
    from projections.authority.roles import list_roles

    asked = ask(app, as_at, as_known)
    require(asked.views, body=body)
    wanted = _Wanted(person, body, everything=everything)
    roles = [
        row for row in list_roles(asked.views, asked.as_at, asked.known) if wanted.has_role(row)
    ]
    powers = [
        row
        for row in list_delegations(asked.views, asked.as_at, asked.known)
        if wanted.has_power(row)
    ]
    answer = Answer(
        lambda: {"roles": roles, "delegations": powers},
        lambda: _blocks(roles, powers, asked.times, wanted.nothing),
        lambda: _sheet(roles, powers),
    )
    show(answer, form)


class _Wanted:
    """What of all roles and powers is asked for."""

    def __init__(self, person: str | None, body: str | None, *, everything: bool) -> None:
        self._person, self._body, self._everything = person, body, everything

    @property
    def nothing(self) -> str:
        """What is said where no role is to be listed."""
        if self._person or self._body:
            return "No such role is held by then: `minutebook authority list --all` has all roles."
        return (
            "Nobody holds a role by then: grant one with `minutebook authority grant PERSON ROLE"
            " --body BODY`."
        )

    def has_role(self, row: RoleRow) -> bool:
        """Whether a role is to be listed; one for no body holds for the body asked for too."""
        return self._is(row.person, row.state) and self._body in (None, row.body or self._body)

    def has_power(self, row: DelegationRow) -> bool:
        """Whether a delegated power is to be listed."""
        return self._is(row.delegate, row.state) and self._body in (None, row.body)

    def _is(self, person: str, state: str) -> bool:
        from domain.values.names import same_name

        named = self._person is None or same_name(person, self._person)
        return named and (self._everything or state not in _OVER)


def _blocks(
    roles: list[RoleRow], powers: list[DelegationRow], times: str, nothing: str
) -> Iterator[Block]:
    yield Table(
        ("Person", "Role", "Body", "Held", "By"),
        [
            (
                row.person,
                spaced(row.role),
                row.body or "every body",
                between(row.starts_on, row.ends_on) + (f" ({row.reason})" if row.reason else ""),
                "seat" if row.by_seat else "grant",
            )
            for row in roles
        ],
        f"Roles, {times}",
        empty=nothing,
    )
    if powers:
        yield _powers(powers)
        uses = [(row.ref, use) for row in powers for use in row.uses]
        if uses:
            yield _uses(uses)


def _powers(powers: list[DelegationRow]) -> Table:
    rows = [
        (
            row.ref,
            row.delegate,
            row.text,
            " and ".join(row.in_consultation_with),
            "" if row.limit is None else in_unit(row.limit, Unit.POUNDS),
            between(row.since, row.until),
            row.state + (f": {row.reason}" if row.reason else ""),
        )
        for row in powers
    ]
    columns = ("Delegation", "To", "What", "Consulting", "Up to £>", "Holds", "State")
    return Table(columns, rows, "Delegated powers")


def _uses(uses: list[tuple[str, UseRow]]) -> Table:
    rows = [
        (
            ref,
            on(use.on),
            use.officer,
            use.used_for.partition(":")[2],
            "" if use.amount is None else in_unit(use.amount, Unit.POUNDS),
            ", ".join(use.consulted),
        )
        for ref, use in uses
    ]
    columns = ("Delegation", "Used on", "By", "For", "£>", "Consulted")
    return Table(columns, rows, "Uses of delegated powers")


def _sheet(roles: list[RoleRow], powers: list[DelegationRow]) -> Sheet:
    header = ("kind", "person", "role", "body", "ref", "starts_on", "ends_on", "state", "limit")
    held = [
        (
            "seat" if row.by_seat else "grant",
            row.person,
            row.role,
            row.body,
            None,
            row.starts_on,
            row.ends_on,
            row.state,
            None,
        )
        for row in roles
    ]
    delegated = [
        (
            "delegation",
            row.delegate,
            None,
            row.body,
            row.ref,
            row.since,
            row.until,
            row.state,
            row.limit,
        )
        for row in powers
    ]
    return Sheet(header, [*held, *delegated])


@authority.command(
    epilog=examples(
        "authority grant 'Sue Milburn' clerk --body ics --from 2018-01-01",
        "authority grant 'Al Key' finance --until 2020-04-01",
    )
)
@click.argument("person", shell_complete=people)
@click.argument("role", type=click.Choice(_ROLES))
@click.option(
    "--body",
    metavar="REF",
    shell_complete=references("body"),
    help="The body for which it is held; every body if left out.",
)
@day_option("--from", "Its first day; today if left out.")
@day_option("--until", "The first day without it, where its end is known.")
@provenance
@pass_app
def grant(app: App, /, person: str, role: str, **given: Any) -> None:
    """Give a person a role: what they then do on the business of bodies, they do in it."""
    starts_on = given.pop("from") or app.today()
    ends_on, body = given.pop("until"), given["body"]
    command = command_from(
        "role-grant",
        app,
        given,
        person=person,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    held = f"{spaced(role)} of {body or 'every body'}"
    until = f" until {ends_on}" if ends_on else ""
    record_one(
        app,
        command,
        f"{person} as {held} from {starts_on}",
        f"{person} is {held} from {starts_on}{until}.",
        dry_run=given["dry_run"],
    )


@authority.command(
    epilog=examples(
        "authority end 'Sue Milburn' clerk --body ics --on 2019-01-01 --reason 'Moved on'",
        "authority end ics/2018/019/2 --reason 'The contract is awarded'",
    )
)
@click.argument("who", metavar="PERSON|DELEGATION", shell_complete=delegates)
@click.argument("role", required=False, type=click.Choice(_ROLES))
@click.option(
    "--body",
    metavar="REF",
    shell_complete=references("body"),
    help="The body for which the role is held.",
)
@day_option("--on", "The first day without it; today if left out.")
@click.option("--reason", help="Why it ends.")
@provenance
@pass_app
def end(app: App, /, who: str, role: str | None, body: str | None, **given: Any) -> None:
    """End a role of a person, or a power that a clause delegates (ics/2018/019/2)."""
    ended_on = given.pop("on") or app.today()
    if role is None and body:
        raise click.UsageError("--body belongs to a role: name the role after the person")
    if role is None:
        command = command_from("delegation-end", app, given, delegation=who, ended_on=ended_on)
        what = f"The power delegated by {who}"
    else:
        command = command_from(
            "role-end", app, given, person=who, role=role, body=body, ended_on=ended_on
        )
        what = f"The role of {who} as {spaced(role)} of {body or 'every body'}"
    record_one(
        app,
        command,
        f"the end of {what[0].lower()}{what[1:]}",
        f"{what} ends on {ended_on}.",
        dry_run=given["dry_run"],
    )
