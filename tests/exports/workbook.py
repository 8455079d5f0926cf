"""Workbooks as tests read them: the digits as they are written, and what a reader sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl import load_workbook

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def digits(path: Path, sheet: int = 1) -> dict[str, str]:
    """Return the numbers of a sheet as they stand in the file, by their cells."""
    with ZipFile(path) as archive:
        said = ET.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))  # noqa: S314 - our own
    return {
        cell.get("r", ""): value.text or ""
        for cell in said.iter(f"{_SHEET}c")
        if (value := cell.find(f"{_SHEET}v")) is not None
    }


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every sheet, by its title, as a reader takes them."""
    book = load_workbook(path)
    found = {sheet.title: [tuple(row) for row in sheet.values] for sheet in book.worksheets}
    book.close()
    return found


def rows(path: Path, title: str | None = None) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet, the first one if none is named."""
    found = tables(path)
    return found[title] if title else next(iter(found.values()))


def sheet_of(path: Path) -> Any:
    """Return the first sheet with the looks of its cells."""
    return load_workbook(path).worksheets[0]


def titles(path: Path) -> list[str]:
    """Return the titles of the sheets."""
    book = load_workbook(path)
    names: list[str] = book.sheetnames
    book.close()
    return names
