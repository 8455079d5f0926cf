"""A label that hangs on a line stands where it covers nothing."""

from __future__ import annotations

from diagrams.pictures.sketch import Box, Line, Row, Sketch
from tests.diagrams.looking import cut_off, overlaps, text_with
from tests.diagrams.pictures.sample import picture


def drawn(*lines: Line) -> bytes:
    boxes = tuple(Box(name, (Row((name,)),), name, rank=rank) for name, rank in RANKS.items())
    return picture(Sketch("s", "Labels", "now", (), boxes, lines, direction="right")).as_bytes(
        "svg"
    )


RANKS = {"above": 0, "first": 1, "second": 1, "third": 1, "below": 2}


def line(tail: str, head: str, *label: str, shapes: bool = True) -> Line:
    return Line(f"{tail}-{head}", tail, head, f"{tail} {head}", label=label, shapes=shapes)


def test_along_a_row_and_past_other_boxes() -> None:
    svg = drawn(
        line("above", "second"),
        line("first", "third", "goes past"),
        line("third", "below"),
    )
    assert overlaps(svg) == []
    assert cut_off(svg) == []
    assert text_with(svg, "goes past").frame


def test_of_a_line_that_moves_nothing_and_of_one_that_returns_to_its_box() -> None:
    svg = drawn(
        line("above", "first"),
        line("first", "below"),
        line("below", "above", "back again", shapes=False),
        line("second", "second", "once more"),
    )
    assert overlaps(svg) == []
    assert text_with(svg, "once more").frame
