"""A council that went by the rules for years has no finding, whatever it decided."""

from __future__ import annotations

from datetime import date

from engine.store.opening import open_reader
from projections.audit.auditing import audit
from projections.catalogue import VIEWS
from projections.runner import catch_up


def test_what_was_decided_by_the_rules_and_recorded_in_order_raises_no_alarm(
    small_book: str,
) -> None:
    with open_reader(small_book) as reader:
        views = catch_up(reader, VIEWS)
        seen = audit(views, as_at=date(2100, 1, 1))
        views.close()
    assert seen.findings == ()
    assert {note.rule for note in seen.notes} == {"no-resolution"}
    assert seen.acts > 500
