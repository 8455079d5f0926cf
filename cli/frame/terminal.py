"""Blocks on a terminal: wrapped to its width, bold headings unless NO_COLOR is set."""

from __future__ import annotations

import os

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Styled

from cli.frame.blocks import Block, Details, Heading, Table


def write(block: Block) -> None:
    """Write one block to standard output."""
    # NO_COLOR asks for no colour; bold is left out with it, which rich alone would not do.
    console = Console(highlight=False, no_color=bool(os.environ.get("NO_COLOR")))
    console.print(_rendered(block, "" if console.no_color else "bold"), soft_wrap=False)


def _rendered(block: Block, bold: str) -> RenderableType:
    if isinstance(block, Table):
        return _grid(block, bold)
    if isinstance(block, Details):
        details = Grid.grid(padding=(0, 2))
        details.add_column(style=bold, no_wrap=True)
        details.add_column(overflow="fold")
        for name, value in block.told:
            details.add_row(Styled(name), Styled(value))
        return details
    return Padding(Styled(block.text, style=bold if isinstance(block, Heading) else ""), 0)


def _grid(table: Table, bold: str) -> Grid:
    grid = Grid(
        box=box.SIMPLE_HEAD,
        title=Styled(table.title) if table.title else None,
        title_style=bold,
        title_justify="left",
        header_style=bold,
        pad_edge=False,
    )
    for heading, right in zip(table.headings, table.to_the_right, strict=True):
        # Figures and references stay whole; words give way when the terminal is narrow.
        grid.add_column(
            heading, justify="right" if right else "left", no_wrap=right, overflow="fold"
        )
    for number, row in enumerate(table.rows, 1):
        before_total = table.total and number == len(table.rows) - 1
        grid.add_row(*map(Styled, row), end_section=before_total)
    return grid
