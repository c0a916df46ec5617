"""The base of rules about the structure of a page: they share one comparison of both sides."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.analysis.structure import Comparison, compare_structure, is_compared
from align.analysis.structure.blocks import Kind, PageBlock
from align.analysis.structure.inline import Inline
from align.linter.context import Context
from align.linter.rule import PairRule
from align.model import Alignment, Finding, on_one_line

SHOWN = 60
"""How many characters of a block a message quotes."""
_MOST_NAMED = 3


class StructureRule(PairRule):
    """A rule about what a page has besides sentences; it runs where both sides are pages of one markup."""

    in_markup: ClassVar[bool] = True

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report what `compare` finds, where there are two pages to compare."""
        if context.is_excerpted:
            return
        is_empty = bool(alignment.source.segments) and not any(map(str.isalnum, alignment.target.prose))
        if not is_empty and is_compared(alignment):
            found = context.analyse(compare_structure, alignment)
            if found.is_too_large:
                context.remark("The structure of a page with so many blocks was not compared")
            if found.target.page.fence is None:
                yield from self.compare_all(found)
                yield from self.compare(found.told)

    def compare_all(self, found: Comparison) -> Iterator[Finding]:
        """Yield what is said of a page as a whole, of which `compare` may be told less; most rules say nothing."""
        return iter(())

    @abstractmethod
    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Yield what differs, from the comparison of a page and its translation."""


def name_block(block: PageBlock) -> str:
    """Return what a message calls a block: “Start”, the code block `pip install x`."""
    if block.kind is Kind.CODE:
        line = next((line.strip() for line in block.text.split("\n") if line.strip()), block.name)
        return f"`{cut(line)}`" if line else "an empty one"
    if block.kind is Kind.NOTE:
        return f"`{block.name}`" + (f" “{cut(block.text)}”" if block.text.strip('" ') else "")
    if block.kind in (Kind.SHORTCODE, Kind.INCLUDE, Kind.TABLE, Kind.DIRECTIVE):
        return f"`{cut(block.text.partition(chr(10))[0])}`"
    return f"“{cut(block.text)}”"


def cut(text: str) -> str:
    """Return a text on one line, cut where it is too long for a message."""
    line = on_one_line(text).strip()
    return line if len(line) <= SHOWN else line[:SHOWN].rstrip() + "…"


def count_kinds(blocks: tuple[PageBlock, ...]) -> str:
    """Return what a message says of several blocks: “2 paragraphs, a table”."""
    kinds = dict.fromkeys(block.kind for block in blocks)
    numbers = {kind: sum(block.kind is kind for block in blocks) for kind in kinds}
    named = [_count(kind, number) for kind, number in numbers.items()]
    more = named[_MOST_NAMED:]
    return ", ".join(named[:_MOST_NAMED]) + (" and more" if more else "")


def _count(kind: Kind, number: int) -> str:
    article = "an" if kind[0] in "aeiouH" else "a"
    return f"{article} {kind}" if number == 1 else f"{number} {kind}s"


def name_parts(parts: Sequence[Inline]) -> str:
    """Return what a message calls some inline parts: `open()`, `close()` and 2 more."""
    named = list(dict.fromkeys(f"`{cut(part.shown)}`" for part in parts))
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more
