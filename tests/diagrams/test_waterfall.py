"""The waterfall of a bridge: what it says, the same each time, for those who do not see it too."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox
from pypdf import PdfReader

from diagrams.accessible_svg import parsed
from diagrams.errors import CannotWrite, NoOutputFolder, UnknownFormat
from diagrams.waterfall import as_bytes, waterfall
from diagrams.waterfall_file import FORMATS, write
from diagrams.waterfall_parts import Bar, Drawn, amount_text
from projections.bridges.bridge import Bridge, End, Line

SVG = "{http://www.w3.org/2000/svg}"
FONT_FILES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
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
    here = as_bytes(Drawn(REVIEWS), kind)
    assert here == as_bytes(Drawn(REVIEWS), kind)
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
        opening, *steps, closing = Drawn(REVIEWS).bars(year)
        levels = [opening.end, *(step.end for step in steps)]
        assert [step.start for step in steps] == levels[:-1]
        assert closing == Bar("As at 2019-01-31", Decimal(0), levels[-1], is_figure=True)


def test_the_years_that_moved_are_drawn_beside_the_total() -> None:
    assert [panel.name for panel in Drawn(REVIEWS).panels()] == ["2018/19", "2020/21", "All years"]
    one = bridge((5,), [line("extension", (2,))])
    assert [panel.name for panel in Drawn(one).panels()] == ["2018/19"]


def test_text_stays_text_and_says_every_amount() -> None:
    written = [*texts(as_bytes(Drawn(REVIEWS), "svg"))]
    for said in ("3,010", "−1,000", "+1,000", "−10", "2,000", "6,010", "6,000", "Write-offs"):
        assert said in written


def test_what_it_shows_is_told_in_words_as_well() -> None:
    root = parsed(as_bytes(Drawn(REVIEWS), "svg"))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Targeted Reviews: cashable benefit, 2017-12-31 to 2019-01-31"
    assert description.text == Drawn(REVIEWS).describe()
    assert "2018/19: As at 2017-12-31 3,010; Re-profiling minus 1,000;" in Drawn(REVIEWS).describe()
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.find(f"{SVG}metadata") is None


def test_any_name_can_be_drawn_and_negative_figures_too() -> None:
    svg = as_bytes(Drawn(HARD, "£"), "svg")
    shown = " ".join(texts(svg))
    assert 'Pay $1 <b>&amp; "now"</b> $2' in shown
    assert "Corrections" in shown
    assert "−500" in shown


def test_a_scale_that_does_not_begin_at_nil_says_so() -> None:
    small = bridge((100_000_000,), [line("correction", (-40_000,))])
    assert any("does not begin at nil" in text for text in texts(as_bytes(Drawn(small), "svg")))
    large = bridge((3_010_000,), [line("re-profile", (-1_000_000,))])
    assert not any("begin at nil" in text for text in texts(as_bytes(Drawn(large), "svg")))


def test_the_pdf_has_its_title_and_its_text() -> None:
    reader = PdfReader(BytesIO(as_bytes(Drawn(REVIEWS), "pdf")))
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


LONG = bridge(
    (123_456_789, 12_345, 0),
    [line("correction", (-300_000_000, 10, -20)), line("extension", (5, 7, 100_000_000))],
)
LEARNT = bridge((331_000,), [line("correction", (30_000,), "learnt")])
LEARNT = LEARNT._replace(closing=LEARNT.closing._replace(known=9, as_at=LEARNT.opening.as_at))
DRAWN = {
    "reviews": Drawn(REVIEWS),
    "long": Drawn(LONG, "£"),
    "hard": Drawn(HARD, "£m"),
    "learnt": Drawn(LEARNT, known=("as known on 2018-10-15 10:30 UTC", "as known at position 9")),
}


def placed(figure: Figure) -> list[tuple[Text, Bbox]]:
    """Render a picture as the program does, and return where each of its texts stands."""
    with mpl.rc_context({"text.hinting": "none"}):
        renderer = RendererAgg(*figure.bbox.size, figure.dpi)  # type: ignore[no-untyped-call]
        figure.draw(renderer)
        return [
            (text, text.get_window_extent(renderer))
            for text in figure.findobj(Text)
            if isinstance(text, Text) and text.get_visible() and text.get_text()
        ]


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_no_text_is_cut_off_or_runs_into_another_panel_or_text(drawn: Drawn) -> None:
    figure = waterfall(drawn)
    texts_placed = placed(figure)
    for text, extent in texts_placed:
        assert figure.bbox.x0 <= extent.x0 <= extent.x1 <= figure.bbox.x1, text
        assert figure.bbox.y0 <= extent.y0 <= extent.y1 <= figure.bbox.y1, text
        if isinstance(text, Annotation) and text.axes is not None:
            own = text.axes.bbox
            assert own.x0 - 3 <= extent.x0 <= extent.x1 <= own.x1 + 3, text
    for (one, first), (other, second) in combinations(texts_placed, 2):
        assert not first.overlaps(second), (one, other)
    for one_axes, other_axes in combinations(figure.axes, 2):
        assert not one_axes.bbox.overlaps(other_axes.bbox)


def test_an_amount_below_nil_stands_clear_of_the_line_at_nil() -> None:
    for text, extent in placed(waterfall(Drawn(LONG, "£"))):
        if isinstance(text, Annotation) and text.axes is not None:
            nil = text.axes.transData.transform((0, 0))[0]
            assert not extent.x0 < nil < extent.x1, text


def test_the_years_share_one_scale_and_all_years_together_are_told_to_have_another() -> None:
    figure = waterfall(Drawn(REVIEWS))
    *years, total = (
        axes.bbox.width / (axes.get_xlim()[1] - axes.get_xlim()[0]) for axes in figure.axes
    )
    assert years[0] == pytest.approx(years[1])
    assert total != pytest.approx(years[0])
    told = "Amounts in £000. The years are drawn to one scale, all years together to another"
    assert told in texts(as_bytes(Drawn(REVIEWS), "svg"))


def test_every_text_is_of_the_font_that_comes_with_the_program() -> None:
    for drawn in DRAWN.values():
        for text in waterfall(drawn).findobj(Text):
            if text.get_text():
                assert Path(str(text.get_fontproperties().get_file())).name in FONT_FILES


def test_the_rows_of_two_moments_of_one_day_name_what_was_known() -> None:
    drawn = DRAWN["learnt"]
    assert [bar.label for bar in drawn.bars(None)] == [
        "As at 2017-12-31,\nas known on 2018-10-15 10:30 UTC",
        "Learnt since: corrections",
        "As at 2017-12-31,\nas known at position 9",
    ]
    assert drawn.title.endswith(
        "as at 2017-12-31, as known on 2018-10-15 10:30 UTC and as known at position 9"
    )


def test_the_title_names_days_and_moments_where_both_differ() -> None:
    both = REVIEWS._replace(closing=REVIEWS.closing._replace(known=9))
    title = Drawn(both).title
    assert "2017-12-31, as known at position 7, to 2019-01-31, as known at position 9" in title


def test_amounts_of_what_is_no_money_are_in_its_own_name() -> None:
    hours = Drawn(REVIEWS._replace(measure="staff-hours"), "plain")
    written = [*texts(as_bytes(hours, "svg"))]
    assert any(text.startswith("Amounts in staff hours") for text in written)
    assert "3,010,000" in written
    assert "£" not in hours.describe()


@pytest.mark.parametrize("kind", FORMATS)
def test_letters_that_the_font_does_not_have_are_told_in_our_words(
    kind: str, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    notes: list[str] = []
    path = tmp_path / f"bridge.{kind}"
    write(bridge((5,), [line("extension", (2,))], "評価 Reviews"), path, note=notes.append)
    assert [*recwarn] == []
    if kind == "svg":
        assert notes == []
        assert "評価 Reviews" in " ".join(texts(path.read_bytes()))
    else:
        (note,) = notes
        assert "does not have 評 価" in note
        assert "an .svg keeps them" in note
