"""``minutebook diagram``: the structures of the book as pictures."""

from __future__ import annotations

import click

from cli.diagram.bridge import bridge
from cli.diagram.case import case
from cli.diagram.gates import gates
from cli.diagram.governance import governance
from cli.diagram.history import history
from cli.diagram.lineage import lineage
from cli.diagram.portfolio import portfolio
from cli.diagram.route import route
from cli.diagram.statuses import statuses
from cli.frame.groups import Noun
from cli.frame.help import examples


@click.group(cls=Noun, epilog=examples("diagram governance -o governance.svg --as-at 2018-11-05"))
def diagram() -> None:
    """Draw structures for papers and web pages."""


for _draws in (governance, gates, bridge, portfolio, lineage, route, case, history, statuses):
    diagram.add_command(_draws)
