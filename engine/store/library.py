"""Lets the library's own ``Application`` work on a ledger."""

from __future__ import annotations

from typing import Any, NoReturn

from eventsourcing.persistence import InfrastructureFactory, Mapper, Transcoder
from eventsourcing.utils import Environment, EnvType, resolve_topic

from engine.store.factory import open_store
from engine.store.mapper import FactMapper
from engine.store.recorder import Clock, LedgerRecorder

STORE = "MINUTEBOOK_STORE_URL"
CLOCK = "MINUTEBOOK_STORE_CLOCK"


def environment(url: str, *, application: str = "Application") -> dict[str, str]:
    """Return what the library's ``Application(env)`` needs to use our ledger, and nothing else.

    Given without it, the library keeps everything in memory and says nothing. It also reads the
    variables of the process, those with the application's name in front of them first; so each is
    given here in both forms.

    Args:
        url: the store.
        application: the ``name`` of the application's class.
    """
    plain = {
        "PERSISTENCE_MODULE": "engine.store.library:LedgerFactory",
        "IS_SNAPSHOTTING_ENABLED": "n",
        STORE: url,
        CLOCK: "engine.store.factory:system_clock",
    }
    return plain | {f"{application.upper()}_{key}": value for key, value in plain.items()}


class LedgerFactory(InfrastructureFactory[Any]):
    """Builds the parts of a library application from our ledger."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        url = self.env.get(STORE)
        if not url:
            raise OSError(f"no store is named: set {STORE}")
        clock: Clock = resolve_topic(self.env.get(CLOCK) or "engine.store.factory:system_clock")
        self._store = open_store(url, clock)

    def mapper(
        self,
        transcoder: Transcoder | None = None,  # noqa: ARG002 - the library's signature
        mapper_class: type[Mapper[Any]] | None = None,  # noqa: ARG002 - as above
    ) -> Mapper[Any]:
        """Return our mapper, whatever the environment asks for."""
        return FactMapper()

    def application_recorder(self) -> LedgerRecorder:
        """Return the recorder of the ledger."""
        return self._store.recorder

    def aggregate_recorder(self, purpose: str = "events") -> NoReturn:
        """Refuse: the ledger is the only thing that a store keeps."""
        raise NotImplementedError(f"a store keeps no {purpose} beside its ledger")

    def tracking_recorder(self, tracking_recorder_class: type[Any] | None = None) -> NoReturn:
        """Refuse: views keep their own positions, in their own file."""
        raise NotImplementedError("views keep their own positions: see projections.runner")

    def process_recorder(self) -> NoReturn:
        """Refuse, for the same reason."""
        raise NotImplementedError("views keep their own positions: see projections.runner")

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()
