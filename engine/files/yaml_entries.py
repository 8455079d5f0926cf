"""Reading record files in YAML.

PyYAML's bindings to libyaml compose a tree that knows its lines in a twentieth of the time that
ruamel.yaml takes (0.3 s against 6.8 s for 5,000 entries), and the tree is all that is needed:
what a scalar means is decided by the field it stands in. The list is never composed whole: each
entry is, when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

import yaml
from yaml.composer import Composer
from yaml.events import Event
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from engine.errors import BadInput, Place, Problem
from engine.files.characters import named, unwritable
from engine.files.entries import Entry, Path
from engine.files.text_stream import TextStream

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PREFIX: Final = "tag:yaml.org,2002:"
_NULL, _MERGE = f"{_PREFIX}null", f"{_PREFIX}merge"
_TAGS = {
    _PREFIX + name
    for name in ("str", "null", "bool", "int", "float", "timestamp", "value", "map", "seq")
}
DEEPEST = 40
_MOST_PARTS = 500_000
_MOST_ANCHORS = 10_000

NOT_A_LIST = (
    "a record file is a list: every entry begins with a dash, as in `- body: {ref: ics, …}`"
)
ONE_KEY = "an entry is one name with its fields: `- body: {ref: ics, …}`"
TOO_DEEP = "this is nested too deeply to be a record file"
_TOO_MANY = "this file has too many parts: split it, or does an alias repeat itself?"
_TOO_MANY_ANCHORS = (
    f"this file has more than {_MOST_ANCHORS:,} anchors (&name): write the fields out"
)
_ANOTHER = "a second document begins here: a record file is one list, without a line of dashes"
_NOT_WELL_SAID = {
    "found character that cannot start any token": "this is not YAML: a value cannot begin with"
    " this character (a tab, perhaps: indent with spaces; or quote the value)",
    "found unexpected end of stream": "this is not YAML: what is quoted from here on has no end",
    "found a tab character that violates indentation": "this is not YAML: indent with spaces, not"
    " with a tab",
}


class _ItemLoader(_LOADER, Composer):  # type: ignore[misc] # the bindings have no types
    """Reads events with libyaml, and composes one item of a list at a time.

    To compose the whole tree in C takes twice as long: all of it stays in memory, where the
    garbage collector looks through it again and again.
    """

    def __init__(self, source: Any) -> None:
        _LOADER.__init__(self, source)
        Composer.__init__(self)


class _Bounds:
    """Stops what grows without end: nesting that would overrun the stack, aliases of aliases."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._depth = 0
        self._left = _MOST_PARTS

    def down(self, node: Node | None, _: object = None) -> None:
        """Step into a part of a node."""
        self._depth += 1
        self._left -= 1
        if self._depth > DEEPEST:
            raise _problem(self._file, node, TOO_DEEP)
        if self._left < 0:
            raise _problem(self._file, node, _TOO_MANY)

    def anew(self) -> None:
        """Begin to count again, for the next entry."""
        self._left = _MOST_PARTS

    def anchored(self, anchors: dict[str, Node], node: Node) -> None:
        """Refuse more anchors than can be kept in memory."""
        if len(anchors) > _MOST_ANCHORS:
            raise _problem(self._file, node, _TOO_MANY_ANCHORS)

    def up(self) -> None:
        """Step out again."""
        self._depth -= 1


class _Walk:
    """Turns the nodes of a file into maps, lists and texts."""

    def __init__(self, file: str, bounds: _Bounds) -> None:
        self._file = file
        self._bounds = bounds

    def content(self, node: Node) -> Any:
        """Return what stands at a node."""
        if node.tag not in _TAGS:
            raise self._problem(node, f"tags such as {node.tag} are not used in record files")
        self._bounds.down(node)  # the tree is not deep, but an alias may lead back into itself
        content: Any
        if isinstance(node, ScalarNode):
            content = self._scalar(node)
        elif isinstance(node, SequenceNode):
            content = [self.content(item) for item in node.value]
        else:
            content = self._map(node)
        self._bounds.up()
        return content

    def _scalar(self, node: ScalarNode) -> str | None:
        value: str = node.value
        if node.tag == _NULL and value in ("", "~", "null"):
            return None
        # Only between double quotes can a character be given by its number.
        if node.style == '"' and (at := unwritable(value)) is not None:
            raise self._problem(node, f"the character {named(value[at])} cannot be recorded")
        return value

    def _map(self, node: Any) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise self._problem(key, "a name is expected before the colon")
            if key.tag == _MERGE:
                raise self._problem(key, "`<<` is not used in record files: write the fields out")
            if key.value in content:
                raise self._problem(key, f"`{key.value}` stands twice in the same entry")
            content[key.value] = self.content(value)
        return content

    def _problem(self, node: Node, message: str) -> BadInput:
        return _problem(self._file, node, message)


