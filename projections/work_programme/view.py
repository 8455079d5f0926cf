"""The view of work programmes: items, where they were moved, and what was considered when."""

from __future__ import annotations

from projections.rows import fields, into
from projections.seen import stored
from projections.view import View

_TABLES = (
    (
        "CREATE TABLE work_programme (position INTEGER, decided_on TEXT, body TEXT, item TEXT,"
        " title TEXT, meeting TEXT, expected_on TEXT, owner TEXT, purpose TEXT)"
    ),
    (
        "CREATE TABLE work_programme_changes (position INTEGER, decided_on TEXT, body TEXT,"
        " item TEXT, what TEXT, meeting TEXT, expected_on TEXT, reason TEXT)"
    ),
    (
        "CREATE TABLE work_programme_links (position INTEGER, decided_on TEXT, body TEXT,"
        " item TEXT, answers TEXT)"
    ),
    (
        "CREATE TABLE work_programme_considered (position INTEGER, decided_on TEXT, body TEXT,"
        " item TEXT, matter TEXT, meeting TEXT, resolution TEXT)"
    ),
    "CREATE INDEX work_programme_by_body ON work_programme (body)",
    "CREATE INDEX work_programme_changes_by_body ON work_programme_changes (body)",
    "CREATE INDEX work_programme_considered_by_item ON work_programme_considered (item)",
)

VIEW = View(
    name="work_programme",
    version=2,
    tables=_TABLES,
    handlers={
        "minutebook.work-programme-item-added.1": into(
            "work_programme",
            fields("item", "title", "meeting", "expected_on", "owner", "purpose"),
        ),
        "minutebook.work-programme-item-moved.1": into(
            "work_programme_changes",
            lambda entry: (
                entry.fact["item"],
                "moved",
                *fields("meeting", "expected_on", "reason")(entry),
            ),
        ),
        "minutebook.work-programme-item-linked.1": into(
            "work_programme_links",
            lambda entry: (entry.fact["item"], stored(entry.fact["answers"])),
        ),
        "minutebook.work-programme-item-removed.1": into(
            "work_programme_changes",
            lambda entry: (entry.fact["item"], "removed", None, None, entry.fact["reason"]),
        ),
        "minutebook.work-programme-item-considered.1": into(
            "work_programme_considered", fields("item", "matter", "meeting", "resolution")
        ),
    },
)
"""What each body expects to consider, every change of it, and what was reached."""
