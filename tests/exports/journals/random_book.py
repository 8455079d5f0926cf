"""Books made by lot: figures that move, projects that move, papers that are right or wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

YEARS = ("2018/19", "2019/20", "2020/21")
PROJECTS = ("a", "b", "b.c", "B-c")
PORTFOLIOS = ("people", "places")
DAYS = ("2018-05-01", "2018-06-30", "2018-09-30", "2018-12-10", "2019-04-30")


def entries(lot: Random) -> str:
    """Return a book as a record file in JSON, which YAML is."""
    first = {"file": {"source": {"document": "Budget"}}}
    return json.dumps([first, *_projects(lot), *_moves(lot), *_reports(lot), *_papers(lot)])


def _projects(lot: Random) -> Iterator[dict[str, object]]:
    yield {"body": {"ref": "asch", "name": "The Committee", "kind": "committee"}}
    for ref in PORTFOLIOS:
        yield {"portfolio": {"ref": ref, "name": ref.title()}}
    for ref in PROJECTS:
        place = lot.choice(PORTFOLIOS)
        yield {"project": {"ref": ref, "name": f"Project {ref}", "portfolio": place}}
        yield {"opening-balance": {"project": ref, "as_at": "2018-04-30", "profile": _some(lot)}}
    for ref in lot.sample(PROJECTS, 2):
        place = lot.choice(PORTFOLIOS)
        on = lot.choice(DAYS)
        why = "Moved."
        moved = {"project": ref, "portfolio": place, "decided_on": on, "reason": why}
        yield {"project-rescoping": moved}


def _moves(lot: Random) -> Iterator[dict[str, object]]:
    authority = {"body": "asch", "decided_on": "2018-05-01"}
    for number in range(lot.randint(2, 6)):
        ref = lot.choice(PROJECTS)
        yield {
            "extension": {
                "ref": f"X-{number}",
                "project": ref,
                "authority": authority | {"decided_on": lot.choice(DAYS)},
                "change": {lot.choice(YEARS): f"{lot.randint(1, 9)}000.{lot.randint(10, 99)}"},
                "title": 'A "better" way \\ over\ntwo lines',
            }
        }
        yield {
            "correction": {
                "project": ref,
                "decided_on": f"2019-03-{number + 1:02}",
                "corrects": "opening-balance",
                "change": {lot.choice(YEARS): lot.randint(1, 500)},
                "reason": f"Mistyped, {number}.",
            }
        }


def _reports(lot: Random) -> Iterator[dict[str, object]]:
    for ref in PROJECTS:
        for period in lot.sample(("2018-06", "2018-09", "2019-02"), 2):
            yield {
                "status-report": {
                    "project": ref,
                    "period": period,
                    "status": "on-target",
                    "at_risk": _some(lot),
                    "delivered_alternatively": lot.randint(0, 900),
                }
            }


def _papers(lot: Random) -> Iterator[dict[str, object]]:
    for day in lot.sample(DAYS, 2):
        yield {"document": {"ref": f"paper-{day}", "title": f"Paper of {day}", "dated": day}}
        for page in range(8):
            yield {"statement": _statement(lot, day, page)}


def _statement(lot: Random, day: str, page: int) -> dict[str, object]:
    figure = lot.choice(
        ("target", "target", "target", "at-risk", "net-at-risk", "over-achievement")
    )
    about = lot.choice(
        ({}, {"project": lot.choice(PROJECTS)}, {"portfolio": lot.choice(PORTFOLIOS)})
    )
    said: dict[str, object] = {"document": f"paper-{day}", "page": page, "figure": figure, **about}
    said["value"] = lot.choice(("£12k", "£0.01m", "-700", lot.randint(1, 30000)))
    period = lot.choice((None, *YEARS, "2018/19 to 2019/20"))
    if period and figure != "net-at-risk":
        said["period"] = period
    return said


def _some(lot: Random) -> dict[str, str]:
    return {year: f"{lot.randint(0, 9000)}.{lot.randint(10, 99)}" for year in lot.sample(YEARS, 2)}
