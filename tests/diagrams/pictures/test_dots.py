"""A picture in dots has every dot of the drawing: no stem of a letter is left out."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from diagrams.pictures.paper.png import PRINT_DPI, png

DOT = 72 / PRINT_DPI


@pytest.mark.parametrize("size", [(724.83, 106.4), (150.0, 300.0), (333.33, 78.27), (90.1, 700.7)])
def test_no_row_and_no_column_of_dots_is_left_out(size: tuple[float, float]) -> None:
    width, height = size
    across, down = (int(side / DOT / 2) for side in size)
    columns = [
        f'<rect x="{n * 2 * DOT:.4f}" width="{DOT}" height="{10 * DOT}"/>' for n in range(across)
    ]
    rows = [
        f'<rect y="{n * 2 * DOT:.4f}" width="{10 * DOT}" height="{DOT}"/>' for n in range(6, down)
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}pt"'
        f' height="{height}pt">{"".join(columns + rows)}</svg>'
    )
    seen = Image.open(io.BytesIO(png(svg.encode()))).convert("L")
    assert {seen.getpixel((x, 5)) for x in range(0, 2 * across, 2)} == {0}
    assert {seen.getpixel((x, 5)) for x in range(1, 2 * across, 2)} == {255}
    assert {seen.getpixel((5, y)) for y in range(12, 2 * down, 2)} == {0}
    assert {seen.getpixel((5, y)) for y in range(13, 2 * down, 2)} == {255}
