"""The portfolios, projects and opening balances that a table comes to."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from unicodedata import normalize

from domain.values.days import last_day
from tables.comparing.with_book import by_columns
from tables.entries.planned import Origin, Planned, said, total_if_it_is, written
from tables.matching.folding import references_in, without_references
from tables.matching.known import Known, KnownPortfolio, KnownProject
from tables.matching.lines import MatchedLine, Names
from tables.parts import Finding, Severity, StatusTable
from tables.words import folded, spaced

_LONGEST = 60


def started(
    pairs: Iterable[MatchedLine],
    portfolios: Mapping[str, str],
    known: Known,
    names: Names,
) -> tuple[list[MatchedLine], dict[str, str], Known]:
    """Give a new project to each line, and a new portfolio to each name, that has none yet.

    A name that stands twice in one portfolio, which somebody accepted, begins one project, by its
    first line; in two portfolios it begins one in each.

    Returns:
        the lines, the portfolios as printed, and what the book then knows.
    """
    projects, groups = {**known.projects}, {**known.portfolios}
    places = {**portfolios}
    mapped = {folded(name): ref for name, ref in {**names.projects, **names.portfolios}.items()}
    lines = []
    begun: set[tuple[str, str | None]] = set()
    for line, had, is_new in pairs:
        if line.portfolio and line.portfolio not in places:
            short = _short(line.portfolio)
            ref = mapped.get(folded(line.portfolio)) or _free(short, groups, "portfolio-1")
            places[line.portfolio] = ref
            groups[ref] = KnownPortfolio(ref, line.portfolio)
        project = had
        name = folded(line.project)
        place = places.get(line.portfolio or "")
        key = name, None if name in mapped else place
        if is_new and key not in begun:
            begun.add(key)
            by_row = f"project-{line.place.row}"
            ref = mapped.get(name) or _free(_short(line.project), projects, by_row)
            # The name as it is printed, brackets and all: it alone finds the project again.
            project = KnownProject(ref, spaced(line.project), references_in(line.project), place)
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
    had = {*known.targets, *known.later}
    for line, project, _ in pairs:
        targets = line.figures.targets
        if project is None or not targets or project.ref in had:
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
    """Find lines that are to open a figure which the book has already, with other amounts.

    A figure that the book opens on a later day is not opened twice; that is told.
    """
    table_of = {line.place: table for table in tables for line in table.lines}
    figures = {**known.later, **known.targets}
    for line, project, _ in pairs:
        had = figures.get(project.ref) if project else None
        if project is None or had is None:
            continue
        is_later = project.ref not in known.targets
        book = by_columns(had, table_of[line.place])
        targets = line.figures.targets
        if not targets and is_later:
            continue
        if any(book.get(year, 0) != targets.get(year, 0) for year in {*book, *targets}):
            yield Finding(
                "has-figure",
                line.place,
                f"{project.ref} has its figure already, and it is another: what changed it is an"
                " extension, a change request or a correction, not an opening balance",
                subject=line.project,
            )
        elif is_later:
            told = f"the book opens the figure of {project.ref} on a later day: it is left so"
            yield Finding("opened-later", line.place, told, Severity.WARNING, subject=line.project)


def _short(name: str) -> str:
    """Return what a name comes to as a reference: ``targeted-reviews``.

    Nothing is left of a name in other letters than Latin ones.
    """
    plain = normalize("NFKD", folded(without_references(name))).encode("ascii", "ignore").decode()
    words = plain.split()
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:_LONGEST]


def _free(short: str, taken: Container[str], otherwise: str) -> str:
    """Return a reference that nothing else bears, made of another where nothing was left of it."""
    short = short or otherwise
    if short not in taken:
        return short
    stem = short.removesuffix("-1") if short == otherwise else short
    return next(ref for number in range(2, 10**6) if (ref := f"{stem}-{number}") not in taken)
