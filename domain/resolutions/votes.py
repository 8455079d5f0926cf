"""Votes: counted, and named where a named vote was called for."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.values.references import Text
from domain.values.terms import Term

# Stored and shown under the word that papers use, which Python keeps for itself: `for`.
_MODEL = ConfigDict(
    frozen=True,
    extra="forbid",
    defer_build=True,
    validate_by_name=True,
    validate_by_alias=True,
    serialize_by_alias=True,
)

Names = tuple[Text, ...]
Count = Annotated[int, Field(ge=0, le=10_000)]


class Side(Term):
    """A side of a vote."""

    FOR = "for"
    AGAINST = "against"


class NamedVotes(BaseModel):
    """Who voted how."""

    model_config = _MODEL

    in_favour: Names = Field(default=(), alias="for")
    against: Names = ()
    abstained: Names = ()

    @property
    def voters(self) -> Names:
        """Everybody who voted or abstained by name."""
        return self.in_favour + self.against + self.abstained


class Votes(BaseModel):
    """How many voted how; a casting vote decides a tie."""

    model_config = _MODEL

    in_favour: Count = Field(default=0, alias="for")
    against: Count = 0
    abstained: Count = 0
    casting_vote: Side | None = None
    named: NamedVotes | None = None

    @model_validator(mode="after")
    def _casting_vote_breaks_a_tie(self) -> Self:
        if self.casting_vote and self.in_favour != self.against:
            raise ValueError(
                "a casting vote is given when the votes are equal; they are"
                f" {self.in_favour} for and {self.against} against"
            )
        return self

    @model_validator(mode="after")
    def _names_agree_with_counts(self) -> Self:
        if self.named is None:
            return self
        voters = self.named.voters
        if len(set(voters)) < len(voters):
            raise ValueError("somebody is named twice in the named vote")
        for word, count, names in (
            ("for", self.in_favour, self.named.in_favour),
            ("against", self.against, self.named.against),
            ("abstained", self.abstained, self.named.abstained),
        ):
            if count != len(names):
                raise ValueError(
                    f"the named vote has {len(names)} {word} and the count says {count}:"
                    f" {abs(count - len(names))} apart"
                )
        return self

    @property
    def cast(self) -> int:
        """How many members voted or abstained."""
        return self.in_favour + self.against + self.abstained

    @property
    def carried(self) -> bool:
        """Whether the motion has more votes for than against, by the casting vote in a tie."""
        if self.in_favour == self.against:
            return self.casting_vote is Side.FOR
        return self.in_favour > self.against
