"""One change request or extension on a page, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cli.frame.blocks import Block, Details, Heading, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet, as_data
from cli.frame.words import source_in_words, spaced

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
            ("State", spaced(found.state)),
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
    if found.comments:
        rows = [
            (spaced(c["by"]), c["author"] or "", c["made_on"] or "", c["text"])
            for c in found.comments
        ]
        yield Table(("By", "Author", "Made on", "Comment"), rows, title="Comments")
    if found.lessons:
        rows_of_lessons = [(lesson["description"], lesson["learning"]) for lesson in found.lessons]
        yield Table(("What happened", "What it teaches"), rows_of_lessons, title="Lessons")
    for ruling in found.rulings:
        yield from _ruling(ruling)


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
            ("Meeting", ruling["meeting"]),
            ("Resolution", ruling["resolution"]),
            ("Deferred to", ruling["deferred_to"]),
            ("Referred to", ruling["referred_to"]),
            ("Commentary", ruling["commentary"]),
            ("Recorded", ruling["recorded_at"][:10]),
        )
    )
    if ruling["conditions"]:
        yield Table(
            ("Condition", "Owner", "Due", "Evidence"),
            [
                (c["text"], c["owner"] or "", c["due"] or "", c["evidence"] or "")
                for c in ruling["conditions"]
            ],
            title="Conditions",
        )
