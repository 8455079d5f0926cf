"""One change request or extension on a page, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cli.frame.blocks import Block, Details, Heading, Paragraphs, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet, as_data
from cli.frame.words import source_in_words, spaced
from projections.changes.view import AWAITING

if TYPE_CHECKING:
    from projections.changes.requests import Change, Line

_LINE = ("project", "measure", "year", "expected", "revised", "change")


def change_data(found: Change) -> dict[str, Any]:
    """Return a change as JSON has it, the keys of the contract among them."""
    said: dict[str, Any] = as_data(found)
    del said["request"]
    return said


def change_sheet(found: Change) -> Sheet:
    """Return the figures that count, a line for every project and year."""
    return Sheet(
        ("ref", "state", *_LINE),
        [
            (found.ref, found.state, line.project, line.measure, *figure)
            for line in found.in_force
            for figure in line.profile
        ],
    )


def change_page(found: Change, unit: Unit, times: str) -> Iterator[Block]:
    """Return all that the book knows of a change, for people."""
    yield Heading(f"{found.ref}: {found.title}, {times}")
    yield Details(
        (
            ("Kind", spaced(found.kind)),
            ("State", _state(found)),
            ("Body", found.body),
            ("Raised on", found.raised_on if found.request else None),
            ("Raised by", found.raised_by),
            ("Reasons", found.reasons),
            ("Mitigation", found.mitigation),
            ("Wider impact", found.wider_impact),
            ("Source", source_in_words(found.source)),
        )
    )
    for line in found.projects:
        yield from _line(line, unit, "" if found.agreed is None else ", as asked")
    for line in found.agreed or ():
        yield from _line(line, unit, ", as approved")
    yield from _remarks(found)
    for ruling in found.rulings:
        yield from _ruling(ruling)


def _state(found: Change) -> str:
    if found.state in AWAITING and found.figures_stand:
        return f"{spaced(found.state)}: its figures stand until {found.body} decides again"
    return spaced(found.state)


def _remarks(found: Change) -> Iterator[Block]:
    if found.comments:
        comments = [
            (spaced(c["by"]), (c["text"], _joined(c["author"], c["made_on"])))
            for c in found.comments
        ]
        yield Paragraphs("Comments", comments)
    if found.lessons:
        lessons = [
            (
                str(number),
                (f"What happened: {said['description']}", f"What it teaches: {said['learning']}"),
            )
            for number, said in enumerate(found.lessons, 1)
        ]
        yield Paragraphs("Lessons", lessons)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _line(line: Line, unit: Unit, which: str) -> Iterator[Block]:
    rows = [
        (figure.year, *(in_unit(amount, unit) for amount in figure[1:])) for figure in line.profile
    ]
    yield Table(
        ("Year", "Expected>", "Revised>", "Change>"),
        [*rows, ("Total", *(in_unit(amount, unit) for amount in line.total))],
        title=f"{line.project}, {spaced(line.measure)}, {unit}{which}",
        total=True,
    )
    if line.stale:
        book = ", ".join(
            f"{year} {in_unit(amount, unit)}" for year, amount in (line.book or {}).items()
        )
        yield Text(
            f"Stale: the book has {book or 'nothing'} ({unit}) where the request expects the above;"
            " approval would be refused."
        )


def _ruling(ruling: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(f"{spaced(ruling['outcome']).capitalize()} on {ruling['decided_on']}")
    yield Details(
        (
            ("By", ruling["body"]),
            ("Officer", ruling["decided_by"]),
            ("Under", ruling["delegation"]),
            ("Meeting", ruling["meeting"]),
            ("Resolution", ruling["resolution"]),
            ("Deferred to", ruling["deferred_to"]),
            ("Referred to", ruling["referred_to"]),
            ("Commentary", ruling["commentary"]),
            ("Recorded", ruling["recorded_at"][:10]),
        )
    )
    if ruling["conditions"]:
        conditions = [
            (str(number), (said["text"], _hangs_on(said)))
            for number, said in enumerate(ruling["conditions"], 1)
        ]
        yield Paragraphs("Conditions", conditions)


def _hangs_on(condition: Mapping[str, Any]) -> str:
    """Return who sees to a condition, by when, and what proves it: ``owner: …, due: …``."""
    parts = ((name, condition[name]) for name in ("owner", "due", "evidence"))
    return _joined(*(f"{name}: {value}" for name, value in parts if value))