def read_yaml(text: str, file: str) -> list[Entry]:
    """Read the entries of a YAML text; none where it has nothing but comments.

    Args:
        text: the text.
        file: its name, for errors.

    Raises:
        BadInput: where it is not YAML, or no list of one-key maps; the line is named.
    """
    last = text.rstrip().count("\n") + 1  # where YAML names the line after it, it means its end
    return list(_entries(text, file, lambda: last, _Bounds(file)))


def read_map(text: str, file: str) -> Entry:
    """Read a YAML text that is one map of fields, as an entry without a name.

    Args:
        text: the text.
        file: its name, for errors.

    Raises:
        BadInput: where it is not YAML, or no map; the line is named.
    """
    try:
        root = _compose(text, file)
    except yaml.MarkedYAMLError as error:
        raise BadInput([_malformed(error, file, text.rstrip().count("\n") + 1)]) from error
    if not isinstance(root, MappingNode):
        raise _problem(file, root, "a map of fields is expected: `name: value`, line by line")
    content = _Walk(file, _Bounds(file)).content(root)
    return Entry("", content, root.start_mark.line + 1, lambda path: _line_of(root, path))


def entries_in_yaml(stream: TextStream, file: str) -> Iterator[Entry]:
    """Yield the entries of a YAML text while it is read; one of them at a time is in memory.

    Raises:
        BadInput: where it is not YAML, or no list of one-key maps; the line is named.
    """
    bounds = _Bounds(file)
    for entry in _entries(stream, file, lambda: stream.last, bounds):
        yield entry
        bounds.anew()


def _entries(
    source: str | TextStream, file: str, last: Callable[[], int], bounds: _Bounds
) -> Iterator[Entry]:
    loader = _ItemLoader(source)
    # The loader calls these two around every node, and needs them for nothing else here.
    loader.descend_resolver, loader.ascend_resolver = bounds.down, bounds.up
    try:
        while (node := _next_item(loader, file)) is not None:
            bounds.anchored(loader.anchors, node)
            yield _entry(node, file, _Walk(file, bounds))
    except yaml.MarkedYAMLError as error:
        raise BadInput([_malformed(error, file, last())]) from error
    finally:
        loader.dispose()


def _next_item(loader: Any, file: str) -> Node | None:
    """Compose the next item of the one list that a file is; ``None`` at its end."""
    if loader.check_event(yaml.StreamStartEvent):
        loader.get_event()
        if loader.check_event(yaml.StreamEndEvent):
            return None
        loader.get_event()  # the document begins
        if not loader.check_event(yaml.SequenceStartEvent):
            raise _problem(file, loader.peek_event(), NOT_A_LIST)
        loader.get_event()
    if not loader.check_event(yaml.SequenceEndEvent):
        item: Node = loader.compose_node(None, None)
        return item
    loader.get_event()
    loader.get_event()  # the document ends
    if not loader.check_event(yaml.StreamEndEvent):
        raise _problem(file, loader.peek_event(), _ANOTHER)
    return None


def line_finder(text: str) -> Callable[[Path], int]:
    """Return what finds the lines of parts of a text in JSON, which YAML reads too.

    The text is looked through at the first question, for only a wrong entry is ever asked. Where
    YAML cannot read it (JSON may write one character as a pair of surrogates), all stands in
    line 1.
    """

    def find(path: Path) -> int:
        node = _tree(text)
        return 1 if node is None else _line_of(node, path)

    return find


@lru_cache(maxsize=1)  # a wrong entry is asked for each of its wrong fields
def _tree(text: str) -> Node | None:
    try:
        return _compose(text, "")
    except (yaml.YAMLError, BadInput):
        return None


def _compose(text: str, file: str) -> Node | None:
    loader, bounds = _LOADER(text), _Bounds(file)
    # The loader calls these two around every node, and needs them for nothing else here.
    loader.descend_resolver, loader.ascend_resolver = bounds.down, bounds.up
    try:
        root: Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


def _entry(node: Node, file: str, walk: _Walk) -> Entry:
    if not isinstance(node, MappingNode) or len(node.value) != 1:
        raise _problem(file, node, ONE_KEY)
    key, value = node.value[0]
    if not isinstance(key, ScalarNode):
        raise _problem(file, node, ONE_KEY)
    line = node.start_mark.line + 1
    return Entry(key.value, walk.content(value), line, lambda path: _line_of(value, path))


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


def _problem(file: str, node: Node | Event | None, message: str) -> BadInput:
    line = node.start_mark.line + 1 if node and node.start_mark else 1
    return BadInput([Problem(Place(file, line), message)])


def _malformed(error: yaml.MarkedYAMLError, file: str, last: int) -> Problem:
    mark, began = error.problem_mark, error.context_mark
    what = error.problem or "something unexpected"
    if "unexpected end of stream" in what:  # where it began helps more than where the file ends
        mark = began or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    within = f" in what begins in line {began.line + 1}" if began and began.line + 1 < line else ""
    said = _NOT_WELL_SAID.get(what) or (
        f"this is not YAML: {what} at column {column}{within}; check indents, quotes and colons"
    )
    return Problem(Place(file, min(line, last)), said)
