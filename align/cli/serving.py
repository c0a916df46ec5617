"""Servers on this computer, until Ctrl-C."""

import sys
from typing import TYPE_CHECKING

from align.cli.messages import complain

if TYPE_CHECKING:
    from socketserver import BaseServer


def announce(address: str, message: str) -> None:
    """Print at once where a server is, alone on stdout, and what a person has to know of it."""
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    complain(message)
    sys.stderr.flush()


def serve(server: "BaseServer") -> int:
    """Answer requests until Ctrl-C, then close the server; return the exit code."""
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0
