"""Which program lays the graph out.

First the ``graphviz-pure`` program of the wheel of that name, which this package depends on: it
carries its own fonts and gives the same bytes on every machine, so a diagram drawn twice is the
same diagram. A ``dot`` on PATH depends on its version, on its plugins and on the fonts of the
machine; it is used only where no wheel fits the platform.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from diagrams.errors import NoDotProgram

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


def _script_folders() -> list[str]:
    folders = [str(Path(sys.executable).parent), sysconfig.get_path("scripts")]
    user_scheme = sysconfig.get_preferred_scheme("user")
    return [*folders, sysconfig.get_path("scripts", user_scheme)]
