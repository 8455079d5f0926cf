"""Reading record files in YAML.

PyYAML's bindings to libyaml compose a tree that knows its lines in a thirteenth of the time that
ruamel.yaml takes (0.5 s against 6.8 s for 5,000 entries), and the tree is all that is needed:
what a scalar means is decided by the field it stands in.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from engine.errors import BadInput, Place, Problem
from engine.files.entries import Entry, Path

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL, _TEXT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:"
_LARGEST_ENTRY = 100_000


class _Walk:
    """Turns the nodes of one entry into maps, lists and texts."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._left = _LARGEST_ENTRY

    def content(self, node: Node) -> Any:
        self._left -= 1
        if self._left < 0:  # an alias that names its like a few times over grows without end
            raise self._problem(node, "this entry is too large: does an alias repeat itself?")
        if not str(node.tag).startswith(_TEXT):
            raise self._problem(node, f"tags such as {node.tag} are not used in record files")
        if isinstance(node, ScalarNode):
            return None if node.tag == _NULL and node.value in ("", "~", "null") else node.value
        if isinstance(node, SequenceNode):
            return [self.content(item) for item in node.value]
        return self._map(node)

    def _map(self, node: Any) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise self._problem(key, "a name is expected before the colon")
            if key.value in content:
                raise self._problem(key, f"`{key.value}` stands twice in the same entry")
            content[key.value] = self.content(value)
        return content

    def _problem(self, node: Node, message: str) -> BadInput:
        return BadInput([Problem(Place(self._file, node.start_mark.line + 1), message)])


def read_yaml(text: str, file: str) -> list[Entry]:
    """Read the entries of a YAML text.

    Args:
        text: the text.
        file: its name, for errors.

    Raises:
        BadInput: where it is not YAML, or no list of one-key maps; the line is named.
    """
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput([_malformed(error, file)]) from error
    finally:
        loader.dispose()
    if not isinstance(root, SequenceNode):
        line = root.start_mark.line + 1 if root else 1
        raise BadInput([Problem(Place(file, line), NOT_A_LIST)])
    return [_entry(node, file) for node in root.value]


def line_in(text: str, path: Path) -> int:
    """Find the line of a part of a text in JSON, which YAML reads too; 1 where it does not."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:  # JSON that YAML cannot read, such as an escaped pair of surrogates
        return 1
    return _line_of(node, path)


NOT_A_LIST = (
    "a record file is a list: every entry begins with a dash, as in `- body: {ref: ics, …}`"
)
ONE_KEY = "an entry is one name with its fields: `- body: {ref: ics, …}`"


def _entry(node: Node, file: str) -> Entry:
    line = node.start_mark.line + 1
    if not isinstance(node, MappingNode) or len(node.value) != 1:
        raise BadInput([Problem(Place(file, line), ONE_KEY)])
    key, value = node.value[0]
    if not isinstance(key, ScalarNode):
        raise BadInput([Problem(Place(file, line), ONE_KEY)])
    return Entry(key.value, _Walk(file).content(value), line, lambda path: _line_of(value, path))


def _line_of(node: Any, path: Path) -> int:
    line: int = node.start_mark.line + 1
    for step in path:
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        elif isinstance(node, MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                continue  # the name of a model's variant, not of a field
            line, node = found[0].start_mark.line + 1, found[1]
    return line


def _malformed(error: Exception, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    if isinstance(error, RecursionError):
        return Problem(Place(file, 1), "this is nested too deeply to be a record file")
    if mark is None:
        return Problem(Place(file, 1), f"this is not YAML: {error}")
    what = getattr(error, "problem", None) or "something unexpected"
    return Problem(
        Place(file, mark.line + 1),
        f"this is not YAML: {what} at column {mark.column + 1}; check indents, quotes and colons",
    )
