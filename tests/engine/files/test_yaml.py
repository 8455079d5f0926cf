"""Record files in YAML: what is read, and how what cannot be read is told."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.files.record_file import read_entries
from engine.files.record_text import LARGEST
from tests.engine.files.reading import BODY, problems, read


class TestReading:
    """A list of one-key maps; every scalar is the text that was written."""

    def test_scalars_are_kept_as_written(self, tmp_path: Path) -> None:
        [entry] = read(
            tmp_path, "- x: {a: 0.10, b: 2018/019, c: 010, d: 1e3, e: no, f: 2018-11-05, g: 12:30}"
        )
        assert entry.content == {
            "a": "0.10",
            "b": "2018/019",
            "c": "010",
            "d": "1e3",
            "e": "no",
            "f": "2018-11-05",
            "g": "12:30",
        }

    def test_nothing_is_nothing_but_a_name_is_a_name(self, tmp_path: Path) -> None:
        [entry] = read(tmp_path, "- x: {a: , b: ~, c: null, d: Null, e: '', f: 'null'}")
        assert entry.content == {"a": None, "b": None, "c": None, "d": "Null", "e": "", "f": "null"}

    def test_an_alias_stands_for_what_it_names(self, tmp_path: Path) -> None:
        first, second = read(tmp_path, "- x: &a {b: [c]}\n- x: *a\n")
        assert first.content == second.content == {"b": ["c"]}

    def test_text_may_run_over_lines(self, tmp_path: Path) -> None:
        [entry] = read(
            tmp_path, "- x:\n    a: |\n      one\n      two\n    b: >\n      one\n      two\n"
        )
        assert entry.content == {"a": "one\ntwo\n", "b": "one two\n"}

    def test_a_byte_order_mark_is_not_part_of_the_file(self, tmp_path: Path) -> None:
        assert len(read(tmp_path, b"\xef\xbb\xbf" + BODY.encode())) == 1

    def test_line_ends_of_other_systems_count_as_lines(self, tmp_path: Path) -> None:
        assert [entry.line for entry in read(tmp_path, (BODY + BODY).replace("\n", "\r\n"))] == [
            1,
            2,
        ]

    def test_every_entry_knows_its_line(self, tmp_path: Path) -> None:
        assert [entry.line for entry in read(tmp_path, "# why\n" + BODY + "\n\n" + BODY)] == [2, 5]

    def test_a_very_long_line_is_read(self, tmp_path: Path) -> None:
        [entry] = read(tmp_path, f"- x: {{a: {'long ' * 200_000}}}")
        assert len(entry.content["a"]) == 999_999

    def test_written_characters_of_any_script_are_kept(self, tmp_path: Path) -> None:
        [entry] = read(tmp_path, '- x: {a: Zoë Łuk 北京 🏛, b: "\\u00e9 \\U0001F3DB"}')
        assert entry.content == {"a": "Zoë Łuk 北京 🏛", "b": "é 🏛"}


class TestLines:
    """The line of a part is that of the field, as near as the path leads."""

    TEXT = "- x:\n    a: 1\n    list:\n      - b: 2\n        c: 3\n      - [d,\n         e]\n"

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            ((), 2),
            (("a",), 2),
            (("list",), 3),
            (("list", 0), 4),
            (("list", 0, "c"), 5),
            (("list", 1, 1), 7),
            (("list", 9), 3),
            (("list", "a-variant", 0, "c"), 5),
            (("missing",), 2),
            (("a", "deeper"), 2),
        ],
    )
    def test_of_a_path(self, tmp_path: Path, path: tuple[str | int, ...], line: int) -> None:
        [entry] = read(tmp_path, self.TEXT)
        assert entry.line_of(path) == line


class TestNotYaml:
    """What is wrong is told in one line, with the place."""

    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("hello", 1, "a record file is a list"),
            ("\n\nbody: {ref: a}", 3, "every entry begins with a dash"),
            ("---\n", 2, "a record file is a list"),
            ("- body\n", 1, "an entry is one name with its fields"),
            (BODY + "- body: {}\n  meeting: {}\n", 2, "an entry is one name with its fields"),
            ("- ? [a]\n  : b\n", 1, "an entry is one name with its fields"),
            ("- body: {? [a] : b}", 1, "a name is expected before the colon"),
            ("- body:\n    ref: a\n    name: b\n    ref: c\n", 4, "`ref` stands twice"),
            ("- body:\n    members:\n    - {person: a, person: b}\n", 3, "`person` stands twice"),
            ("- body: {name: a: b}", 1, "this is not YAML: did not find expected ',' or '}'"),
            ("- a: b\n- body: {ref: 'a\n- b", 2, "what is quoted from here on has no end"),
            ("- body: {ref: a\n- b: c", 2, "at column 4 in what begins in line 1; check"),
            ("- body:\n\tref: ics\n", 2, "a tab, perhaps: indent with spaces"),
            ("- body:\n    a: b\n\tc: d\n", 3, "indent with spaces, not with a tab"),
            ("- a: @x", 1, "or quote the value"),
            ("- a: *b", 1, "found undefined alias 'b' at column 6"),
            (BODY + "---\n" + BODY, 2, "a second document begins here"),
            ("- a: !!python/object:os.system {}", 1, "tags such as"),
            ("- a: {b: !secret c}", 1, "tags such as !secret are not used"),
            ("- a: !!binary aGk=", 1, "binary are not used in record files"),
            (BODY + "- a: {<<: {b: c}}", 2, "`<<` is not used in record files"),
            ("- a: {b:\n  c\x07}", 2, "the character U+0007 cannot be recorded"),
            ("- a: b\x00", 1, "the character U+0000 cannot be recorded"),
            ("- a: b\ufeff", 1, "the character U+FEFF cannot be recorded"),
            ('- a: {c: d,\n b: "\\0"}', 2, "the character U+0000 cannot be recorded"),
            ('- a: "\\e[31m"', 1, "the character U+001B cannot be recorded"),
            ('- a: "\\ud800"', 1, "found invalid Unicode character escape code"),
            ('- a: "\\q"', 1, "found unknown escape character"),
        ],
    )
    def test_is_told_with_its_line(self, tmp_path: Path, text: str, line: int, says: str) -> None:
        [problem] = problems(tmp_path, text)
        assert problem.startswith(f"entries.yaml:{line}: ")
        assert says in problem
        assert "\n" not in problem

    @pytest.mark.parametrize("text", ["# only\n# comments\n", "[]"])
    def test_a_file_without_entries_is_told(self, tmp_path: Path, text: str) -> None:
        assert problems(tmp_path, text) == [
            "entries.yaml:1: this file has no entries: nothing to record"
        ]

    @pytest.mark.parametrize("text", ["", " \n\t\n"])
    def test_an_empty_file_is_told(self, tmp_path: Path, text: str) -> None:
        assert problems(tmp_path, text) == ["entries.yaml:1: this file is empty: nothing to record"]

    @pytest.mark.parametrize(
        ("raw", "line", "byte"),
        [
            (BODY.encode("utf-16"), 1, "0xff"),
            ("- a: b\n- c: Café\n".encode("latin-1"), 2, "0xe9"),
            (b"- a: \xed\xa0\x80", 1, "0xed"),
        ],
    )
    def test_another_encoding_is_told(
        self, tmp_path: Path, raw: bytes, line: int, byte: str
    ) -> None:
        assert problems(tmp_path, raw) == [
            f"entries.yaml:{line}: this is not UTF-8 text (byte {byte}): save the file as UTF-8"
        ]


class TestNonsense:
    """What would take for ever, or the memory of the machine, is refused soon."""

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 1_000_000,
            "- " * 1_000_000,
            "- " + "{" * 1_000_000,
            "- " + "? " * 500_000,
            "- a: " + "[" * 50 + "]" * 50,
            "- a: &a {b: *a}",
            "- a: &a [*a]",
        ],
        ids=["brackets", "dashes", "braces", "questions", "within a file", "map", "list"],
    )
    def test_nesting_without_end(self, tmp_path: Path, text: str) -> None:
        assert problems(tmp_path, text) == [
            "entries.yaml:1: this is nested too deeply to be a record file"
        ]

    def test_nesting_as_deep_as_files_need_is_read(self, tmp_path: Path) -> None:
        assert read(tmp_path, "- a: " + "[" * 30 + "]" * 30)

    def test_aliases_of_aliases(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("engine.files.yaml_entries._MOST_PARTS", 20_000)
        bomb = "- a: &0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"- a: &{level + 1} [{','.join(10 * [f'*{level}'])}]\n" for level in range(8)
        )
        [problem] = problems(tmp_path, bomb)
        assert "too many parts: split it, or does an alias repeat itself?" in problem

    def test_one_large_alias_many_times(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("engine.files.yaml_entries._MOST_PARTS", 20_000)
        many = f"- a: &0 [{'x,' * 5000}]\n" + "- a: *0\n" * 200
        [problem] = problems(tmp_path, many)
        assert "does an alias repeat itself?" in problem

    def test_more_parts_than_any_file_needs(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("engine.files.yaml_entries._MOST_PARTS", 1000)
        [problem] = problems(tmp_path, "- a: b\n" * 400)
        assert "too many parts" in problem

    def test_a_hundred_megabytes_are_refused_before_they_are_read(self, tmp_path: Path) -> None:
        file = tmp_path / "nonsense.yaml"
        with file.open("wb") as nonsense:
            nonsense.truncate(100 * 1024 * 1024)
        tracemalloc.start()
        started = time.perf_counter()
        try:
            with pytest.raises(BadInput, match="larger than 16 MiB: load it with"):
                read_entries(file)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert time.perf_counter() - started < 2
        assert peak < 3 * LARGEST
