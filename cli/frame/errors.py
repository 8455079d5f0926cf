"""How errors are told: one line each on standard error, an exit status, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator

import click

REFUSED = 1
"""A rule of governance refused it, or a check found a difference."""

UNUSABLE = 2
"""Wrong usage, bad input, or a store that cannot be used."""

INTERRUPTED = 130
"""Somebody pressed Ctrl-C (128 + SIGINT, as a shell reports it)."""

BROKEN_PIPE = 141
"""Nobody reads the output any longer (128 + SIGPIPE, as a shell reports it)."""

TRACEBACK_VARIABLE = "MINUTEBOOK_TRACEBACK"
_GLOBAL_OPTIONS = ("--store", "--as", "--routes", "--version")


class UnknownName(click.ClickException):
    """A reference on the command line that nothing in the book carries."""

    exit_code = UNUSABLE


class CheckFailed(click.ClickException):
    """A check found a difference."""

    exit_code = REFUSED


def report(error: BaseException) -> int:
    """Tell an error on standard error and return the exit status it stands for.

    Of several errors in one group each has its line; the gravest gives the status.
    """
    if isinstance(error, OSError) and not error.filename:
        stop_writing()
    status = UNUSABLE
    for number, single in enumerate(_singly(error)):
        lines, found = _explained(single)
        status = max(status, found) if number else found
        for line in lines:
            click.echo(line, err=True)
    return status


def stop_writing() -> None:
    """Point standard output at nothing, so that ending the program does not fail once more.

    The interpreter flushes standard output when it ends, and what could not be written is still in
    its buffer: without this, an error of its own would follow ours.
    """
    try:
        descriptor = sys.stdout.fileno()
    except OSError:  # it stands for no file, as under a test: there is nothing to flush to
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


def _singly(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _singly(inner)
    else:
        yield error


def _explained(error: BaseException) -> tuple[list[str], int]:
    """Put one error into lines, and give its exit status."""
    if isinstance(error, click.UsageError):
        return _usage(error), UNUSABLE
    if isinstance(error, click.ClickException):
        return _told(error.format_message()), error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return ["interrupted: nothing more was done"], INTERRUPTED
    if isinstance(error, OSError):
        return _told(_of_the_system(error)), UNUSABLE
    return _refused(error)


def _refused(error: BaseException) -> tuple[list[str], int]:
    """Explain what the program itself raises, or own up to a fault of its own."""
    # Imported here because a command that succeeds needs none of them.
    from json import JSONDecodeError
    from sqlite3 import DatabaseError

    from diagrams.errors import DiagramError
    from domain.errors import DomainError
    from engine.errors import BadInput, Refused
    from engine.store.errors import Differs, StoreError
    from proofs.errors import ProofError

    if isinstance(error, BadInput):
        return [line for problem in error.problems for line in _told(str(problem))], UNUSABLE
    if isinstance(error, Refused):
        return _told(str(error)), _status_of(error.reason)
    if isinstance(error, DomainError):
        return _told(str(error)), _status_of(error)
    if isinstance(error, StoreError | DiagramError | ProofError):
        return _told(str(error)), REFUSED if isinstance(error, Differs) else UNUSABLE
    if isinstance(error, DatabaseError | JSONDecodeError | UnicodeDecodeError):
        return _unreadable_views(error), UNUSABLE
    return _unexpected(error), UNUSABLE


def _status_of(refusal: BaseException) -> int:
    """Return the status of a refusal: of a rule, or of input that cannot be understood."""
    from domain.errors import RuleBroken

    return REFUSED if isinstance(refusal, RuleBroken) else UNUSABLE


def _told(message: str) -> list[str]:
    return [f"error: {message}"]


def _usage(error: click.UsageError) -> list[str]:
    message = " ".join(error.format_message().split()).rstrip(".")
    option = getattr(error, "option_name", None)
    if option in _GLOBAL_OPTIONS and isinstance(error, click.NoSuchOption):
        message = f"{option} goes before the command: minutebook {option} … COMMAND"
    if message[1:2].islower():  # a word, not a reference such as ICS-2019-A
        message = message[:1].lower() + message[1:]
    lines = _told(message)
    if error.ctx is not None:
        lines.append(f"Try `{error.ctx.command_path} --help`.")
    return lines


def _of_the_system(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    where = error.filename if isinstance(error.filename, str) else None
    return f"{where}: {reason}" if where else f"cannot write the output: {reason}"


def _unreadable_views(error: BaseException) -> list[str]:
    """Explain what rotted in the views: the ledger says itself what is wrong with it."""
    if os.environ.get(TRACEBACK_VARIABLE):
        return _unexpected(error)
    return _told(
        f"what is kept beside the ledger cannot be read ({error}): make it anew with `minutebook"
        f" rebuild`; if that does not help, please report it, with what {TRACEBACK_VARIABLE}=1"
        " prints"
    )


def _unexpected(error: BaseException) -> list[str]:
    if os.environ.get(TRACEBACK_VARIABLE):
        return "".join(traceback.format_exception(error)).splitlines()
    what = f"{type(error).__name__}: {error}".strip().replace("\n", " ")
    return _told(
        f"a fault in minutebook itself ({what}); if `minutebook rebuild` does not help, please"
        f" report it, with what {TRACEBACK_VARIABLE}=1 prints"
    )
