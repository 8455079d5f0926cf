"""What the figure ledger works out from the movements that came before: standings, and blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from projections.savings.blocks import Blocks
from projections.savings.standings import Standings
from projections.view import Ask, Row


class Carrying:
    """Carries both on together, as a view has one that carries."""

    def __init__(self) -> None:
        self._carried = (Standings(), Blocks())

    def rows(
        self, gathered: Mapping[str, list[Row]], first: int, last: int, ask: Ask
    ) -> Iterator[tuple[str, Row]]:
        """Give the standings after a batch of facts, and the sums of the blocks that it fills."""
        for carried in self._carried:
            yield from carried.rows(gathered, first, last, ask)
