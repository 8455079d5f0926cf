"""``minutebook diagram bridge``: what lies between two figures, as a waterfall."""

from __future__ import annotations

import click

from cli.context import App, pass_app
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import unit_option
from cli.frame.units import unit_of
from cli.saving.between import Between, both_ends, bridge_options, known_in_words
from diagrams.plots.plot import FORMATS
from diagrams.words import shortened


@click.command(
    epilog=examples(
        "diagram bridge targeted-reviews --from 2017-12-31 -o bridge.svg",
        "diagram bridge --whole --from 2018-09-30 --to 2019-01-07 -o bridge.pdf",
        "diagram bridge --whole --from 2018-09-30 --to 2018-09-30 --known-from 2018-11-01"
        " -o learnt.png",
    )
)
@bridge_options
@unit_option
@picture_options(FORMATS)
@pass_app
def bridge(
    app: App,
    *,
    asked_for: Between,
    unit: Unit,
    wanted: Wanted,
) -> None:
    """Draw the bridge between two figures: the first, each kind of movement, the second.

    `saving compare` shows the same in words, with the decisions behind each step.
    """
    from diagrams.plots.bridge.picture import bridge_plot
    from projections.bridges.bridge import Ends
    from projections.bridges.bridge import bridge as bridge_of

    opening, closing, scope = both_ends(app, asked_for)
    ends = Ends(opening.as_at, closing.as_at, opening.known, closing.known)
    found = bridge_of(closing.views, scope, ends, asked_for.measure, year=asked_for.year)
    plot = bridge_plot(
        found,
        unit=unit_of(asked_for.measure, unit).value,
        known=(known_in_words(opening), known_in_words(closing)),
        title=wanted.title,
        look=wanted.look,
    )
    steps = len(found.lines)
    told = f"{shortened(found.name)}, {steps:,} step{'' if steps == 1 else 's'}"
    write_picture(plot, wanted, told)
