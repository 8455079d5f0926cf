"""The files of one import: those that are named, those of a folder, and the month of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from engine.errors import BadInput, Problem

_FORMS = (".csv", ".tsv", ".xlsx")
_HIDDEN = (".", "~$")  # a spreadsheet program keeps a lock beside each open workbook


class MonthlyFile(NamedTuple):
    """A file and the month that it is about, ``2018-09``."""

    path: Path
    period: str


def monthly_files(paths: Iterable[Path], period: str | None) -> list[MonthlyFile]:
    """Return the files to import with their months, the earliest first.

    Args:
        paths: files, and folders whose tables are meant.
        period: the month of the one file, where it was named.

    Raises:
        BadInput: where there is no table, a file has no month or two, or a month has two files.
    """
    files = [file for path in paths for file in _within(path)]
    unnamed = [_bad_name(file) for file in files if not _is_text(file.name)]
    if unnamed:
        raise BadInput(unnamed)
    if period is not None:
        if len(files) > 1:
            raise _bad(
                f"--period is the month of one file, and these are {len(files)}: leave it out, and"
                " write the month into the name of each, as in status-2018-09.csv"
            )
        return [MonthlyFile(files[0], period)]
    problems: list[Problem] = []
    found: list[MonthlyFile] = []
    for file in files:
        try:
            found.append(MonthlyFile(file, _period_of(file)))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    found.sort(key=lambda file: (file.period, file.path.name))
    _check_once(found)
    return found


def _within(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    tables = sorted(
        file
        for file in path.iterdir()
        if file.suffix.lower() in _FORMS and not file.name.startswith(_HIDDEN)
    )
    if not tables:
        raise _bad(f"{path}: there is no table in this folder: they end in {', '.join(_FORMS)}")
    return tables


def _is_text(name: str) -> bool:
    """Tell whether a file's name can be written down, as each source of an entry does."""
    return not any(0xD800 <= ord(letter) < 0xE000 for letter in name)  # noqa: PLR2004 - bytes that are no text


def _bad_name(file: Path) -> Problem:
    shown = str(file).encode("utf-8", "replace").decode("utf-8")
    return Problem(
        None, f"{shown}: its name is not in UTF-8 and cannot be recorded: rename the file"
    )


def _period_of(file: Path) -> str:
    from tables.periods import periods_in

    said = periods_in(file.stem)
    if len(said) == 1:
        return said[0]
    what = f"says {' and '.join(said)}" if said else "does not say its month"
    raise _bad(
        f"{file}: its name {what}: name the month with --period, or call it"
        " status-2018-09 or 'Status September 2018'"
    )


def _check_once(files: Sequence[MonthlyFile]) -> None:
    for one, other in pairwise(files):
        if one.period == other.period:
            raise _bad(f"{one.path} and {other.path} are both of {one.period}: import one of them")


def _bad(message: str) -> BadInput:
    return BadInput([Problem(None, message)])
