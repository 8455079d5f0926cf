"""The commands that the planned entries are, each with its place in the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.book import Order
from engine.commands.statements import MakeStatement
from engine.errors import BadInput, Place, Problem
from engine.files.characters import named, unwritable
from engine.files.one_entry import command_of
from engine.files.record_file import first_of
from tables.entries.explanations import EXPLANATION
from tables.entries.planned import Planned


def with_references(planned: Iterable[Planned]) -> tuple[Planned, ...]:
    """Name in each explanation the statement before it, by the reference that the book makes."""
    entries: list[Planned] = []
    for one in planned:
        if one.entry == EXPLANATION:
            made = command_of(entries[-1].entry, entries[-1].fields)
            if isinstance(made, MakeStatement):
                fields = {"statement": made.statement_ref, **one.fields}
                entries.append(one._replace(fields=fields))
        else:
            entries.append(one)
    return tuple(entries)


def orders_of(planned: Iterable[Planned]) -> list[Order]:
    """Return the commands.

    Raises:
        BadInput: with what is wrong with fields, such as a character that cannot be recorded.
    """
    orders: list[Order] = []
    problems: list[Problem] = []
    for entry, fields, at in planned:
        file = f"{at.file}:{at.sheet}" if at.sheet else str(at.file)
        place = Place(file, at.row, entry)
        problems += [Problem(place, told) for told in _unwritable(fields.get("source", {}))]
        try:
            orders.append(Order(command_of(entry, fields), place))
        except BadInput as error:
            problems += [Problem(place, problem.message) for problem in error.problems]
    if problems:
        raise first_of(problems)
    return orders


def _unwritable(source: Mapping[str, str]) -> Iterator[str]:
    """Say which characters of a source cannot be recorded: of a file's name, or a portfolio's."""
    for name, text in source.items():
        at = unwritable(text)
        if at is not None:
            yield f"source.{name}: the character {named(text[at])} cannot be recorded"
