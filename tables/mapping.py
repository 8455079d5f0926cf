"""A mapping file: where the words of a table differ from ours, it says which is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from domain.savings.status import ProjectStatus
from tables.errors import UnreadableTable
from tables.headers.columns import Meaning, meaning_named
from tables.headers.units import unit_named
from tables.parts import Finding, Place, Severity
from tables.statuses import is_status
from tables.words import folded

if TYPE_CHECKING:
    from yaml import Node

_PARTS = ("columns", "statuses", "projects", "portfolios", "unit")
_EXAMPLE = 'a mapping file says which words are ours: columns: {"Scheme title": project}'
_LARGEST = 2**20


class Word(NamedTuple):
    """One line of a mapping: their word, ours, and where it stands."""

    theirs: str
    ours: str
    place: Place


class TableMapping(NamedTuple):
    """What a mapping file says; each part is kept by their word, folded.

    Attributes:
        columns: the headings, and which column of ours each is: ``target 2018/19``.
        statuses: their statuses, and ours.
        projects: their names of projects, and references in the book.
        portfolios: their names of portfolios, and references in the book.
        unit: how many pounds one printed unit is, where the table does not say.
    """

    columns: Mapping[str, Word] = {}
    statuses: Mapping[str, Word] = {}
    projects: Mapping[str, Word] = {}
    portfolios: Mapping[str, Word] = {}
    unit: int | None = None

    def status(self, printed: str) -> str:
        """Return our word for a status; theirs where nothing is mapped."""
        word = self.statuses.get(folded(printed))
        return word.ours if word else printed

    def project(self, printed: str) -> str | None:
        """Return the reference of a project that their name is mapped to."""
        word = self.projects.get(folded(printed))
        return word.ours if word else None

    def portfolio(self, printed: str) -> str | None:
        """Return the reference of a portfolio that their name is mapped to."""
        word = self.portfolios.get(folded(printed))
        return word.ours if word else None

    def column(self, heading: str) -> Meaning | None:
        """Return the meaning that a heading is mapped to."""
        word = self.columns.get(folded(heading))
        return meaning_named(word.ours) if word else None


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping file.

    Raises:
        UnreadableTable: where it cannot be read, or says what means nothing; the line is named.
    """
    node = _document(path)
    parts: dict[str, dict[str, Word]] = {}
    unit = None
    for key, value in _pairs(path, node):
        name = _text(path, key)
        if name not in _PARTS:
            raise UnreadableTable(
                _place(path, key), f"{name!r} is no part of a mapping: {', '.join(_PARTS)}"
            )
        if name == "unit":
            unit = _unit(path, value)
        else:
            parts[name] = _words(path, value)
    for word in parts.get("columns", {}).values():
        _check_column(word)
    for word in parts.get("statuses", {}).values():
        _check_status(word)
    return TableMapping(**parts, unit=unit)


def unused(
    mapping: TableMapping, headings: set[str], lines: Mapping[str, set[str]]
) -> Iterator[Finding]:
    """Yield the words of a mapping that a table nowhere has: most are spelt in another way.

    Args:
        mapping: the mapping.
        headings: every heading that the table has, folded.
        lines: the statuses, projects and portfolios that it has, folded.
    """
    parts = {"columns": mapping.columns, "statuses": mapping.statuses}
    parts |= {"projects": mapping.projects, "portfolios": mapping.portfolios}
    for name, words in parts.items():
        there = headings if name == "columns" else lines[name]
        for key, word in words.items():
            if key not in there:
                told = f"{word.theirs!r} maps nothing: the table has it nowhere among its {name}"
                yield Finding("mapping", word.place, told, Severity.WARNING, subject=word.theirs)


def _document(path: Path) -> Node:
    import yaml

    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableTable(str(path), "a mapping is a small file: this is larger than 1 MiB")
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise UnreadableTable(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableTable(str(path), "a mapping is text in UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableTable(Place(path, line), f"this is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise UnreadableTable(str(path), f"this is not YAML: {error}") from error
    if node is None:
        raise UnreadableTable(Place(path, 1), f"it is empty; {_EXAMPLE}")
    return node


def _pairs(path: Path, node: Node) -> list[tuple[Node, Node]]:
    from yaml import MappingNode

    if not isinstance(node, MappingNode):
        raise UnreadableTable(_place(path, node), f"a map is expected here; {_EXAMPLE}")
    return list(node.value)


def _words(path: Path, node: Node) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for key, value in _pairs(path, node):
        theirs, place = _text(path, key), _place(path, key)
        if folded(theirs) in words:
            raise UnreadableTable(place, f"{theirs!r} is mapped twice")
        words[folded(theirs)] = Word(theirs, _text(path, value), place)
    return words


def _text(path: Path, node: Node) -> str:
    from yaml import ScalarNode

    if not isinstance(node, ScalarNode) or not node.value.strip():
        raise UnreadableTable(_place(path, node), "a word is expected here")
    return str(node.value)


def _unit(path: Path, node: Node) -> int:
    try:
        return unit_named(_text(path, node))
    except ValueError as error:
        raise UnreadableTable(_place(path, node), str(error)) from error


def _check_column(word: Word) -> None:
    try:
        meaning_named(word.ours)
    except ValueError as error:
        raise UnreadableTable(word.place, str(error)) from error


def _check_status(word: Word) -> None:
    if not is_status(word.ours):
        known = ", ".join(status.value for status in ProjectStatus)
        told = f"statuses: {word.theirs!r} is mapped to {word.ours!r}, which is none of {known}"
        raise UnreadableTable(word.place, told)


def _place(path: Path, node: Node) -> Place:
    return Place(path, node.start_mark.line + 1)
