"""Which program lays the graph out.

First the ``graphviz-pure`` program of the wheel of that name, which this package depends on: it
carries its own fonts and gives the same bytes on every machine, so a diagram drawn twice is the
same diagram. A ``dot`` on PATH depends on its version, on its plugins and on the fonts of the
machine; it is used only where no wheel fits the platform.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from diagrams.errors import DotFailed, NoDotProgram

_WHEEL_PROGRAM = "graphviz-pure"


def dot_program() -> Path:
    """Return the program to run.

    Raises:
        NoDotProgram: neither of the two is there.
    """
    # The scripts folder comes first: pipx and `.venv/bin/python -m …` put it on no PATH.
    scripts = os.pathsep.join(_script_folders())
    found = (
        shutil.which(_WHEEL_PROGRAM, path=scripts)
        or shutil.which(_WHEEL_PROGRAM)
        or shutil.which("dot")
    )
    if found is None:
        raise NoDotProgram
    return Path(found)


def ask_program(source: str) -> dict[str, Any]:
    """Return what the program answers to Graphviz source: where everything stands.

    Raises:
        NoDotProgram: neither of the two is there.
        DotFailed: it gave up.
    """
    program = dot_program()
    try:
        # -q: the program remarks on labels that are larger than the room they are given
        done = subprocess.run(  # noqa: S603 - the program of our own wheel
            [program, "-Tjson0", "-q"], input=source.encode(), capture_output=True, check=False
        )
    except OSError as error:
        raise DotFailed(program, str(error)) from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()
        raise DotFailed(program, reason or f"exit status {done.returncode}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _script_folders() -> list[str]:
    folders = [str(Path(sys.executable).parent), sysconfig.get_path("scripts")]
    user_scheme = sysconfig.get_preferred_scheme("user")
    return [*folders, sysconfig.get_path("scripts", user_scheme)]
