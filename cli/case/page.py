"""One case on a page: where it stands, its journey, its papers, and what is next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cli.frame.asked import Asked
from cli.frame.blocks import Block, Details, Heading, Lines, Paragraphs, Table
from cli.frame.output import as_data
from cli.frame.words import on, spaced

if TYPE_CHECKING:
    from projections.cases.following import Following
    from projections.cases.journey import Move
    from projections.cases.standing import Standing


def case_data(moves: list[Move], steps: list[Following]) -> dict[str, Any]:
    """Return the journey and the steps that lead on, as JSON has them."""
    return {"journey": as_data(moves), "next": as_data(steps)}


def case_page(
    found: Standing, title: str, moves: list[Move], steps: list[Following], asked: Asked
) -> Iterator[Block]:
    """Yield what is printed of a case."""
    yield Heading(f"{found.title} ({found.ref}), {asked.times}")
    stands = f"{spaced(found.state)}: {title}, since {on(found.entered_on)}"
    bodies = ", ".join(f"{body} ({spaced(part)})" for part, body in found.bodies.items())
    waits = None if found.closed else _days(found.days(asked.as_at))
    yield Details(
        (
            ("Route", f"{found.route}/{found.version}"),
            ("Stands at", stands),
            ("For", waits),
            ("Raised by", found.raised_by),
            ("Bodies", bodies),
            ("Put off to", found.deferred_to),
        )
    )
    columns = ("On", "Step", "To", "By", "At", "Stood there>")
    yield Table(columns, [_move(move) for move in moves], "Journey")
    papers = [(spaced(p["kind"]), (_paper(p, move),)) for move in moves for p in move.attachments]
    if papers:
        yield Paragraphs("Attached", papers)
    notes = [(on(move.on), (move.note,)) for move in moves if move.note]
    if notes:
        yield Paragraphs("Notes", notes)
    late = [line for move in moves for line in _notices(move)]
    if late:
        yield Heading("Overdue on the way")
        yield Lines(late)
    yield from next_steps(steps)


def next_steps(steps: list[Following]) -> Iterator[Block]:
    """Yield what can be done next, with the command that does it."""
    if steps:
        rows = [(step.step, spaced(step.to), who(step), _when(step)) for step in steps]
        yield Table(("Next step", "To", "By", "When"), rows, "What can come next")
        yield Lines([step.command for step in steps])


def who(step: Following) -> str:
    """Return who may take a step: ``clerk of ics or chair of ics``."""
    held = (f"{spaced(role)}{f' of {body}' if body else ''}" for role, body in step.takers)
    return " or ".join(held) or "time"


def _when(step: Following) -> str:
    opens = f"from {on(step.opens_on)}" if step.opens_on else ""
    return " ".join(filter(None, (opens, f"by {on(step.due_on)}" if step.due_on else "")))


def _move(move: Move) -> tuple[str, ...]:
    days = "" if move.days is None else _days(move.days)
    return (on(move.on), _did(move), spaced(move.state), _acted(move), _at(move), days)


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _did(move: Move) -> str:
    if move.move == "migrated":
        return f"moved to version {move.version}"
    if move.step is None:
        return move.move.replace("-", " ")
    return spaced(move.step) + (f" to {move.deferred_to}" if move.deferred_to else "")


def _acted(move: Move) -> str:
    if move.delegation:
        return f"{move.actor}, under {move.delegation}"
    role = f", {spaced(move.role)}{f' of {move.body}' if move.body else ''}" if move.role else ""
    return move.actor + role


def _at(move: Move) -> str:
    item = f"item {move.item}" if move.item else ""
    resolution = f"resolution {move.resolution}" if move.resolution else ""
    return ", ".join(filter(None, (move.meeting, item, resolution)))


def _paper(paper: dict[str, Any], move: Move) -> str:
    page = f", page {paper['page']}" if paper.get("page") else ""
    where = f"{paper['document']}{page}" if paper.get("document") else None
    said = ". ".join(filter(None, (paper.get("text"), where)))
    return f"{said} ({paper.get('by') or move.actor}, {on(move.on)})"


def _notices(move: Move) -> Iterator[str]:
    for notice in move.notices:
        told = f": told the {notice.told}" if notice.told else ""
        late = f"{spaced(notice.step)}, due by {on(notice.due_on)}, {notice.notice}"
        yield f"{on(notice.on)} {late}{told}"
