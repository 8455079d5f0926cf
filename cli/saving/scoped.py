"""What a question about figures is about, as people name it on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from cli.frame.completion import departments, references
from cli.frame.errors import UnknownName
from cli.frame.references import not_there, require_measure

if TYPE_CHECKING:
    from cli.frame.asked import Asked
    from projections.savings.scope import Scope

Command = TypeVar("Command", bound=Callable[..., Any])


class Named(NamedTuple):
    """What was named: a project, a group of projects, or the whole council."""

    project: str | None = None
    portfolio: str | None = None
    programme: str | None = None
    department: str | None = None
    whole: bool = False


def scope_options(command: Command) -> Command:
    """Add ``--portfolio``, ``--programme``, ``--department`` and ``--whole``.

    Together with an argument ``project``, the command takes them as five parameters of their names;
    `scope_of` makes one thing of them.
    """
    options = (
        click.option(
            "--portfolio",
            metavar="REF",
            help="All projects of this portfolio.",
            shell_complete=references("portfolio"),
        ),
        click.option(
            "--programme",
            metavar="REF",
            help="All projects of this programme.",
            shell_complete=references("programme"),
        ),
        click.option(
            "--department",
            metavar="NAME",
            help="All projects of this department.",
            shell_complete=departments,
        ),
        click.option("--whole", is_flag=True, help="All projects together."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def whose_options(command: Command) -> Command:
    """Add all that says whose figure is asked for: a project named first, or a group of them."""
    project = click.argument("project", required=False, shell_complete=references("project"))
    return project(scope_options(command))


def scope_of(asked: Asked, named: Named, *, of_project: bool = True) -> Scope:
    """Return what a question is about.

    Args:
        asked: the moment.
        named: what was named.
        of_project: whether it can be about one project.

    Raises:
        click.UsageError: nothing was named, or more than one thing.
        UnknownName: the book has no such thing by then.
    """
    from projections.savings.scope import WHOLE, Kind, Scope

    given = [(name, ref) for name, ref in zip(Named._fields, named, strict=True) if ref]
    if len(given) != 1:
        more = "name one of them" if given else "name what you ask about"
        project = "a project, " if of_project else ""
        raise click.UsageError(
            f"{more}: {project}--portfolio, --programme, --department or --whole"
        )
    kind, ref = given[0]
    if kind == Kind.WHOLE:
        return WHOLE
    _require(asked, kind, str(ref))
    return Scope(Kind(kind), str(ref))


def require_measure_of(asked: Asked, scope: Scope, measure: str) -> None:
    """Refuse a measure that a project, or where it is about more the book, does not have."""
    from projections.savings.figures import measures_of
    from projections.savings.scope import Kind

    if scope.kind is not Kind.PROJECT or scope.ref is None:
        require_measure(asked.views, measure)
        return
    measures = measures_of(asked.views, scope.ref)
    if measures and measure not in measures:
        has = ", ".join(measures)
        raise UnknownName(f"{scope.ref} has no measure {measure!r}: it has {has}")


def _require(asked: Asked, kind: str, ref: str) -> None:
    """Refuse what was not in the book by then."""
    from projections.savings.projects import groups, places_of, projects

    views, times = asked.views, (asked.as_at, asked.known)
    if kind == "project":
        if ref not in projects(views, *times, only=ref):
            raise not_there(views, "project", ref, projects(views, *times))
        return
    known = {place for place in places_of(views, kind, *times).values() if place}
    if kind != "department":
        known |= {group for of_kind, group in groups(views, *times) if of_kind == kind}
    if ref not in known:
        raise not_there(views, kind, ref, sorted(known))
