"""Shapes: a text fits into each of them, and each keeps to its frame."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from diagrams.pictures.shapes import Frame, number, path_of, rounded_path, size_around
from diagrams.pictures.sketch import Shape
from tests.diagrams.drawn import Point, frame_of, path_points

SHAPES = get_args(Shape)
TEXTS = [(60.0, 13.0), (110.0, 40.0), (30.0, 120.0)]


def _inside(point: Point, outline: list[Point]) -> bool:
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*outline, outline[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("text", TEXTS)
def test_the_corners_of_a_text_are_inside_its_shape(
    shape: Shape, text: tuple[float, float]
) -> None:
    width, height = size_around(shape, text)
    outline = list(path_points(path_of(shape, Frame(0, 0, width, height)).split(" Z")[0] + " Z"))
    left, top = (width - text[0]) / 2, (height - text[1]) / 2
    for x in (left + 1, left + text[0] - 1):
        for y in (top + 1, top + text[1] - 1):
            assert _inside((x, y), outline), (shape, x, y)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_fills_its_frame_and_no_more(shape: Shape) -> None:
    seen = frame_of(tuple(path_points(path_of(shape, Frame(10, 20, 100, 50)))))
    assert (seen.left, seen.top) == pytest.approx((10, 20), abs=0.3)
    assert (seen.right, seen.bottom) == pytest.approx((110, 70), abs=0.3)


def test_lengths_are_written_short() -> None:
    assert [number(value) for value in (1.0, 2.5, -0.001, 1 / 3)] == ["1", "2.5", "0", "0.33"]


def test_round_corners_are_no_rounder_than_the_shape_is_high() -> None:
    assert "a5,5" in rounded_path(Frame(0, 0, 40, 10), 8)
