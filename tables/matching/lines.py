"""Each line of a table beside its project of the book, and what does not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tables.matching.known import Known, KnownProject
from tables.matching.left_out import left_out, nearly_whole
from tables.matching.portfolios import PortfolioNames, of_the_rows
from tables.matching.projects import Found, ProjectNames
from tables.matching.suggestions import NearMisses, meant
from tables.parts import Finding, ProjectLine, Severity, StatusTable
from tables.words import folded


class MatchedLine(NamedTuple):
    """A line and its project; none where the book has none, or does not say which.

    Attributes:
        line: the line.
        project: its project.
        is_new: whether the book has no project like it: one may be started for it.
    """

    line: ProjectLine
    project: KnownProject | None
    is_new: bool = False


class Matched(NamedTuple):
    """The lines of the tables of one file, beside what the book has.

    Attributes:
        lines: the lines, in order; of a project that stands twice the first line alone has it.
        portfolios: the reference of each portfolio as printed; those that are unknown left out.
        findings: what does not fit.
    """

    lines: tuple[MatchedLine, ...]
    portfolios: Mapping[str, str]
    findings: tuple[Finding, ...]


class Names(NamedTuple):
    """What a mapping file says of names: the reference of each."""

    projects: Mapping[str, str] = {}
    portfolios: Mapping[str, str] = {}


def matched(
    tables: Sequence[StatusTable], known: Known, names: Names, *, is_new_allowed: bool = False
) -> Matched:
    """Match the lines of the tables of one file with the projects of the book.

    Args:
        tables: the tables of one file: all are of one month.
        known: what the book has.
        names: what a mapping file says of names.
        is_new_allowed: whether a project that the book does not have may be started; one whose name
            is nearly that of another is asked about all the same.
    """
    work = _Matching(known, names, is_new_allowed=is_new_allowed)
    lines = [line for table in tables for line in table.lines]
    pairs = work.pairs(lines)
    printed = {line.portfolio for line in lines if line.portfolio}
    printed |= {total.portfolio for table in tables for total in table.totals if total.portfolio}
    portfolios = work.portfolios(sorted(printed), pairs)
    named = {pair.project.ref for pair in pairs if pair.project} | work.suggested
    findings = [*work.findings]
    if lines:
        covered = {*portfolios.values()} or nearly_whole(named, known)
        place = lines[-1].place._replace(column=None)
        findings += left_out(named, covered, known, place)
    findings += _elsewhere(pairs, portfolios)
    findings += _unknown_portfolios(tables, known, portfolios, is_new_allowed=is_new_allowed)
    return Matched(tuple(pairs), portfolios, tuple(findings))


class _Matching:
    """Goes through the lines once and keeps what it finds on the way."""

    def __init__(self, known: Known, names: Names, *, is_new_allowed: bool) -> None:
        self._known = known
        self._mapped = {folded(name): ref for name, ref in names.projects.items()}
        self._projects = ProjectNames(known.projects, names.projects)
        self._portfolios = PortfolioNames(known.portfolios.values(), names.portfolios)
        self._near = NearMisses({ref: one.name for ref, one in known.projects.items()})
        self._is_new_allowed = is_new_allowed
        self.findings: list[Finding] = []
        self.suggested: set[str] = set()

    def pairs(self, lines: Sequence[ProjectLine]) -> list[MatchedLine]:
        """Return each line with its project."""
        found = [self._found(line) for line in lines]
        taken: dict[str, ProjectLine] = {}
        # Who bears the very name comes before who bears nearly the same: "Highways (Phase 1)".
        for line, one in sorted(
            zip(lines, found, strict=True), key=lambda pair: not pair[1].is_own
        ):
            if one.project:
                taken.setdefault(one.project.ref, line)
        pairs = []
        for line, one in zip(lines, found, strict=True):
            first = taken.get(one.project.ref) if one.project else None
            self.findings += self._told(line, one, taken)
            if one.project and first is not None and first is not line:
                self.findings += _twice(line, one.project, first)
                pairs.append(MatchedLine(line, None))
            else:
                is_new = one.project is None and not one.several
                pairs.append(MatchedLine(line, one.project, is_new))
        return pairs

    def portfolios(self, printed: Collection[str], pairs: Iterable[MatchedLine]) -> dict[str, str]:
        """Return the portfolios that are found by name, else by the projects under them.

        One that another printed name is already is not found so: its second name is misspelt.
        """
        rows: dict[str, list[KnownProject | None]] = {}
        for pair in pairs:
            rows.setdefault(pair.line.portfolio or "", []).append(pair.project)
        found = {name: ref for name in printed if (ref := self._portfolios.find(name))}
        by_name = {*found.values()}
        for name in printed:
            ref = of_the_rows(rows.get(name, ()))
            if ref and name not in found and ref not in by_name:
                found[name] = ref
        return found

    def _found(self, line: ProjectLine) -> Found:
        within = self._portfolios.find(line.portfolio) if line.portfolio else None
        return self._projects.find(line.project, within)

    def _told(
        self, line: ProjectLine, found: Found, taken: Mapping[str, ProjectLine]
    ) -> Iterator[Finding]:
        if found.several:
            several = ", ".join(f"{one.name} ({one.ref})" for one in found.several)
            yield _finding("ambiguous-project", line, f"this may be any of these: {several}")
        elif found.project is None:
            yield from self._unknown(line, taken)
        elif found.other:
            yield _finding(
                "reference-of-another",
                line,
                f"the name is that of {found.project.ref}, but the reference in it is that of"
                f" {found.other.name} ({found.other.ref})",
            )
        elif found.by_reference:
            yield _finding(
                "other-name",
                line,
                f"taken for {found.project.ref} by the reference in its name; the book calls it"
                f" {found.project.name!r}",
                Severity.WARNING,
            )

    def _unknown(self, line: ProjectLine, taken: Mapping[str, ProjectLine]) -> Iterator[Finding]:
        ref = self._mapped.get(folded(line.project))
        if ref and not self._is_new_allowed:
            message = f"the mapping says {ref!r}, and the book has no project of that reference"
            yield _finding("unknown-project", line, message)
            return
        found = [] if ref else self._near.of(line.project, taken)
        self.suggested.update(one.ref for one in found if one.is_near)
        if not self._is_new_allowed or any(one.is_near for one in found):
            message = f"the book has no project of this name{meant(found)}"
            yield _finding("unknown-project", line, message)


def _finding(
    rule: str, line: ProjectLine, message: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(rule, line.place, message, severity, subject=line.project)


def _twice(line: ProjectLine, project: KnownProject, first: ProjectLine) -> Iterator[Finding]:
    """Say that a project stands under two names; of one name twice the table itself tells."""
    if folded(line.project) != folded(first.project):
        message = f"this is {project.ref}, which has its line already, at row {first.place.row}"
        yield _finding("project-twice", line, message)


def _elsewhere(pairs: Iterable[MatchedLine], portfolios: Mapping[str, str]) -> Iterator[Finding]:
    for line, project, _ in pairs:
        printed = portfolios.get(line.portfolio or "")
        if project and printed and project.portfolio and project.portfolio != printed:
            yield _finding(
                "other-portfolio",
                line,
                f"it stands under {line.portfolio}, and the book has it in {project.portfolio}",
            )


def _unknown_portfolios(
    tables: Iterable[StatusTable],
    known: Known,
    portfolios: Mapping[str, str],
    *,
    is_new_allowed: bool,
) -> Iterator[Finding]:
    """Find printed portfolios that the book does not have, each told once; see `matched`."""
    told: set[str] = set()
    near = NearMisses({ref: one.name for ref, one in known.portfolios.items()})
    for table in tables:
        places = [(line.portfolio, line.place) for line in table.lines]
        places += [(total.portfolio, total.place) for total in table.totals]
        for name, place in places:
            if name and name not in portfolios and name not in told:
                told.add(name)
                found = near.of(name)
                if not is_new_allowed or any(one.is_near for one in found):
                    message = f"the book has no portfolio of this name{meant(found)}"
                    yield Finding("unknown-portfolio", place, message, subject=name)
