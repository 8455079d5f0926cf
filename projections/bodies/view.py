"""The view of bodies: what was established, renamed, dissolved, linked and filled, and when."""

from __future__ import annotations

from projections.rows import fields, into
from projections.seen import stored
from projections.view import Entry, Row, View
from projections.wording.phrases import period

_TABLES = (
    (
        "CREATE TABLE bodies (position INTEGER, decided_on TEXT, ref TEXT, name TEXT, kind TEXT,"
        " level TEXT, department TEXT, purpose TEXT, source TEXT)"
    ),
    "CREATE TABLE bodies_names (position INTEGER, decided_on TEXT, ref TEXT, name TEXT)",
    (
        "CREATE TABLE bodies_ends (position INTEGER, decided_on TEXT, ref TEXT, successor TEXT,"
        " reason TEXT)"
    ),
    (
        "CREATE TABLE bodies_lines (position INTEGER, decided_on TEXT, ref TEXT, to_ref TEXT,"
        " kind TEXT, cadence TEXT, ends_on TEXT, ended INTEGER)"
    ),
    (
        "CREATE TABLE bodies_terms (position INTEGER, decided_on TEXT, ref TEXT, summary TEXT,"
        " decides TEXT, portfolios TEXT, financial_limit TEXT, quorum INTEGER, call_in TEXT)"
    ),
    (
        "CREATE TABLE bodies_seats (position INTEGER, decided_on TEXT, ref TEXT, person TEXT,"
        " role TEXT, voting INTEGER, ends_on TEXT, ended INTEGER)"
    ),
)


def _established(entry: Entry) -> Row:
    said = entry.fact
    kept = (said["name"], said["kind"], said["level"], said["department"], said["purpose"])
    return (*kept, stored(said["source"]))


def _line_added(entry: Entry) -> Row:
    said = entry.fact
    return said["to"], said["kind"], said["cadence"], said["ends_on"], 0


def _line_ended(entry: Entry) -> Row:
    return entry.fact["to"], entry.fact["kind"], None, None, 1


def _terms(entry: Entry) -> Row:
    terms = entry.fact["terms"]
    decides, portfolios = stored(terms["decides"]), stored(terms["portfolios"])
    said = (terms["summary"], decides, portfolios, terms["financial_limit"])
    return (*said, terms.get("quorum"), period(terms.get("call_in")))


def _appointed(entry: Entry) -> Row:
    seat = entry.fact["membership"]
    return seat["person"], seat["role"], int(seat["voting"]), seat["ends_on"], 0


def _stood_down(entry: Entry) -> Row:
    return entry.fact["person"], None, None, None, 1


VIEW = View(
    name="bodies",
    version=2,
    tables=_TABLES,
    handlers={
        "minutebook.body-established.1": into("bodies", _established),
        "minutebook.body-renamed.1": into("bodies_names", fields("name")),
        "minutebook.body-dissolved.1": into("bodies_ends", fields("successor", "reason")),
        "minutebook.reporting-line-added.1": into("bodies_lines", _line_added),
        "minutebook.reporting-line-ended.1": into("bodies_lines", _line_ended),
        "minutebook.terms-of-reference-set.1": into("bodies_terms", _terms),
        "minutebook.member-appointed.1": into("bodies_seats", _appointed),
        "minutebook.member-stood-down.1": into("bodies_seats", _stood_down),
    },
)
"""Bodies, their names, ends, lines, terms of reference and seats, one table each."""
