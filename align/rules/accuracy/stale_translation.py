"""The rule `stale-translation`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from align.analysis.rewordings import mark_difference
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding, Severity, Span
from align.model.staleness import Change, Piece, SourceChange, tell_since

_SHOWN = 240
_SOURCE = "港口五月开放。第一批船已经到了。局长说，水位很低。\n渔民担心今年的收成。新码头要花三亿元。"
_TARGET = (
    "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
    "Fishermen worry about this year's catch. The new pier will cost 300 million yuan."
)


class StaleTranslation(PairRule):
    """The source has changed since it was translated, and the translation has not followed.

    What it finds
    -------------
    Sentences whose source says something else now, in runs that know what it was: `check --since REV` and
    `check --stored` (docs/stale.md). The message shows what has changed, `[-words-]` that are gone and `{+words+}` that
    are new; `source_text` is the source now. A sentence whose source is gone altogether is an error.

    Why it matters
    --------------
    Sources are corrected after they were translated. No one who reads the translation alone can see that it says what
    the source no longer says.

    When it stays silent
    --------------------
    Where the translation was changed at that place, too; whether it says the right thing now is for other rules and
    people. On what is only wrapped, spaced, formatted or moved. On what the translation never rendered, which omission
    reports. Rules that compare figures and names still mark what exactly is wrong now; where the source of a sentence
    is gone, they say nothing.

    Measured
    --------
    Thirty edits of three sample texts make seventeen sentences stale; it marks these, and nothing else (in sample).
    """

    mqm = "accuracy/mistranslation"
    of_changes = (Change.CHANGED, Change.REMOVED)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(_TARGET, _SOURCE, old_source=_SOURCE.replace("到了。局", "到了。\n局")),
        Sourced(
            _TARGET,
            "新码头要花三亿元。\n港口五月开放。第一批船已经到了。局长说，水位很低。\n渔民担心今年的收成。",
            old_source=_SOURCE,
        ),
        Sourced(_TARGET.replace("300", "500"), _SOURCE.replace("三亿元", "五亿元")),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            _TARGET.replace("The new pier will cost 300 million yuan.", "⟦The new pier will cost 300 million yuan.⟧"),
            source=_SOURCE.replace("三亿元", "五亿元"),
            old_source=_SOURCE,
        ),
        Bad(
            _TARGET.replace("The first ships have already arrived.", "⟦The first ships have already arrived.⟧"),
            Severity.ERROR,
            source=_SOURCE.replace("第一批船已经到了。", ""),
            old_source=_SOURCE,
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report the sentences of the target whose source has changed."""
        for change in context.changes.list_rendered(*self.of_changes):
            yield self._report(alignment, change, tell_since(context.changes.since))

    def _report(self, alignment: Alignment, change: SourceChange, since: str) -> Finding:
        text, span = _find_source(alignment, change)
        what, shown = "Part of the source" if change.is_shared else "The source", mark_difference(change.difference)
        became = "of this has been removed" if change.kind is Change.REMOVED else "has changed"
        shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
        finding = self.finding(
            *(change.span or Span(0, 0)),
            f"{what} {became} {since}: {shown}",
            severity=Severity.ERROR if change.kind is Change.REMOVED else None,
            source_text=text,
            source_span=span,
        )
        return replace(finding, entry=change.identify())


def _find_source(alignment: Alignment, change: SourceChange) -> tuple[str, Span | None]:
    """Return the source now that the sentences are compared with, and what is new in it; nothing where it is gone."""
    if not change.segments:
        return "", None
    bead = alignment.beads[alignment.find_bead_of_source(change.segments[0])]
    text = alignment.source_text(bead)
    start = text.find(change.new)
    text, start = (text, start) if start >= 0 else (change.new, 0)
    span = _find_new_words(change.difference)
    return text, span and span.move(start)


def _find_new_words(difference: Sequence[Piece]) -> Span | None:
    """Return where in the new text the first new words start and the last ones end; None where words are only gone."""
    position, spans = 0, list[Span]()
    for piece in difference:
        end = position + (len(piece.text) if piece.sign != "-" else 0)
        if piece.sign == "+":
            spans.append(Span(position, end))
        position = end
    return Span(spans[0].start, spans[-1].end) if spans else None
