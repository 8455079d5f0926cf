"""The waterfall of a bridge: what it says, the same each time, for those who do not see it too."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from diagrams.amounts import amount_text
from diagrams.errors import CannotWrite, NoOutputFolder, NotAGraph, UnknownFormat
from diagrams.pictures.look import THEMES
from diagrams.pictures.themes import palette_of
from diagrams.plots.bridge.parts import Bar, Drawn
from diagrams.plots.bridge.picture import bridge_plot
from diagrams.plots.bridge.waterfall import Waterfall
from diagrams.plots.canvas import Area, Canvas
from diagrams.plots.plot import FORMATS, Plot
from projections.bridges.bridge import Bridge, End, Line
from tests.diagrams.plots.placed import SVG, outside, overlapping, texts_of

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


def as_bytes(drawn: Drawn, kind: str) -> bytes:
    return Plot(Waterfall(drawn)).as_bytes(kind)


def placed(drawn: Drawn) -> Canvas:
    return Waterfall(drawn).canvas(palette_of("light"))


def test_the_bars_begin_where_those_before_them_end() -> None:
    for year in (*YEARS, None):
        opening, *steps, closing = Drawn(REVIEWS).bars(year)
        levels = [opening.end, *(step.end for step in steps)]
        assert [step.start for step in steps] == levels[:-1]
        assert closing == Bar("As at 31 January 2019", Decimal(0), levels[-1], is_figure=True)


def test_the_years_that_moved_are_drawn_beside_the_total() -> None:
    assert [panel.name for panel in Drawn(REVIEWS).panels()] == ["2018/19", "2020/21", "All years"]
    one = bridge((5,), [line("extension", (2,))])
    assert [panel.name for panel in Drawn(one).panels()] == ["2018/19"]


def test_text_stays_text_and_says_every_amount() -> None:
    written = texts_of(as_bytes(Drawn(REVIEWS), "svg"))
    for said in ("3,010", "−1,000", "+1,000", "−10", "2,000", "6,010", "6,000", "Write-offs"):
        assert said in written


def test_what_it_shows_is_told_in_words_as_well() -> None:
    root = ET.fromstring(as_bytes(Drawn(REVIEWS), "svg"))  # noqa: S314 - just written
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Targeted Reviews: cashable benefit, 31 December 2017 to 31 January 2019"
    assert description.text == Drawn(REVIEWS).describe()
    assert (
        "2018/19: As at 31 December 2017 3,010; Re-profiling minus 1,000;"
        in Drawn(REVIEWS).describe()
    )
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.find(f"{SVG}metadata") is None


def test_any_name_can_be_drawn_and_negative_figures_too() -> None:
    svg = as_bytes(Drawn(HARD, "£"), "svg")
    shown = " ".join(texts_of(svg))
    assert 'Pay $1 <b>&amp; "now"</b> $2' in shown
    assert "Corrections" in shown
    assert "−500" in shown


def test_a_scale_that_does_not_begin_at_nil_says_so() -> None:
    small = bridge((100_000_000,), [line("correction", (-40_000,))])
    assert any("does not begin at nil" in text for text in texts_of(as_bytes(Drawn(small), "svg")))
    large = bridge((3_010_000,), [line("re-profile", (-1_000_000,))])
    assert not any("begin at nil" in text for text in texts_of(as_bytes(Drawn(large), "svg")))


def test_the_pdf_has_its_title_and_its_text() -> None:
    reader = PdfReader(BytesIO(as_bytes(Drawn(REVIEWS), "pdf")))
    assert reader.metadata is not None
    assert (
        reader.metadata.title
        == "Targeted Reviews: cashable benefit, 31 December 2017 to 31 January 2019"
    )
    assert "3,010" in reader.pages[0].extract_text()


def test_amounts_are_never_rounded() -> None:
    assert amount_text(Decimal("-1234567.89"), "£000", signed=True) == "−1,234.56789"
    assert amount_text(Decimal("1234567.80"), "£") == "1,234,567.80"
    assert amount_text(Decimal(0), "£m", signed=True) == "0"


def test_a_file_that_cannot_be_drawn_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"end the name in \.svg, \.png, \.pdf"):
        bridge_plot(REVIEWS).save(tmp_path / "bridge.gif")
    with pytest.raises(NotAGraph, match=r"no boxes and lines that a \.mmd could carry"):
        bridge_plot(REVIEWS).save(tmp_path / "bridge.mmd")
    with pytest.raises(NoOutputFolder):
        bridge_plot(REVIEWS).save(tmp_path / "no" / "bridge.svg")
    folder = tmp_path / "full.svg"
    folder.mkdir()
    with pytest.raises(CannotWrite):
        bridge_plot(REVIEWS).save(folder)
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


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_no_text_is_cut_off_or_runs_into_another(drawn: Drawn) -> None:
    canvas = placed(drawn)
    assert outside(canvas) == []
    assert overlapping(canvas) == []


def test_an_amount_below_nil_stands_clear_of_the_bars() -> None:
    canvas = placed(Drawn(LONG, "£"))
    bars = [item.place for item in canvas.items if isinstance(item, Area) and item.part]
    amounts = [text.place for text in canvas.texts if text.part]
    assert not any(amount.meets(bar) for amount in amounts for bar in bars)


def test_the_years_share_one_scale_and_all_years_together_are_told_to_have_another() -> None:
    lengths: dict[str, float] = {}
    for item in placed(Drawn(REVIEWS)).items:
        if isinstance(item, Area) and item.part and item.part.endswith("-1"):
            lengths[item.part] = item.place.right - item.place.left
    assert lengths["2018/19-1"] / 3010 == pytest.approx(lengths["2020/21-1"] / 1000)
    assert lengths["All years-1"] / 6010 != pytest.approx(lengths["2020/21-1"] / 1000)
    told = "Amounts in £000. The years are drawn to one scale, all years together to another"
    assert told in texts_of(as_bytes(Drawn(REVIEWS), "svg"))


def test_the_rows_of_two_moments_of_one_day_name_what_was_known() -> None:
    drawn = DRAWN["learnt"]
    assert [bar.label for bar in drawn.bars(None)] == [
        "As at 31 December 2017,\nas known on 2018-10-15 10:30 UTC",
        "Learnt since: corrections",
        "As at 31 December 2017,\nas known at position 9",
    ]
    assert drawn.title.endswith(
        "as at 31 December 2017, as known on 2018-10-15 10:30 UTC and as known at position 9"
    )


def test_the_title_names_days_and_moments_where_both_differ() -> None:
    both = REVIEWS._replace(closing=REVIEWS.closing._replace(known=9))
    title = Drawn(both).title
    assert (
        "31 December 2017, as known at position 7, to 31 January 2019, as known at position 9"
        in title
    )


def test_amounts_of_what_is_no_money_are_in_its_own_name() -> None:
    hours = Drawn(REVIEWS._replace(measure="staff-hours"), "plain")
    written = texts_of(as_bytes(hours, "svg"))
    assert any(text.startswith("Amounts in staff hours") for text in written)
    assert "3,010,000" in written
    assert "£" not in hours.describe()


@pytest.mark.parametrize("kind", FORMATS)
def test_letters_that_the_fonts_do_not_have_are_told_in_our_words(kind: str) -> None:
    plot = bridge_plot(bridge((5,), [line("extension", (2,))], "評価 Reviews"))
    notes = plot.notes(kind)
    if kind == "svg":
        assert notes == []
        assert "評価 Reviews: cashable benefit" in texts_of(plot.as_bytes("svg"))
    else:
        (note,) = notes
        assert "do not have 評 価" in note
        assert "an .svg keeps them" in note


def test_a_plot_cannot_be_written_as_a_graph() -> None:
    with pytest.raises(NotAGraph, match=r"end the name in \.svg, \.png or \.pdf"):
        bridge_plot(REVIEWS).as_bytes("graphml")


def test_every_theme_says_the_same() -> None:
    said = {
        tuple(text.said for text in Waterfall(Drawn(REVIEWS)).canvas(palette_of(theme)).texts)
        for theme in THEMES
    }
    assert len(said) == 1
