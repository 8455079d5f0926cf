"""What the help texts of all commands have in common."""

from __future__ import annotations

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""Settings of the program that its commands inherit."""

_LONGEST_LINE = 72


def examples(*commands: str) -> str:
    """Return the example section that ends every help text, one command line each."""
    heading = "Example:" if len(commands) == 1 else "Examples:"
    # Click re-wraps paragraphs of help, but not one that begins with a backspace.
    return "\b\n" + "\n".join([heading, *(_folded(command) for command in commands)])


def _folded(command: str) -> str:
    """Return a command line, one that is long in several, as a shell takes it."""
    first, *options = command.split(" --")
    lines = [f"  minutebook {first}"]
    for option in options:
        if len(lines[-1]) + len(option) > _LONGEST_LINE:
            lines[-1] += " \\"
            lines.append(f"      --{option}")
        else:
            lines[-1] += f" --{option}"
    return "\n".join(lines)
