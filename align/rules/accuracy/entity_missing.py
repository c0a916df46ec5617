"""The rule `entity-missing`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.untranslatables import entities, glossed, stands_in
from align.lang import language
from align.lang.scripts import is_east_asian
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Suggestion

_SURE = 0.4


class EntityMissing(PairRule):
    """A name, code or address in Latin letters that the source has does not stand in the translation.

    What it finds
    -------------
    Latin words with a capital, codes (C919), URLs, e-mail addresses, @accounts and #tags in a source that is not
    written in Latin letters, which neither the sentence that renders theirs nor its neighbours have.

    Why it matters
    --------------
    Such names need no translation: one that is gone was dropped or garbled.

    When it stays silent
    --------------------
    On lower-case words, units, Roman numerals and letters that count; where hyphens, spaces or capitals differ; where
    the words stand that an acronym is made of (WTO, World Trade Organization), and on a name in brackets before its
    initials where those stand.

    Measured
    --------
    14 alarms in 4,505 segments of human references, of which 479 have Latin words: 12 are dropped or replaced, two are
    written apart ("game IP" for IP15周年) or were no name ("Using").
    """

    mqm = "accuracy/omission"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The World Trade Organization met on Monday.", "WTO周一开会。"),
        Sourced("It weighs 5 kilograms and has an app.", "它重5KG，有APP。"),
        Sourced("A-shares fell.", "A股下跌。"),
        Sourced("WeChat Pay works there.", "WeChatPay在那里能用。"),
        Sourced("The CDC disagrees.", "疾控中心（Center for Disease Control, CDC）不同意。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦The code is kept on a website.⟧", source="代码存放在GitHub上。"),
        Bad("⟦Write to tips@desk.exampel today.⟧", source="今天就写信到tips@desk.example。"),
    )

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Look for each entity of the source."""
        if not is_east_asian(language(alignment.source.language).letters):
            return
        for index, bead in enumerate(alignment.beads):
            if bead.source and bead.target and bead.confidence >= _SURE:
                yield from self._lost(alignment, index, bead)

    def _lost(self, alignment: Alignment, index: int, bead: Bead) -> Iterator[Finding]:
        source, segments = alignment.source_text(bead), alignment.target.segments
        found = list(entities(source))
        near = "\n".join(map(alignment.target_text, alignment.beads[max(index - 1, 0) : index + 2])) if found else ""
        spared = [name for name, initials in glossed(source) if stands_in(initials, near)]
        for span, entity in {entity: (span, entity) for span, entity in reversed(found)}.values():
            if not stands_in(entity, near) and not any(name.start <= span.start < name.end for name in spared):
                yield self.finding(
                    segments[bead.target[0]].start,
                    segments[bead.target[-1]].end,
                    f"The source has “{entity}”, which its translation lacks.",
                    suggestions=(Suggestion(entity, "source", 1.0),),
                    source_text=source,
                    source_span=span,
                )
