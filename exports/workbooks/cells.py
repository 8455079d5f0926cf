"""Cells of a workbook: every digit of an amount is kept, and no text is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from exports.workbooks.parts import Value
from exports.workbooks.styles import Style

_DIGITS = 15
"""So many digits a spreadsheet program keeps of a number; a longer one is written as text."""

_LONGEST = 32_767
_CUT = " … (shortened: a cell holds no more)"
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheet programs do not agree on the number of a day; it is written as text."""

_DAY_NOUGHT = date(1899, 12, 30)
_SECONDS_OF_A_DAY = 86_400
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@", "\t")
_SPACES = (" ", "\t", "\n")


def letters(number: int) -> str:
    """Return the letters of a column: ``A`` of the first, ``AA`` of the twenty-seventh."""
    name = ""
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def row_of(number: int, columns: Sequence[str], values: Iterable[Value]) -> str:
    """Return a row as a worksheet writes it; a nothing leaves its cell out.

    Args:
        number: the number of the row, from 1 on.
        columns: the letters of the columns.
        values: the values, one for each column.
    """
    cells = (
        _cell(f"{column}{number}", value)
        for column, value in zip(columns, values, strict=True)
        if value not in (None, "")
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def heading(columns: Sequence[str], names: Iterable[str]) -> str:
    """Return the first row: the names of the columns."""
    cells = (
        _text(f"{column}1", name, Style.HEADING)
        for column, name in zip(columns, names, strict=True)
    )
    return f'<row r="1">{"".join(cells)}</row>'


def _cell(place: str, value: Value) -> str:
    if isinstance(value, str):
        quoted = value.startswith(_FORMULA)
        return _text(place, value, Style.QUOTED if quoted else Style.TEXT)
    if isinstance(value, bool):
        return f'<c r="{place}" s="{Style.TEXT:d}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, date):
        return _dated(place, value)
    return _counted(place, value)


def _counted(place: str, value: int | Decimal | None) -> str:
    """Write a number as its own digits, which no float has touched."""
    digits = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if len(digits.strip("-").replace(".", "").strip("0")) > _DIGITS:
        return _text(place, digits, Style.QUOTED)
    return _number(place, digits, Style.AMOUNT if isinstance(value, Decimal) else Style.COUNT)


def _dated(place: str, value: date) -> str:
    moment = value if isinstance(value, datetime) else None
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_DAY:
        return _text(place, value.isoformat(), Style.TEXT)
    days = (day - _DAY_NOUGHT).days
    if moment is None:
        return _number(place, str(days), Style.DAY)
    # Whole seconds: parts of one would let a program show the second after it.
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    part = f"{Decimal(seconds) / _SECONDS_OF_A_DAY:.10f}".lstrip("0")
    return _number(place, f"{days}{part}", Style.MOMENT)


def _number(place: str, digits: str, style: Style) -> str:
    return f'<c r="{place}" s="{style:d}"><v>{digits}</v></c>'


def _text(place: str, text: str, style: Style) -> str:
    kept = printable(text)
    space = ' xml:space="preserve"' if kept[:1] in _SPACES or kept[-1:] in _SPACES else ""
    told = f"<is><t{space}>{escape(kept)}</t></is>"
    return f'<c r="{place}" s="{style:d}" t="inlineStr">{told}</c>'


def printable(text: str) -> str:
    """Return a text as a workbook can hold it: without signs that XML forbids, and not too long.

    A text such as ``_x000D_``, which a spreadsheet program would take for an escaped sign, is
    escaped itself.
    """
    kept = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))
    kept = kept.replace("\r", "\n")
    if "_x" in kept:
        kept = _ESCAPE.sub("_x005F_", kept)
    return kept if len(kept) <= _LONGEST else kept[: _LONGEST - len(_CUT)] + _CUT
