"""The rule `untranslated-document`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.lang import find_language
from align.lang.east_asian import find_runs_of_document
from align.lang.identification import name_language
from align.linter.context import Context
from align.linter.rule import EVERY_OTHER, Bad, TextRule, Trigger
from align.model import Document, Finding, Severity
from glossary.lang.scripts import EAST_ASIAN_LETTERS, count_east_asian, has_latin, is_east_asian


class UntranslatedDocument(TextRule):
    """A text that should be a translation is in the source language throughout.

    What it finds
    -------------
    A text file with more East Asian letters than Latin ones: the original was saved under the name of its translation,
    or was never translated. The whole text is one finding.

    Why it matters
    --------------
    A checker that knows English only would find nothing in such a file, and it would be published as it is.

    When it stays silent
    --------------------
    On a text whose language is Chinese, Japanese or Korean by its name (`report.zh.md`) or by an option. On a text that
    is translated in part, or that gives the original next to the translation (see untranslated-segment). On pairs of
    source and target, which are judged one by one.

    Measured
    --------
    None of 175 translated essays is taken for untranslated, and no human reference of news; of 4,505 Chinese sources,
    each as a text, 98.7 % are found.
    """

    severity = Severity.ERROR
    mqm = "accuracy/untranslated"
    trigger = Trigger(chars=EAST_ASIAN_LETTERS)
    overrides = (EVERY_OTHER,)
    good: ClassVar[tuple[str, ...]] = (
        "The harbour opened in May.\n港口五月开放。\nNobody came.",
        "Harbour Opens in May (港口五月开放)",
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦港口五月开放\n\n港口局说，第一批船已经到了。⟧"),
        Bad("⟦# 港口五月开放 (Harbour)\n\n港口局说，第一批船已经到了，GDP 会增长。⟧\n", name="example.md"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Weigh the letters of the whole text."""
        if is_east_asian(find_language(document.language).letters) or context.is_excerpted:
            return
        prose = document.prose
        runs = context.analyse(find_runs_of_document, document)
        letters = sum(count_east_asian(prose[run.start : run.end]) for run in runs)
        if letters and not has_latin(prose, letters):
            start = len(prose) - len(prose.lstrip())
            yield self.finding(
                start, len(prose.rstrip()), f"This text is in {name_language(prose)} throughout; translate it."
            )
