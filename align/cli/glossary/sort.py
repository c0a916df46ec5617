"""`aligncheck glossary sort FILE [KEY]`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.glossary.files import edit_glossary
from align.cli.glossary.options import ChangeOptions, File
from align.cli.options import argument, as_command

_KEYS = ("source", "target", "id", "pinyin")


@dataclass(frozen=True, slots=True)
class SortOptions:
    """The options of `glossary sort`."""

    path: File
    key: Annotated[str, argument("[KEY]", default="source", kind=click.Choice(_KEYS))]
    change: ChangeOptions


@as_command("sort", SortOptions)
def command(options: SortOptions) -> int:
    """Put the concepts and terms of a glossary in order.

    \b
        aligncheck glossary sort terms.csv
        aligncheck glossary sort terms.csv pinyin

    KEY says what concepts are sorted by: source (if none is given), target, id or pinyin. Terms are sorted by the
    Unicode numbers of their characters, an order that is the same everywhere, so that a file in git changes only where
    its words do. The order by pinyin is for readers: it may change with the dictionary of readings. Within a concept,
    the source comes first, then the target; the preferred first, the forbidden last.
    """
    from glossary.upkeep.sort import sort

    with edit_glossary(options.path, options.change) as draft:
        draft.glossary = sort(draft.glossary, options.key, options.change.languages.pair)
    return 0
