"""`aligncheck glossary remove FILE TERM...`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.glossary.files import edit_glossary
from align.cli.glossary.options import File, Force, Format, LanguageOptions
from align.cli.options import Words, argument, as_command


@dataclass(frozen=True, slots=True)
class RemoveOptions:
    """The options of `glossary remove`."""

    path: File
    names: Annotated[Words, argument("TERM...", kind=str)]
    force: Force
    format: Format
    languages: LanguageOptions


@as_command("remove", RemoveOptions)
def command(options: RemoveOptions) -> int:
    """Remove terms, or concepts with all their terms, from a glossary.

    \b
        aligncheck glossary remove terms.csv "key minerals"   this rendering
        aligncheck glossary remove terms.csv 关键矿产         with its renderings
        aligncheck glossary remove terms.csv 矿=ore           of several “ore”

    TERM is a term, SOURCE=TARGET, or the id of a concept. A concept goes as a whole with its only source term.
    Exit code: 0 removed, 2 not.
    """
    from align.report.terminal import visible
    from glossary.upkeep.change import remove

    with edit_glossary(options.path, options.format, options.languages.pair, options.force) as draft:
        removal = remove(draft.glossary, options.names, options.languages.pair)
        draft.glossary = removal.glossary
    for concept in removal.concepts:
        terms = ", ".join(f"{term.language} “{term.text}”" for term in concept.terms)
        click.echo(visible(f"removed concept {concept.id}: {terms}"))
    for name, term in removal.terms:
        click.echo(visible(f"removed from concept {name}: {term.language} “{term.text}”"))
    return 0
