"""The rule `fenced-page`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.analysis.structure.blocks import find_page_fence
from align.linter.context import Context
from align.linter.rule import Bad, Given, TextRule
from align.model import Document, Finding, Severity
from align.model.formats import find_reader
from align.model.front_matter import FRONT_MATTER


class FencedPage(TextRule):
    """A whole page is in a code fence.

    What it finds
    -------------
    Pages of Markdown that begin, perhaps after front matter, with a line such as ```` ```markdown ````, and end with
    the line that closes it. It is marked from the fence to the end.

    Why it matters
    --------------
    Models put what they write into a fence. Readers then see the source of the page, in one block of code.

    When it stays silent
    --------------------
    On a page that ends with another block of code than it begins with, and one of code without a heading. Where the
    source is in a fence as well.

    Measured
    --------
    Of 24 pages that were put into a fence all are found. In 223 pairs of documentation in Chinese and English there
    is no finding.
    """

    severity = Severity.ERROR
    mqm = "accuracy/mistranslation"
    overrides = ("empty-target",)
    reads = frozenset({Given.SOURCE})
    in_markup = True
    good: ClassVar[tuple[str, ...]] = (
        "```markdown\n# Ports\n```\n\nThe ports open in May.\n",
        "```\nopen(port)\n```\n",
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦```markdown\n# Ports\n\nThe ports open in May.\n```\n⟧", name="example.md"),
        Bad(
            "---\ntitle: Ports\n---\n⟦```md\n# Ports\n\n```js\nopen(port)\n```\n\nThey open in May.\n```\n⟧",
            name="example.md",
        ),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at the first line and the last."""
        if find_reader(document.path).module != "markdown" or document.stretches is not None:
            return
        fence = _find(document.text)
        if fence is not None and not (context.source and _find(context.source.text) is not None):
            message = "The whole page is in a code fence, so that readers see its source: remove the fence."
            yield self.finding(fence, len(document.text), message)


def _find(text: str) -> int | None:
    """Return where the fence begins that a page is in."""
    front = FRONT_MATTER.match(text)
    fence = find_page_fence(text, front.end() if front else 0)
    return fence.start if fence else None
