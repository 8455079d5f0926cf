"""An approval stands on its conditions; one that is breached or overdue wants an answer."""

from __future__ import annotations

from collections.abc import Iterator

from projections.audit.acts import Act
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt
from projections.wording.phrases import day


def conditions_met(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """A breach opens a request again; while nobody decides, its figures stand on nothing."""
    request = act.request
    if request is None or not request.stands:
        return
    for row in holdings.conditions.get(act.ref, ()):
        if row.set_on != act.decided_on:
            continue
        if row.state == "breached" and request.reopened:
            yield Doubt(
                "condition-breached",
                f"{act.told} hung on the condition {row.ref} ({row.text}), which was breached on"
                f" {day(row.ended_on.isoformat() if row.ended_on else None)}; its figures stand,"
                " and nobody has decided on them since.",
                f"Let {row.body} decide whether they go on standing: `minutebook change decide"
                f" {act.ref}`.",
            )
        elif row.overdue and row.due:
            yield Doubt(
                "condition-overdue",
                f"{act.told} hangs on the condition {row.ref} ({row.text}), which was to be met by"
                f" {day(row.due.isoformat())}.",
                f"Record how it was met or broken: `minutebook condition discharge {row.ref}` or"
                f" `minutebook condition breach {row.ref}`.",
            )
