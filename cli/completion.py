"""``minutebook completion``: teach a shell to complete commands and references."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from cli.frame.help import examples

_SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}


@click.command(epilog=examples("completion bash >> ~/.bashrc", "completion fish | source"))
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what teaches a shell to complete commands and references as you type.

    For bash, add it to ~/.bashrc; for zsh, to ~/.zshrc after compinit; for fish, write it to
    ~/.config/fish/completions/minutebook.fish.
    """
    script = _SHELLS[shell](ctx.find_root().command, {}, "minutebook", "_MINUTEBOOK_COMPLETE")
    click.echo(script.source())
