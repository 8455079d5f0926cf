"""A route as the book has it: what a case follows stays as it was when the first case began."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import ReferenceUsed
from domain.routes.facts import RouteAdopted
from domain.routes.route import Route


class AdoptedRoute(Aggregate):
    """One version of a route that cases of this book follow; its reference is ``name/version``."""

    KIND: ClassVar[str] = "route"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.definition: Route | None = None

    def adopt(self, by: Provenance, decided_on: date | None, route: Route) -> Route:
        """Take a definition into the book, unless it is there, and return it.

        Raises:
            ReferenceUsed: where the book has another definition under this version.
        """
        if self.definition is None:
            self._trigger(RouteAdopted, by, decided_on, definition=route)
        elif self.definition != route:
            raise ReferenceUsed(
                self.ref,
                f"cases of this book follow the route {self.ref} as it was when the first of them"
                f" began, and its file says something else now: raise the `version` in the file to"
                f" {route.version + 1} or more, and leave version {route.version} as it was;"
                " `minutebook route diff` shows what differs",
            )
        return route

    @applies(RouteAdopted)
    def _adopted(self, fact: RouteAdopted) -> None:
        self.definition = fact.definition
