"""Working days by the calendar of the book, with the bank holidays of its country."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from domain.calendar.book_calendar import BookCalendar, CalendarSetting
from domain.errors import UnknownReference
from domain.values.working_days import WorkingCalendar
from engine.unit_of_work import UnitOfWork


def working_calendar(unit: UnitOfWork, day: date) -> WorkingCalendar:
    """The calendar by which a deadline is counted that is set on a day.

    Args:
        unit: what says how the book is set; England's bank holidays count where it is not.
        day: the day on which the deadline is set.
    """
    return calendar_of(unit.find(BookCalendar, BookCalendar.REF).setting_at(day))


@lru_cache(maxsize=64)
def calendar_of(setting: CalendarSetting) -> WorkingCalendar:
    """The working days of a setting."""

    @lru_cache(maxsize=512)
    def days_off(year: int) -> frozenset[date]:
        return _bank_holidays(setting.country, setting.subdivision, year) | setting.closed

    return WorkingCalendar(days_off)


def check_known(country: str, subdivision: str | None) -> None:
    """Refuse a country, or a part of one, whose bank holidays are not known.

    Raises:
        UnknownReference: with the codes that may be meant.
    """
    from holidays import list_supported_countries

    known = list_supported_countries(include_aliases=True)
    if country not in known:
        raise UnknownReference(
            country,
            f"no bank holidays are known for the country {country!r}: write its code of two or"
            f" three letters, as in `country: GB`{_meant(_countries_like(country))}",
        )
    if subdivision and subdivision not in known[country]:
        parts = known[country]
        which = f"they are known for {', '.join(parts)}" if parts else "it has no parts that differ"
        raise UnknownReference(
            subdivision, f"no bank holidays are known for {subdivision!r} of {country}: {which}"
        )


@lru_cache(maxsize=1024)
def _bank_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    from holidays import country_holidays

    return frozenset(country_holidays(country, subdiv=subdivision, years=year))


def _countries_like(word: str) -> list[str]:
    """Return the codes of countries whose name or code is close to a word."""
    from holidays.registry import COUNTRIES

    names = {name.replace("_", " ").upper(): codes[1] for name, codes in COUNTRIES.items()}
    names |= {code: codes[1] for codes in COUNTRIES.values() for code in codes[1:]}
    names |= {"ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "BRITAIN": "GB"}
    close = [word] if word in names else get_close_matches(word, names, n=3, cutoff=0.7)
    return [*dict.fromkeys(names[each] for each in close)]


def _meant(codes: list[str]) -> str:
    return f"; did you mean {' or '.join(codes)}?" if codes else ""
