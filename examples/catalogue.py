"""Where the ready data sets are, as they were installed with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


_NEEDS = {"what-if": ("nottinghamshire", "norfolk")}


class UnknownExampleError(LookupError):
    """There is no example of that name; the message lists those there are."""

    def __init__(self, name: str, known: list[str]) -> None:
        """Say which name was asked for and which would have been found."""
        super().__init__(f"there is no example {name!r}; there are: {', '.join(known)}")
        self.name = name
        self.known = known


def names() -> list[str]:
    """Return the names of the examples, ``["norfolk", "nottinghamshire", "what-if"]``, sorted."""
    return sorted(folder.name for folder in files("examples").iterdir() if _records(folder))


def record_files(name: str) -> list[Traversable]:
    """Return the record files of the example ``name`` in the order to record them.

    Raises:
        UnknownExampleError: when no example has that name.
    """
    if name not in names():
        raise UnknownExampleError(name, names())
    return _records(files("examples").joinpath(name))


def needs(name: str) -> tuple[str, ...]:
    """Return the examples that must be in a book before the example ``name``, in their order."""
    return _NEEDS.get(name, ())


def _records(folder: Traversable) -> list[Traversable]:
    """Return the record files of a folder; their number prefix is their order."""
    if not folder.is_dir():
        return []
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    return sorted(found, key=lambda entry: entry.name)
