"""The commands that the planned entries are, each with its place in the table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

from engine.book import Order
from engine.commands.statements import MakeStatement
from engine.errors import BadInput, Place, Problem
from engine.files.characters import named, unwritable
from engine.files.one_entry import command_of
from engine.files.record_file import first_of
from tables.entries.explanations import EXPLANATION
from tables.entries.planned import Planned


def with_references(planned: Sequence[Planned], taken: set[str]) -> tuple[Planned, ...]:
    """Name the statement of each explanation: the one before it.

    A statement whose own reference is taken, as one that was withdrawn keeps its own, is given
    another by name: ``…-2``.

    Args:
        planned: the entries, each explanation behind its statement.
        taken: the references of statements; those of the entries are added.
    """
    if not taken and all(one.entry != EXPLANATION for one in planned):
        return (*planned,)  # the book makes each reference, and none is asked for
    entries: list[Planned] = []
    ref = ""
    for one in planned:
        fields = one.fields
        if one.entry == MakeStatement.ENTRY:
            own = _statement_ref(fields)
            ref = _free(own, taken)
            taken.add(ref)
            fields = fields if ref == own else {"ref": ref, **fields}
        elif one.entry == EXPLANATION:
            fields = {"statement": ref, **fields}
        entries.append(one._replace(fields=fields))
    return (*entries,)


def _statement_ref(fields: Mapping[str, Any]) -> str:
    """Return the reference that the book makes of what a statement says."""
    made = command_of(MakeStatement.ENTRY, fields)
    return made.statement_ref if isinstance(made, MakeStatement) else ""


def _free(ref: str, taken: Container[str]) -> str:
    numbered = (f"{ref}-{number}" for number in count(2))
    return next(one for one in chain((ref,), numbered) if one not in taken)


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
