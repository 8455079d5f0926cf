"""What the documents say can be done: every command they show is run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from examples.catalogue import names, needs, record_files
from tests.cli.program import run

HOUSE = Path(__file__).parent.parent
README = (HOUSE / "README.md").read_text(encoding="utf-8")
DEMO = "sqlite:///demo/minutebook.db"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Where the program runs as on a machine without Graphviz or any other program.
ELSEWHERE = {
    **{name: value for name, value in os.environ.items() if not name.startswith("MINUTEBOOK")},
    "PYTHONPATH": str(HOUSE),
    "PATH": "",
}
DOCUMENTS = sorted([HOUSE / "README.md", *(HOUSE / "docs").glob("*.md")])


def blocks(language: str, text: str = README) -> list[str]:
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def commands() -> Iterator[tuple[str, str]]:
    """Yield each command of the README with the book that was last exported before it."""
    store = DEMO
    for block in blocks("sh"):
        for line in block.splitlines():
            if line.startswith("export MINUTEBOOK_STORE="):
                store = line.partition("=")[2]
            if line.startswith("minutebook "):
                yield store, line.partition("  #")[0]


def minutebook(folder: Path, *words: str, store: str = DEMO) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "cli.main", "--store", store]
    if words[:1] in (("demo",), ("init",)):
        program = program[:3]
    return subprocess.run(
        [*program, *words],
        cwd=folder,
        env=ELSEWHERE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "minutes.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    shown = minutebook(folder, "demo", "--out", "demo")
    assert shown.returncode == 0, shown.stderr
    return folder


def test_every_command_of_the_readme_runs_as_written(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = list(commands())
    assert len(ran) > 20
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("PATH", "")
    for store, line in ran:
        monkeypatch.setenv("MINUTEBOOK_STORE", store)
        done = run(*shlex.split(line)[1:])
        assert done.exit_code == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("block", blocks("console"))
def test_what_the_readme_shows_is_what_the_program_says(workplace: Path, block: str) -> None:
    first, *expected = block.splitlines()
    done = minutebook(workplace, *shlex.split(first.removeprefix("$ "))[1:])
    said = (done.stdout + done.stderr).splitlines()
    for wanted, given in zip_longest(expected, said, fillvalue=""):
        if wanted == "…":
            break
        assert given.startswith(wanted.removesuffix("…"))


@pytest.mark.parametrize("name", ["journeys.md", "statements.md"])
def test_a_page_that_is_walked_through_goes_as_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = None
    for kind, body in BLOCK.findall((HOUSE / "docs" / name).read_text(encoding="utf-8")):
        if kind == "yaml":
            (tmp_path / body.splitlines()[0].removeprefix("# ")).write_text(body, encoding="utf-8")
        for line, *shown in typed(body) if kind in ("sh", "console") else ():
            if line.startswith("export MINUTEBOOK_STORE="):
                store = line.partition("=")[2]
                continue
            done = run(*shlex.split(line)[1:], store=store)
            said = (done.stdout + done.stderr).splitlines()
            assert kind == "console" or done.exit_code == 0, f"{line}\n{done.stderr}"
            assert kind == "sh" or told(shown, said), "\n".join([line, *said])


def typed(block: str) -> Iterator[list[str]]:
    """Yield each line that is typed in a block, with the lines that it is shown to answer."""
    typed_here: list[list[str]] = []
    for line in block.splitlines():
        if line.startswith(("$ ", "minutebook ", "export ")):
            typed_here.append([line.removeprefix("$ ")])
        else:
            typed_here[-1].append(line)
    yield from typed_here


def told(shown: list[str], said: list[str]) -> bool:
    """Whether what is said is what a page shows; a line of … alone stands for any lines."""
    if not shown:
        return not any(said)
    wanted, *rest = shown
    if wanted == "…":
        return any(told(rest, said[start:]) for start in range(len(said) + 1))
    if not said:
        return False
    return said[0].startswith(wanted.removesuffix("…")) and told(rest, said[1:])


def test_the_demo_tells_the_three_jobs_and_writes_the_diagrams(workplace: Path) -> None:
    again = minutebook(workplace, "demo", "--out", "demo")
    assert again.returncode == 0, again.stderr
    for told in ("14,487", "25,574", "-6,036", "3,010", "2018/019", "2,281", "ICS-2018-A"):
        assert told in again.stdout
    for when in ("before", "after"):
        assert (workplace / "demo" / f"governance-{when}.svg").read_text().startswith("<?xml")
        assert (workplace / "demo" / f"governance-{when}.png").read_bytes()[:4] == b"\x89PNG"


def test_the_demo_refuses_a_folder_with_another_book(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "cli.main", "--store", "sqlite:///minutebook.db", "init"]
    subprocess.run(program, cwd=tmp_path, env=ELSEWHERE, check=True)
    (tmp_path / "other.yaml").write_text("- body: {ref: a, name: A, kind: committee}\n")
    subprocess.run(
        [*program[:-1], "record", "other.yaml"],
        cwd=tmp_path,
        env=ELSEWHERE,
        check=True,
    )
    before = (tmp_path / "minutebook.db").read_bytes()
    refused = minutebook(tmp_path, "demo", "--out", ".")
    assert refused.returncode == 2
    assert refused.stderr.startswith("error: ")
    assert (tmp_path / "minutebook.db").read_bytes() == before


def test_the_diagram_in_the_readme_is_the_example_s(
    tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    # A demo of its own: other tests record the README's minutes in theirs.
    assert minutebook(tmp_path, "demo", "--out", "demo").returncode == 0
    drawn = (tmp_path / "demo" / "governance-after.svg").read_text(encoding="utf-8")
    golden(HOUSE / "docs" / "images" / "governance.svg", drawn)


def test_the_record_files_of_the_documents_record(tmp_path: Path) -> None:
    text = (HOUSE / "docs" / "record-files.md").read_text(encoding="utf-8")
    files = []
    for number, body in enumerate(blocks("yaml", text)):
        files.append(f"minutes-{number}.yaml")
        (tmp_path / files[-1]).write_text(body, encoding="utf-8")
    assert len(files) > 1
    (tmp_path / "demo").mkdir()
    store = ["--store", "sqlite:///demo/minutebook.db"]
    for words in (["init"], *(["record", file] for file in files)):
        done = minutebook(tmp_path, *store, *words)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("name", names())
def test_an_example_records_whole_and_only_once(name: str, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    store = ["--store", "sqlite:///demo/minutebook.db"]
    files = [str(file) for file in record_files(name)]
    assert minutebook(tmp_path, *store, "init").returncode == 0
    before = [str(file) for needed in needs(name) for file in record_files(needed)]
    assert not before or minutebook(tmp_path, *store, "record", *before).returncode == 0
    first, second = (minutebook(tmp_path, *store, "record", *files) for _ in range(2))
    assert first.stdout.startswith("Recorded ")
    assert second.stdout.startswith("Nothing new")
