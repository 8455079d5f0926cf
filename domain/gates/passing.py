"""Which gates have said go, and from when until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from domain.errors import AlreadyDecided, GateOutOfOrder
from domain.values.spans import Span


@dataclass
class Passing:
    """The gates that said go, and the days since which the others are open again.

    Attributes:
        passed: the gates that now stand at go, with the day of it.
        open_since: for gates that were decided and are open, the last day that opened them: of a
            no-go, a recycle or a breach.
    """

    passed: dict[int, date | None] = field(default_factory=dict)
    open_since: dict[int, date] = field(default_factory=dict)
    _before: dict[int, list[Span]] = field(default_factory=dict)

    def said_go(self, gate: int, day: date | None) -> None:
        """Note that a gate said go."""
        self.passed[gate] = day

    def opened(self, gates: Iterable[int], day: date | None) -> None:
        """Note that gates are open again: they must be passed once more."""
        for gate in gates:
            if gate in self.passed:
                self._before.setdefault(gate, []).append(Span(self.passed.pop(gate), day))
            if day:
                self.open_since[gate] = max(day, self.open_since.get(gate, day))

    def stood_at_go(self, gate: int, day: date) -> bool:
        """Whether a gate stood at go on a day."""
        spans = list(self._before.get(gate, ()))
        if gate in self.passed:
            spans.append(Span(self.passed[gate], None))
        return any(span.holds_on(day) for span in spans)

    def check_turn(self, ref: str, gate: int, day: date, doing: str) -> None:
        """Refuse what is done at a gate that is not next.

        Raises:
            AlreadyDecided: where the gate said go.
            GateOutOfOrder: where a gate before it has not, or not by that day, or where the gate
                was opened again later.
        """
        if gate in self.passed:
            raise AlreadyDecided(
                ref,
                f"gate {gate} of {ref} said go on {self.passed[gate]}; it is open again when a"
                " condition of it is breached (`minutebook condition breach`) or a later gate"
                " recycles to it",
            )
        for earlier in range(1, gate):
            if (self.passed.get(earlier) or date.max) > day:
                raise GateOutOfOrder(
                    ref, f"gate {gate} of {ref} is {doing} after gate {earlier} said go"
                )
        opened = self.open_since.get(gate)
        if opened and day < opened:
            raise GateOutOfOrder(
                ref,
                f"gate {gate} of {ref} is open again since {opened}: it is not {doing} on {day}",
            )
