"""What the document on gates shows is what the program does."""

from __future__ import annotations

import re
import shlex

from tests.books import BookOnDisk
from tests.cli.program import ROOT, run

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_document_on_gates_does_what_it_says(book: BookOnDisk) -> None:
    text = (ROOT / "docs" / "gates.md").read_text(encoding="utf-8")
    shown = dict(BLOCK.findall(text))
    book.record(shown["yaml"])
    told = {}
    for line in shown["sh"].splitlines():
        done = run(*shlex.split(line)[1:], store=book.url)
        assert done.exit_code == 0, f"{line}\n{done.stderr}"
        told[line.removeprefix("minutebook ")] = done.stdout
    assert "last met at gate 1" in told["gate show ledger --as-at 2018-03-31"]
    assert "1 of 3 criteria is in the way of go" in told["gate show ledger --as-at 2018-05-15"]
    assert "ledger/1/1" in told["condition list --overdue --as-at 2018-06-01"]
    assert "Next gate   none" in told["gate show ledger --all"]
