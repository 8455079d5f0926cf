"""``minutebook route simulate``: where a route leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Heading, Lines, Table, Text
from cli.frame.help import examples
from cli.frame.options import format_option
from cli.frame.output import Answer, Sheet, show
from cli.route.named import complete_routes, route_of
from cli.route.page import takers, when

if TYPE_CHECKING:
    from domain.routes.parts import Step
    from domain.routes.route import Route
    from engine.routes.simulating import Explored, Stage, Walk

_HEADER = ("number", "from", "step", "by", "to")


@click.command(
    epilog=examples(
        "route simulate change-request",
        "route simulate change-request submit acknowledge comment",
        "route simulate change-request --all",
    )
)
@click.argument("ref", metavar="ROUTE", shell_complete=complete_routes)
@click.argument("steps", metavar="[STEP…]", nargs=-1)
@click.option("--all", "every_way", is_flag=True, help="Follow every way to its end instead.")
@click.option(
    "--most",
    type=click.IntRange(1, 100_000),
    default=500,
    show_default=True,
    help="With --all, how many ways to show at most.",
)
@format_option
@pass_app
def simulate(
    app: App, ref: str, steps: tuple[str, ...], *, every_way: bool, most: int, form: str
) -> None:
    """Walk a route step by step, without a case, and say what can follow; nothing is recorded.

    Who takes a step, and whether what it asks for holds, is not looked at here: a simulation says
    where a route leads, and a case who may go there. With --all it shows every way from the start
    to an end that goes through no state twice, and which steps lead back.
    """
    if every_way and steps:
        raise click.UsageError("--all follows every way: leave it out, or the steps")
    from engine.routes.simulating import explore, walk

    route = route_of(app, ref)
    if every_way:
        _show_every_way(route, explore(route, most), form)
    else:
        _show_walk(route, walk(route, steps), form)


def _show_walk(route: Route, walked: Walk, form: str) -> None:
    rows = [_row(number, stage) for number, stage in enumerate(walked.stages, 1)]
    answer = Answer(
        lambda: _walk_data(route, walked),
        lambda: _walk_told(route, walked),
        lambda: Sheet(_HEADER, rows),
    )
    show(answer, form)


def _row(number: int, stage: Stage) -> tuple[str, ...]:
    return str(number), stage.origin, stage.step.name, takers(stage.step), stage.step.to


def _walk_data(route: Route, walked: Walk) -> dict[str, Any]:
    return {
        "route": str(route.key),
        "start": walked.start,
        "steps": [_stage_data(stage) for stage in walked.stages],
        "state": walked.state.name,
        "final": walked.state.final,
        "following": [step.model_dump(mode="json") for step in walked.following],
    }


def _stage_data(stage: Stage) -> dict[str, str]:
    return {"from": stage.origin, "step": stage.step.name, "to": stage.step.to}


def _walk_told(route: Route, walked: Walk) -> Iterator[Block]:
    if walked.stages:
        rows = [
            (*_row(number, stage), "; ".join(_asks(stage.step)))
            for number, stage in enumerate(walked.stages, 1)
        ]
        columns = ("Step>", "From", "Step taken", "By", "To", "It asks for")
        yield Table(columns, rows, f"A walk along {route.key}")
    yield Text(f"It stands in {walked.state.name}: {walked.state.title}.")
    if walked.state.final:
        yield Text("The journey is over.")
        return
    following = [
        (step.name, takers(step), step.to, when(step), "; ".join(_asks(step)))
        for step in walked.following
    ]
    headings = ("Step", "By", "To", "When", "It asks for")
    empty = "No step leads on: this is a dead end."
    yield Table(headings, following, "What can follow", empty)


def _asks(step: Step) -> Iterator[str]:
    """Yield what a step asks for."""
    if step.guards:
        yield ", ".join(map(str, step.guards))
    if step.attachments:
        yield f"attached: {', '.join(step.attachments)}"
    if step.needs:
        yield f"named: {', '.join(step.needs)}"


def _show_every_way(route: Route, explored: Explored, form: str) -> None:
    rows = [
        (str(number), *_row(place, stage))
        for number, path in enumerate(explored.paths, 1)
        for place, stage in enumerate(path, 1)
    ]
    answer = Answer(
        lambda: {
            "route": str(route.key),
            "paths": [[_stage_data(stage) for stage in path] for path in explored.paths],
            "back": [_stage_data(stage) for stage in explored.back],
            "complete": explored.complete,
        },
        lambda: _ways_told(route, explored),
        lambda: Sheet(("way", *_HEADER), rows),
    )
    show(answer, form)


def _ways_told(route: Route, explored: Explored) -> Iterator[Block]:
    yield Heading(f"Every way of {route.key} that goes through no state twice")
    ends: dict[str, list[str]] = {}
    for path in explored.paths:
        said = " → ".join([path[0].origin, *(f"({s.step.name}) {s.step.to}" for s in path)])
        ends.setdefault(path[-1].step.to, []).append(said)
    for end, ways in ends.items():
        state = route.state(end)
        dead = "" if state and state.final else ", a dead end"
        counted = f"{len(ways)} way{'' if len(ways) == 1 else 's'}"
        yield Lines([f"To {end}{dead}: {counted}", *(f"  {way}" for way in ways)])
    if not explored.paths:
        yield Text("No way leads to an end.")
    if explored.back:
        said_back = (f"  {s.origin} → ({s.step.name}) {s.step.to}" for s in explored.back)
        yield Lines(["Steps that lead back", *said_back])
    if not explored.complete:
        yield Text(
            f"There are more ways than these {len(explored.paths):,}: --most shows more of them."
        )
