"""Which references the book knows at all, on whatever day and whoever named them."""

from __future__ import annotations

from projections.views import Views


def is_known(views: Views, kind: str, ref: str) -> bool:
    """Return whether any fact is about the thing of that kind and reference."""
    row = views.execute(
        "SELECT 1 FROM facts_names WHERE ref = ? AND kind = ? LIMIT 1", (ref, kind)
    ).fetchone()
    return row is not None or bool(views.ledger.entries_of(f"{kind}:{ref}"))


def known_of(views: Views, kind: str) -> list[str]:
    """Return the references of a kind that any fact is about, but not those of status reports."""
    rows = views.execute("SELECT ref FROM facts_names WHERE kind = ? ORDER BY ref", (kind,))
    return [row[0] for row in rows]


def known_subjects(views: Views) -> list[tuple[str, str]]:
    """Return every kind and reference that a fact is about, but not the status reports."""
    rows = views.execute("SELECT kind, ref FROM facts_names ORDER BY kind, ref")
    return [(row[0], row[1]) for row in rows]


def named(views: Views, ref: str) -> list[tuple[str, str]]:
    """Return everything that a bare reference, or ``kind:ref``, may mean.

    A resolution may be named without its body, and a status report as ``project/period``. A body's
    work programme bears the body's reference, and is meant where its kind stands before it.
    """
    kind, colon, name = ref.partition(":")
    rows = views.execute(
        "SELECT kind, ref FROM facts_names WHERE ref = :ref OR short = :ref"
        " OR (kind = :kind AND ref = :name) ORDER BY kind, ref",
        {"ref": ref, "kind": kind, "name": name},
    )
    found = [(row[0], row[1]) for row in rows]
    if not colon and ("body", ref) in found:  # whose log has that of its work programme in it
        found = [name for name in found if name[0] != "work-programme"]
    report = name if colon and kind == "status-report" else ref
    if views.ledger.entries_of(f"status-report:{report}"):
        found.append(("status-report", report))
    return found
