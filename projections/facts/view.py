"""The view of facts: which facts are about what; what they say is read from the ledger itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from projections.facts.subjects import subjects
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
    if entry.version == 1 and kind != "status-report":  # of which there are more than of all else
        yield "facts_names", (kind, ref, _short(kind, ref))
    for subject in subjects(entry):
        if subject[:2] != (kind, ref):
            yield "facts_about", (number_of(*subject[:2]), entry.position, int(subject.owner))
            yield "facts_names", (*subject[:2], _short(*subject[:2]))


def _short(kind: str, ref: str) -> str:
    return ref.partition("/")[2] if kind == "resolution" else ref


VIEW = View(
    name="facts",
    version=2,
    tables=_TABLES,
    handlers=dict.fromkeys(SENTENCES, _recorded),
    once=("facts_names",),
)
"""What every fact that has a sentence is about, which is every fact there is."""
