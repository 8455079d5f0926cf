"""The view of facts: which facts are about what; what they say is read from the ledger itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from projections.facts.subjects import named
from projections.view import Entry, Row, View
from projections.wording.sentences import SENTENCES

_TABLES = (
    # A subject is one number here: with millions of facts, its name would be most of the table.
    "CREATE TABLE facts_about (subject INTEGER, position INTEGER, owner INTEGER)",
    "CREATE INDEX facts_about_subject ON facts_about (subject, position, owner)",
    # ``short`` is what a resolution is called within its body, and the reference of all else.
    "CREATE TABLE facts_names (kind TEXT, ref TEXT, short TEXT, PRIMARY KEY (ref, kind))",
    "CREATE INDEX facts_names_short ON facts_names (short)",
)


@lru_cache(maxsize=65536)
def number_of(kind: str, ref: str) -> int:
    """Return the number that stands for a subject.

    It is a part of a digest, so two subjects may have one number; whoever asks looks at the facts
    that he finds.
    """
    digest = blake2b(f"{kind}:{ref}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _recorded(entry: Entry) -> Iterable[tuple[str, Row]]:
    """Note the subjects that a fact names; the ledger finds the facts of its own by itself."""
    kind, _, ref = entry.subject.partition(":")
    rows: list[tuple[str, Row]] = []
    if entry.version == 1 and kind != "status-report":  # of which there are more than of all else
        rows.append(("facts_names", _name(kind, ref)))
    for subject, owner in named(entry).items():
        if subject != (kind, ref):
            rows.append(("facts_about", (number_of(*subject), entry.position, int(owner))))
            rows.append(("facts_names", _name(*subject)))
    return rows


@lru_cache(maxsize=65536)
def _name(kind: str, ref: str) -> Row:
    return kind, ref, ref.partition("/")[2] if kind == "resolution" else ref


VIEW = View(
    name="facts",
    version=2,
    tables=_TABLES,
    handlers=dict.fromkeys(SENTENCES, _recorded),
    once=("facts_names",),
)
"""What every fact that has a sentence is about, which is every fact there is."""
