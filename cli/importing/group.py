"""``minutebook import``: tables that others keep."""

from __future__ import annotations

import click

from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.importing.status import status
from cli.importing.template import template


@click.group(
    "import",
    cls=Noun,
    epilog=examples(
        "import status status-2018-09.csv --as-report --dry-run", "import template -o table.csv"
    ),
)
def import_() -> None:
    """Bring in tables that others keep."""


import_.add_command(status)
import_.add_command(template)
