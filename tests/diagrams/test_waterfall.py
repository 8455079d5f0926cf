"""The waterfall of a bridge: what it says, the same each time, for those who do not see it too."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from diagrams.accessible_svg import parsed
from diagrams.errors import CannotWrite, NoOutputFolder, UnknownFormat
from diagrams.waterfall import Bar, amount_text, as_bytes, bars, describe, panels
from diagrams.waterfall_file import FORMATS, write
from projections.bridges.bridge import Bridge, End, Line

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ("2018/19", "2019/20", "2020/21")


def end(day: date, years: Mapping[str, Decimal]) -> End:
    return End(day, 7, 1, dict(years), sum(years.values(), Decimal(0)))


def line(kind: str, amounts: tuple[int, ...], stage: str = "decided") -> Line:
    years = {year: Decimal(amount) for year, amount in zip(YEARS, amounts, strict=False)}
    return Line(stage, kind, years, sum(years.values(), Decimal(0)), len(years), (), len(years), ())


def bridge(opening: tuple[int, ...], lines: list[Line], name: str = "Targeted Reviews") -> Bridge:
    """Make a bridge whose closing is what its lines come to."""
    first = {year: Decimal(amount) for year, amount in zip(YEARS, opening, strict=False)}
    last = {y: amount + sum((each.years[y] for each in lines), Decimal(0))
            for y, amount in first.items()}  # fmt: skip
    return Bridge(
        "project",
        "reviews",
        name,
        "cashable-benefit",
        tuple(first),
        end(date(2017, 12, 31), first),
        tuple(lines),
        end(date(2019, 1, 31), last),
    )


REVIEWS = bridge(
    (3_010_000, 2_000_000, 1_000_000),
    [line("re-profile", (-1_000_000, 0, 1_000_000)), line("write-off", (-10_000, 0, 0))],
)
HARD = bridge(
    (-500, 0, 12),
    [line("correction", (3, 0, 0), "learnt"), line("extension", (0, 7, 0))],
    'Pay $1 <b>&amp;\n"now"</b> $2, ' + "a long name " * 12,
)


def texts(svg: bytes) -> Iterator[str]:
    """Give the texts of a picture as they are read."""
    for element in parsed(svg).iter(f"{SVG}text"):
        yield "".join(element.itertext()).strip()


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_bridge_gives_the_same_bytes_in_any_process(kind: str, tmp_path: Path) -> None:
    here = as_bytes(REVIEWS, kind)
    assert here == as_bytes(REVIEWS, kind)
    if kind == "pdf":
        return  # one process is enough for both of the vector formats
    path = tmp_path / f"there.{kind}"
    code = (
        "import sys; from pathlib import Path; from tests.diagrams.test_waterfall import REVIEWS;"
        "from diagrams.waterfall_file import write; write(REVIEWS, Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, path], check=True, timeout=120)
    assert path.read_bytes() == here


def test_the_bars_begin_where_those_before_them_end() -> None:
    for year in (*YEARS, None):
        opening, *steps, closing = bars(REVIEWS, year)
        levels = [opening.end, *(step.end for step in steps)]
        assert [step.start for step in steps] == levels[:-1]
        assert closing == Bar("As at 2019-01-31", Decimal(0), levels[-1], is_figure=True)


def test_the_years_that_moved_are_drawn_beside_the_total() -> None:
    assert [name for name, _ in panels(REVIEWS)] == ["2018/19", "2020/21", "All years"]
    one = bridge((5,), [line("extension", (2,))])
    assert [name for name, _ in panels(one)] == ["2018/19"]


def test_text_stays_text_and_says_every_amount() -> None:
    written = [*texts(as_bytes(REVIEWS, "svg"))]
    for said in ("3,010", "−1,000", "+1,000", "−10", "2,000", "6,010", "6,000", "Write-offs"):
        assert said in written


def test_what_it_shows_is_told_in_words_as_well() -> None:
    root = parsed(as_bytes(REVIEWS, "svg"))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Targeted Reviews: cashable benefit, 2017-12-31 to 2019-01-31"
    assert description.text == describe(REVIEWS)
    assert "2018/19: As at 2017-12-31 3,010; Re-profiling minus 1,000;" in describe(REVIEWS)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.find(f"{SVG}metadata") is None


def test_any_name_can_be_drawn_and_negative_figures_too() -> None:
    svg = as_bytes(HARD, "svg", "£")
    shown = " ".join(texts(svg))
    assert 'Pay $1 <b>&amp; "now"</b> $2' in shown
    assert "Learnt since: corrections" in shown
    assert "−500" in shown


def test_a_scale_that_does_not_begin_at_nil_says_so() -> None:
    small = bridge((100_000_000,), [line("correction", (-40_000,))])
    assert any("does not begin at nil" in text for text in texts(as_bytes(small, "svg")))
    large = bridge((3_010_000,), [line("re-profile", (-1_000_000,))])
    assert not any("begin at nil" in text for text in texts(as_bytes(large, "svg")))


def test_the_pdf_has_its_title_and_its_text() -> None:
    reader = PdfReader(BytesIO(as_bytes(REVIEWS, "pdf")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Targeted Reviews: cashable benefit, 2017-12-31 to 2019-01-31"
    assert "3,010" in reader.pages[0].extract_text()


def test_amounts_are_never_rounded() -> None:
    assert amount_text(Decimal("-1234567.89"), "£000", signed=True) == "−1,234.56789"
    assert amount_text(Decimal("1234567.80"), "£") == "1,234,567.8"
    assert amount_text(Decimal(0), "£m", signed=True) == "0"


def test_a_file_that_cannot_be_drawn_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"end the name in \.svg, \.png, \.pdf"):
        write(REVIEWS, tmp_path / "bridge.mmd")
    with pytest.raises(NoOutputFolder):
        write(REVIEWS, tmp_path / "no" / "bridge.svg")
    folder = tmp_path / "full.svg"
    folder.mkdir()
    with pytest.raises(CannotWrite):
        write(REVIEWS, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["full.svg"]
