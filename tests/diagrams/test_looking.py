"""Looking at pictures finds what is wrong with them."""

from __future__ import annotations

from tests.diagrams.looking import cut_off, low_contrast, overlaps, smallest_type


def svg(inner: str, view: str = "0 0 200 100") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'.encode()


def text(words: str, x: float, y: float, **more: str) -> str:
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x}" y="{y}" font-size="10" fill="#000000"{attributes}>{words}</text>'


def test_texts_over_each_other_are_found() -> None:
    assert overlaps(svg(text("one", 10, 20) + text("two", 15, 24))) == ["'one' over 'two'"]
    assert overlaps(svg(text("one", 10, 20) + text("two", 10, 34))) == []


def test_texts_that_are_moved_and_turned_are_found() -> None:
    moved = f'<g transform="translate(0 40)">{text("one", 10, 20)}</g>'
    turned = f'<g transform="translate(15 62) rotate(-90)">{text("two", 0, 0)}</g>'
    assert overlaps(svg(moved + turned)) == ["'one' over 'two'"]


def test_boxes_over_each_other_are_found() -> None:
    boxes = "".join(
        f'<g class="box" id="{name}"><path d="M{x},10 h40 v20 h-40 Z" stroke="#000000"/></g>'
        for name, x in (("a", 10), ("b", 40))
    )
    assert overlaps(svg(boxes)) == ["a over b"]


def test_a_line_through_a_text_is_found_unless_something_lies_between() -> None:
    line = '<g class="line"><path d="M0,16 C50,16 100,16 150,16" fill="none" stroke="#000000"/></g>'
    cover = '<path d="M5,8 h60 v16 h-60 Z" fill="#ffffff"/>'
    assert len(overlaps(svg(line + text("a label", 10, 20)))) == 1
    assert overlaps(svg(line + cover + text("a label", 10, 20))) == []


def test_what_leaves_the_page_or_its_box_is_found() -> None:
    assert cut_off(svg(text("a long text at the edge", 150, 20))) == [
        "'a long text at the edge' leaves the page"
    ]
    box = (
        '<g class="box" id="a"><path d="M10,10 h20 v20 h-20 Z" stroke="#000000"/>'
        f"{text('wider than its box', 12, 24)}</g>"
    )
    assert cut_off(svg(box)) == ["'wider than its box' leaves its box a"]


def test_what_is_too_faint_is_found() -> None:
    grey = '<rect x="0" y="0" width="200" height="100" fill="#777777"/>'
    assert low_contrast(svg(grey + text("faint", 10, 20))) == []  # 4.69 to 1
    faint = text("faint", 10, 20).replace("#000000", "#222222")
    assert len(low_contrast(svg(grey + faint))) == 1
    line = '<g class="line"><path d="M0,50 L150,50" fill="none" stroke="#999999"/></g>'
    assert len(low_contrast(svg(line))) == 1


def test_the_smallest_type_is_measured_on_an_a4_page() -> None:
    assert smallest_type(svg(text("as it is", 10, 20))) == 10
    assert round(smallest_type(svg(text("half", 10, 20), view="0 0 1078 1572")), 1) == 5.0
