"""What became of a book over many faults of one kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.faults.invariants import Findings

HEADING = f"{'fault':42}" + "".join(
    f"{name:>9}"
    for name in ("times", "struck", "told", "lost", "doubled", "half", "verify", "views")
)
"""What stands above the lines of the table; ``told`` are the facts that were acknowledged."""


@dataclass
class Tally:
    """The sum of what was found after each fault.

    Attributes:
        fault: what was done, in a few words.
        times: how often.
        struck: how often it struck while the work was under way, and not after its end.
        acknowledged: how many facts somebody was told of.
        wrong: what was found that must not be.
    """

    fault: str
    times: int = 0
    struck: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    doubled: int = 0
    broken: int = 0
    views: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, found: Findings, *, struck: bool = True, acknowledged: int = 0) -> None:
        """Count one fault and what was found after it.

        Args:
            found: what was found.
            struck: whether the work was still under way.
            acknowledged: how many facts were acknowledged since the fault before.
        """
        self.times += 1
        self.struck += struck
        self.acknowledged += acknowledged
        self.note(found)

    def note(self, found: Findings) -> None:
        """Count what was found besides."""
        self.lost += len(found.lost)
        self.half += len(found.half)
        self.doubled += len(found.doubled)
        self.broken += len(found.broken)
        self.views += len(found.views)
        self.wrong += [f"{self.fault}, time {self.times}: {what}" for what in found.wrong()]

    def line(self) -> str:
        """Tell the sum in a line of the table."""
        numbers = (
            self.times,
            self.struck,
            self.acknowledged,
            self.lost,
            self.doubled,
            self.half,
            self.broken,
            self.views,
        )
        return f"{self.fault:42}" + "".join(f"{number:>9,}" for number in numbers)
