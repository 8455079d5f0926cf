"""What every command has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from hashlib import sha256
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from domain.aggregate import Aggregate
from domain.provenance import Authority, Source
from domain.values.references import Text

_NOT_CONTENT = {"actor"}


class Command(BaseModel, ABC):
    """An instruction to record something: one entry of a record file.

    The same command given twice changes nothing; another command under the same key is refused.

    Attributes:
        ENTRY: its name in record files, ``change-request``.
        INSTEAD: what to do rather than say something else under the same key.
        actor: who records it.
        source: the document it is taken from.
        authority: what permits it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    ENTRY: ClassVar[str]
    INSTEAD: ClassVar[str] = "give it another reference or record what has changed as a new fact"

    actor: Text | None = None
    source: Source | None = None
    authority: Authority | None = None

    def instead(self, _: Aggregate, /) -> str:
        """What to do rather than say something else under the same key of a subject."""
        return self.INSTEAD

    @property
    @abstractmethod
    def key(self) -> str:
        """What the command is about, unique among commands of its kind: ``ics/2018/019``."""

    @property
    def command_key(self) -> str:
        """The key with the kind of command before it: ``resolution:ics/2018/019``."""
        return f"{self.ENTRY}:{self.key}"

    @property
    def digest(self) -> str:
        """A digest of what the command says, who records it left aside.

        Left-out fields do not count, so a field that a later release adds changes no digest.
        """
        said = self.__pydantic_serializer__.to_json(
            self, exclude=_NOT_CONTENT, exclude_defaults=True, by_alias=True
        )
        return sha256(said).hexdigest()[:16]
