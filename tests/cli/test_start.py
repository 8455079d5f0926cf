"""Ctrl-C ends the program from its first moment on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import ROOT

_SAID = "interrupted: nothing more was done\n"
_PRESSED = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"


def _program(text: str, modules: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(modules)])},
    )


def test_an_interruption_of_an_import_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "losing.py").write_text(
        "try:\n    "
        + _PRESSED.replace("\n", "\n    ")
        + "print('still here')\nexcept BaseException:\n    print('lost')\n",
        "utf-8",
    )

    ended = _program(
        "from cli.start import hear_interruptions\nhear_interruptions()\nimport losing", tmp_path
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", _SAID)


@pytest.mark.parametrize("module", ["click", "cli.commands", "cli.verify"])
def test_the_program_is_interrupted_while_it_starts(tmp_path: Path, module: str) -> None:
    start = (
        "import sys\n"
        "class Pressing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            import os, signal\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Pressing())\n"
        "sys.argv = ['minutebook', 'verify']\n"
        "from cli.start import main\n"
        "main()\n"
    )

    ended = _program(start, tmp_path)

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", _SAID)


def test_an_interruption_of_work_is_raised_where_the_work_is(tmp_path: Path) -> None:
    ended = _program(
        "from cli.start import hear_interruptions\nhear_interruptions()\ntry:\n    "
        + _PRESSED.replace("\n", "\n    ")
        + "\nexcept KeyboardInterrupt:\n    print('heard')",
        tmp_path,
    )

    assert (ended.returncode, ended.stdout) == (0, "heard\n")


def test_what_the_shell_ignores_stays_ignored(tmp_path: Path) -> None:
    ended = _program(
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from cli.start import hear_interruptions\nhear_interruptions()\n" + _PRESSED,
        tmp_path,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
