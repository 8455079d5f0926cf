"""What a value of an answer is in a workbook: an amount, a day, a moment, or a text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from exports.workbooks.parts import Value

_DAYS = re.compile(
    r"(?:.*_)?(?:on|at|due|day|period|date|dated|since|until|for|from|to|by|starts|ends)"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def value_of(name: str, value: object) -> Value:
    """Return a value as a workbook holds it.

    Days and moments that the book keeps as ISO text become what they are, in the columns that are
    named after days: a reference that looks like a day stays a text.

    Args:
        name: the name of the column: ``decided_on``.
        value: what the answer says.

    Raises:
        TypeError: for what has no form in a workbook, such as a float, which is not exact.
    """
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(_text(each) for each in value)
    if isinstance(value, str):
        return _of_text(name, value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if value is None or isinstance(value, bool | int | Decimal | date):
        return value
    raise TypeError(f"{type(value).__name__} has no form in a workbook")


def _of_text(name: str, text: str) -> Value:
    if _DAYS.fullmatch(name):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    return text


def _text(value: object) -> str:
    return "" if value is None else str(value)
