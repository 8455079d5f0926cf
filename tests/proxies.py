"""A wire between a program and a server that a test can cut at the worst moment."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from typing import Self


class Wire:
    """Passes bytes on between a TCP port of this computer and the socket of a server.

    Attributes:
        port: where to connect to.
        deaf: once set, the next answer of the server is thrown away and the connection is cut:
            what was asked for has been done, and nobody hears of it.
        dreaded: once a request holds these bytes, the wire goes deaf.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.deaf = threading.Event()
        self.dreaded: bytes | None = None
        self._threads = [threading.Thread(target=self._accept)]
        self._ends: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        for end in [self._listener, *self._ends]:
            with contextlib.suppress(OSError):  # it is cut already
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:  # the wire was taken away
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(str(self._target))
            self._ends += [near, far]
            for source, sink, answers in ((near, far, False), (far, near, True)):
                thread = threading.Thread(target=self._pass_on, args=(source, sink, answers))
                self._threads.append(thread)
                thread.start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, answers: bool) -> None:  # noqa: FBT001 - which way
        with contextlib.suppress(OSError):  # one end was closed
            while data := source.recv(65536):
                if answers and self.deaf.is_set():
                    break
                if not answers and self.dreaded is not None and self.dreaded in data:
                    self.deaf.set()
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):  # the other end was closed first
                end.shutdown(socket.SHUT_RDWR)
