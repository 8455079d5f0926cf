"""The history of a figure as it is drawn: every step exact, every decision marked and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from diagrams.errors import NothingMoved
from diagrams.pictures.look import Look
from diagrams.pictures.themes import palette_of
from diagrams.plots.history.drawing import HistoryDrawing
from diagrams.plots.history.picture import history_plot
from diagrams.plots.history.told import MOST_MARKS, MOST_YEARS, Told
from projections.lives.moving import Asked
from projections.lives.stepped import DECISION, REQUEST, Mark, Step, Stepped, stepped
from projections.savings.scope import WHOLE, Kind, Scope
from projections.views import Views
from tests.books import BookOnDisk
from tests.diagrams.looking import cut_off, low_contrast, overlaps, smallest_type
from tests.diagrams.plots.placed import outside, overlapping, texts_of

REVIEWS = Scope(Kind.PROJECT, "targeted-reviews")
BENEFIT = "cashable-benefit"
SUMMER = date(2019, 6, 30)


@pytest.fixture(scope="module")
def views(what_if_book: BookOnDisk) -> Iterator[Views]:
    with what_if_book.views() as views:
        yield views


@pytest.fixture(scope="module")
def reviews(views: Views) -> Stepped:
    return stepped(views, Asked(REVIEWS, BENEFIT, SUMMER), reports=True)


def moved(count: int, *, years: int = 1, apart: int = 9) -> Stepped:
    """Make a figure that was moved very often, up and down and below nil."""
    first = date(2015, 4, 1)
    marks, steps, level = [], [], Decimal(0)
    for number in range(count):
        day = first + timedelta(days=apart * number)
        change = Decimal((-1) ** number * (number % 7 + 1) * 1_234_567)
        level += change
        changes = {f"{2015 + year}/{16 + year}": change for year in range(years)}
        what = DECISION if number % 3 else REQUEST
        said = None if what == DECISION else 'A request <b>&amp; "more"</b> was raised. ' * 9
        marks.append(Mark(day, None, what, "re-profile", changes, said=said, by="the Council"))
        steps.append(Step(day, level))
    each = {f"{2015 + year}/{16 + year}": tuple(steps) for year in range(years)}
    asked = Asked(REVIEWS, BENEFIT, first + timedelta(days=apart * count))
    return Stepped(asked, "Buses & <Trains>", each, tuple(steps), tuple(marks), None, count)


def test_the_history_of_a_council_is_readable_on_a4(views: Views) -> None:
    svg = history_plot(stepped(views, Asked(WHOLE, BENEFIT, SUMMER))).as_bytes("svg")
    assert (overlaps(svg), cut_off(svg), low_contrast(svg)) == ([], [], [])
    assert smallest_type(svg) >= 6


def test_every_step_but_those_too_short_is_written_with_its_exact_figure(reviews: Stepped) -> None:
    written = texts_of(history_plot(reviews).as_bytes("svg"))
    for said in ("3,010", "2,010", "2,000", "4,000", "1,000", "0", "6,010"):
        assert said in written
    assert {"2018/19", "2019/20", "2020/21", "All years", "Apr 2018"} <= {*written}


def test_each_mark_is_numbered_and_told_below(reviews: Stepped) -> None:
    listed = Told(reviews).listed
    assert [(one.number, one.when) for one in listed] == [
        (1, "11 September 2017"),
        (2, "12 March 2018"),
        (3, "30 September 2018"),
        (4, "16 December 2018"),
        (5, "7 January 2019"),
        (6, "4 March 2019"),
    ]
    assert listed[1].told == (
        "Re-profile: 2018/19 −1,000, 2020/21 +1,000. The Improvement and Change Sub-Committee."
        " Reference ICS-2018-A."
    )


def test_what_it_shows_is_told_in_words_as_well(reviews: Stepped) -> None:
    told = Told(reviews).describe()
    assert told.startswith(
        "The history of Targeted Reviews: cashable benefit. As at 30 June 2019; nothing has moved"
        " it since 4 March 2019. Amounts in £000."
        " 2018/19: 3,010 from 11 September 2017; 2,010 from 12 March 2018."
    )
    assert "4, 16 December 2018: The re-profile request “Accelerate Targeted Reviews”" in told


def test_where_nothing_moved_it_lately_the_picture_ends_sooner_and_says_so(views: Views) -> None:
    found = stepped(views, Asked(REVIEWS, BENEFIT, date(2026, 11, 22)))
    told = Told(found)
    assert told.days[1] < date(2019, 12, 31)
    assert told.moment == (
        "As at 22 November 2026; nothing has moved it since 4 March 2019. Amounts in £000"
    )


def test_a_shorter_time_begins_with_what_stood_before_it(reviews: Stepped) -> None:
    plot = history_plot(reviews, first=date(2018, 4, 1), last=date(2018, 12, 31))
    written = texts_of(plot.as_bytes("svg"))
    assert "11 September 2017" not in written
    assert "16 December 2018" in written
    assert "3,010" not in written
    assert "2,010" in written


def test_the_marks_link_to_what_they_tell_of_where_a_base_is_given(reviews: Stepped) -> None:
    linked = history_plot(reviews, look=Look(base_url="https://council.example")).as_bytes("svg")
    assert b'href="https://council.example/change/ICS-2018-A"' in linked
    assert b"href=" not in history_plot(reviews).as_bytes("svg")


@pytest.mark.parametrize("count", [1, 2, 30, 400])
def test_however_often_it_moved_nothing_overlaps_and_twenty_marks_are_told(count: int) -> None:
    drawing = HistoryDrawing(Told(moved(count, years=3), "£"))
    canvas = drawing.canvas(palette_of("light"))
    assert (outside(canvas), overlapping(canvas)) == ([], [])
    assert len(drawing.told.listed) == min(count, MOST_MARKS)
    more = count - MOST_MARKS
    assert any(f"{more:,} more marks have" in note for note in drawing.told.notes) == (more > 0)


def test_of_many_marks_those_are_told_that_moved_the_figure_most() -> None:
    found = moved(60)
    decisions = [mark for mark in found.marks if mark.what == DECISION]
    sizes = sorted(abs(sum(mark.changes.values(), Decimal(0))) for mark in decisions)[-MOST_MARKS:]
    listed = [one.mark for one in Told(found).listed]
    assert sorted(abs(sum(mark.changes.values(), Decimal(0))) for mark in listed) == sizes
    assert listed == sorted(listed, key=lambda mark: mark.day or date.min)


def test_of_many_years_the_sum_alone_is_drawn_and_a_note_says_how_to_see_one() -> None:
    told = Told(moved(5, years=MOST_YEARS + 1))
    assert [track.name for track in told.tracks] == ["All years"]
    assert "Of 7 financial years only the sum is drawn: --year FY draws one of them." in told.notes


def test_equal_figures_do_not_hide_one_another() -> None:
    canvas = HistoryDrawing(Told(moved(4, years=2))).canvas(palette_of("light"))
    tops = {text.said: text.y for text in canvas.texts if text.said in {"2015/16", "2016/17"}}
    assert abs(tops["2015/16"] - tops["2016/17"]) > 40


def test_gathered_movements_say_by_what() -> None:
    found = moved(3)._replace(by="month")
    assert any("gathered by month" in note for note in Told(found).notes)


def test_a_figure_that_never_moved_has_no_history() -> None:
    with pytest.raises(NothingMoved, match="choose a later date"):
        history_plot(moved(0)._replace(years={}))
