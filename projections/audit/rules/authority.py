"""Somebody who may do so must have approved a figure, and be in the book."""

from __future__ import annotations

from collections.abc import Iterator

from projections.audit.acts import Act, What
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt

_APPROVED = (What.BASELINE, What.EXTENSION)
_OF_A_BODY = (*_APPROVED, What.APPROVAL, What.TAKING_BACK)


def no_authority(act: Act, _: Holdings) -> Iterator[Doubt]:
    """A baseline or extension names the body that approved it; a correction what shows it."""
    if act.what in _APPROVED and act.cited.body is None:
        yield Doubt(
            "no-authority",
            f"{act.told} names no body that approved it.",
            "Find the minutes that set it; correct the figure, with the body in `authority`.",
        )
    if act.what is What.CORRECTION and not act.sourced and act.cited == ((None,) * 5 + ((), None)):
        yield Doubt(
            "no-authority",
            f"{act.told} names neither an authority nor a document that shows the error.",
            "Find what shows that the figure was recorded wrongly, or put it back.",
        )


def no_source(act: Act, _: Holdings) -> Iterator[Doubt]:
    """An opening balance rests on the document that states it."""
    if not act.sourced:
        yield Doubt(
            "no-source",
            f"{act.told} names no document that states it.",
            "Find the paper it was taken from, and record what it states as a statement.",
        )


def no_decision(act: Act, _: Holdings) -> Iterator[Doubt]:
    """A request alters figures on the day of a decision that approves it or takes it back."""
    if act.request is None:
        why = f"there is no change request {act.ref} in the book"
    else:
        why = f"the book has no decision on {act.ref} of that day that does so"
    yield Doubt(
        "no-decision",
        f"{act.told} rests on no decision: {why}.",
        f"Find the decision on {act.ref} and record it; where there is none, correct the figure.",
        (act.request.raised_at,) if act.request else (),
    )


def unknown_body(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """The body that is named has to be in the book, so that its remit can be looked at."""
    if act.cited.body is not None and holdings.body(act.cited.body) is None:
        yield Doubt(
            "unknown-body",
            f"{act.told} rests on {act.cited.body}, of which the book knows nothing.",
            f"Record the body {act.cited.body} with its terms of reference, or correct its name.",
        )


def no_resolution(act: Act, _: Holdings) -> Iterator[Doubt]:
    """A decision of a body stands in a resolution; papers do not always give its number."""
    if act.what in _OF_A_BODY and act.cited.body and not act.resolution and not act.cited.officer:
        at = f" at {act.cited.meeting}" if act.cited.meeting else ""
        yield Doubt(
            "no-resolution",
            f"{act.told} names {act.cited.body}{at}, and no resolution.",
            "Look up the resolution in the minutes, and record it.",
        )
