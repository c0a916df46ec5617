"""The rule `quote-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding
from glossary.pack.patterns import compile_late

_SURE = 0.8
_QUOTE = compile_late(r"[“”„‟\"「」『』«»]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?])[’'](?!\w)")

_SINGLE = "‘’'"


class QuoteMismatch(PairRule):
    """Quotation marks are in the source but not in the translation, or the other way round.

    What it finds
    -------------
    A sentence with quotation marks on one side and none on the other, where the aligner is sure of the pair and no
    neighbouring sentence has any.

    Why it matters
    --------------
    Quotation marks show who is speaking. Without them, the newsroom seems to speak.

    When it stays silent
    --------------------
    It is off by default, because Chinese puts quotation marks around names and slogans that English leaves bare;
    `--select quote-mismatch` runs it. On titles in 《》, which are no quotations.

    Measured
    --------
    137 alarms in 4,505 human references of news; most are on names and slogans.
    """

    mqm = "linguistic-conventions/punctuation"
    default = False
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("'It will rain,' he said.", "他说：“会下雨。”"),
        Sourced("The farmers' dogs don't bark.", "农民的狗不叫。"),
        Sourced("He read Dream of the Red Chamber.", "他读《红楼梦》。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦It will rain tomorrow, he said.⟧", source="“明天会下雨，”他说。"),
        Bad("⟦He called it “a plan”.⟧", source="他称之为计划。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Compare the quotation marks of each bead."""
        for bead, near in find_matches_with_neighbours(alignment, _SURE):
            source, target = "".join(map(alignment.source_text, near)), "".join(map(alignment.target_text, near))
            source_quotes = _has_quotes(alignment.source_text(bead))
            target_quotes = _has_quotes(alignment.target_text(bead))
            if (source_quotes and not _has_quotes(target)) or (target_quotes and not _has_quotes(source)):
                yield self.finding(
                    *alignment.target_span(bead),
                    "The source has quotation marks here; the translation has none."
                    if source_quotes
                    else "The translation has quotation marks here; the source has none.",
                    source_text=alignment.source_text(bead),
                )


def _has_quotes(text: str) -> bool:
    """Return whether a text has quotation marks: a double one, or single ones at both ends of words."""
    marks = _QUOTE.findall(text)
    single = [mark for mark in marks if mark in _SINGLE]
    return len(single) < len(marks) or (len(single) > 1 and single[0] != "’")
