"""`aligncheck review serve [PATH]...`."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from align.cli.given_options import GivenOptions, request_given
from align.cli.messages import complain
from align.cli.options import MinSeverity, SomePaths, as_command, count, option
from align.cli.runs import spell_options
from align.cli.serving import announce, serve
from align.cli.work import show_work
from align.errors import CommandError, FileError

if TYPE_CHECKING:
    from align.commands.review.server.requests import Desk


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """The options of `review serve`."""

    paths: SomePaths
    to: Annotated[str, option("The file that decisions are written to.", "FILE", default="report.review.json")]
    min_severity: MinSeverity
    terms: Annotated[bool, option("Also show how consistently terms are rendered, and candidates.")]
    port: Annotated[int, count("Port on this computer  [any free one]", 0, 65535, default=0)]
    no_browser: Annotated[bool, option("Print the address; open no browser.")]
    options: GivenOptions


@as_command("serve", ServeOptions)
def command(options: ServeOptions) -> int:
    """Show the page to review PATHS (else this folder) in a browser on this computer, until Ctrl-C.

    Each decision is saved to the file of decisions immediately, and a sentence that is rewritten is checked again; the
    texts themselves are changed only by `review apply`. The address that is printed holds a token: without it, or from
    another computer, the server does not reply. A file that only you can read opens the page in your browser.
    """
    import webbrowser

    from align.commands.review.server.requests import Server
    from align.inputs.files import explain

    desk = _prepare(options)
    try:
        server = Server(desk, options.port, complain)
    except OSError as error:
        raise CommandError(f"--port {options.port}: cannot be taken ({explain(error)}): name another") from None
    announce(server.address, f"decisions are written to {options.to}; Ctrl-C ends")
    if not options.no_browser:  # by a file that leads there: all can see the command line of a browser, and no token
        if guide := server.make_guide():
            webbrowser.open_new_tab(guide.as_uri())
        else:
            complain("no browser was opened, for no file could be kept from others: open the address yourself")
    return serve(server)


def _prepare(options: ServeOptions) -> "Desk":
    """Check the texts, and see that decisions can be kept. Raises CommandError, FileError."""
    from align.commands.review.server.requests import Desk
    from align.commands.review.server.store import Store
    from align.commands.review.server.texts import Texts
    from align.config.decisions.tables import is_table
    from align.model import Severity
    from glossary.storage.reading import is_folder

    if is_table(options.to):
        raise CommandError(f"--to {options.to}: is a table: name a .review.json file")
    if not is_folder(Path(options.to).parent):
        raise FileError(options.to, "there is no such folder: make it, or name another")
    Store(options.to, "").read()
    least = Severity[options.min_severity.upper()] if options.min_severity else None
    request = replace(request_given(options.options, options.paths or (".",)), with_pages=True)
    texts = Texts(request, least, options.terms, show_work, spell_options(request))
    texts.look()
    return Desk(texts, Store(options.to, texts.signature, texts.digests, texts.names, texts.options))
