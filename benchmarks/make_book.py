"""Make a synthetic book: ``python benchmarks/make_book.py --facts 1000000 --store URL``.

With ``--entries FILE`` the book is written as lines of JSON instead, one entry each, to be loaded
with the rules asked. The two are the same book: the same facts, in the same order.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.synthetic.book import entries
from benchmarks.synthetic.filling import fill
from benchmarks.synthetic.plan import LEAST, MOST, Plan
from engine.store.errors import UnusableStore


def main() -> None:
    """Make the book that the command line asks for."""
    asked = _asked()
    try:
        plan = Plan(asked.facts, asked.seed, asked.moving)
    except ValueError as error:
        sys.exit(f"error: {error}")
    try:
        _make(plan, asked)
    except OSError as error:
        sys.exit(f"error: {error.filename or asked.entries or asked.store}: {error.strerror}")
    except UnusableStore as error:
        sys.exit(f"error: {error}")


def _make(plan: Plan, asked: argparse.Namespace) -> None:
    start = perf_counter()
    if asked.entries:
        with asked.entries.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in entries(plan))
    else:
        fill(plan, asked.store, _tell if sys.stderr.isatty() else None)
    took = perf_counter() - start
    print(f"{plan.facts:,} facts in {took:.0f} s, {plan.facts / took:,.0f} a second")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make a synthetic book.")
    parser.add_argument("--facts", type=int, required=True, help=f"from {LEAST:,} to {MOST:,}")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another book")
    parser.add_argument(
        "--moving", action="store_true", help="let most facts move figures, not report on them"
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--store", help="the store to make: sqlite:///big.db")
    where.add_argument("--entries", type=Path, help="the file to write entries to, JSON by line")
    return parser.parse_args()


def _tell(done: int) -> None:
    print(f"\r{done:,} facts", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
