"""The history of a figure as tables: the movements, and below them what vouches for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Heading, Paragraphs, Table
from cli.frame.money import Unit, in_unit
from cli.frame.words import authority_in_words, source_in_words, spaced

if TYPE_CHECKING:
    from projections.savings.history import History, Movement

_COLUMNS = (
    "Year",
    "Before>",
    "After>",
    "Change>",
    "Decided",
    "Recorded",
    "Kind",
    "By",
    "Note>",
)
_NAMES = ("Reference", "Authority", "Source", "Reason", "Position in the ledger")
_Note = tuple[str, ...]


def history_tables(found: History, times: str, unit: Unit) -> Iterator[Block]:
    """Yield the movements, their notes and the target they add up to."""
    yield Heading(f"{found.project}, {spaced(found.measure)}, {unit}, {times}")
    notes: dict[_Note, int] = {}
    yield Table(
        _COLUMNS,
        [_row(movement, unit, notes) for movement in found.movements],
        title="Movements",
        empty="No movement of this figure was decided by then.",
    )
    if not found.movements:
        return
    amounts = [*found.current.values(), found.total]
    yield Table(
        (*(f"{year}>" for year in found.current), "Total>"),
        [[in_unit(amount, unit) for amount in amounts]],
        title="Target",
    )
    yield Paragraphs("Notes", [(str(number), _told(note)) for note, number in notes.items()])


def _told(note: _Note) -> list[str]:
    return [f"{name}: {text}" for name, text in zip(_NAMES, note, strict=True) if text]


def _row(movement: Movement, unit: Unit, notes: dict[_Note, int]) -> tuple[str, ...]:
    amounts = (movement.before, movement.after, movement.change)
    authority = movement.authority or {}
    resolution = authority.get("resolution")
    note = (
        movement.change_request or movement.extension or movement.corrects or "",
        authority_in_words(movement.authority),
        source_in_words(movement.source),
        movement.reason or "",
        str(movement.position),
    )
    return (
        movement.year,
        *(in_unit(amount, unit) for amount in amounts),
        movement.decided_on or "",
        movement.recorded_at[:10],
        spaced(movement.kind),
        " ".join(part for part in (authority.get("body"), resolution) if part),
        str(notes.setdefault(note, len(notes) + 1)),
    )
