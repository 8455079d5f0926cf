"""``minutebook export``: papers for committees, and files for those who do not trust us."""

from __future__ import annotations

import click

from cli.export.beancount import beancount
from cli.export.change_request import change_request
from cli.export.history import history
from cli.export.provenance import provenance
from cli.export.workbook import workbook
from cli.frame.groups import Noun
from cli.frame.help import examples


@click.group(
    cls=Noun,
    epilog=examples(
        "export workbook -o book.xlsx",
        "export change-request ICS-2019-A -o request-a.html",
        "export history targeted-reviews -o targeted-reviews.md",
        "export beancount -o savings.beancount",
    ),
)
def export() -> None:
    """Write papers for committees, and files for other programs."""


for _writes in (workbook, change_request, history, beancount, provenance):
    export.add_command(_writes)
