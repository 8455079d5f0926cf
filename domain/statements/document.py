"""A published document: what figures are stated in."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import ReferenceUsed, RuleBroken
from domain.statements.facts import DocumentPublished


class Document(Aggregate):
    """A report, a pack of papers, a web page: anything published that states figures.

    Attributes:
        title: what it is called.
        dated: the day it bears.
        figures_as_at: the day on which its figures stood.
    """

    KIND: ClassVar[str] = "document"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.title = ""
        self.dated = date.min
        self.figures_as_at = date.min

    def publish(
        self,
        by: Provenance,
        dated: date,
        *,
        title: str,
        figures_as_at: date | None,
        body: str | None,
        meeting: str | None,
    ) -> None:
        """Enter the document; its reference is used once.

        Raises:
            ReferenceUsed: where another document has the reference.
            RuleBroken: where its figures are of a day after its own.
        """
        if self.exists:
            raise ReferenceUsed(self.ref, f"the document {self.ref} is in the book already")
        if figures_as_at and figures_as_at > dated:
            raise RuleBroken(
                self.ref,
                f"the document {self.ref} is dated {dated}: it cannot state figures as at"
                f" {figures_as_at}, which comes later",
            )
        self._trigger(
            DocumentPublished,
            by,
            dated,
            ref=self.ref,
            title=title,
            figures_as_at=figures_as_at,
            body=body,
            meeting=meeting,
        )

    @applies(DocumentPublished)
    def _published(self, fact: DocumentPublished) -> None:
        self.title = fact.title
        self.dated = fact.decided_on or date.min
        self.figures_as_at = fact.figures_as_at or self.dated
