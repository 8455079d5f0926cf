"""What every measurement is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.sites import Sites
from benchmarks.synthetic.plan import LEAST, Plan

SMALL = Plan(10_000)
"""The book beside which the large one is measured."""


@dataclass(frozen=True)
class Run:
    """One run of the benchmark.

    Attributes:
        size: how many facts the large book has.
        sites: the kinds of store.
        scratch: a folder that goes when the run ends.
    """

    size: int
    sites: Sites
    scratch: Path

    @property
    def large(self) -> Plan:
        """The large book."""
        return Plan(self.size)

    @property
    def hundredth(self) -> Plan:
        """A book of a hundredth of its size."""
        return Plan(max(LEAST, self.size // 100))
