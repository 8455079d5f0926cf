"""Where the program starts, so that Ctrl-C is heard from here on."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import NoReturn

_IMPORTING = "<frozen importlib."
_SAID = b"interrupted: nothing more was done\n"
_INTERRUPTED = 130  # as `cli.frame.errors` has it, which is not imported yet


def main() -> NoReturn:
    """Run the program with the words of the command line, and exit with its status."""
    hear_interruptions()
    from cli.main import main as run

    try:
        run()
    except KeyboardInterrupt:  # before the program listens, which then reports it itself
        _end()


def hear_interruptions() -> None:
    """End the program at Ctrl-C whatever it does; a signal that the shell ignores stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)


def _interrupted(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as a handler is called
    """Raise `KeyboardInterrupt`, but end at once where a module is being imported.

    Python lets go of the locks of modules in a way that loses what is raised there, and the program
    would run on to its end. What is imported later than at the start is imported before its work
    begins; and a store bears it to be stopped at any moment.
    """
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORTING):
            _end()
        frame = frame.f_back
    raise KeyboardInterrupt


def _end() -> NoReturn:
    os.write(2, _SAID)
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
