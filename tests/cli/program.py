"""The program: run within the test for most rules, as a process where the process matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cli.main import minutebook

ROOT = Path(__file__).parents[2]
_COMMAND = [sys.executable, "-m", "cli.main"]


def run(*words: str, store: str | None = None) -> Result:
    """Run the program's own entry point with the words of a command line."""
    before = () if store is None else ("--store", store)
    return CliRunner().invoke(minutebook, [*before, *words])


def ask(*words: str, store: str) -> Any:
    """Run a command that reads and return what its JSON says."""
    result = run(*words, "--format", "json", store=store)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return json.loads(result.stdout)


def process(*words: str, store: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MINUTEBOOK_STORE": store}
    environment |= more.pop("environment", {})
    more = {"capture_output": True, **more} if "stdout" not in more else more
    return subprocess.run(
        [*_COMMAND, *words], text=True, env=environment, timeout=60, check=False, **more
    )
