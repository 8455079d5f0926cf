"""A record file is read piece by piece: the same commands, places and errors as read whole."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput, Place
from engine.files.order_stream import comes_through_a_pipe, opened, size_of, stream_orders
from engine.files.record_file import read_orders
from tests.engine.files.reading import BODY, orders, problems, written

JSON_BODY = '{"body": {"ref": "ics", "name": "Improvement", "kind": "committee"}}'
SEVERAL = f"""
# bodies
- file: {{actor: K, source: &s {{document: Minutes, page: '1'}}}}
{BODY}
- body:
    ref: asch   # a comment
    name: >
      Adult Social
      Care
    kind: committee
    source: *s
"""


class Slow(io.BytesIO):
    """A file that gives a few bytes at a time, as a pipe does."""

    def __init__(self, raw: bytes, piece: int) -> None:
        super().__init__(raw)
        self._piece = piece

    def read(self, size: int | None = -1) -> bytes:  # noqa: ARG002 - the pipe decides
        return super().read(self._piece)


class Failing(io.BytesIO):
    """A file on a disk that cannot be read."""

    def read(self, size: int | None = -1) -> NoReturn:  # noqa: ARG002 - it fails for any
        raise OSError(5, "Input/output error")


def slowly(pipe: int, pieces: Sequence[bytes]) -> None:
    """Write into a pipe as a program does that takes its time."""
    with os.fdopen(pipe, "wb", buffering=0) as file:
        for piece in pieces:
            time.sleep(0.1)
            file.write(piece)
        time.sleep(0.1)


def told(file: BinaryIO, name: str) -> list[str]:
    """Return what is wrong with a file."""
    with pytest.raises(BadInput) as refused:
        list(stream_orders(file, Path(name)))
    return [str(problem) for problem in refused.value.problems]


class TestForms:
    """YAML, a JSON list, and JSON Lines; told by the name, or by how standard input begins."""

    @pytest.mark.parametrize("piece", [1, 7, 100_000])
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.yaml", SEVERAL),
            ("a.json", f"\n[ {JSON_BODY} ,\n\n {JSON_BODY}\n]\n"),
            ("a.jsonl", f"\n\n{JSON_BODY}\r\n\n  {JSON_BODY} \n"),
            ("a.JSONL", f"{JSON_BODY}"),
        ],
    )
    def test_the_same_commands_as_read_whole(
        self, tmp_path: Path, name: str, text: str, piece: int
    ) -> None:
        whole = read_orders([written(tmp_path, text, name)])
        assert whole
        assert [*stream_orders(Slow(text.encode(), piece), tmp_path / name)] == whole

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            (f"\n{JSON_BODY}\n{JSON_BODY}", [2, 3]),
            (f"\n[{JSON_BODY},\n{JSON_BODY}]", [2, 3]),
            (f"{BODY}\n{BODY}", [1, 3]),
        ],
    )
    def test_standard_input_is_told_by_its_first_sign(self, text: str, places: list[int]) -> None:
        found = [*stream_orders(io.BytesIO(text.encode()), Path("-"))]
        assert [order.place for order in found] == [
            Place("<standard input>", line, "body") for line in places
        ]

    def test_record_reads_json_lines_too(self, tmp_path: Path) -> None:
        found = orders(tmp_path, f"{JSON_BODY}\n{JSON_BODY}\n", "a.jsonl")
        assert [order.place and order.place.line for order in found] == [1, 2]

    def test_progress_is_told_in_bytes(self) -> None:
        seen: list[int] = []
        raw = (SEVERAL + "# é").encode()
        list(stream_orders(Slow(raw, 100), Path("a.yaml"), seen.append))
        assert seen == sorted(seen)
        assert seen[-1] == len(raw)

    @given(st.lists(st.text(alphabet='aé"\\{}[],: \n', min_size=1), max_size=8), st.integers(1, 50))
    def test_pieces_may_end_anywhere(self, texts: list[str], piece: int) -> None:
        entries = [
            {"body": {"ref": "b", "name": f"x{text}x", "kind": "committee"}} for text in texts
        ]
        raw = json.dumps([*entries, {"file": {}}][:-1], indent=1, ensure_ascii=False).encode()
        if not entries:
            assert told(Slow(raw, piece), "a.json") == [
                "a.json:1: this file has no entries: nothing to record"
            ]
            return
        found = [*stream_orders(Slow(raw, piece), Path("a.json"))]
        assert [order.command.model_dump()["name"] for order in found] == [
            f"x{text}x" for text in texts
        ]


class TestErrors:
    """As for files read whole, each with its line."""

    @pytest.mark.parametrize("piece", [1, 7, 100_000])
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.yaml", ""),
            ("a.yaml", " \n\n"),
            ("a.yaml", "# nothing but a comment\n"),
            ("a.yaml", BODY + "---\n" + BODY),
            ("a.yaml", BODY + "- a: 'x"),
            ("a.yaml", BODY + "- a: *b"),
            ("a.yaml", "hello"),
            ("a.yaml", BODY + "\n- a\n"),
            ("a.yaml", BODY + "\n- body: {ref: é, name: \x07}"),
            ("a.yaml", "- " + "[" * 1000),
            ("a.json", "[]"),
            ("a.json", JSON_BODY),
            ("a.json", f"[{JSON_BODY},\n]"),
            ("a.json", f"[{JSON_BODY}\n{JSON_BODY}]"),
            ("a.json", f"[{JSON_BODY}"),
            ("a.json", f'[{JSON_BODY},\n{{"a": "x'),
            ("a.json", f"[{JSON_BODY}]\n\nmore"),
            ("a.json", f'[{JSON_BODY},\n{{"a": {{"b": 1,\n"b": 2}}}}]'),
            ("a.json", f'[{JSON_BODY},\n{{"a": "\\u0007"}}]'),
            ("a.jsonl", f"{JSON_BODY}\n{JSON_BODY} {JSON_BODY}"),
            ("a.jsonl", f'{JSON_BODY}\n{{"body": {{\n'),
            ("a.jsonl", f"{JSON_BODY}\n[]"),
            ("a.jsonl", f'{JSON_BODY}\n{{"body": {{"rf": 1, "name": ""}}}}\n{{"bdy": {{}}}}\n'),
        ],
    )
    def test_they_are_those_of_the_file_read_whole(
        self, tmp_path: Path, name: str, text: str, piece: int
    ) -> None:
        assert told(Slow(text.encode(), piece), name) == problems(tmp_path, text, name)

    def test_bytes_that_are_no_text_are_told_with_their_line(self) -> None:
        raw = BODY.encode() + b"\n# \xc3\xa9\n# \xff\n"
        assert told(Slow(raw, 3), "a.yaml") == [
            "a.yaml:4: this is not UTF-8 text (byte 0xff): save the file as UTF-8"
        ]

    def test_text_that_ends_in_the_middle_of_a_character(self) -> None:
        assert "not UTF-8 text (byte 0xc3)" in told(io.BytesIO(b"# \xc3"), "a.yaml")[0]

    def test_more_is_looked_for_after_the_first_but_nothing_handed_out(self) -> None:
        text = f'{JSON_BODY}\n{{"bdy": {{}}}}\n{JSON_BODY}\n{{"body": []}}\n'
        found = stream_orders(io.BytesIO(text.encode()), Path("a.jsonl"))
        assert next(found).place == Place("a.jsonl", 1, "body")
        with pytest.raises(BadInput, match=r"(?s)a.jsonl:2: `bdy`.*a.jsonl:4: `body` needs"):
            next(found)

    def test_after_twenty_no_more_is_read(self) -> None:
        lines = told(io.BytesIO(b'{"bdy": {}}\n' * 100_000), "a.jsonl")
        assert len(lines) == 21
        assert lines[-1] == "… and more: correct these first"

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.json", '[{"body": {"ref": "' + "x" * 5000),
            ("a.jsonl", '{"body": {"ref": "' + "x" * 5000),
        ],
    )
    def test_an_entry_without_end_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, name: str, text: str
    ) -> None:
        monkeypatch.setattr("engine.files.json_entries.LARGEST", 1000)
        [problem] = told(Slow(text.encode(), 100), name)
        assert "is larger than 16 MiB, or what begins here has no end" in problem

    def test_more_anchors_than_memory_should_hold_are_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("engine.files.yaml_entries._MOST_ANCHORS", 3)
        text = "".join(f"- body: &a{n} {{ref: r{n}, name: N, kind: committee}}\n" for n in range(9))
        [problem] = told(io.BytesIO(text.encode()), "a.yaml")
        assert problem.startswith("a.yaml:4: this file has more than")

    def test_parts_are_counted_by_entry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("engine.files.yaml_entries._MOST_PARTS", 50)
        assert len([*stream_orders(io.BytesIO(BODY.encode() * 100), Path("a.yaml"))]) == 100

    def test_a_disk_that_cannot_be_read(self) -> None:
        assert told(Failing(), "a.yaml") == ["a.yaml: cannot be read: Input/output error"]

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        path = tmp_path / "none.yaml"
        with pytest.raises(BadInput, match="cannot be read: No such file"), opened(path):
            pass

    def test_without_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(BadInput, match="this file is empty"), opened(Path("-")):
            pass

    def test_standard_input_is_read_as_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read, write = os.pipe()
        os.write(write, BODY.encode())
        os.close(write)
        with os.fdopen(read) as given_in:
            monkeypatch.setattr(sys, "stdin", given_in)
            with opened(Path("-")) as file:
                assert len([*stream_orders(file, Path("-"))]) == 1

    def test_what_comes_through_a_pipe_is_there_to_its_end_before_it_is_read(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read, write = os.pipe()
        with os.fdopen(read) as given_in, ThreadPoolExecutor() as thread:
            monkeypatch.setattr(sys, "stdin", given_in)
            thread.submit(slowly, write, [BODY.encode(), BODY.encode()])
            with opened(Path("-")) as file:
                assert size_of(file) == 2 * len(BODY.encode())
                assert len([*stream_orders(file, Path("-"))]) == 2

    def test_a_named_pipe_is_kept_as_well(self, tmp_path: Path) -> None:
        path = tmp_path / "pipe.yaml"
        os.mkfifo(path)
        assert comes_through_a_pipe(path)
        with ThreadPoolExecutor() as thread:
            thread.submit(path.write_text, BODY)
            with opened(path) as file:
                assert len([*stream_orders(file, path)]) == 1

    def test_a_full_disk_for_what_comes_through_a_pipe_is_told(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read, write = os.pipe()
        os.write(write, BODY.encode())
        os.close(write)
        with os.fdopen(read) as given_in, Path("/dev/full").open("w+b", buffering=0) as full:
            monkeypatch.setattr(sys, "stdin", given_in)
            monkeypatch.setattr("engine.files.order_stream.TemporaryFile", lambda: full)
            with (
                pytest.raises(BadInput, match=r"cannot be kept .*\(No space left on device\)"),
                opened(Path("-")),
            ):
                pass

    @pytest.mark.parametrize("piece", [1, 7, 100_000])
    @pytest.mark.parametrize("end", ["", "\n", "\n\n  \n"])
    def test_what_has_no_end_is_told_in_the_same_line_as_read_whole(
        self, tmp_path: Path, piece: int, end: str
    ) -> None:
        text = BODY + "- body: {ref: ics,\n    name: I" + end
        whole = problems(tmp_path, text)
        assert told(Slow(text.encode(), piece), "entries.yaml") == whole
