"""`aligncheck server`."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from align.cli.messages import complain
from align.cli.options import Config, Languages, Words, as_command, glossary, option, refuse_others
from align.cli.serving import announce, serve
from align.errors import CommandError

if TYPE_CHECKING:
    from align.server.http import Server

TOKEN = "ALIGNCHECK_TOKEN"
"""The environment variable that holds the token: the command line can be seen by others."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """The options of `server`."""

    http: Annotated[str | None, option("Address that clients of LanguageTool call: PORT or HOST:PORT.", "ADDRESS")]
    lsp: Annotated[bool, option("Serve one editor over stdin and stdout, by the language server protocol.")]
    allow_origin: Annotated[
        Words,
        option("Page or browser add-on that may ask: https://example.org, moz-extension://ID (repeatable).", "URL"),
    ]
    languages: Languages
    glossary: Annotated[Words, glossary("Glossary to check against (repeatable).")]
    config: Config


@as_command("server", ServerOptions)
def command(options: ServerOptions) -> int:
    """Check what editors send, with the configuration of this folder, until Ctrl-C.

    \b
        aligncheck server --http 8081    for LibreOffice, OmegaT, browser add-ons
        aligncheck server --lsp          for Neovim, Emacs, Helix, Kate, VS Code

    Programs that can use a LanguageTool server of your own, or a language server, show the findings where you write. An
    editor starts its server itself, and each text is checked with the configuration of its folder. With --http, only
    this computer can call it, unless another HOST is named; then the token in the environment variable ALIGNCHECK_TOKEN
    is asked for, as an API key. Texts are not kept, and never leave this computer.
    """
    if options.lsp == (options.http is not None):
        raise CommandError("say which server: --http 8081 for clients of LanguageTool, or --lsp for an editor")
    if options.lsp:
        _serve_editor(options)
    server = _open(options, options.http or "")
    announce(server.address, "press Ctrl-C to stop")
    return serve(server)


def _serve_editor(options: ServerOptions) -> NoReturn:
    """Serve an editor until it ends, and end the process. Raises CommandError where a package is missing."""
    from importlib.util import find_spec

    refuse_others("--lsp", "lsp", "languages", "glossary", "config")
    if not find_spec("pygls"):
        raise CommandError(
            '--lsp needs another package, pygls: pip install "aligncheck[lsp]", or uv tool install "aligncheck[lsp]"'
        )
    from align import __version__
    from align.cli.authors import find_name, tell_date
    from align.cli.options import fill
    from align.config.choices import NOTHING
    from align.config.glossaries import is_builtin
    from align.config.settings import Request
    from align.server.lsp import serve

    # the working folder changes with the text that is checked
    glossaries = tuple(path if is_builtin(path) else str(Path(path).absolute()) for path in options.glossary)
    config = options.config if options.config in (None, NOTHING) else str(Path(options.config).absolute())
    request = fill(Request, options, paths=(".",), glossary=glossaries, config=config)
    code = serve(request, lambda: (find_name(), tell_date()), __version__)
    sys.stderr.flush()
    os._exit(code)  # whatever still waits for stdin


def _open(options: ServerOptions, address: str) -> "Server":
    """Open the server, and load in the background what the first answer needs. Raises CommandError, ConfigError."""
    from errno import EACCES, EADDRINUSE
    from threading import Thread

    from align.cli.options import fill
    from align.commands.local_server import LOOPBACK
    from align.config.settings import Request
    from align.inputs.files import explain
    from align.server.http import Server
    from align.server.languagetool import Checker

    host, _, port = address.rpartition(":")
    host = host or LOOPBACK
    if not (port.isascii() and port.isdecimal() and int(port) < 1 << 16):
        raise CommandError(f"--http {address}: is not a port: write a number up to 65535, as in --http 8081")
    token = os.environ.get(TOKEN, "")
    if host not in (LOOPBACK, "localhost") and not token:
        raise CommandError(
            f"--http {address}: others can call this address: set {TOKEN} to a token that clients must send"
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
        other = "port" if error.errno in (EADDRINUSE, EACCES) else "address"
        raise CommandError(f"--http {address}: cannot be used ({explain(error)}): choose another {other}") from None
    Thread(target=checker.warm_up, daemon=True).start()
    return server
