"""The view of authority: roles granted and ended, powers delegated, used and ended."""

from __future__ import annotations

from collections.abc import Iterable

from projections.rows import fields, into, place
from projections.seen import stored
from projections.view import Entry, Row, View

_TABLES = (
    (
        "CREATE TABLE authority_roles (position INTEGER, decided_on TEXT, ref TEXT, person TEXT,"
        " role TEXT, body TEXT, ends_on TEXT, ended INTEGER, reason TEXT)"
    ),
    (
        "CREATE TABLE authority_delegations (position INTEGER, decided_on TEXT, ref TEXT,"
        " clause INTEGER, body TEXT, text TEXT, delegate TEXT, in_consultation_with TEXT,"
        " most TEXT, until TEXT)"
    ),
    (
        "CREATE TABLE authority_uses (position INTEGER, decided_on TEXT, ref TEXT, clause INTEGER,"
        " officer TEXT, used_for TEXT, amount TEXT, consulted TEXT)"
    ),
    (
        "CREATE TABLE authority_ends (position INTEGER, decided_on TEXT, ref TEXT, clause INTEGER,"
        " reason TEXT, lapsed INTEGER)"
    ),
    "CREATE INDEX authority_roles_by_person ON authority_roles (ref)",
)


def _granted(entry: Entry) -> Row:
    said = entry.fact
    return said["person"], said["role"], said["body"], said["ends_on"], 0, None


def _role_ended(entry: Entry) -> Row:
    said = entry.fact
    return said["person"], said["role"], said["body"], None, 1, said["reason"]


def _delegated(entry: Entry) -> Iterable[tuple[str, Row]]:
    """Yield a row for every clause that names a delegate."""
    for clause in entry.fact["clauses"]:
        if clause["delegate"]:
            said = (clause["number"], entry.fact["body"], clause["text"], clause["delegate"])
            bounds = (clause.get("limit"), clause.get("until"))
            consulted = stored(clause["in_consultation_with"])
            yield "authority_delegations", (*place(entry), *said, consulted, *bounds)


def _used(entry: Entry) -> Row:
    said = entry.fact
    what = (said["clause"], said["officer"], said["used_for"], said["amount"])
    return (*what, stored(said["consulted"]))


def _ended(entry: Entry) -> Row:
    return entry.fact["clause"], entry.fact["reason"], 0


def _lapsed(entry: Entry) -> Row:
    return (*fields("clause")(entry), None, 1)


VIEW = View(
    name="authority",
    version=1,
    tables=_TABLES,
    handlers={
        "minutebook.role-granted.1": into("authority_roles", _granted),
        "minutebook.role-ended.1": into("authority_roles", _role_ended),
        "minutebook.resolution-passed.1": _delegated,
        "minutebook.delegation-used.1": into("authority_uses", _used),
        "minutebook.delegation-ended.1": into("authority_ends", _ended),
        "minutebook.delegation-lapsed.1": into("authority_ends", _lapsed),
    },
)
"""Roles and delegations; the ``ref`` is of the person, or of the resolution that delegates."""
