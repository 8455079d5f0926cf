"""Questions about documents and statements: which there are, and what was said of them since."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from projections.savings.projects import ALL
from projections.seen import loaded, seen
from projections.views import Views

_PLACES = ("document", "page", "item", "paragraph")


class Document(NamedTuple):
    """A published document.

    Attributes:
        ref: its reference.
        title: what it is called.
        dated: the day it bears.
        figures_as_at: the day on which its figures stood.
        body: the body it was put to.
        meeting: the meeting it was put to.
        source: where it is to be found.
        recorded_at: when the book learnt of it.
        position: where it stands in the ledger.
    """

    ref: str
    title: str
    dated: str
    figures_as_at: str
    body: str | None
    meeting: str | None
    source: dict[str, str | None] | None
    recorded_at: str
    position: int


class Made(NamedTuple):
    """A statement; amounts in pence.

    Attributes:
        ref: its reference.
        document: the reference of its document.
        dated: the day of the document.
        figure: what is stated: ``target``, ``at-risk``, ``expected`` …
        measure: the measure.
        kind: ``project``, ``programme``, ``portfolio``, ``department``, ``change-request`` or
            ``whole``.
        thing: the reference or name of what it is of; nothing of all projects.
        project: the project whose line of a change request is meant, where one is named.
        amounts: per year, as printed.
        total: over the years from first to last, over all where none are named.
        first_year: the first year of the total.
        last_year: the last.
        rounded_to: what the last printed digit counts.
        as_at: the day on which the figure stood.
        source: ``document``, ``page``, ``item`` and ``paragraph``.
        recorded_at: when the book learnt of it.
        position: where it stands in the ledger.
        withdrawn: why it was withdrawn, if it was.
    """

    ref: str
    document: str
    dated: str
    figure: str
    measure: str
    kind: str
    thing: str | None
    project: str | None
    amounts: dict[str, int]
    total: int | None
    first_year: str | None
    last_year: str | None
    rounded_to: int | None
    as_at: str
    source: dict[str, str | None]
    recorded_at: str
    position: int
    withdrawn: str | None


class Explained(NamedTuple):
    """An explanation of a difference; amounts in pence, stated less book.

    Attributes:
        period: the year, or ``total``; every one of the statement where it names none.
        differences: per year, what it explains.
        total: the difference of the total that it explains.
        reason: why they differ.
        explained_by: who says so.
        explained_on: the day.
        position: where it stands in the ledger.
    """

    period: str | None
    differences: dict[str, int]
    total: int | None
    reason: str
    explained_by: str
    explained_on: str
    position: int


def documents(views: Views, as_at: date, known: int = ALL) -> list[Document]:
    """Return the documents published by a day, oldest first."""
    return [
        Document(
            row["ref"],
            row["title"],
            row["decided_on"],
            row["figures_as_at"] or row["decided_on"],
            row["body"],
            row["meeting"],
            loaded(row["source"]),
            row["recorded_at"],
            row["position"],
        )
        for row in seen(views, "statement_document", as_at, known)
    ]


def statements(
    views: Views, as_at: date, known: int = ALL, *, about: Collection[tuple[str, str]] | None = None
) -> list[Made]:
    """Return the statements published by a day, in the order of their documents' days.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        about: the kind and reference of what they shall be of; of anything where left out.
    """
    withdrawn = {row["ref"]: row["reason"] for row in _seen(views, "withdrawn", as_at, known)}
    if about is None:
        rows = _seen(views, "made", as_at, known)
    else:
        rows = [
            row
            for kind, thing in about
            for row in seen(views, "statement_made", as_at, known, kind=kind, thing=thing)
        ]
    return [_made(row, withdrawn) for row in rows]


def statements_of_all(views: Views, as_at: date, known: int = ALL) -> list[Made]:
    """Return the statements of all projects together, published by a day."""
    withdrawn = {row["ref"]: row["reason"] for row in _seen(views, "withdrawn", as_at, known)}
    rows = seen(views, "statement_made", as_at, known, kind="whole")
    return [_made(row, withdrawn) for row in rows]


def explanations(views: Views, as_at: date, known: int = ALL) -> dict[str, list[Explained]]:
    """Return the explanations made by a day, by statement, the last first."""
    found: dict[str, list[Explained]] = {}
    for row in reversed(_seen(views, "explained", as_at, known)):
        found.setdefault(row["ref"], []).append(
            Explained(
                row["period"],
                loaded(row["differences"], {}),
                row["total"],
                row["reason"],
                row["explained_by"],
                row["decided_on"],
                row["position"],
            )
        )
    return found


def _seen(views: Views, what: str, as_at: date, known: int) -> list[Any]:
    return seen(views, f"statement_{what}", as_at, known)


def _made(row: Any, withdrawn: dict[str, str]) -> Made:
    source = json.loads(row["source"] or "{}")
    return Made(
        ref=row["ref"],
        document=row["document"],
        dated=row["decided_on"],
        figure=row["figure"],
        measure=row["measure"],
        kind=row["kind"],
        thing=row["thing"],
        project=row["project"],
        amounts=loaded(row["amounts"], {}),
        total=row["total"],
        first_year=row["first_year"],
        last_year=row["last_year"],
        rounded_to=row["rounded_to"],
        as_at=row["as_at"],
        source={key: source.get(key) for key in _PLACES},
        recorded_at=row["recorded_at"],
        position=row["position"],
        withdrawn=withdrawn.get(row["ref"]),
    )
