"""Answers that go to a file in place of the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import click

from cli.context import App
from cli.frame.files import tell_written, written_whole
from cli.frame.targets import inputs_of


@contextmanager
def to_file(path: Path, form: str) -> Iterator[None]:
    """Let what the block prints go to a file, which is there when all of it was printed."""
    inputs = inputs_of(click.get_current_context())
    with (
        written_whole(path, store=store_asked(), inputs=inputs) as draft,
        draft.open("w", encoding="utf-8") as file,
        redirect_stdout(file),
    ):
        yield
    tell_written(path, f"the answer as {form}.")


def store_asked() -> str:
    """Return the URL of the book that the command works on."""
    app: App = click.get_current_context().obj
    return app.store
