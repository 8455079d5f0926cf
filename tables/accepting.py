"""Findings that a person accepts by name, so that a table is imported although they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from domain.values.amounts import in_pounds
from tables.parts import Finding, Place, ProjectLine, Severity
from tables.words import folded

UNIT = "unit"
"""The rule that nobody can accept: the unit of a table is said, with ``--unit``, never guessed."""


class Acceptance(NamedTuple):
    """What is accepted: a rule, of one subject or of all.

    Attributes:
        rule: the name of the rule: ``row-total``.
        subject: the project or portfolio, by name or reference; none for all of them.
    """

    rule: str
    subject: str | None = None

    @classmethod
    def parse(cls, text: str) -> Acceptance:
        """Read ``RULE`` or ``RULE:SUBJECT``."""
        rule, _, subject = text.partition(":")
        return cls(rule.strip().lower(), subject.strip() or None)

    def __str__(self) -> str:
        """Write it as it is given."""
        return f"{self.rule}:{self.subject}" if self.subject else self.rule

    def covers(self, finding: Finding, refs: Mapping[str, str]) -> bool:
        """Whether it accepts a finding.

        Args:
            finding: the finding.
            refs: the reference of each project and portfolio as printed.
        """
        if finding.rule != self.rule or finding.rule == UNIT:
            return False
        printed = finding.subject or ""
        return (
            self.subject is None
            or folded(self.subject) == folded(printed)
            or self.subject == refs.get(printed)
        )


class Judged(NamedTuple):
    """The findings about a file, parted.

    Attributes:
        standing: the errors that nobody accepted: nothing is recorded while there are any.
        accepted: the errors that were accepted.
        warnings: what a reader should know.
    """

    standing: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def judged(
    findings: Iterable[Finding], acceptances: Sequence[Acceptance], refs: Mapping[str, str]
) -> Judged:
    """Part findings into errors that stand, errors that are accepted, and warnings."""
    standing, accepted, warnings = [], [], []
    for finding in findings:
        if finding.severity is Severity.WARNING:
            warnings.append(finding)
        elif any(one.covers(finding, refs) for one in acceptances):
            accepted.append(finding)
        else:
            standing.append(finding)
    return Judged(tuple(standing), tuple(accepted), tuple(warnings))


def unused(
    acceptances: Iterable[Acceptance], findings: Sequence[Finding], refs: Mapping[str, str]
) -> list[Acceptance]:
    """Return the acceptances that accept nothing: a word in them is wrong, or nothing is."""
    return [one for one in acceptances if not any(one.covers(found, refs) for found in findings)]


class Accepted:
    """The accepted findings of a file, and what each line has to say of them.

    Args:
        findings: the findings that were accepted.
        lines: the lines of the file.
    """

    def __init__(self, findings: Iterable[Finding], lines: Sequence[ProjectLine]) -> None:
        names = {_row(line.place): folded(line.project) for line in lines}
        self._portfolios = {folded(line.portfolio) for line in lines if line.portfolio}
        self._of_rows: dict[Place, list[Finding]] = {}
        self._others: list[Finding] = []
        for finding in findings:
            row = _row(finding.place)
            if names.get(row) == folded(finding.subject or ""):
                self._of_rows.setdefault(row, []).append(finding)
            else:
                self._others.append(finding)

    def of(self, place: Place, portfolio: str | None) -> str:
        """Say what was accepted of a row, of its portfolio, and of the whole table.

        Returns:
            words that follow those which say where a figure stands; nothing where nothing was.
        """
        own = folded(portfolio or "")
        said = [_told(one) for one in self._of_rows.get(_row(place), ())]
        for finding in self._others:
            subject = folded(finding.subject or "").removeprefix("total of ")
            if subject == own or subject not in self._portfolios:
                said.append(f"{_told(finding)} of {finding.subject or 'all'}")
        return "; accepted on import: " + ", ".join(dict.fromkeys(said)) if said else ""


def _told(finding: Finding) -> str:
    apart = "" if finding.apart is None else f" ({in_pounds(abs(finding.apart))} apart)"
    return f"{finding.rule}{apart}"


def _row(place: Place) -> Place:
    return place._replace(column=None)
