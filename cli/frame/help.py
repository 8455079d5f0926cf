"""What the help texts of all commands have in common."""

from __future__ import annotations

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""Settings of the program that its commands inherit."""


def examples(*commands: str) -> str:
    """Return the example section that ends every help text, one command line each."""
    heading = "Example:" if len(commands) == 1 else "Examples:"
    # Click re-wraps paragraphs of help, but not one that begins with a backspace.
    return "\b\n" + "\n".join([heading, *(f"  minutebook {command}" for command in commands)])
