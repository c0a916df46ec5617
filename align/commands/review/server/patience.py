"""How long a client may take to send a request: so long in all, whether it sends much at once or a byte at a time."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from socket import socket


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
