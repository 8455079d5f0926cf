"""Loads a file of entries as `minutebook load` does, without the process around it."""

from __future__ import annotations

from pathlib import Path

from engine.files.order_stream import opened, stream_orders
from engine.loading import Loader
from engine.store.factory import open_store


def load(url: str, path: Path) -> int:
    """Load a file, and return how many facts it gave."""
    with open_store(url) as store, opened(path) as file:
        return Loader(store, "clerk").load(stream_orders(file, path)).facts
