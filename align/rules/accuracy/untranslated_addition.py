"""The rule `untranslated-addition`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from align.analysis.excerpts import quote
from align.lang.zh_notes import is_boilerplate
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding, Severity, Span
from align.model.staleness import Change, SourceChange, tell_since

_SHOWN = 120
_SOURCE = "港口五月开放。第一批船已经到了。局长说，水位很低。\n渔民担心今年的收成。新码头要花三亿元。"
_TARGET = (
    "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
    "Fishermen worry about this year's catch. The new pier will cost 300 million yuan."
)


class UntranslatedAddition(PairRule):
    """A sentence was added to the source since it was translated, and the translation lacks it.

    What it finds
    -------------
    Sentences that are new in the source, in runs that know what it was: `check --since REV` and `check --stored`
    (docs/stale.md). The finding is where the translation of them would be; its `source_text` is what was added.
    Several in a row make one finding. What newsrooms leave out on purpose (bylines, credits, notes on rights) is an
    info.

    Why it matters
    --------------
    News grows after it was published. Who reads the translation alone does not get the rest.

    When it stays silent
    --------------------
    Where sentences that are new in the translation render them, and on what was moved. What was lacking all along is
    reported by omission, which says nothing of what this rule reports.

    Measured
    --------
    Thirty edits of three sample texts add sentences in six places; it marks these, and nothing else (in sample).
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    overrides = ("empty-target",)
    of_changes = (Change.ADDED,)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(_TARGET, _SOURCE, old_source=_SOURCE.replace("到了。局", "到了。\n局")),
        Sourced(_TARGET, _SOURCE.replace("很低", "非常低"), old_source=_SOURCE),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            _TARGET.replace("arrived. The", "arrived.⟦⟧ The"),
            source=_SOURCE.replace("到了。局", "到了。船员们都很累。局"),
            old_source=_SOURCE,
        ),
        Bad(
            f"{_TARGET}⟦⟧",
            Severity.INFO,
            source=f"{_SOURCE}\n图为港口。 视觉中国",
            old_source=_SOURCE,
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report what was added to the source."""
        for change in context.changes.list_added():
            yield self._report(alignment, change, tell_since(context.changes.since))

    def _report(self, alignment: Alignment, change: SourceChange, since: str) -> Finding:
        sentences = [alignment.source.segments[index].text for index in change.segments]
        what, has = ("A sentence", "has") if len(sentences) == 1 else (f"{len(sentences)} sentences", "have")
        finding = self.finding(
            *(change.span or Span(0, 0)),
            f"{what} {has} been added to the source {since} and {has} no translation: {quote(change.new, _SHOWN)}.",
            severity=Severity.INFO if all(map(is_boilerplate, sentences)) else None,
            source_text=change.new,
        )
        return replace(finding, entry=change.identify())
