"""The library of routes: those that come with the program, and those that users add.

It is read when the first route is asked for, and not when the book is opened: most commands need
none, and a case that is under way has its route in the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import UnknownReference
from domain.routes.route import Route, RouteKey
from engine.errors import BadInput, Problem

if TYPE_CHECKING:
    from engine.routes.reading import WrittenRoute

FOLDER = "routes"
"""The folder beside a store in which its own routes are looked for."""


class RouteLibrary:
    """The routes at hand.

    Args:
        folders: where further routes are kept, as files that end in ``.yaml``; a folder that is not
            there has none.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)

    def find(self, name: str, version: int | None = None) -> Route:
        """Return a route, in its highest version unless one is named.

        Raises:
            UnknownReference: where there is none; the message suggests what is meant.
            BadInput: where a file of the library cannot be read.
        """
        return self.written(name, version).route

    def written(self, name: str, version: int | None = None) -> WrittenRoute:
        """Return a route with the file in which it is written; as `find`."""
        known = {key.version: route for key, route in self._routes.items() if key.name == name}
        if not known:
            raise UnknownReference(name, f"there is no route {name!r}{self._meant(name)}")
        found = known.get(max(known) if version is None else version)
        if found is None:
            there = ", ".join(str(number) for number in sorted(known))
            raise UnknownReference(
                name, f"there is no version {version} of the route {name}: there is {there}"
            )
        return found

    def versions(self, name: str) -> list[int]:
        """Return the versions of a route, the lowest first; none where it is not known."""
        return sorted(key.version for key in self._routes if key.name == name)

    def all(self) -> list[WrittenRoute]:
        """Return every route in every version, by name and version."""
        return [self._routes[key] for key in sorted(self._routes)]

    def _meant(self, name: str) -> str:
        names = sorted({key.name for key in self._routes})
        close = get_close_matches(name, names, n=3, cutoff=0.5)
        if close:
            return f"; did you mean {' or '.join(close)}?"
        return f": there are {', '.join(names)}; `minutebook route list` shows them"

    @cached_property
    def _routes(self) -> dict[RouteKey, WrittenRoute]:
        routes: dict[RouteKey, WrittenRoute] = {}
        added = _read(file for folder in self._folders for file in _in(folder))
        for written in (*_shipped(), *added):
            other = routes.setdefault(written.route.key, written)
            if other.route != written.route:
                told = (
                    f"this says something else under {written.route.key} than {other.file}:"
                    f" give it another name, or raise its `version`"
                )
                raise BadInput([Problem(written.place("version"), told)])
        return routes


def _in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def _read(paths: Iterable[Path]) -> list[WrittenRoute]:
    from engine.routes.reading import read_route

    found: list[WrittenRoute] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(read_route(path))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return found


@lru_cache(maxsize=1)
def _shipped() -> tuple[WrittenRoute, ...]:
    """Read the routes that come with the program; they do not change while it runs."""
    from engine.routes.reading import route_in

    here = sorted(
        (file for file in files("routes").iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    return tuple(route_in(file.read_text("utf-8"), str(file)) for file in here)


def is_shipped(written: WrittenRoute) -> bool:
    """Whether a route comes with the program."""
    return any(each.file == written.file for each in _shipped())
