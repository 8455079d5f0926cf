"""What the document on imports shows is what the program does, and it names every rule."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ROOT, run

TEXT = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RULE = re.compile(r"[a-z]+(-[a-z]+)*")


def test_the_document_on_imports_does_what_it_says(
    empty: BookOnDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = dict(reversed(BLOCK.findall(TEXT)))
    table = shown["csv"]
    (tmp_path / "mapping.yaml").write_text(shown["yaml"], encoding="utf-8")
    (tmp_path / "status-2018-09.csv").write_text(table, encoding="utf-8")
    wrong = table.replace('"1,280"', '"1,820"')
    (tmp_path / "status-2018-10.csv").write_text(wrong, encoding="utf-8")
    last = []
    for kind, block in BLOCK.findall(TEXT):
        for line in block.splitlines() if kind == "sh" else ():
            done = run(*shlex.split(line)[1:], store=empty.url)
            assert done.exit_code == 0, f"{line}\n{done.stdout}{done.stderr}"
            last.append(done.stdout.splitlines()[-1])
    assert last[0] == "Would append 11 facts. Nothing was recorded."
    assert last[1] == "Recorded 11 facts (positions 1 to 11)."
    assert last[4:6] == ["Nothing new.", "Recorded 3 facts (positions 28 to 30)."]


def rules() -> Iterator[str]:
    """Yield the rules that the reading and the matching of tables name."""
    for path in (ROOT / "tables").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                names = node.func.id in {"Finding", "_finding", "Cause"}
                if names and isinstance(first, ast.Constant):
                    yield str(first.value)


def test_the_document_names_every_rule() -> None:
    named = set(re.findall(r"`([a-z-]+)`", TEXT))
    every = sorted({*rules()})
    assert len(every) > 30
    assert [rule for rule in every if rule not in named] == []
    assert all(RULE.fullmatch(rule) for rule in every)
