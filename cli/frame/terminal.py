"""Blocks on a terminal: wrapped to its width, bold headings unless NO_COLOR is set."""

from __future__ import annotations

import os
from collections.abc import Iterator
from shutil import get_terminal_size

import click

from cli.frame.blocks import Block, Details, Heading, Lines, Paragraphs, Table, one_line
from cli.frame.layout import Line, details_lines, kept_lines, lines_of, paragraph_lines, wrapped


def write(block: Block) -> None:
    """Write one block to standard output."""
    plain = bool(os.environ.get("NO_COLOR"))
    for line in laid_out(block, get_terminal_size().columns):
        bold = line.heading and line.text and not plain
        click.echo(click.style(line.text, bold=True) if bold else line.text)


def laid_out(block: Block, width: int) -> Iterator[Line]:
    """Return the lines of a block on a terminal of a width."""
    if isinstance(block, Table):
        return lines_of(block, width)
    if isinstance(block, Details):
        return details_lines(block, width)
    if isinstance(block, Lines):
        return kept_lines(block, width)
    if isinstance(block, Paragraphs):
        return paragraph_lines(block, width)
    of_heading = isinstance(block, Heading)
    return (Line(text, of_heading) for text in wrapped(one_line(block.text), width))
