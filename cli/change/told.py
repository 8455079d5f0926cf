"""What a person is told of a change that was just recorded, or would be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.printing import write_blocks
from cli.frame.words import spaced
from cli.record import tell_notes
from cli.recording import NOTHING_RECORDED

if TYPE_CHECKING:
    from domain.savings.facts import SavingsRebaselined
    from engine.book import Receipt


def tell(receipt: Receipt, done: str, *, dry_run: bool, unit: Unit = Unit.THOUSANDS) -> None:
    """Say what was done, and show the figures that moved with it, before and after."""
    tell_notes(receipt)
    said = NOTHING_RECORDED if dry_run else done
    write_blocks([Text(said), *_figures(receipt, unit)])


def _figures(receipt: Receipt, unit: Unit) -> Iterator[Block]:
    from domain.savings.facts import SavingsRebaselined

    for fact in receipt.facts:
        if isinstance(fact, SavingsRebaselined):
            yield _moved(fact, unit)


def _moved(fact: SavingsRebaselined, unit: Unit) -> Table:
    before, after = fact.expected, fact.revised
    rows = [(year, before[year], after[year]) for year in sorted({*before, *after})]
    rows.append(("Total", before.total, after.total))
    return Table(
        ("Year", "Before>", "After>", "Change>"),
        [
            (name, *(in_unit(amount, unit) for amount in (old, new, new - old)))
            for name, old, new in rows
        ],
        title=f"{fact.originator_id.partition(':')[2]}, {spaced(fact.measure)}, {unit}",
        total=True,
    )
