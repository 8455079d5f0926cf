"""The command that prints the JSON Schema of record files."""

from __future__ import annotations

import click

from cli.frame.help import examples
from cli.frame.output import write_json


@click.command(epilog=examples("schema > minutebook.schema.json"))
def schema() -> None:
    """Print the JSON Schema of record files, by which editors check them.

    Editors that know YAML use it to complete and check entries as they are written.
    """
    from engine.files.schema import record_file_schema

    write_json(record_file_schema())
