"""Reading a route from the text of its file, so that every error can name its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from pydantic import ValidationError

from domain.routes.route import Route
from engine.errors import BadInput, Place, Problem
from engine.files.entries import Entry, Path
from engine.files.record_text import name_of, text_of
from engine.files.wording import wrong_fields
from engine.files.yaml_entries import read_map

_MOST_PROBLEMS = 20


class WrittenRoute(NamedTuple):
    """A route, and the file in which it is written.

    Attributes:
        route: the route.
        file: its file, as errors name it.
        entry: what the file says, which knows the line of every part.
    """

    route: Route
    file: str
    entry: Entry

    def place(self, *path: str | int) -> Place:
        """Where a part of the route stands: ``place("steps", 3, "to")``."""
        return Place(self.file, self.entry.line_of(path))


def read_route(path: FilePath) -> WrittenRoute:
    """Read the route of a file.

    Raises:
        BadInput: with everything that is wrong, each with its file and line.
    """
    return route_in(text_of(path), name_of(path))


def name_in(path: FilePath) -> str | None:
    """Return the name that a file gives its route, where at least that can be read."""
    try:
        name = read_map(text_of(path), name_of(path)).content.get("route")
    except BadInput:
        return None
    return name if isinstance(name, str) else None


def route_in(text: str, file: str) -> WrittenRoute:
    """Read the route of a text.

    Args:
        text: the text.
        file: the name of its file, for errors.

    Raises:
        BadInput: with everything that is wrong, each with its file and line.
    """
    entry = read_map(text, file)
    wrong = [
        Problem(Place(file, entry.line_of(path)), told) for path, told in _standing_twice(entry)
    ]
    try:
        route = Route.model_validate(entry.content)
    except ValidationError as error:
        for field in wrong_fields(error, Route, entry.content, _MOST_PROBLEMS):
            if field.loc or not wrong:
                wrong.append(
                    Problem(Place(file, entry.line_of(field.loc)), field.told_of(entry.name))
                )
        raise BadInput(wrong[:_MOST_PROBLEMS]) from error
    return WrittenRoute(route, file, entry)


def _standing_twice(entry: Entry) -> Iterator[tuple[Path, str]]:
    """Find the second of two states, parts or steps of one name, which the model cannot point at.

    Steps may share a name where they leave different states.
    """
    for field, name in (("states", "name"), ("bodies", "part")):
        seen: set[object] = set()
        for number, part in _parts(entry.content, field):
            said = part.get(name)
            if isinstance(said, str) and said in seen:
                yield (field, number, name), f"{field}: {said} stands twice"
            seen.add(str(said))
    taken: set[tuple[object, object]] = set()
    for number, step in _parts(entry.content, "steps"):
        called, origins = step.get("name"), step.get("from")
        for origin in origins if isinstance(origins, list) else [origins]:
            if (str(called), str(origin)) in taken:
                yield ("steps", number, "name"), f"steps: {called} from {origin} stands twice"
            taken.add((str(called), str(origin)))


def _parts(content: Any, field: str) -> Iterator[tuple[int, dict[str, Any]]]:
    parts = content.get(field)
    for number, part in enumerate(parts if isinstance(parts, list) else ()):
        if isinstance(part, dict):
            yield number, part
