"""One statement on a page, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cli.frame.blocks import Block, Details, Heading
from cli.frame.money import Unit
from cli.frame.words import source_in_words
from cli.statement.listing import statement_data
from cli.statement.table import checked_blocks, checked_data

if TYPE_CHECKING:
    from cli.frame.asked import Asked
    from projections.statements.checking import Checked
    from projections.statements.queries import Made


def shown_data(made: Made, checked: Sequence[Checked]) -> dict[str, Any]:
    """Return a statement as JSON has it, with each amount beside the book."""
    return statement_data(made) | {"checks": [checked_data(each) for each in checked]}


def shown_blocks(
    made: Made, checked: Sequence[Checked], unit: Unit, asked: Asked
) -> Iterator[Block]:
    """Return all that the book knows of a statement, for people."""
    from projections.statements.claims import of_what

    yield Heading(f"{made.ref}, {asked.times}")
    yield Details(
        (
            ("Document", checked[0].title if checked else made.document),
            ("Published", made.dated),
            ("Source", source_in_words(made.source)),
            ("Figure", made.figure),
            ("Of", of_what(made)),
            ("Measure", made.measure),
            ("Stood on", made.as_at),
            ("Withdrawn", made.withdrawn),
            ("Recorded", f"{made.recorded_at[:10]}, position {made.position:,}"),
        )
    )
    yield from checked_blocks(checked, unit, f"Beside the book, {unit}", "It states no amount.")
