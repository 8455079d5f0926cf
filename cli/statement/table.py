"""Checked statements in tables, as CSV and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cli.frame.blocks import Block, Paragraphs, Table, Text
from cli.frame.money import Unit, in_pounds, in_unit
from cli.frame.output import Sheet, as_data

if TYPE_CHECKING:
    from projections.statements.checking import Checked

_COLUMNS = (
    *("No.>", "Statement", "Page", "Item", "Figure", "Years"),
    *("Stated>", "Book>", "Apart>", "State"),
)
_STATES = {
    "agrees": ("agrees", "agree"),
    "rounded": ("agrees as rounded", "agree as rounded"),
    "differs": ("differs", "differ"),
    "explained": ("is explained", "are explained"),
    "not-comparable": ("cannot be compared", "cannot be compared"),
    "withdrawn": ("is withdrawn", "are withdrawn"),
}
_FIELDS = (
    *("statement", "document", "title", "dated", "page", "item", "kind", "thing", "project"),
    *("figure", "measure", "period", "years", "as_at", "rounded_to", "stated", "book"),
    *("difference", "state", "apart_from"),
)
_TOTAL = "total"


def checked_blocks(found: Sequence[Checked], unit: Unit, title: str, empty: str) -> Iterator[Block]:
    """Return checked amounts in a table, and under it why they are likely to differ.

    Args:
        found: the amounts to show.
        unit: the unit of money.
        title: what they are.
        empty: what to say where there are none.
    """
    rows = [_row(number, each, unit) for number, each in enumerate(found, 1)]
    yield Table(_COLUMNS, rows, title, empty)
    why = [
        (str(number), told) for number, each in enumerate(found, 1) if (told := list(reasons(each)))
    ]
    if why:
        yield Paragraphs("Why", why)


def reasons(each: Checked) -> Iterator[str]:
    """Return why an amount is likely to differ, or how it was explained, in words."""
    if each.explanation:
        by = each.explanation
        yield f"Explained by {by.by} on {by.on}: {by.reason}"
    if each.apart_from:
        whose = "the sum of its own years" if each.apart_from == each.statement else each.apart_from
        yield f"The book keeps no such figure: it is apart from {whose}"
    for cause in each.causes:
        yield f"{cause.code}: {cause.sentence}"
    if each.unexplained and not each.causes:
        yield (
            "No likely cause was found: look at the page, and at what moved the figure"
            " (`minutebook saving history`)"
        )


def summary(found: Sequence[Checked]) -> Text:
    """Return how many amounts stand how, in a sentence."""
    counts = Counter(str(each.state) for each in found)
    told = [
        f"{counts[state]:,} {words[counts[state] != 1]}"
        for state, words in _STATES.items()
        if counts[state]
    ]
    amounts = "amount" if len(found) == 1 else "amounts"
    return Text(f"{len(found):,} {amounts} stated: {', '.join(told) or 'none'}.")


def counted(found: Sequence[Checked]) -> dict[str, int]:
    """Return how many amounts stand how."""
    counts = Counter(str(each.state) for each in found)
    return {state: counts[state] for state in _STATES}


def checked_data(each: Checked) -> dict[str, Any]:
    """Return a checked amount as JSON has it."""
    data: dict[str, Any] = as_data(each)
    return data


def checked_sheet(found: Sequence[Checked]) -> Sheet:
    """Return checked amounts as CSV."""
    header = (*_FIELDS, "explained_by", "reason", "causes", "position")
    return Sheet(
        header,
        [
            (
                *(_value(getattr(each, field)) for field in _FIELDS),
                each.explanation.by if each.explanation else None,
                each.explanation.reason if each.explanation else None,
                [f"{cause.code}: {cause.sentence}" for cause in each.causes],
                each.position,
            )
            for each in found
        ],
    )


def years_told(period: str, years: str) -> str:
    """Return the years of an amount; the total of one year is told from that year itself."""
    one = period == _TOTAL and years[:1].isdigit() and " to " not in years
    return f"{years}, total" if one else years


def amount(value: Decimal | None, unit: Unit) -> str:
    """Return an amount as the table shows it; nothing where there is none."""
    return "" if value is None else in_unit(value, unit)


def _row(number: int, each: Checked, unit: Unit) -> tuple[str, ...]:
    return (
        str(number),
        each.statement,
        each.page or "",
        each.item or "",
        each.figure,
        years_told(each.period, each.years),
        amount(each.stated, unit),
        amount(each.book, unit),
        amount(each.difference, unit),
        _STATES[each.state][0],
    )


def _value(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def in_words(value: Decimal) -> str:
    """Return an amount in a sentence: ``£150,000``."""
    return f"{'-' if value < 0 else ''}£{_grouped(abs(value))}"


def _grouped(value: Decimal) -> str:
    whole, _, pence = in_pounds(value).partition(".")
    return f"{int(whole):,}" + (f".{pence}" if pence else "")
