"""A book of every kind of fact, in which everything that has a name has one that breaks writers."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any, Final

import yaml

from engine.files.characters import unwritable
from tests.books import IN_2019, BookOnDisk
from tests.diagrams.sketches import HOSTILE

RECORDABLE: Final = [name for name in HOSTILE if unwritable(name) is None]
"""The others the book itself refuses."""

_EVERYTHING: Final = Path(__file__).parents[1] / "projections" / "everything.yaml"
_NAMES: Final = frozenset(
    {
        *("name", "title", "text", "reason", "summary", "narrative", "department", "level"),
        *("purpose", "note", "evidence", "commentary", "sponsor", "cadence", "owner"),
    }
)
_LISTS: Final = frozenset({"must_change", "conditions"})
"""The fields of record files that a picture may print, whoever wrote them."""


class _Loader(yaml.SafeLoader):
    """Reads YAML as record files are read: the field ``on`` is a word, and not a yes."""


_Loader.yaml_implicit_resolvers = {
    letter: [known for known in resolvers if letter in "tTfF" or not known[0].endswith(":bool")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Names:
    """Gives each text another one, always the same for the same text.

    Attributes:
        given: the hostile text for each plain one.
    """

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self._numbers = count(1)

    def of(self, text: str) -> str:
        """Return what stands for a text; its number makes it the only one of its kind."""
        if text not in self.given:
            number = next(self._numbers)
            self.given[text] = f"{RECORDABLE[number % len(RECORDABLE)]} №{number}"
        return self.given[text]


def hostile_book(folder: Path) -> tuple[BookOnDisk, Names]:
    """Record every kind of fact with hostile names, and return the book and the names."""
    names = Names()
    routes = folder / "routes"
    routes.mkdir()
    for file in sorted((_EVERYTHING.parent / "routes").glob("*.yaml")):
        route = _renamed(_read(file), names)
        (routes / file.name).write_text(yaml.safe_dump(route, allow_unicode=True), "utf-8")
    entries = _renamed(_read(_EVERYTHING), names)
    file = folder / "everything.yaml"
    file.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    book = BookOnDisk(folder)
    book.record_files(file, at=IN_2019)
    return book, names


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader


def _renamed(said: Any, names: Names, field: str = "") -> Any:
    if isinstance(said, dict):
        return {key: _of_field(value, names, key, said) for key, value in said.items()}
    if isinstance(said, list):
        return [_renamed(each, names, field) for each in said]
    return names.of(said) if field in _LISTS and isinstance(said, str) else said


def _of_field(value: Any, names: Names, key: str, within: dict[str, Any]) -> Any:
    if key in _NAMES and isinstance(value, str) and not _names_a_step(key, within):
        return names.of(value)
    return _renamed(value, names, key)


def _names_a_step(key: str, within: dict[str, Any]) -> bool:
    """Say whether a name is a term of a route: what links its states and steps."""
    return key == "name" and bool(
        {"from", "final"} & within.keys() or within.keys() == {"name", "title"}
    )
