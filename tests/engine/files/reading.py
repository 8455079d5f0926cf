"""Reading a text as a record file, and the problems that it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book import Order
from engine.errors import BadInput
from engine.files.entries import Entry
from engine.files.record_file import read_entries, read_orders

BODY = "- body: {ref: ics, name: Improvement, kind: committee}\n"


def written(folder: Path, text: str | bytes, name: str = "entries.yaml") -> Path:
    """Write a record file."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def read(folder: Path, text: str | bytes, name: str = "entries.yaml") -> list[Entry]:
    """Read the entries of a text."""
    return read_entries(written(folder, text, name))


def orders(folder: Path, text: str | bytes, name: str = "entries.yaml") -> list[Order]:
    """Read the commands of a text."""
    return read_orders([written(folder, text, name)])


def problems(folder: Path, text: str | bytes, name: str = "entries.yaml") -> list[str]:
    """Return the problems of a text, each as it is told, the folder left out."""
    with pytest.raises(BadInput) as refused:
        orders(folder, text, name)
    return [str(problem).replace(f"{folder}/", "") for problem in refused.value.problems]
