"""The history of a figure as it is drawn: every step exact, every decision marked and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from diagrams.errors import NothingMoved
from diagrams.pictures.look import Look
from diagrams.pictures.themes import palette_of
from diagrams.plots.canvas import Line
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
    assert len(drawing.said.listed) == min(count, MOST_MARKS)
    more = len(drawing.said.marks) - MOST_MARKS
    assert any(f"{more:,} more marks have" in note for note in drawing.said.notes) == (more > 0)


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


WINDOW = {"first": date(2018, 1, 1), "last": date(2018, 2, 28)}


def test_a_window_of_time_is_headed_by_its_days_and_not_by_the_day_asked_for(
    reviews: Stepped,
) -> None:
    told = Told(reviews, **WINDOW)  # type: ignore[arg-type]
    assert told.moment == "1 January to 28 February 2018. Amounts in £000"
    known = Told(reviews, as_known=datetime(2026, 11, 22, tzinfo=UTC), **WINDOW)  # type: ignore[arg-type]
    assert known.moment.startswith("1 January to 28 February 2018 (as known on 22 November 2026")


def test_the_words_of_a_window_tell_of_no_step_outside_it(reviews: Stepped) -> None:
    told = Told(reviews, **WINDOW).describe()  # type: ignore[arg-type]
    assert "2018/19: 3,010 on 1 January 2018." in told
    assert "2,010" not in told
    assert "2017" not in told
    svg = history_plot(reviews, **WINDOW).as_bytes("svg").decode()  # type: ignore[arg-type]
    assert "2,010" not in svg


def test_a_figure_from_a_day_on_still_says_since_when_nothing_moved_it(reviews: Stepped) -> None:
    assert Told(reviews, first=date(2018, 1, 1)).moment == (
        "As at 30 June 2019, drawn from 1 January 2018; nothing has moved it since 4 March 2019."
        " Amounts in £000"
    )


def on_days(changes: list[dict[str, int]], apart: int) -> Stepped:
    """Make a figure that some decisions moved, so many days apart."""
    first, level, marks, steps = date(2015, 4, 1), Decimal(0), [], []
    years: dict[str, list[Step]] = {}
    for number, by_year in enumerate(changes):
        day = first + timedelta(days=apart * number)
        moves = {year: Decimal(change) for year, change in by_year.items()}
        level += sum(moves.values(), Decimal(0))
        marks.append(Mark(day, None, DECISION, "re-profile", moves))
        steps.append(Step(day, level))
        for year in moves:
            years.setdefault(year, []).append(Step(day, level))
    asked = Asked(REVIEWS, BENEFIT, first + timedelta(days=apart * len(changes)))
    each = {year: tuple(its) for year, its in sorted(years.items())}
    return Stepped(asked, "Buses", each, tuple(steps), tuple(marks), None, len(changes))


def test_where_the_sum_alone_is_drawn_those_are_told_that_moved_the_sum() -> None:
    moved_on = {"2018/19": -1_000_000, "2019/20": 1_000_000}
    found = on_days([moved_on] * 25 + [{"2018/19": 5}] * 3, 20)
    listed = [one.mark.changes for one in Told(found, total_only=True).listed]
    assert listed.count({"2018/19": Decimal(5)}) == 3
    assert {"2018/19": Decimal(5)} not in [one.mark.changes for one in Told(found).listed]


def test_of_decisions_that_moved_it_alike_some_are_told_from_the_whole_time() -> None:
    found = on_days([{"2018/19": 1_000}] * 55, 20)
    days = [one.mark.day for one in Told(found).listed if one.mark.day]
    marks = [mark.day for mark in found.marks if mark.day]
    assert days[0] <= marks[2]
    assert days[-1] >= marks[-3]
    assert max((b - a).days for a, b in pairwise(days)) <= 3 * 20


@pytest.mark.parametrize(("count", "by"), [(60, None), (61, "month"), (500, "quarter")])
def test_of_very_many_decisions_those_of_one_time_have_one_mark(count: int, by: str | None) -> None:
    found = on_days([{"2018/19": 1_000}] * count, 6 if by else 30)
    told = Told(found)
    assert len(told.marks) <= 60
    assert sum(sum(mark.changes.values()) for mark in told.marks) == 1_000 * count
    assert any(f"in one {by} has one mark" in note for note in told.notes) == (by is not None)


def test_only_a_mark_with_a_number_is_led_down_to_the_line() -> None:
    drawing = HistoryDrawing(Told(on_days([{"2018/19": 1_000}] * 55, 20)))
    dotted = [
        item
        for item in drawing.canvas(palette_of("light")).items
        if isinstance(item, Line) and item.dash == (1.0, 2.0)
    ]
    assert len(dotted) == MOST_MARKS
