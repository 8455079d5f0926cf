"""What signs stand for is printed in columns that a page has room for."""

from __future__ import annotations

from diagrams.pictures.columns import in_columns

TEXTS = [f"{number}. Hand the matter over to those of stage {number}" for number in range(1, 8)]


def test_columns_are_filled_one_after_the_other() -> None:
    block = in_columns(TEXTS, 498.0)
    lefts = sorted({piece.x for piece in block.pieces})
    assert lefts == [0.0, 258.0]
    assert [piece.text for piece in block.pieces if piece.x == 0.0] == TEXTS[:4]
    assert block.height < in_columns(TEXTS, 240.0).height


def test_a_text_is_never_divided_between_columns() -> None:
    long = ["a long text that goes on and on " * 8, "short"]
    pieces = in_columns(long, 498.0).pieces
    assert {piece.x for piece in pieces if piece.text != "short"} == {0.0}


def test_nothing_lies_outside_the_width() -> None:
    block = in_columns(TEXTS, 800.0)
    assert all(piece.x + piece.width <= 800.0 for piece in block.pieces)
