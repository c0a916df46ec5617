"""The rule `name-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.lang import language
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Document, Edit, Finding, Fix, Suggestion
from align.names import Pair, Roster, Slip, are_spelled, slips

_SURE = 0.4
"""The confidence from which a bead is compared: below, it may be two others that belong together."""


class NameMismatch(PairRule):
    """A Chinese name is not spelled as its characters are read.

    What it finds
    -------------
    A person's name that nearly spells one of the source: a letter too few or too many (韩立新, Han Lixing), one
    syllable of two another, both turned round, a right given name after a wrong surname (仇晓明, Chou Xiaoming).
    A place that the dictionary knows, one letter off (常州, Changzou; 陕西, Shanxi).
    The spelling expected is suggested.

    Why it matters
    --------------
    The reader takes the person for another, and no search finds them.

    When it stays silent
    --------------------
    Where the name is missing, or rendered by something unlike it. On all readings of a character, ü written v, u or
    yu, the surname last, given names in two words or with a hyphen, initials, English given names; on Wade-Giles and
    the spellings of Hong Kong, Taiwan and South-East Asia; on foreign names in Chinese; where the slip is an English
    word; where the spelling is that of another name in the source, or the right one stands in a sentence next to it;
    where the aligner is not sure.

    Measured
    --------
    With `benchmarks/names.py`, tuned on the same texts: 9 alarms in 4,505 segments of human references, 8 of them
    mistakes of the reference. On machine translations 32 (WMT 2020), 44 (2021) and 4 (2023) alarms, of which 29, 28 and
    4 lie on something that people marked; of the first 76, all read, 73 are wrong names. None in 3,071 segments on
    health, 2,251 of a bank's reports and 1,329 of novels. Of 2,239 faults put into right names of the references 93 %
    are found. In `tests/name_pairs.py`, none of 196 right pairs raises an alarm, and 163 of 169 slips do.
    """

    mqm = "accuracy/mistranslation"
    overrides = ("name-variant",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Han Lixin and Han Lixing run the mine.", "韩立新和韩立星经营这座矿。"),
        Sourced("Chiang Kai-shek met Ma Ying-jeou's father.", "蒋介石会见了马英九的父亲。"),
        Sourced("Professor Shan Xiao-ming and Lyu Yue spoke.", "单晓明教授和吕乐发言。"),
        Sourced("John Lee met Li Ka-shing in Nanking.", "李家超在南京会见李嘉诚。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Han Lixing⟧ is not pessimistic.", source="韩立新并不悲观。"),
        Bad("⟦Chou Xiaoming⟧ teaches mathematics.", source="仇晓明教数学。"),
        Bad("The mayor, ⟦Xiaofeng Wang⟧, agreed.", source="市长王晓芳同意了。"),
        Bad("The train to ⟦Changzou⟧ is late.", source="开往常州的列车晚点了。"),
    )

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Compare the names of each bead that both sides have."""
        if not are_spelled(language(alignment.source.language), language(alignment.target.language)):
            return
        beads, roster = alignment.beads, Roster(alignment.source.prose)
        pairs = [_pair(alignment, bead) for bead in beads]
        for index, bead in enumerate(beads):
            if bead.source and bead.target and bead.confidence >= _SURE:
                beside = (*pairs[max(index - 1, 0) : index], *pairs[index + 1 : index + 2])
                start = alignment.target.segments[bead.target[0]].start
                for slip in slips(pairs[index], roster, beside):
                    yield self._slip(alignment.source_text(bead), pairs[index], start, slip)

    def _slip(self, shown: str, pair: Pair, offset: int, slip: Slip) -> Finding:
        """`shown` is the source on one line, `offset` where the target of the bead begins."""
        start, end = offset + slip.span.start, offset + slip.span.end
        name, written = pair[0][slice(*slip.source)], pair[1][slice(*slip.span)]
        return self.finding(
            start,
            end,
            f"The source has “{name}”, {slip.right}; “{written}” is no spelling of it.",
            suggestions=(Suggestion(slip.right, "source", 1.0),),
            fix=Fix(safe=False, edits=(Edit(start, end, slip.right),)),
            source_text=shown,
            source_span=slip.source if shown == pair[0] else None,
        )


def _pair(alignment: Alignment, bead: Bead) -> Pair:
    """The source and the target of a bead as they stand in their texts."""
    return _prose(alignment.source, bead.source), _prose(alignment.target, bead.target)


def _prose(document: Document, indices: tuple[int, ...]) -> str:
    if not indices:
        return ""
    return document.prose[document.segments[indices[0]].start : document.segments[indices[-1]].end]
