"""``minutebook completion``: teach a shell to complete commands and references."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cli.help import examples


@click.command(epilog=examples("completion bash >> ~/.bashrc", "completion fish | source"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands and references in a shell.

    For bash, add it to ~/.bashrc; for zsh, to ~/.zshrc after compinit; for fish, write it to
    ~/.config/fish/completions/minutebook.fish.
    """
    kind = get_completion_class(shell)
    if kind is None:  # click itself has forgotten one of the three
        raise click.UsageError(f"this click completes nothing in {shell}")
    click.echo(kind(ctx.find_root().command, {}, "minutebook", "_MINUTEBOOK_COMPLETE").source())
