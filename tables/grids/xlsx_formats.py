"""Formats that show another figure than a cell holds: in thousands, or as a percentage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from zipfile import ZipFile

_STYLES = "xl/styles.xml"
_BUILT_IN = {9: "0%", 10: "0.00%"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_SCALE = re.compile(r"[0#?](,+)(?![0#?,])")


class Formats(NamedTuple):
    """The styles of cells that matter to what a figure means, by the number of the style.

    Attributes:
        thousands: styles that leave off thousands, and how many times they do.
        percentages: styles that show a percentage.
        odd: both together.
    """

    thousands: Mapping[str, int]
    percentages: frozenset[str]
    odd: frozenset[str] = frozenset()


def formats_of(archive: ZipFile) -> Formats:
    """Read the formats of a workbook; most have none that matters."""
    from openpyxl.xml.functions import fromstring

    if _STYLES not in archive.namelist():
        return Formats({}, frozenset())
    codes: dict[int, str] = dict(_BUILT_IN)
    styles: list[int] = []
    for element in fromstring(archive.read(_STYLES)):
        name = element.tag.rpartition("}")[2]
        if name == "numFmts":
            codes |= {int(one.get("numFmtId") or 0): str(one.get("formatCode")) for one in element}
        elif name == "cellXfs":
            styles = [int(one.get("numFmtId") or 0) for one in element]
    plain = [_QUOTED.sub("", codes.get(number, "")).partition(";")[0] for number in styles]
    scaled = {str(style): found for style, code in enumerate(plain) if (found := _times(code))}
    percent = frozenset(str(style) for style, code in enumerate(plain) if "%" in code)
    return Formats(scaled, percent, percent | frozenset(scaled))


def _times(code: str) -> int:
    """Count how often a format leaves off thousands: once in ``#,##0,``."""
    found = _SCALE.search(code)
    return len(found[1]) if found else 0
