"""Decisions that a request may have had already."""

from __future__ import annotations

from domain.changes.facts import (
    ChangeRequestApproved,
    ChangeRequestDeferred,
    ChangeRequestPartApproved,
    ChangeRequestReferred,
    ChangeRequestRejected,
    ChangeRequestWithdrawn,
)
from tests.domain.council import ACCELERATE, ruling
from tests.domain.scenario import fact

ON = "2019-01-07"
APPROVED = fact(ChangeRequestApproved, ON, ruling=ruling())
IN_PART = fact(ChangeRequestPartApproved, ON, ruling=ruling(), lines=(ACCELERATE,))
REJECTED = fact(ChangeRequestRejected, ON, ruling=ruling())
WITHDRAWN = fact(ChangeRequestWithdrawn, ON, ruling=ruling())
DEFERRED = fact(ChangeRequestDeferred, ON, ruling=ruling(), deferred_to="ics-2019-03-11")
REFERRED = fact(ChangeRequestReferred, ON, ruling=ruling(), referred_to="policy")
