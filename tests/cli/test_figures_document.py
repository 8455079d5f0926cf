"""What the document on figures shows is what the program says."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.program import ROOT, run
from tests.cli.test_gates_document import BLOCK
from tests.test_documents import told, typed


def test_the_document_on_figures_shows_what_the_program_says(
    nottinghamshire: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = BLOCK.findall((ROOT / "docs" / "figures.md").read_text(encoding="utf-8"))
    for kind, body in shown:
        for line, *answer in typed(body) if kind in ("sh", "console") else ():
            done = run(*shlex.split(line)[1:], store=nottinghamshire)
            assert done.exit_code == 0, f"{line}\n{done.stderr}"
            said = done.stdout.splitlines()
            assert kind == "sh" or told(answer, said), "\n".join([line, *said])
