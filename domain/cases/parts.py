"""The parts of a case's record: the papers attached to it, and what somebody does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from domain.authority.roles import OfficeRole
from domain.values.references import Ref, Text


class Attachment(BaseModel):
    """A paper that was attached to a step.

    Attributes:
        kind: what it is, as the route names it: ``finance-comment``.
        text: what it says, where that is short enough to be kept here.
        document: the document it is, or stands in.
        page: the page of the document.
        by: who wrote it, where that is another than who attached it.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, coerce_numbers_to_str=True
    )

    kind: Ref
    text: Text | None = None
    document: Text | None = None
    page: Text | None = None
    by: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.document):
            raise ValueError(f"the attachment {self.kind} needs its `text`, or its `document`")
        return self

    @property
    def wording(self) -> str:
        """What it says, or where that can be read."""
        return self.text or f"See {self.document}{f', page {self.page}' if self.page else ''}"


@dataclass(frozen=True)
class Taken:
    """What somebody does with a case.

    Attributes:
        on: the day.
        role: the role in which they act; none where time itself takes the step.
        body: the body in which they have that role.
        attachments: the papers attached.
        meeting: the meeting at which it is done, or which it is done for.
        item: the agenda item.
        resolution: the resolution, by its reference within the body.
        delegation: the delegation under which it is done, ``ics/2018/019/2``.
        consulted: who was consulted, as the delegation asks.
        note: what else is to be known.
        assigned: the bodies that play a part from now on.
        deferred_to: the meeting to which the case is put off.
        back_on: the day of that meeting.
    """

    on: date
    role: OfficeRole | None = None
    body: str | None = None
    attachments: tuple[Attachment, ...] = ()
    meeting: str | None = None
    item: str | None = None
    resolution: str | None = None
    delegation: str | None = None
    consulted: tuple[str, ...] = ()
    note: str | None = None
    assigned: Mapping[str, str] = field(default_factory=dict)
    deferred_to: str | None = None
    back_on: date | None = None
