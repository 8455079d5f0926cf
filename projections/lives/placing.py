"""The steps of a project in the life of its figure: started, moved, live, closed."""

from __future__ import annotations

from collections.abc import Iterator

from projections.lives.events import Event
from projections.lives.moving import Asked
from projections.lives.speech import Names
from projections.savings.projects import groups
from projections.savings.scope import Kind
from projections.views import Views
from projections.wording.phrases import listed, stop

_STEPS = {
    "started": "{} started",
    "live": "{} went live",
    "closed": "{} was closed; its figures stay",
}


def placed_in_time(views: Views, asked: Asked, names: Names) -> Iterator[Event]:
    """Tell when a project started, moved, went live and was closed; of a group nothing.

    What comes and goes with projects stands among the movements of a group.
    """
    if asked.scope.kind is not Kind.PROJECT or asked.scope.ref is None:
        return
    project = asked.scope.ref
    called = {
        (kind, ref): group.name
        for (kind, ref), group in groups(views, asked.as_at, asked.known).items()
    }
    rows = views.tuples(
        "SELECT position, since, step, portfolio, programme, department, reason FROM project_step"
        " WHERE project = ? AND since <= ? AND position <= ? ORDER BY since, position",
        (project, asked.as_at.isoformat(), asked.known),
    )
    for position, since, step, portfolio, programme, department, reason in rows:
        if not since and step == "started":  # it was there from the beginning
            continue
        named = (("portfolio", portfolio), ("programme", programme), ("department", department))
        places = [f"the {kind} {called.get((kind, ref), ref)}" for kind, ref in named if ref]
        told = _STEPS.get(step, "{} was placed anew").format(names.project(project))
        if step == "rescoped" and places:
            told = f"{names.project(project)} was moved to {listed(places)}"
        elif step == "started" and places:
            told += f" in {listed(places)}"
        said = stop(told) + (f" The reason given: {stop(reason)}" if reason else "")
        happened = {"rescoped": "project moved", "live": "project live"}.get(
            step, f"project {step}"
        )
        yield Event(
            since or None,
            "project",
            happened,
            project,
            None,
            said,
            views.ledger.recorded_at(position) or "",
            position,
        )
