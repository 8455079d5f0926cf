"""What the tests of the shared store have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from engine.store.opening import create
from engine.store.postgresql.store import open_shared
from engine.store.url import shared_address
from tests.engine.store.samples import SteppingClock, noted
from tests.postgres import Server

SIZE = 10


@pytest.fixture
def url(postgres: Server) -> str:
    """Give the URL of a new, empty shared store."""
    url = postgres.url()
    create(url)
    return url


@pytest.fixture
def book(url: str, clock: SteppingClock) -> str:
    """Give the URL of a shared store of ten entries, each recorded a minute after the other."""
    with open_shared(url, clock) as store:
        for number in range(SIZE):
            store.events.record([noted(f"project:{number}")])
            clock.step(60)
    return url


@contextmanager
def tampering(url: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Open a store as the superuser of its server would who means to change it: no triggers."""
    address = shared_address(url)
    with psycopg.connect(address.conninfo, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(f"SET search_path = {address.schema}".encode())
        yield connection
