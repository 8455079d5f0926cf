"""``minutebook saving compare``: the bridge between two figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from cli.context import App, pass_app, tell_note
from cli.frame.asked import Asked
from cli.frame.files import require_replaceable
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import format_option, unit_option
from cli.frame.output import Answer, show
from cli.frame.targets import OneFile
from cli.frame.units import unit_of
from cli.saving.between import Between, both_ends, bridge_options, known_in_words
from cli.saving.bridge_table import Shown, bridge_blocks, bridge_data, bridge_sheet, in_short

if TYPE_CHECKING:
    from projections.bridges.bridge import Bridge
    from projections.bridges.parts import Part
    from projections.savings.scope import Scope

_GROUPINGS = ("portfolio", "programme", "department")


class _Wanted(NamedTuple):
    """What is wanted of a bridge besides its two figures."""

    measure: str
    year: str | None
    by: str | None
    each: bool


@click.command(
    "compare",
    epilog=examples(
        "saving compare targeted-reviews --from 2017-12-31 --to 2018-12-31",
        "saving compare --whole --from 2018-09-30 --to 2019-01-07 --by portfolio",
        "saving compare --portfolio ascph --from 2018-09-30 --parts --format csv",
        "saving compare --whole --from 2018-09-30 --to 2018-09-30 --known-from 2018-11-01",
        "saving compare targeted-reviews --from 2017-12-31 --picture bridge.svg",
    ),
)
@bridge_options
@click.option("--parts", is_flag=True, help="What each project brings to every line.")
@click.option("--by", type=click.Choice(_GROUPINGS), help="What each group brings to every line.")
@click.option(
    "--each", is_flag=True, help="Name every movement, and not only the largest of each line."
)
@click.option(
    "--picture",
    cls=OneFile,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Draw the bridge too; the ending chooses the format: .svg, .png or .pdf.",
)
@unit_option
@format_option
@pass_app
def compare_(
    app: App,
    *,
    asked_for: Between,
    parts: bool,
    by: str | None,
    each: bool,
    picture: Path | None,
    unit: Unit,
    form: str,
) -> None:
    """Bridge two figures: the first, each kind of movement since, the second.

    The figures may be of two days, of two moments of the book's knowledge, or of both. Of a group,
    a project that joined it brings the figure that it had on the first day, and one that left takes
    its figure of that day with it. All lines together give the second figure, year by year.
    """
    if parts and by:
        raise click.UsageError("--parts and --by are two ways to part it: choose one")
    if picture is not None:
        _check_picture(app, picture)
    opening, closing, scope = both_ends(app, asked_for)
    wanted = _Wanted(asked_for.measure, asked_for.year, "project" if parts else by, each)
    found, brought = _bridged(opening, closing, scope, wanted)
    shown = Shown(opening, closing, unit_of(wanted.measure, unit), wanted.by, wanted.year)
    answer = Answer(
        lambda: bridge_data(found, brought, shown),
        lambda: bridge_blocks(found, brought, shown),
        lambda: bridge_sheet(found, brought),
    )
    show(answer, form)
    if picture is not None:
        _draw(found, picture, shown)


def _bridged(
    opening: Asked, closing: Asked, scope: Scope, wanted: _Wanted
) -> tuple[Bridge, list[Part]]:
    from projections.bridges.bridge import Ends, between, told
    from projections.bridges.parts import PROJECT, by_group, by_project

    views = closing.views
    ends = Ends(opening.as_at, closing.as_at, opening.known, closing.known)
    found = between(views, scope, ends, wanted.measure)
    parts: list[Part] = []
    if wanted.by == PROJECT:
        parts = by_project(views, found, wanted.measure, year=wanted.year)
    elif wanted.by is not None:
        parts = by_group(views, found, wanted.measure, wanted.by, year=wanted.year)
    bridge = told(views, scope, found, wanted.measure, year=wanted.year, each=wanted.each)
    return bridge, parts


def _check_picture(app: App, picture: Path) -> None:
    """Refuse a place or a format in which it cannot be drawn, before anything is worked out."""
    from diagrams.plots.plot import FORMATS
    from diagrams.writing import require_format

    require_format(picture, FORMATS)
    require_replaceable(picture, store=app.store, inputs=())


def _draw(found: Bridge, picture: Path, shown: Shown) -> None:
    from diagrams.plots.bridge.picture import bridge_plot

    known = known_in_words(shown.opening), known_in_words(shown.closing)
    plot = bridge_plot(found, unit=shown.unit.value, known=known)
    plot.save(picture)
    for note in plot.notes(picture.suffix.removeprefix(".").lower()):
        tell_note(note)
    # On standard error: what is on standard output may be read by a program.
    click.echo(f"Wrote {picture}: {in_short(found, shown)}.", err=True)
