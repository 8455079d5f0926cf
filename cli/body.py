"""``minutebook body``: the bodies, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Details, Heading, Lines, Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, as_data, page, show
from cli.frame.references import not_there
from cli.frame.resting import facts_of
from cli.frame.words import between, on, spaced

if TYPE_CHECKING:
    from projections.bodies.queries import BodyPage, BodyRow, Terms
    from projections.bodies.tree import Branch


@click.group(cls=Noun, epilog=examples("body list", "body show ics", "body tree"))
def body() -> None:
    """Committees, boards, groups, teams and posts."""


@body.command("list", epilog=examples("body list", "body list --as-at 2018-09-30 --format csv"))
@click.option("--all", "everything", is_flag=True, help="Also bodies that were dissolved by then.")
@reads
@pass_app
def list_(
    app: App, as_at: date | None, as_known: datetime | None, form: str, *, everything: bool
) -> None:
    """List the bodies in force."""
    from projections.bodies.queries import list_bodies

    asked = ask(app, as_at, as_known)
    found = list_bodies(asked.views, asked.as_at, asked.known)
    bodies = [row for row in found if everything or row.dissolved_on is None]
    show(
        Answer(
            lambda: bodies,
            lambda: [_list(bodies, asked.times)],
            lambda: _sheet(bodies),
            rests_on=facts_of(asked, [f"body:{row.ref}" for row in bodies]),
        ),
        form,
    )


def _list(bodies: list[BodyRow], times: str) -> Table:
    rows = [
        (
            row.ref,
            row.name,
            spaced(row.kind),
            row.level or "",
            row.department or "",
            between(row.established_on, row.dissolved_on),
        )
        for row in bodies
    ]
    columns = ("Reference", "Name", "Kind", "Level", "Department", "In force")
    return Table(columns, rows, f"Bodies, {times}", empty="No bodies recorded by then.")


def _sheet(bodies: list[BodyRow]) -> Sheet:
    header = (
        "ref",
        "name",
        "kind",
        "level",
        "department",
        "purpose",
        "established_on",
        "dissolved_on",
        "successor",
    )
    return Sheet(header, [[getattr(row, name) for name in header] for row in bodies])


@body.command("show", epilog=examples("body show ics", "body show ics --as-at '5 November 2018'"))
@click.argument("ref", shell_complete=references("body"))
@reads
@pass_app
def show_(app: App, ref: str, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """Show one body: names, lines, terms of reference and members."""
    from projections.bodies.queries import list_bodies, show_body

    asked = ask(app, as_at, as_known)
    times = (asked.as_at, asked.known)
    found = show_body(asked.views, ref, *times)
    if found is None:
        there = [row.ref for row in list_bodies(asked.views, *times)]
        raise not_there(asked.views, "body", ref, there)
    told = page(lambda: _data(found), lambda: _page(found, asked.times))
    show(told._replace(rests_on=facts_of(asked, [f"body:{ref}"])), form)


def _data(found: BodyPage) -> dict[str, Any]:
    said = as_data(found)
    return {**said.pop("body"), **said}


def _page(found: BodyPage, times: str) -> Iterator[Block]:
    row = found.body
    yield Heading(f"{row.name} ({row.ref}), {times}")
    yield Details(
        (
            ("Kind", spaced(row.kind)),
            ("Level", row.level),
            ("Department", row.department),
            ("Purpose", row.purpose),
            ("In force", between(row.established_on, row.dissolved_on)),
            ("Succeeded by", row.successor),
            *(
                ("Was called", f"{n.name} {between(n.starts_on, n.ends_on)}")
                for n in found.names[:-1]
            ),
        )
    )
    if found.terms:
        yield Heading("Terms of reference")
        yield _terms(found.terms)
    yield from _lines(found)
    yield from _members(found)


def _terms(terms: Terms) -> Details:
    limit = terms.financial_limit
    return Details(
        (
            ("Summary", terms.summary),
            ("Decides", ", ".join(map(spaced, terms.decides))),
            ("Portfolios", ", ".join(terms.portfolios)),
            ("Up to", None if limit is None else f"£{limit:,}"),
            ("Quorum", None if terms.quorum is None else str(terms.quorum)),
            ("Call-in", terms.call_in),
            ("Since", on(terms.decided_on)),
        )
    )


def _lines(found: BodyPage) -> Iterator[Block]:
    lines = [
        (
            line.body,
            spaced(line.kind),
            line.to,
            line.cadence or "",
            between(line.starts_on, line.ends_on),
        )
        for line in (*found.lines, *found.lines_from_others)
    ]
    if lines:
        yield Table(("Body", "Line", "To", "Cadence", "Time"), lines, title="Reporting lines")


def _members(found: BodyPage) -> Iterator[Block]:
    members = [
        (
            seat.person,
            spaced(seat.role),
            "yes" if seat.voting else "no",
            between(seat.starts_on, seat.ends_on),
        )
        for seat in found.members
    ]
    if members:
        yield Table(("Person", "Role", "Votes", "Time"), members, title="Members")


@body.command("tree", epilog=examples("body tree", "body tree --as-at 2018-11-06"))
@reads
@pass_app
def tree_(app: App, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """Show who reports to whom, from the top down."""
    from projections.bodies.governance import structure_at
    from projections.bodies.tree import tree

    asked = ask(app, as_at, as_known)
    branches = tree(structure_at(asked.views, asked.as_at, asked.known))
    show(
        Answer(
            lambda: list(map(_branch, branches)),
            lambda: _tree(branches, asked.times),
            lambda: Sheet(tuple(_COLUMNS), [list(_branch(b).values()) for b in branches]),
        ),
        form,
    )


_COLUMNS = ("depth", "ref", "name", "kind", "line", "line_of", "line_to", "cadence", "shown_above")


def _branch(branch: Branch) -> dict[str, Any]:
    line = branch.line
    of_line = (line.kind, line.body, line.to, line.cadence) if line else (None,) * 4
    said = (branch.depth, branch.body.ref, branch.body.name, branch.body.kind, *of_line)
    return dict(zip(_COLUMNS, (*said, branch.shown_above), strict=True))


def _tree(branches: list[Branch], times: str) -> Iterator[Block]:
    if not branches:
        yield Table((), (), empty="No bodies recorded by then.")
        return
    yield Heading(f"Bodies and whom they report to, {times}")
    yield Lines([_twig(branch) for branch in branches])


def _twig(branch: Branch) -> str:
    line, indent = branch.line, "  " * branch.depth
    cadence = f", {line.cadence}" if line and line.cadence else ""
    how = f"  [{_relation(line.kind)}{cadence}]" if line else ""
    again = "  (as above)" if branch.shown_above else ""
    return f"{indent}{branch.body.name} ({branch.body.ref}){how}{again}"


def _relation(kind: str) -> str:
    """Return how a body stands to the one above it."""
    return "supports" if kind == "supported-by" else spaced(kind)
