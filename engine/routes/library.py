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
from typing import TYPE_CHECKING, NamedTuple

from domain.errors import UnknownReference
from domain.routes.route import Route, RouteKey
from engine.errors import BadInput, Problem

if TYPE_CHECKING:
    from engine.routes.reading import WrittenRoute

FOLDER = "routes"
"""The folder beside a store in which its own routes are looked for."""


class _Unread(NamedTuple):
    """A file that cannot be read as a route, with the name it gives, where that can be read."""

    name: str | None
    problems: Sequence[Problem]


class _Read(NamedTuple):
    """What the files say: routes, files that cannot be read, and versions that two files say."""

    routes: dict[RouteKey, WrittenRoute]
    unread: list[_Unread]
    clashes: dict[RouteKey, list[Problem]]


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
            BadInput: where the file that says it cannot be read, or another says it otherwise.
        """
        return self.written(name, version).route

    def written(self, name: str, version: int | None = None) -> WrittenRoute:
        """Return a route with the file in which it is written; as `find`."""
        known = {key.version: route for key, route in self._routes.items() if key.name == name}
        if version is None or version not in known:
            self.check_readable(name, or_unnamed=not known)
        if not known:
            raise UnknownReference(name, f"there is no route {name!r}{self._meant(name)}")
        found = known.get(max(known) if version is None else version)
        if found is None:
            there = ", ".join(str(number) for number in sorted(known))
            raise UnknownReference(
                name, f"there is no version {version} of the route {name}: there is {there}"
            )
        if clashes := self._read.clashes.get(found.route.key):
            raise BadInput(clashes)
        return found

    def check_readable(self, name: str, *, or_unnamed: bool = False) -> None:
        """Refuse where a file of a route cannot be read: it may be the one that is meant.

        Args:
            name: the route.
            or_unnamed: whether a file counts as well of which no name can be read.

        Raises:
            BadInput: with everything that is wrong with such files.
        """
        wrong = [
            problem
            for unread in self._read.unread
            if unread.name == name or (or_unnamed and unread.name is None)
            for problem in unread.problems
        ]
        if wrong:
            raise BadInput(wrong)

    def versions(self, name: str) -> list[int]:
        """Return the versions of a route, the lowest first; none where it is not known."""
        return sorted(key.version for key in self._routes if key.name == name)

    def all(self) -> list[WrittenRoute]:
        """Return every route in every version, by name and version.

        Raises:
            BadInput: with all that is wrong with files that cannot be read, or that clash.
        """
        wrong = [problem for unread in self._read.unread for problem in unread.problems]
        wrong += [problem for clashes in self._read.clashes.values() for problem in clashes]
        if wrong:
            raise BadInput(wrong)
        return [self._routes[key] for key in sorted(self._routes)]

    def _meant(self, name: str) -> str:
        names = sorted({key.name for key in self._routes})
        close = get_close_matches(name, names, n=3, cutoff=0.5)
        if close:
            return f"; did you mean {' or '.join(close)}?"
        return f": there are {', '.join(names)}; `minutebook route list` shows them"

    @property
    def _routes(self) -> dict[RouteKey, WrittenRoute]:
        return self._read.routes

    @cached_property
    def _read(self) -> _Read:
        """Read every file once; what is wrong with one stops nobody who needs another."""
        added, unread = _reading(file for folder in self._folders for file in _in(folder))
        routes: dict[RouteKey, WrittenRoute] = {}
        clashes: dict[RouteKey, list[Problem]] = {}
        for written in (*_shipped(), *added):
            key = written.route.key
            other = routes.setdefault(key, written)
            if other.route != written.route:
                told = (
                    f"this says something else under {key} than {other.file}: give it another"
                    " name, or raise its `version`"
                )
                clashes.setdefault(key, []).append(Problem(written.place("version"), told))
        return _Read(routes, unread, clashes)


def _in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def _reading(paths: Iterable[Path]) -> tuple[list[WrittenRoute], list[_Unread]]:
    from engine.routes.reading import name_in, read_route

    found: list[WrittenRoute] = []
    unread: list[_Unread] = []
    for path in paths:
        try:
            found.append(read_route(path))
        except BadInput as error:
            unread.append(_Unread(name_in(path), error.problems))
    return found, unread


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
