"""The parts of a meeting's record: agenda items, attendance, declarations, corrections."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.values.references import Text
from domain.values.terms import Term

_FROZEN = ConfigDict(frozen=True, extra="forbid", defer_build=True, coerce_numbers_to_str=True)

Names = tuple[Text, ...]
Head = Annotated[int, Field(ge=0, le=10_000)]


class AgendaItem(BaseModel):
    """One item of business."""

    model_config = _FROZEN

    item: Text
    title: Text
    report_by: str | None = None
    purpose: str | None = None


class Substitution(BaseModel):
    """Somebody sat in a member's place for this meeting only."""

    model_config = _FROZEN

    member: Text
    substitute: Text


class Attendance(BaseModel):
    """Who was there.

    Attributes:
        present: how many members, or their names (substitutes included).
        absent: how many members, or their names; none where the record does not say.
        apologies: the absent members who sent apologies.
        substitutes: who sat in whose place, for this meeting only.
        officers: the officers in attendance.
        guests: anybody else who took part.
    """

    model_config = _FROZEN

    present: Head | Names
    absent: Head | Names | None = None
    apologies: Names = ()
    substitutes: tuple[Substitution, ...] = ()
    officers: Names = ()
    guests: Names = ()

    @property
    def names_present(self) -> Names:
        """The members present, where they are named rather than counted."""
        return self.present if isinstance(self.present, tuple) else ()

    @property
    def names_absent(self) -> Names:
        """Everybody named as not present: absent, with apologies, or with a substitute."""
        absent = self.absent if isinstance(self.absent, tuple) else ()
        return (*absent, *self.apologies, *(entry.member for entry in self.substitutes))

    @property
    def members_present(self) -> int:
        """How many members were present."""
        return self.present if isinstance(self.present, int) else len(self.present)


class InterestKind(Term):
    """What sort of interest was declared; with a disclosable pecuniary one, no vote is taken."""

    DISCLOSABLE_PECUNIARY = "disclosable-pecuniary"
    PRIVATE = "private"
    OTHER = "other"


class Correction(BaseModel):
    """What the minutes should have said."""

    model_config = _FROZEN

    minute: Text
    text: Text
