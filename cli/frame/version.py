"""Which version of the program this is, installed or not."""

from __future__ import annotations

from pathlib import Path

import click

_NAME = "minutebook"
_CHECKOUT = Path(__file__).parents[2]


def version(checkout: Path = _CHECKOUT) -> str:
    """Return the version installed or, where none is, that of the checkout it runs from."""
    from importlib import metadata

    try:
        return metadata.version(_NAME)
    except metadata.PackageNotFoundError:
        return f"{_written(checkout / 'pyproject.toml')} (not installed)"


def show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    """Print the version and end, where ``--version`` asks for it."""
    if asked and not ctx.resilient_parsing:
        click.echo(f"{_NAME} {version()}")
        ctx.exit()


def _written(project: Path) -> str:
    import tomllib

    if not project.exists():
        return "of unknown version"
    found: str = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    return found
