"""`aligncheck glossary page GLOSSARY... --to FILE.html`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.glossary.files import load_glossary
from align.cli.glossary.options import TableOptions, glossary_format, use_dictionary_for
from align.cli.messages import tell
from align.cli.options import Words, argument, as_command, option
from align.cli.outputs import Output, check_file
from align.cli.streams import write_file
from align.errors import CommandError

_SUFFIXES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The options of `glossary page`."""

    paths: Annotated[Words, argument("GLOSSARY...")]
    to: Annotated[str, option("File to write (.html).", "FILE", required=True)]
    format: Annotated[str | None, glossary_format("Format of all glossaries (else recognised).")]
    languages: TableOptions


@as_command("page", PageOptions)
def command(options: PageOptions) -> int:
    """Make one page of glossaries, to be sent round: an HTML file with all concepts, searched in both languages.

    \b
        aligncheck glossary page terms.csv --to glossary.html
        aligncheck glossary page mine.csv theirs.csv --to both.html

    It opens by double click, loads nothing, works without JavaScript (but for search and filters), and can be printed.
    Rejected terms are left out. An earlier page of a glossary is replaced, no other file.
    Exit code: 0 written, 2 not.
    """
    from align import __version__
    from align.commands.glossary_page import collect_contents
    from align.inputs.earlier_outputs import GLOSSARY_PAGE
    from align.report.glossary_page import render
    from align.report.summary import tell_amount

    if not options.to.lower().endswith(_SUFFIXES):
        raise CommandError(f"--to {options.to}: the page is HTML: name a file that ends in .html")
    check_file(Output(GLOSSARY_PAGE, options.to), options.paths, flag="--to")
    paths = tuple(dict.fromkeys(options.paths))
    glossaries = {path: load_glossary(path, options.format, options.languages).glossary for path in paths}
    with use_dictionary_for("."):
        contents = collect_contents(glossaries, options.languages.languages)
    if not contents.entries:
        raise CommandError(f"{', '.join(paths)}: no concept has a term to show: see `aligncheck glossary stats`")
    write_file(options.to, render(contents, f"aligncheck:{__version__}|glossary page"), "--to")
    tell([f"{options.to}: {tell_amount(len(contents.entries), 'concept')}"])
    return 0
