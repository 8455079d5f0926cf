"""The portfolios, projects and opening balances that a table comes to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from unicodedata import normalize

from domain.values.days import last_day
from tables.comparing.with_book import by_columns
from tables.entries.planned import Origin, Planned, said, total_if_it_is, written
from tables.matching.folding import in_brackets, without_brackets
from tables.matching.known import Known, KnownPortfolio, KnownProject
from tables.matching.lines import MatchedLine, Names
from tables.parts import Finding, StatusTable
from tables.words import folded

_CODE = re.compile(r"(?<![A-Z])[A-Z]{1,4}(?: ?\d{2,3}(?: (?:19|20)\d\d)?|\d{4,6})(?!\d)")
_LONGEST = 60


def started(
    pairs: Iterable[MatchedLine],
    portfolios: Mapping[str, str],
    known: Known,
    names: Names,
) -> tuple[list[MatchedLine], dict[str, str], Known]:
    """Give a new project to each line, and a new portfolio to each name, that has none yet.

    A name that stands twice, which somebody accepted, begins one project, by its first line.

    Returns:
        the lines, the portfolios as printed, and what the book then knows.
    """
    projects, groups = {**known.projects}, {**known.portfolios}
    places = {**portfolios}
    mapped = {folded(name): ref for name, ref in {**names.projects, **names.portfolios}.items()}
    lines = []
    begun: set[str] = set()
    for line, had, is_new in pairs:
        if line.portfolio and line.portfolio not in places:
            ref = mapped.get(folded(line.portfolio)) or _free(line.portfolio, groups)
            places[line.portfolio] = ref
            groups[ref] = KnownPortfolio(ref, line.portfolio)
        project = had
        name = folded(line.project)
        if is_new and name not in begun:
            begun.add(name)
            ref = mapped.get(name) or _free(line.project, projects)
            project = KnownProject(
                ref,
                without_brackets(line.project),
                _references(line.project),
                places.get(line.portfolio or ""),
            )
            projects[ref] = project
        lines.append(MatchedLine(line, project, is_new))
    return lines, places, known._replace(projects=projects, portfolios=groups)


def beginnings(
    pairs: Iterable[MatchedLine],
    portfolios: Mapping[str, str],
    before: Known,
    after: Known,
    origin: Origin,
) -> Iterator[Planned]:
    """Yield the portfolios and projects that the book did not have, each before it is needed."""
    due = {ref: group for ref, group in after.portfolios.items() if ref not in before.portfolios}
    for line, project, _ in pairs:
        source = origin.source(line.place, line.portfolio)
        group = due.pop(portfolios.get(line.portfolio or "", ""), None)
        if group:
            fields = said(ref=group.ref, name=group.name, source=source)
            yield Planned("portfolio", fields, line.place)
        if project and project.ref not in before.projects:
            fields = said(
                ref=project.ref,
                name=project.name,
                references=[*project.references],
                portfolio=project.portfolio,
                source=source,
            )
            yield Planned("project", fields, line.place)


def openings(
    tables: Iterable[StatusTable], pairs: Iterable[MatchedLine], known: Known, origin: Origin
) -> Iterator[Planned]:
    """Yield an opening balance for each line of a project whose figure the book does not have."""
    earlier = {year for table in tables for year in table.earlier}
    for line, project, _ in pairs:
        targets = line.figures.targets
        if project is None or not targets or project.ref in known.targets:
            continue
        together = sorted(earlier & {*targets})
        reason = f"{' and '.join(together)} stands for the years before as well"
        fields = said(
            project=project.ref,
            measure=origin.measure,
            as_at=last_day(origin.period).isoformat(),
            profile=written(targets),
            total=total_if_it_is(line.figures.target_total, targets),
            reason=reason if together else None,
            source=origin.source(line.place, line.portfolio),
        )
        yield Planned("opening-balance", fields, line.place)


def opened_otherwise(
    tables: Iterable[StatusTable], pairs: Iterable[MatchedLine], known: Known
) -> Iterator[Finding]:
    """Find lines that are to open a figure which the book has already, with other amounts."""
    table_of = {line.place: table for table in tables for line in table.lines}
    for line, project, _ in pairs:
        if project is None or project.ref not in known.targets:
            continue
        book = by_columns(known.targets[project.ref], table_of[line.place])
        targets = line.figures.targets
        if any(book.get(year, 0) != targets.get(year, 0) for year in {*book, *targets}):
            yield Finding(
                "has-figure",
                line.place,
                f"{project.ref} has its figure already, and it is another: what changed it is an"
                " extension, a change request or a correction, not an opening balance",
                subject=line.project,
            )


def _references(name: str) -> tuple[str, ...]:
    """Return the references that stand in the brackets of a name: ``("C03 2014", "B04 2016")``."""
    found = [one for said in in_brackets(name) for one in _CODE.findall(said.replace("OfC", " "))]
    return tuple(dict.fromkeys(" ".join(one.split()) for one in found))


def _free(name: str, taken: Container[str]) -> str:
    """Return a reference that a name comes to and nothing else bears: ``targeted-reviews``."""
    plain = normalize("NFKD", folded(without_brackets(name))).encode("ascii", "ignore").decode()
    words = plain.split()
    while len("-".join(words)) > _LONGEST:
        words.pop()
    short = "-".join(words) or "project"
    if short not in taken:
        return short
    return next(ref for number in range(2, 10**6) if (ref := f"{short}-{number}") not in taken)
