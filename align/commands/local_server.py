"""A server of HTTP for programs on this machine: what it takes, and for how long it waits, is bounded."""

from __future__ import annotations

import io
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import TYPE_CHECKING, cast

from align.errors import describe_fault

if TYPE_CHECKING:
    from socket import socket

LOOPBACK = "127.0.0.1"
"""The address that only this machine can reach."""

PATIENCE = 30
"""Seconds that a client has to send all of a request, and then to take the answer."""


class RefusedError(Exception):
    """A request that is not answered; `status` says why."""

    def __init__(self, status: HTTPStatus = HTTPStatus.FORBIDDEN) -> None:
        super().__init__(status)
        self.status = status


class PatientReader(io.RawIOBase):
    """What comes over a connection, until `seconds` after this was made; later, reading raises TimeoutError."""

    def __init__(self, connection: socket, seconds: float, clock: Callable[[], float]) -> None:
        self._connection, self._clock = connection, clock
        self._end = clock() + seconds

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read what has come, or wait for more for the rest of the time; return how many bytes that are."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(cast("memoryview", buffer))


class LocalServer(ThreadingHTTPServer):
    """A server at an address of this machine; `complain` is called with faults."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, host: str, port: int, handler: type[LocalHandler], complain: Callable[[str], None]) -> None:
        self.complain, self.clock = complain, time.monotonic
        super().__init__((host, port), handler)

    def server_bind(self) -> None:
        """Take the port; the name of the machine is not asked for, for that may take long."""
        TCPServer.server_bind(self)

    @property
    def port(self) -> int:
        """Return the port that was taken."""
        return int(self.server_address[1])

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names by which a program on this machine may call it."""
        return f"{LOOPBACK}:{self.port}", f"localhost:{self.port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Report a fault, unless it is that the client has gone."""
        error = sys.exception()
        if error and not isinstance(error, (ConnectionError, TimeoutError)):
            self.complain(describe_fault(error))


class LocalHandler(BaseHTTPRequestHandler, ABC):
    """Answers one request with `answer`, and closes the connection."""

    server: LocalServer
    server_version = sys_version = ""

    def setup(self) -> None:
        """Open the connection for a request that is to be here soon."""
        super().setup()
        self.rfile.close()
        self.rfile = io.BufferedReader(PatientReader(self.connection, PATIENCE, self.server.clock))

    def do_GET(self) -> None:
        """Answer what asks for something."""
        self.answer()

    def do_POST(self) -> None:
        """Answer what sends something."""
        self.answer()

    def do_OPTIONS(self) -> None:
        """Answer a browser that asks whether a page may send something."""
        self.answer()

    @abstractmethod
    def answer(self) -> None:
        """Answer the request, whatever its method."""

    def read_body(self, largest: int) -> bytes:
        """Return what is sent, of at most `largest` bytes. Raises RefusedError."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()) or "Transfer-Encoding" in self.headers:
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED)
        if len(length) > len(str(largest)) or int(length) > largest:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.rfile.read(int(length))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send nothing but the status."""
        self.send_response_only(code)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Write nothing: an address may hold a token, a request a text."""
