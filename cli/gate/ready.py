"""How ready the next gate is, on a page: what needs work first, by owner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Heading, Paragraphs, Table, Text
from cli.frame.words import on, spaced

if TYPE_CHECKING:
    from projections.gates.readiness import Readiness, StandingRow

_FEW = 12
"""So many criteria that nobody has looked at, or that are met, are shown with their texts."""

_TITLES = {
    "not-met": "Not met",
    "partly-met": "Partly met",
    "not-assessed": "Not assessed since the last gate",
    "waived": "Waived",
    "met": "Met",
}


def readiness_blocks(ready: Readiness, *, everything: bool) -> Iterator[Block]:
    """Return how ready a gate is: in one sentence, by owner, and criterion by criterion."""
    planned = f", planned for {on(ready.planned_for)}" if ready.planned_for else ""
    yield Heading(f"Readiness of gate {ready.gate}, {ready.name}{planned}")
    yield Text(_verdict(ready))
    yield _shares(ready)
    for standing, rows in groupby(ready.standings, key=lambda row: row.standing):
        yield _standing(standing, list(rows), everything=everything)


def _verdict(ready: Readiness) -> str:
    count, all_ = len(ready.in_the_way), len(ready.standings)
    if not count:
        return f"Nothing is in the way of go: all {all_} criteria were assessed or are waived."
    unseen = sum(row.standing == "not-assessed" for row in ready.in_the_way)
    unmet = count - unseen
    parts = [
        f"{unmet} mandatory {'one is' if unmet == 1 else 'ones are'} not met" if unmet else "",
        f"{unseen} {'was' if unseen == 1 else 'were'} not assessed" if unseen else "",
    ]
    told = " and ".join(part for part in parts if part)
    return f"{count} of {all_} criteria {'is' if count == 1 else 'are'} in the way of go: {told}."


def _shares(ready: Readiness) -> Table:
    from projections.gates.readiness import STANDINGS

    rows = [
        (
            share.owner,
            *(str(count or "") for count in share.counts),
            str(share.total),
            f"{_plain(share.clear)} of {_plain(share.weight)}",
        )
        for share in ready.shares
    ]
    heads = [f"{spaced(standing).capitalize()}>" for standing in STANDINGS]
    return Table(
        ("Owner", *heads, "All>", "Weight ready>"), rows, title="Criteria by owner", total=True
    )


def _plain(weight: Decimal) -> str:
    return f"{weight.normalize():f}"


def _standing(standing: str, rows: Sequence[StandingRow], *, everything: bool) -> Block:
    title = f"{_TITLES[standing]} ({len(rows)})"
    rows = sorted(rows, key=lambda row: row.owner or "~")
    short = standing == "met" or (standing == "not-assessed" and len(rows) > _FEW)
    if short and not everything:
        return Paragraphs(f"{title}, by owner", list(_named(rows)))
    return Paragraphs(title, [(row.criterion, _told(row)) for row in rows])


def _named(rows: Sequence[StandingRow]) -> Iterator[tuple[str, Sequence[str]]]:
    """Name the criteria of each owner, those that were last found alike together."""
    for owner, mine in groupby(rows, key=lambda row: row.owner or "(no owner)"):
        alike: dict[str, list[str]] = {}
        for row in mine:
            alike.setdefault(row.last or "", []).append(row.criterion)
        texts = [
            f"{f'last {last}: ' if last else ''}{', '.join(refs)}" for last, refs in alike.items()
        ]
        yield owner, texts


def _told(row: StandingRow) -> tuple[str, ...]:
    facts = (
        row.owner,
        None if row.mandatory else "not mandatory",
        f"weight {_plain(row.weight)}" if row.weight != 1 else None,
        f"last {row.last}" if row.last else None,
        f"{_how(row)} {row.said_by}" if row.said_by else None,
        on(row.on) or None,
        f"until {on(row.until)}" if row.until else None,
    )
    said = ", ".join(fact for fact in facts if fact)
    evidence = (row.evidence or "").rstrip(".")
    return f"{row.text.rstrip('.')} ({said})" if said else row.text, evidence


def _how(row: StandingRow) -> str:
    return "by" if row.standing == "waived" else "found by"
