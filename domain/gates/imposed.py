"""What must wait for a gate: kept with the project or programme, so that it is found at once."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from domain.aggregate import Aggregate, Provenance, applies
from domain.gates.facts import GateImposed


class Imposed(NamedTuple):
    """A gate that entries about a project wait for.

    Attributes:
        sequence: the gate sequence.
        gate: the number of the gate.
        blocks: the entries of record files that wait.
        since: the day from which they do; none means from the beginning.
    """

    sequence: str
    gate: int
    blocks: tuple[str, ...]
    since: date | None


class HeldByGates(Aggregate):
    """Something that may not do everything before a gate says go.

    Attributes:
        imposed: the gates that hold it.
    """

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.imposed: list[Imposed] = []

    def impose(
        self,
        by: Provenance,
        since: date | None,
        *,
        sequence: str,
        gate: int,
        blocks: tuple[str, ...],
    ) -> None:
        """Let entries wait for a gate; who defines the gates decides that."""
        self._trigger(GateImposed, by, since, sequence=sequence, gate=gate, blocks=blocks)

    @applies(GateImposed)
    def _imposed(self, fact: GateImposed) -> None:
        self.imposed.append(Imposed(fact.sequence, fact.gate, fact.blocks, fact.decided_on))
