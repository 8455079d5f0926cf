"""Shell completion of references, from the store that the command line names."""

from __future__ import annotations

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

from cli.context import DEFAULT_STORE
from projections.views import Views

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def references(*kinds: str) -> Completer:
    """Return the function by which click completes references of kinds, ``body`` or ``project``.

    Of a resolution the part within its body is completed as well: ``2018/019``.
    """

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        known = [ref for kind in kinds for ref in _known(ctx, kind)]
        if kinds == ("resolution",):
            known += [ref.partition("/")[2] for ref in known]
        return [CompletionItem(ref) for ref in known if ref.startswith(incomplete)]

    return complete


def measures(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the measures of which the book has figures."""
    from projections.savings.figures import all_measures

    return from_views(ctx, all_measures, incomplete)


def years(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the financial years of which the book has figures."""
    from projections.savings.figures import all_years

    return from_views(ctx, all_years, incomplete)


def departments(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the departments to which projects belong or belonged."""
    from projections.savings.projects import all_departments

    return from_views(ctx, all_departments, incomplete)


def actions(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the actions; most are clauses of resolutions, and have no fact of their own."""
    from projections.actions.queries import all_refs

    return from_views(ctx, all_refs, incomplete)


def people(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of people who hold or held a role or a seat."""
    from projections.authority.roles import all_people

    return from_views(ctx, all_people, incomplete)


def delegates(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of people, and the powers that clauses delegate."""
    from projections.authority.delegations import all_delegations
    from projections.authority.roles import all_people

    def known(views: Views) -> list[str]:
        return [*all_people(views), *all_delegations(views)]

    return from_views(ctx, known, incomplete)


def workers(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete for whom work can wait: roles, bodies, and people who hold or held a role."""
    from domain.authority.roles import OfficeRole
    from projections.authority.roles import all_people
    from projections.facts.known import known_of

    def known(views: Views) -> list[str]:
        return [*map(str, OfficeRole), *known_of(views, "body"), *all_people(views)]

    return from_views(ctx, known, incomplete)


def from_views(
    ctx: click.Context, names_in: Callable[[Views], list[str]], incomplete: str
) -> list[CompletionItem]:
    """Complete what a question to the views answers."""
    from engine.store.errors import StoreError
    from engine.store.opening import open_reader
    from projections.catalogue import VIEWS
    from projections.runner import catch_up
    from projections.views import database_errors

    try:
        with open_reader(ctx.find_root().params.get("store") or DEFAULT_STORE) as reader:
            views = catch_up(reader, VIEWS)
            found = names_in(views)
            views.close()
    except (StoreError, OSError):
        return []  # as with references
    except database_errors():
        return []  # as with references
    return [CompletionItem(name) for name in found if name.startswith(incomplete)]


def _known(ctx: click.Context, kind: str) -> list[str]:
    from engine.store.errors import StoreError
    from engine.store.opening import open_reader

    prefix = f"{kind}:"
    try:
        with open_reader(ctx.find_root().params.get("store") or DEFAULT_STORE) as reader:
            return [name.removeprefix(prefix) for name in reader.originators(prefix)]
    except (StoreError, OSError):
        # Somebody is pressing Tab: an error in the middle of their line would help nobody.
        return []
