"""Spans of days: when one holds, and whether two meet."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.values.spans import Span

days = st.dates(min_value=date(2018, 1, 1), max_value=date(2018, 1, 12))
spans = st.builds(Span, st.none() | days, st.none() | days).filter(lambda span: not span.is_empty)
CALENDAR = [date(2017, 12, 31), *(date(2018, 1, number) for number in range(1, 14))]


def _holds(span: Span, day: date) -> bool:
    after_start = span.starts_on is None or span.starts_on <= day
    return after_start and (span.ends_on is None or day < span.ends_on)


@given(spans, spans)
def test_spans_overlap_where_some_day_belongs_to_both(one: Span, other: Span) -> None:
    assert one.overlaps(other) is any(_holds(one, day) and _holds(other, day) for day in CALENDAR)


@given(spans, days)
def test_a_span_is_cut_short_only_within_itself(span: Span, day: date) -> None:
    cut = span._replace(ends_on=day)
    leaves_something = any(_holds(cut, each) for each in CALENDAR)
    takes_something = any(_holds(span, each) and not _holds(cut, each) for each in CALENDAR)
    assert span.can_end_on(day) is (leaves_something and takes_something)


def test_a_span_that_ends_on_its_first_day_holds_never() -> None:
    first = date(2018, 11, 5)
    assert Span(first, first).is_empty
    assert not Span(first, date(2018, 11, 6)).is_empty
    assert not Span(None, first).is_empty
