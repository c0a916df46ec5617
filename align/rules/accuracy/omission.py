"""The rule `omission`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from align.analysis.omitted_parts import OmittedPart, find_omitted_parts
from align.lang.zh_boilerplate import is_boilerplate
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Severity, on_one_line

_SURE = 0.9
_LIKELY = 0.45
_SHOWN = 60

_SOURCE = (
    "港口五月开放。第一批船已经到了。局长说，水位很低。\n"
    "渔民担心今年的收成。新码头要花三亿元。\n"
    "冬天以前，新码头会建好。"
)


@dataclass(slots=True)
class _Gap:
    """Source segments in a row without a counterpart, the probability of the least sure, where they are missing."""

    segments: list[int]
    probability: float
    place: int


class Omission(PairRule):
    """A sentence of the source, or part of one, is missing in the translation.

    What it finds
    -------------
    Source sentences that nothing in the translation renders. The finding stands where they are missing; its
    `source_text` is what was left out. Several in a row make one finding. It is an error where the aligner is sure (a
    probability of .9 or more), else a warning. Where a sentence was rendered without a clause or more of it, that is an
    info; this is looked for in Chinese rendered in English only.

    Why it matters
    --------------
    Whoever reads the translation alone cannot see that a sentence was dropped.

    When it stays silent
    --------------------
    On a sentence that was condensed into its neighbours. What newsrooms drop on purpose (bylines, credits, notes on
    rights and origin, calls to follow an account) gives an info, which is hidden unless asked for.

    Measured
    --------
    Sentences: in six chapters of novels, 817 target sentences each render one source sentence alone. Each of them was
    removed once, 3 % at a time, and sought with weights that were fitted on the other chapters. For 80 % of them the
    source is found, as a warning or an error, and 80 % of the findings are right. On the complete texts there are 3
    alarms per 1,000 beads (docs/alignment.md). What the rule misses are sentences condensed with a neighbour.

    Parts: in 10,931 machine translations of news and talks, 132 clauses are reported. People had marked 56 of them as
    left out, which is 30 % of all clauses that they marked; of 30 others that were read, 28 are left out too. In 4,505
    human references, whose translators condense, 37 clauses in 25 segments are reported, two in three of them rightly
    (`benchmarks/omitted_parts.py`).
    """

    mqm = "accuracy/omission"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "Fishermen worry about this year's catch, and the new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            _SOURCE,
        ),
        Sourced(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "Before winter a new pier, which costs 300 million yuan, will be built. Fishermen worry about their catch.",
            "港口五月开放。第一批船已经到了。局长说，水位很低。\n"
            "冬天以前，要花三亿元的新码头会建好。渔民担心今年的收成。",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "Fishermen worry about this year's catch.⟦⟧\nThe new pier will be built before winter.",
            Severity.ERROR,
            source=_SOURCE,
        ),
        Bad(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head "
            "said.⟦⟧\nFishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            Severity.INFO,
            source=_SOURCE.replace("\n渔民", "\n图为港口。 视觉中国\n渔民"),
        ),
        Bad(
            "Corpus Christi, a city of more than 320,000 people, has closed its libraries and museums.⟦⟧",
            Severity.INFO,
            source="科珀斯克里斯蒂市这座人口超32万的城市，已关闭图书馆与博物馆，居民日夜加固自家的门窗。",
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report source segments that have no counterpart, then parts of others."""
        yield from self._check_sentences(alignment)
        for part in find_omitted_parts(alignment):
            if not is_boilerplate(part.text):
                yield self._report_part(part)

    def _report_part(self, part: OmittedPart) -> Finding:
        text = on_one_line(part.text)
        return self.finding(
            part.place,
            part.place,
            f"A part of the source sentence seems to be missing from its translation: {_quote(text)}.",
            severity=Severity.INFO,
            confidence=part.chance,
            source_text=text,
        )

    def _check_sentences(self, alignment: Alignment) -> Iterator[Finding]:
        for gap in _find_gaps(alignment):
            text = on_one_line("\n".join(alignment.source.segments[index].text for index in gap.segments))
            yield self.finding(
                gap.place,
                gap.place,
                f"The source has {_count_in_words(gap.segments)} here that the translation lacks: {_quote(text)}.",
                severity=_weigh(alignment, gap),
                confidence=round(gap.probability, 2),
                source_text=text,
            )


def _find_gaps(alignment: Alignment) -> Iterator[_Gap]:
    """The runs of source segments that more likely than not have no counterpart."""
    place, gap = 0, None
    for bead in alignment.beads:
        end = alignment.target.segments[bead.target[-1]].end if bead.target else place
        for position, (index, chance) in enumerate(zip(bead.source, _list_chances(bead), strict=True)):
            if chance < _LIKELY:
                if gap:
                    yield gap
                gap = None
            elif gap:
                gap = _Gap([*gap.segments, index], min(gap.probability, chance), gap.place)
            else:
                gap = _Gap([index], chance, end if position else place)
        place = end
    if gap:
        yield gap


def _list_chances(bead: Bead) -> tuple[float, ...]:
    """For each source segment of a bead, the probability that it has no counterpart."""
    if bead.alone:
        return bead.alone[: len(bead.source)]
    return (0.0 if bead.target else bead.confidence,) * len(bead.source)


def _weigh(alignment: Alignment, gap: _Gap) -> Severity:
    if all(is_boilerplate(alignment.source.segments[index].text) for index in gap.segments):
        return Severity.INFO
    return Severity.ERROR if gap.probability >= _SURE else Severity.WARNING


def _count_in_words(segments: list[int]) -> str:
    return "a sentence" if len(segments) == 1 else f"{len(segments)} sentences"


def _quote(text: str) -> str:
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + '…'}”"
