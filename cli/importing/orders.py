"""The commands that the planned entries are, each with its place in the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.book import Order
from engine.errors import BadInput, Place, Problem
from engine.files.one_entry import command_of
from engine.files.record_file import first_of

if TYPE_CHECKING:
    from tables.entries.planned import Planned


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
        try:
            orders.append(Order(command_of(entry, fields), place))
        except BadInput as error:
            problems += [Problem(place, problem.message) for problem in error.problems]
    if problems:
        raise first_of(problems)
    return orders
