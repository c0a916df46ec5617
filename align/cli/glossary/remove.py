"""`aligncheck glossary remove FILE TERM...`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.glossary.files import edit_glossary
from align.cli.glossary.options import File, SignedOptions
from align.cli.messages import tell
from align.cli.options import Words, argument, as_command


@dataclass(frozen=True, slots=True)
class RemoveOptions:
    """The options of `glossary remove`."""

    path: File
    names: Annotated[Words, argument("TERM...", kind=str)]
    change: SignedOptions


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
    from glossary.upkeep.change import remove

    with edit_glossary(options.path, options.change) as draft:
        removal = remove(draft.glossary, options.names, options.change.languages.pair)
        draft.glossary = removal.glossary
    for concept in removal.concepts:
        tell([f"removed concept {concept.id}: {', '.join(term.describe() for term in concept.terms)}"])
    tell(f"removed from concept {name}: {term.describe()}" for name, term in removal.terms)
    return 0
