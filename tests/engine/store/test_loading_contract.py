"""A load does the same in every kind of store."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import Refused
from engine.files.order_stream import opened, stream_orders
from engine.loading import Loaded, Loader
from engine.store.errors import StoreError
from engine.store.factory import open_store
from engine.store.opening import open_reader
from engine.store.verify import verify_store
from tests.engine.test_loading import entries, lines, written


def load(url: str, path: Path) -> Loaded:
    with open_store(url) as store, opened(path) as source:
        return Loader(store, "clerk").load(stream_orders(source, path))


def test_a_history_is_loaded_once_whole_and_chained(
    every_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.unit_of_work._KEPT", 100)  # so that much of it is read again
    path = written(tmp_path, lines(entries(2_500)))
    assert load(every_url, path) == Loaded(2541, 0, (1, 2541))
    again = load(every_url, path)
    assert (again.facts, again.unchanged) == (0, 2541)
    with open_reader(every_url) as reader:
        assert reader.last_position() == 2541
        assert verify_store(reader).holds


def test_an_error_in_the_last_line_leaves_nothing(every_url: str, tmp_path: Path) -> None:
    wrong = {"project": {"ref": "p-1", "name": "Another"}}
    path = written(tmp_path, lines(entries(2_500)) + lines(iter([wrong])))
    with pytest.raises(Refused, match=r"history.jsonl:2542: "):
        load(every_url, path)
    with open_reader(every_url) as reader:
        assert reader.last_position() == 0


def test_another_writer_is_told_that_somebody_is_writing(every_url: str) -> None:
    with (
        open_store(every_url) as store,
        store.recorder.appending(),
        open_store(every_url, timeout=0.1) as other,
        pytest.raises(StoreError, match="writing"),
    ):
        Loader(other, "other").load([])
