"""The view of resolutions: each motion, its clauses, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from projections.rows import fields, into, place
from projections.seen import stored
from projections.view import Entry, Handler, Row, View
from projections.wording.votes import votes_told

_TABLES = (
    (
        "CREATE TABLE resolutions (position INTEGER, decided_on TEXT, id TEXT, ref TEXT, body TEXT,"
        " meeting TEXT, item TEXT, title TEXT, outcome TEXT, moved_by TEXT, seconded_by TEXT,"
        " votes TEXT, takes_effect_on TEXT, supersedes TEXT, call_in_until TEXT,"
        " urgent TEXT, rescinds TEXT, amends TEXT, considers TEXT, recorded_at TEXT, actor TEXT,"
        " source TEXT)"
    ),
    (
        "CREATE TABLE resolutions_clauses (position INTEGER, decided_on TEXT, id TEXT,"
        " number INTEGER, effect TEXT, text TEXT, to_ref TEXT, delegate TEXT,"
        " in_consultation_with TEXT, by_day TEXT, at_meeting TEXT, owner TEXT, in_months INTEGER,"
        " limit_amount TEXT, until_day TEXT)"
    ),
    (
        "CREATE TABLE resolutions_superseded (position INTEGER, decided_on TEXT, id TEXT,"
        " superseded_by TEXT)"
    ),
    (
        "CREATE TABLE resolutions_rescinded (position INTEGER, decided_on TEXT, id TEXT,"
        " rescinded_by TEXT)"
    ),
    (
        "CREATE TABLE resolutions_amended (position INTEGER, decided_on TEXT, id TEXT,"
        " amended_by TEXT, clause INTEGER, text TEXT)"
    ),
    (
        "CREATE TABLE resolutions_revived (position INTEGER, decided_on TEXT, id TEXT,"
        " instead_of TEXT)"
    ),
    (
        "CREATE TABLE resolutions_called_in (position INTEGER, decided_on TEXT, id TEXT,"
        " called_in_by TEXT, reason TEXT)"
    ),
    (
        "CREATE TABLE resolutions_call_ins_decided (position INTEGER, decided_on TEXT, id TEXT,"
        " outcome TEXT, body TEXT, meeting TEXT)"
    ),
    "CREATE TABLE resolutions_took_effect (position INTEGER, decided_on TEXT, id TEXT)",
    "CREATE INDEX resolutions_clauses_by_id ON resolutions_clauses (id)",
    "CREATE INDEX resolutions_clauses_by_meeting ON resolutions_clauses (at_meeting)",
    "CREATE INDEX resolutions_by_ref ON resolutions (ref)",
    "CREATE INDEX resolutions_by_meeting ON resolutions (meeting)",
    "CREATE INDEX resolutions_superseded_by_id ON resolutions_superseded (id)",
)


def _motion(outcome: str) -> Handler:
    def handle(entry: Entry) -> Iterable[tuple[str, Row]]:
        said, here = entry.fact, place(entry)
        put = (said["ref"], said["body"], said["meeting"], said["item"], said["title"], outcome)
        moved = (said["moved_by"], said["seconded_by"], stored(votes_told(said["votes"])))
        effect = (said.get("takes_effect_on"), stored(said.get("supersedes")))
        window = (said.get("call_in_until"), said.get("urgent"))
        named = (said.get(each) for each in ("rescinds", "amends", "considers"))
        earlier = tuple(stored(each) for each in named)
        recorded = (entry.recorded_at, said["actor"], stored(said["source"]))
        yield "resolutions", (*here, *put, *moved, *effect, *window, *earlier, *recorded)
        for clause in said["clauses"]:
            yield "resolutions_clauses", (*here, *_clause(clause))

    return handle


def _clause(clause: dict[str, Any]) -> Row:
    said = (clause["number"], clause["effect"], clause["text"], clause["to"], clause["delegate"])
    later = (clause.get(name) for name in ("owner", "in_months", "limit", "until"))
    return (*said, stored(clause["in_consultation_with"]), clause["by"], clause["at"], *later)


def _called_in(entry: Entry) -> Row:
    return stored(entry.fact["by"]), entry.fact["reason"]


VIEW = View(
    name="resolutions",
    version=4,
    tables=_TABLES,
    handlers={
        "minutebook.resolution-passed.1": _motion("passed"),
        "minutebook.resolution-lost.1": _motion("lost"),
        "minutebook.resolution-superseded.1": into(
            "resolutions_superseded", fields("superseded_by")
        ),
        "minutebook.resolution-rescinded.1": into("resolutions_rescinded", fields("rescinded_by")),
        "minutebook.resolution-amended.1": into(
            "resolutions_amended", fields("amended_by", "clause", "text")
        ),
        "minutebook.resolution-revived.1": into("resolutions_revived", fields("instead_of")),
        "minutebook.resolution-called-in.1": into("resolutions_called_in", _called_in),
        "minutebook.call-in-decided.1": into(
            "resolutions_call_ins_decided", fields("outcome", "body", "meeting")
        ),
        "minutebook.resolution-took-effect.1": into("resolutions_took_effect", fields()),
    },
)
"""Resolutions, carried and lost; an ``id`` is the reference with its body: ``ics/2018/019``."""
