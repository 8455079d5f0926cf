"""The view of facts: every fact as it was recorded, and what each is about."""

from __future__ import annotations

from collections.abc import Iterable

from projections.facts.subjects import subjects
from projections.rows import place
from projections.view import Entry, Row, View
from projections.wording.sentences import SENTENCES

_TABLES = (
    (
        "CREATE TABLE facts (position INTEGER PRIMARY KEY, decided_on TEXT, ref TEXT, kind TEXT,"
        " recorded_at TEXT, topic TEXT, actor TEXT, said TEXT)"
    ),
    "CREATE TABLE facts_subjects (kind TEXT, ref TEXT, position INTEGER, owner INTEGER)",
    "CREATE INDEX facts_by_subject ON facts_subjects (ref, kind, position)",
    "CREATE INDEX facts_by_own_subject ON facts (ref, kind, position)",
    "CREATE INDEX facts_by_moment ON facts (recorded_at)",
)


def _recorded(entry: Entry) -> Iterable[tuple[str, Row]]:
    kind = entry.subject.partition(":")[0]
    recorded = (kind, entry.recorded_at, entry.topic, entry.fact["actor"])
    yield "facts", (*place(entry), *recorded, entry.text)
    for subject in subjects(entry):
        yield "facts_subjects", (subject.kind, subject.ref, entry.position, int(subject.owner))


VIEW = View(
    name="facts",
    version=1,
    tables=_TABLES,
    handlers=dict.fromkeys(SENTENCES, _recorded),
)
"""Every fact that has a sentence, which is every fact there is."""
