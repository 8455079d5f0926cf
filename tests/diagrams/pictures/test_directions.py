"""Lines and rows: which run with them, which against them, and where their labels stand."""

from __future__ import annotations

from diagrams.pictures.layout.directions import Course, directions
from diagrams.pictures.sketch import Box, Line, Sketch


def courses(boxes: dict[str, int | None], *lines: str, shapes: bool = True) -> dict[str, Course]:
    ends = [line.split(">") for line in lines]
    return directions(
        Sketch(
            "s",
            "T",
            "",
            (),
            tuple(Box(name, (), "", rank=rank, group=f"g{name}") for name, rank in boxes.items()),
            tuple(Line(f"{tail}>{head}", tail, head, "", shapes=shapes) for tail, head in ends),
        )
    )


def test_a_line_that_runs_up_the_rows_is_laid_out_from_its_head() -> None:
    found = courses({"a": 0, "b": 1}, "a>b", "b>a")
    assert (found["a>b"].turned, found["b>a"].turned) == (False, True)
    assert found["b>a"].group == "gb"  # its label stands with the lower end
    assert found["b>a"].row == 1


def test_without_rows_the_line_that_closes_a_circle_is_turned() -> None:
    none: dict[str, int | None] = dict.fromkeys("abc")
    found = courses(none, "a>b", "b>c", "c>a")
    assert [name for name, course in found.items() if course.turned] == ["c>a"]


def test_a_line_along_a_row_and_one_to_itself_carry_their_label_on_one_stroke() -> None:
    found = courses({"a": 0, "b": 0}, "a>b", "a>a")
    assert found["a>b"].flat
    assert not found["a>b"].between
    assert not found["a>a"].shapes


def test_a_line_that_moves_nothing_into_rows_is_drawn_where_its_ends_stand() -> None:
    found = courses({"a": 0, "b": 1}, "a>b", shapes=False)
    assert not found["a>b"].between
