"""`aligncheck server`."""

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.messages import complain
from align.cli.options import Config, Languages, Words, as_command, glossary, option
from align.errors import CommandError

if TYPE_CHECKING:
    from align.server.http import Server

TOKEN = "ALIGNCHECK_TOKEN"
"""The environment variable that holds the token: the command line can be seen by others."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """The options of `server`."""

    http: Annotated[
        str, option("Address that clients of LanguageTool call: PORT or HOST:PORT.", "ADDRESS", required=True)
    ]
    allow_origin: Annotated[
        Words,
        option("Page or browser add-on that may ask: https://example.org, moz-extension://ID (repeatable).", "URL"),
    ]
    languages: Languages
    glossary: Annotated[Words, glossary("Glossary to check against (repeatable).")]
    config: Config


@as_command("server", ServerOptions)
def command(options: ServerOptions) -> int:
    """Check what editors send, until Ctrl-C: with the configuration of this folder.

    Programs that can use a LanguageTool server of your own (LibreOffice, OmegaT, browser add-ons) show the findings
    where you write. Only this computer can call it, unless another HOST is named; then the token in the environment
    variable ALIGNCHECK_TOKEN is asked for, as an API key. Texts are not kept, and leave this computer by no way.
    """
    server = _open(options)
    sys.stdout.write(f"{server.address}\n")
    sys.stdout.flush()
    complain("Ctrl-C ends")
    sys.stderr.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


def _open(options: ServerOptions) -> "Server":
    """Open the server, and load in the background what the first answer needs. Raises CommandError, ConfigError."""
    from threading import Thread

    from align.cli.options import fill
    from align.commands.local_server import LOOPBACK
    from align.config.settings import Request
    from align.inputs.files import explain
    from align.server.http import Server
    from align.server.languagetool import Checker

    host, _, port = options.http.rpartition(":")
    host = host or LOOPBACK
    if not (port.isascii() and port.isdecimal() and int(port) < 1 << 16):
        raise CommandError(f"--http {options.http}: is not a port: write a number up to 65535, as in --http 8081")
    token = os.environ.get(TOKEN, "")
    if host not in (LOOPBACK, "localhost") and not token:
        raise CommandError(
            f"--http {options.http}: others can call this address: set {TOKEN} to a token that they give"
        )
    checker = Checker(fill(Request, options, paths=(".",)))
    try:
        server = Server(
            LOOPBACK if host == "localhost" else host,
            int(port),
            checker.answer,
            complain,
            token,
            frozenset(options.allow_origin),
        )
    except OSError as error:
        raise CommandError(f"--http {options.http}: cannot be taken ({explain(error)}): name another") from None
    Thread(target=checker.warm_up, daemon=True).start()
    return server
