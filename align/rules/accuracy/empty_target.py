"""The rule `empty-target`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.lang.zh_notes import is_boilerplate
from align.linter.context import Context
from align.linter.rule import Bad, Given, TextRule
from align.model import MASK, Bitext, Document, Finding, Segment, Severity, on_one_line

_SHOWN = 60


class EmptyTarget(TextRule):
    """A pair, or a whole text, has a source but no translation.

    What it finds
    -------------
    Pairs of a file of pairs (TSV, XLIFF, a table) whose target is empty or white space. A file without a sentence
    next to a source that has some, or with comments and code alone: one finding, not one for each sentence.

    Why it matters
    --------------
    The sentence would be missing from what is published.

    When it stays silent
    --------------------
    Where the source is empty too. A source that newsrooms drop on purpose (a credit, a line of asterisks) gives an
    info, which is hidden unless asked for, and so does a unit of which the file says that it is not translated yet.

    Measured
    --------
    Nothing to measure: the rule guesses nothing.
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    reads = frozenset({Given.SOURCE})
    good: ClassVar[tuple[str, ...]] = ("A text without pairs.\n\n", "Another one, which ends in blank lines.\n\n\n")
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦⟧", name="example.tsv", source="港口五月开放。"),
        Bad("⟦⟧", Severity.INFO, name="example.tsv", source="责任编辑：王宁"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at each pair, or at the whole text next to its source."""
        if context.bitext is not None:
            yield from self._check_pairs(document, context.bitext)
        elif context.source and _is_empty(document) and (sentences := _list_sentences(context.source)):
            yield self._report_text(document, sentences)

    def _report_text(self, document: Document, sentences: Sequence[Segment]) -> Finding:
        """Return the finding on a text in which there is nothing to read; it comes after what is masked there."""
        place = len(document.text) if document.masked else 0
        is_story = any(not is_boilerplate(one.text) for one in sentences)
        count = "one sentence" if len(sentences) == 1 else f"{len(sentences):,} sentences"
        return self.finding(
            place,
            place,
            f"The translation is empty; the source has {count}.",
            severity=None if is_story else Severity.INFO,
            source_text=on_one_line(sentences[0].text),
        )

    def _check_pairs(self, document: Document, bitext: Bitext) -> Iterator[Finding]:
        for unit in bitext.units:
            if document.text[slice(*unit.target)].strip():
                continue
            source = on_one_line(bitext.source.text[slice(*unit.source)])
            if source.strip():
                shown = source if len(source) <= _SHOWN else source[:_SHOWN].rstrip() + "…"
                severity = Severity.INFO if unit.is_pending or is_boilerplate(source) else None
                message = "is not translated yet" if unit.is_pending else "has no translation: translate it"
                yield self.finding(
                    unit.target.start,
                    unit.target.start,
                    f"“{shown}” {message}.",
                    severity=severity,
                    source_text=source,
                )


def _is_empty(document: Document) -> bool:
    """Return whether there is nothing to read: no sentence, or code and comments alone."""
    return not document.segments or (bool(document.masked) and not document.prose.replace(MASK, "").strip())


def _list_sentences(source: Document) -> list[Segment]:
    """Return the sentences of a source that are more than code and comments."""
    return [one for one in source.segments if source.prose[one.start : one.end].replace(MASK, "").strip()]
