"""The rule `omission`."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import attrgetter
from typing import ClassVar

from align.analysis.absorbed_sentences import (
    is_answered,
    is_merged_question,
    is_rendered_heading,
    weigh_lost_block,
)
from align.analysis.alignments import is_chinese_into_english
from align.analysis.excerpts import quote
from align.analysis.moved_passages import find_moves
from align.analysis.omitted_parts import OmittedPart, find_omitted_parts, has_numbers_of, search_omitted_parts
from align.analysis.structure import Comparison, compare_structure, is_compared
from align.lang.patterns import ZH_SENTENCES
from align.lang.set_phrases import has_set_phrase
from align.lang.zh_notes import is_boilerplate, is_note, is_salutation
from align.linter.context import Context
from align.linter.families.terms import list_terms
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Document, Finding, Role, Severity, Suggestion, on_one_line
from align.model.findings import NAMES_AND_FIGURES
from align.model.staleness import Change, SourceChanges
from glossary.lang.scripts import HAN, LATIN, has_han
from glossary.pack.patterns import compile_late
from glossary.renderings.steps import Steps

_HAN, _LATIN = compile_late(f"[{HAN}]"), compile_late(f"[{LATIN}]{{3}}")
_LATIN_WORD, _FEW_WORDS = compile_late(f"[{LATIN}]+"), 2
_UNFINISHED = tuple("“‘「『（(《、：:")
"""What a clause ends with that goes on: a piece of a list, or what introduces a speech."""
_QUOTES = ("“”", "「」", "《》", "（）")
_ENDS = tuple("。！？!?.…”」）")
_SURE, _SURE_IF_ABRIDGED, _FEW = 0.9, 0.96, 2
"""The probabilities from which on an omission is an error; the second one for a sentence or two of a text that was
abridged, for it may have condensed them into others."""
_GAPS_OF_ABRIDGED, _SHARE_OF_ABRIDGED = 8, 0.05
"""How often, and at how many of its segments, something of a source is missing that was abridged."""
_LIKELY, _LIKELY_THOUGH_ALIGNED = 0.47, 0.65
"""The probabilities from which on a sentence is reported: as an info below the second, or below that of its bead, where
the alignment gives it a translation all the same."""
_NEAR = 3
"""How many segments before and after are near."""
_NOTHING_NEAR, _HELD, _CERTAINLY_HELD = 0.1, 0.4, 0.7
"""The chances that the translation around a sentence holds it: below the first an error, above the others an info, and
nothing."""
_SURE_OF_A_PART = ((8, 0.48), (6, 0.55), (4, 0.66))
"""From which number of Han characters on a missing clause is a warning from which chance on; many short ones, as in the
messages of a program, are fillers."""
_LONG_PART, _LEAST_OF_A_SHORT_PART = 6, 0.5
"""The chance from which a clause of fewer characters is an info."""
_SURE_OF_LIST = 0.5
"""The confidence of a bead from which on its lists are compared."""
_MORE_OF_THE_SAME = ZH_SENTENCES.late("more_of_the_same")
_AGE_AT_DEATH, _LIFE = ZH_SENTENCES.late("age_at_death"), compile_late(r"\b[12]\d{3} ?[-–—] ?[12]\d{3}\b")
_MOST_COPIES = 50
"""Copies of a segment that are looked at."""
_REACH = 80
"""How far from an omitted part the years of a life may be."""
_SHOWN = 60

_SOURCE = (
    "港口五月开放。第一批船已经到了。局长说，水位很低。\n"
    "渔民担心今年的收成。新码头要花三亿元。\n"
    "冬天以前，新码头会建好。"
)


@dataclass(slots=True)
class _Gap:
    """Source segments in a row without a counterpart, and where they are missing.

    `probability` is that of the least sure; `held` the greatest chance that what is around one of them holds it. They
    are `doubtful` where the alignment gives them a translation, and are hardly less likely to have one. `is_placed`:
    the structure of the page shows their place. `is_proven`: the translation does not have their code or links either.
    """

    segments: list[int]
    probability: float
    place: int
    doubtful: bool = False
    held: float = 0.0
    is_placed: bool = False
    is_proven: bool = False

    @property
    def may_be_rendered(self) -> bool:
        """Return whether it is too uncertain that they are missing for more than an info."""
        return not self.is_proven and (self.doubtful or self.held >= _HELD)

    def join(self, other: "_Gap") -> "_Gap":
        """Both as one, where the other follows."""
        return _Gap(
            [*self.segments, *other.segments],
            min(self.probability, other.probability),
            self.place,
            self.doubtful or other.doubtful,
            max(self.held, other.held),
            self.is_placed,
            self.is_proven or other.is_proven,
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What sentences of the source say that have changed since they were translated, what they said, and moved ones."""

    new: str
    old: str
    moved: str

    @classmethod
    def find(cls, alignment: Alignment, changes: SourceChanges) -> "_Known":
        """Return the texts, a sentence a line."""
        changed = changes.list_rendered(Change.CHANGED)
        moved = (alignment.source.segments[index].text for index, _ in changes.find_displaced(alignment))
        lines = ((one.new for one in changed), (one.old for one in changed), map(on_one_line, moved))
        return cls(*map("\n".join, lines))

    def has(self, part: str) -> bool:
        """Return whether a part is new, which is reported as a change, or is in a sentence that has moved."""
        return (part in self.new and part not in self.old) or part in self.moved


class Omission(PairRule):
    """A sentence of the source, or part of one, is missing in the translation.

    What it finds
    -------------
    Source sentences that nothing in the translation renders. The finding is where they are missing; its
    `source_text` is what was left out. Several in a row make one finding. The names, figures, dates and terms that
    are missing are told in English, in their order, as a hint: no sentence is made of them. It is an error where
    the aligner is sure (a probability of .9 or more; of .96 for a sentence or two in a text that was abridged,
    where something is missing in eight places or more and at 5 % of the sentences) and nothing near could hold
    them, else a warning. A line or paragraph that the translation lacks counts as missing also where the aligner
    merges it with the one next to it, unless what is around it holds it. Where a sentence was rendered without a
    clause or more of it, that is a warning where a whole clause of eight Han characters or more is missing and the
    chance of it is .48 or more (of six, where it is .55 or more; of four, where it is .66 or more), else an info: a
    piece of a list, or what introduces a speech, is not whole. This is looked for in Chinese rendered in English
    only. So are lists of which one item is missing, where both sides have no other list and leave no doubt where it
    begins and ends. In pairs of other languages (messages, units, rows), where no aligner is asked: a pair has fewer
    sentences than its source, which says much more; a warning where nothing near renders one of these (as for
    additions), else an info.

    Why it matters
    --------------
    Whoever reads the translation alone cannot see that a sentence was dropped.

    When it stays silent
    --------------------
    On a sentence that was condensed into its neighbours: its words, figures and meaning are around it or elsewhere in
    its paragraph. On a heading of a page that the translation has under the same anchor, and the title of a box that it
    has. On what the source has twice, and one of those who are addressed (各位来宾). On a clause whose number, or whose
    rarest word, the translation has there. On bylines, credits and notices that other rules ask to delete.

    Doubtful cases are infos: where the aligner is not sure (a probability below .65, or below that of the alignment) or
    half of the same is said near it, unless a line is missing, or code or a link with it; heads of tables, halves of
    headlines, short speeches, merged questions, badges, phrases that English puts into a word (不在此限, “unless”), and
    what newsrooms drop on purpose.

    Measured
    --------
    Of 1,082 sentences removed from news 98 % are found, and 1,023 of 1,049 alarms are right; 6 alarms in 6,192 lines of
    complete texts (in sample). In free translations of novels 80 % of removed sentences are found, 85 % of the findings
    are right, and complete texts have 2.3 alarms per 1,000 beads (docs/alignment.md). Of 196 clauses that annotators
    marked as left out 33 % are found (in sample). Of 600 pairs of two English sentences of news rendered in Chinese,
    498 that lack the second are found, and one that does not; of 190 in German and French 110, and none (warnings and
    infos). Some 10,600 messages of a program in Chinese, Japanese, Korean and German give no alarm.
    """

    mqm = "accuracy/omission"
    overrides = ("inline-code-mismatch", "link-mismatch")
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "Fishermen worry about this year's catch, and the new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            _SOURCE,
        ),
        Sourced(
            "In the match against Kouzhai it was still 1-1 in the 89th minute when he let fly from thirty metres.\n"
            "The ball curled into the top corner.",
            "那场对口寨村，比赛第八十九分钟，比分还是一比一。\n他在三十米开外起脚，球划出一道弧线，挂了死角。",
        ),
        Sourced("Ye Tingfang (1936–2021)", "著名作家、翻译家叶廷芳逝世，享年八十五岁"),
        Sourced(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "Before winter a new pier, which costs 300 million yuan, will be built. Fishermen worry about their catch.",
            "港口五月开放。第一批船已经到了。局长说，水位很低。\n"
            "冬天以前，要花三亿元的新码头会建好。渔民担心今年的收成。",
        ),
        Sourced(
            "The researchers offer two explanations, which do not exclude each other. The octopus may be rehearsing "
            "its camouflage. Or it may be reliving the events of the day.\nThe last question is that of sleep.",
            "研究者给出了两种解释。一种认为，章鱼在彩排伪装；另一种认为，它在重温白天的经历。这两种解释并不互相排斥。\n"
            "最后一个问题是睡眠。",
        ),
        Sourced("The system records all requests.", "系统记录请求，不做任何过滤。"),
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
            "⟦⟧Fishermen win the first round\nThe port opens in May. The first ships have already arrived.",
            Severity.INFO,
            source="补时绝杀！港口渔民首轮获胜\n港口五月开放。第一批船已经到了。",
        ),
        Bad(
            "Corpus Christi, a city of more than 320,000 people, has closed its libraries and museums.⟦⟧",
            Severity.WARNING,
            source="科珀斯克里斯蒂市这座人口超32万的城市，已关闭图书馆与博物馆，居民日夜加固自家的门窗。",
        ),
        Bad(
            "⟦The products are mobile phones, computers and cameras.⟧",
            Severity.WARNING,
            source="产品包括手机、电脑、电视和相机。",
        ),
        Bad(
            "Contact us⟦⟧\n\nThe port opens in May.",
            Severity.ERROR,
            source="联系我们\n\n400-820-8820\n\n港口五月开放。",
        ),
        Bad(
            "The port opens in May. The first ships have already arrived.⟦⟧\nFishermen worry about this year's catch.",
            Severity.ERROR,
            source="港口五月开放。第一批船已经到了。\n局长说，水位很低。\n渔民担心今年的收成。",
        ),
        Bad(
            "The company suffered heavy losses last year and laid off 3,000 people.⟦⟧",
            Severity.WARNING,
            source="公司去年亏损严重，裁员三千人，并关闭了两家工厂。",
        ),
        Bad("The file was deleted.⟦⟧", Severity.WARNING, source="文件已删除；请刷新页面。"),
        Bad("The system records all requests.⟦⟧", Severity.WARNING, source="系统记录所有请求，不做任何过滤。"),
    )

    def prepare(self, texts: Sequence[tuple[Alignment, Context]]) -> Steps[None]:
        """Look for omitted parts in several short texts together."""
        found = yield from search_omitted_parts([alignment for alignment, _ in texts])
        for (alignment, context), parts in zip(texts, found, strict=True):
            context.keep(find_omitted_parts, alignment, parts)

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report source segments that have no counterpart, then parts of others, with the names and figures of each."""
        found = list(self._find(alignment, context))
        return self._add_parts(alignment, found, context) if is_chinese_into_english(alignment) else iter(found)

    def _find(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        moves = () if context.is_excerpted else context.analyse(find_moves, alignment)
        moved = {index for move in moves for index in move.source}
        is_page = not context.is_excerpted and is_compared(alignment)
        structure = context.analyse(compare_structure, alignment) if is_page else None
        known = moved.union(context.changes.list_sources(alignment))
        gaps = _find_gaps(alignment)
        parts = _join_parts(alignment, gaps, self._list_parts(alignment, context))
        yield from self._check_sentences(alignment, gaps, known, structure)
        yield from map(self._report_part, parts)
        yield from self._check_lists(alignment)
        if context.bitext is not None and not is_chinese_into_english(alignment):
            yield from self._check_pairs(alignment, known)

    def _list_parts(self, alignment: Alignment, context: Context) -> Iterator[OmittedPart]:
        """Yield the parts of sentences that are left out, but those of which something else is said."""
        parts = context.analyse(find_omitted_parts, alignment)
        known = _Known.find(alignment, context.changes) if parts else _Known("", "", "")
        for part in parts:
            is_told = known.has(on_one_line(part.text)) or _is_told_by_years(alignment.target.text, part)
            is_told = is_told or has_numbers_of(alignment.target.text, part)
            rest = alignment.source_at(part.place).replace(part.text, "\n", 1)
            is_told = is_told or has_set_phrase(part.text, _get_near(alignment.target.text, part.place), rest)
            is_filler = part.chance < _LEAST_OF_A_SHORT_PART and len(_HAN.findall(part.text)) < _LONG_PART
            if not is_boilerplate(part.text) and not is_told and not is_filler:
                yield part

    def _add_parts(self, alignment: Alignment, found: Sequence[Finding], context: Context) -> Iterator[Finding]:
        """Yield findings, those that are no infos with the names, figures and terms of what is missing."""
        from align.analysis.known_parts import list_certain_parts

        for one in found:
            if one.severity < Severity.WARNING or one.span.start < one.span.end:
                yield one
                continue
            terms = list_terms(context, one.source_text, alignment.target.language)
            parts = list_certain_parts(one.source_text, terms, alignment.target.text)
            is_helpful = len(parts) > 1 or (parts and not any(map(str.isdigit, parts[0])))  # a figure alone is none
            hints = (Suggestion("; ".join(parts), NAMES_AND_FIGURES, 1.0),) if is_helpful else ()
            yield replace(one, suggestions=hints)

    def _check_lists(self, alignment: Alignment) -> Iterator[Finding]:
        """Report lists of which the translation has one item less."""
        if "、" not in alignment.source.prose or not is_chinese_into_english(alignment):
            return
        from align.lang.lists import find_shortened_list

        for bead in alignment.find_matches(_SURE_OF_LIST):
            source, target = alignment.source_text(bead), alignment.target_text(bead)
            if found := find_shortened_list((source, target)):
                yield self.finding(
                    *alignment.target_span(bead),
                    f"The source lists {found.items} things ({quote(source[slice(*found.span)], _SHOWN)}); "
                    f"the translation lists {found.rendered}.",
                    source_text=source,
                    source_span=found.span,
                )

    def _check_pairs(self, alignment: Alignment, known: Set[int]) -> Iterator[Finding]:
        """Report sentences that a pair lacks in other languages than Chinese and English, by lengths and meanings."""
        from align.analysis.surplus import find_surplus

        surplus = find_surplus(alignment.swap(), is_swapped=True)
        for bead, found in groupby(surplus, key=attrgetter("bead")):
            lost = [one.segment for one in found if not one.is_whole and one.segment not in known]
            if not 0 < len(bead.source) < len(bead.target) or not known.isdisjoint(bead.target):
                continue
            texts = [alignment.source.segments[index].text for index in lost or bead.target]
            place = alignment.target.segments[bead.source[-1]].end
            many = "a sentence" if len(texts) == 1 else f"{len(texts)} sentences"
            message = f"leaves out {many} of the source" if lost else "says much less than the source"
            text = on_one_line("\n".join(texts))
            yield self.finding(
                place,
                place,
                f"The translation {message}: {quote(text, _SHOWN)}.",
                severity=Severity.WARNING if lost else Severity.INFO,
                source_text=text,
            )

    def _report_part(self, part: OmittedPart) -> Finding:
        text = on_one_line(part.text)
        return self.finding(
            part.place,
            part.place,
            f"The translation may leave out part of this source sentence: {quote(text, _SHOWN)}.",
            severity=Severity.WARNING if _is_sure_of_part(text, part.chance) else Severity.INFO,
            confidence=part.chance,
            source_text=text,
        )

    def _check_sentences(
        self,
        alignment: Alignment,
        found: Sequence[_Gap],
        known: Collection[int],
        structure: Comparison | None = None,
    ) -> Iterator[Finding]:
        """Report segments without a counterpart, but those of which it is known what became of them."""
        gaps = [gap for gap in found if gap.segments[0] not in known]
        if structure is not None:
            gaps = [gap for gap in gaps if not structure.has_head(alignment.source.segments[gap.segments[0]].start)]
            for gap in gaps:
                place = structure.find_place(alignment.source.segments[gap.segments[0]].start, gap.place)
                gap.place, gap.is_placed = place, place != gap.place or structure.is_gap(place)
                gap.is_proven = structure.lacks(alignment.source.segments[gap.segments[0]])
        told = [gap for gap in gaps if not is_note(alignment.source.segments[gap.segments[0]].text)]
        runs = list(_join_gaps(told))
        sure = _SURE_IF_ABRIDGED if _is_abridged(alignment, runs) else _SURE
        for gap in runs:
            texts = [alignment.source.segments[index].text for index in gap.segments]
            yield self.finding(
                gap.place,
                gap.place,
                _word_message(gap, _join(texts)),
                severity=_weigh(alignment, gap, sure if len(gap.segments) <= _FEW else _SURE),
                confidence=round(gap.probability, 2),
                source_text=on_one_line("\n".join(texts)),
            )


def _is_abridged(alignment: Alignment, runs: Sequence[_Gap]) -> bool:
    """Return whether so much is missing in so many places that the translation condenses its source."""
    count = sum(not gap.may_be_rendered for gap in runs)
    return count >= max(_GAPS_OF_ABRIDGED, _SHARE_OF_ABRIDGED * len(alignment.source.segments))


def _is_told_by_years(target: str, part: OmittedPart) -> bool:
    """Return whether a part says that someone died at an age, and the years of a life are in its place."""
    return bool(_AGE_AT_DEATH.search(part.text) and _LIFE.search(_get_near(target, part.place)))


def _get_near(target: str, place: int) -> str:
    return target[max(place - _REACH, 0) : place + _REACH]


def _is_set_phrase(alignment: Alignment, index: int) -> bool:
    """Return whether a segment has a phrase that what is next to its place says in a word."""
    place = alignment.find_bead_of_source(index)
    near = alignment.beads[max(place - 1, 0) : place + 2]
    target = "\n".join(alignment.target_text(one) for one in near if one.target)
    rest = "\n".join(alignment.source.segments[one].text for bead in near for one in bead.source if one != index)
    return has_set_phrase(alignment.source.segments[index].text, target, rest)


def _is_sure_of_part(text: str, chance: float) -> bool:
    """Return whether a clause is likely enough left out, long enough to matter, whole, and without words in Latin
    letters.
    """
    whole = not text.endswith(_UNFINISHED) and all(text.count(pair[0]) == text.count(pair[1]) for pair in _QUOTES)
    whole = whole and not _LATIN.search(text) and not is_salutation(text)
    characters = len(_HAN.findall(text))
    if not whole or (characters < _LONG_PART and _MORE_OF_THE_SAME.match(text)):
        return False
    return any(characters >= least and chance >= sure for least, sure in _SURE_OF_A_PART)


def _find_gaps(alignment: Alignment) -> list[_Gap]:
    """Return the source segments that more likely than not have no counterpart, unless that of others certainly holds
    them.
    """
    from align.analysis.absorbed_sentences import measure_absorbed_sources

    gaps = [gap for gap in find_candidates(alignment) if not _is_printed_twice(alignment, gap.segments[0])]
    held = measure_absorbed_sources(alignment, [gap.segments[0] for gap in gaps])
    for gap in gaps:
        gap.held = held[gap.segments[0]]
    return [gap for gap in gaps if gap.held < _CERTAINLY_HELD]


def _join_parts(alignment: Alignment, gaps: list[_Gap], parts: Iterable[OmittedPart]) -> list[OmittedPart]:
    """Add the sentences to the gaps, in order, whose block is lost and that certainly lack a part: they are not merged
    with the one next to them. Return the parts of other sentences that are not in a gap.
    """
    known = {gap.segments[0]: gap for gap in gaps}
    left = []
    for part in parts:
        sure = _is_sure_of_part(on_one_line(part.text), part.chance)
        lost = [index for index in part.segments if sure and weigh_lost_block(alignment, index, 0.5) > 0.5]
        for index in lost:
            gap = known.setdefault(index, _Gap([index], part.chance, part.place))
            gap.doubtful, gap.held = False, max(min(gap.held, _HELD / 2), _NOTHING_NEAR)
        if not lost and not any(index in known and not known[index].may_be_rendered for index in part.segments):
            left.append(part)
    gaps[:] = [known[index] for index in sorted(known)]
    return left


def _is_printed_twice(alignment: Alignment, index: int) -> bool:
    """Return whether a segment occurs a second time in the source, next to the same one, where it has a counterpart."""
    copies = islice(alignment.source.find_copies(index), _MOST_COPIES)
    return any(
        alignment.beads[alignment.find_bead_of_source(copy)].target
        and _have_same_neighbour(alignment.source, index, copy)
        for copy in copies
        if copy != index
    )


def _have_same_neighbour(document: Document, index: int, copy: int) -> bool:
    segments = document.segments
    pairs = ((index + step, copy + step) for step in (-1, 1))
    return any(
        0 <= min(pair) <= max(pair) < len(segments) and len({segments[one].text for one in pair}) == 1 for pair in pairs
    )


def find_candidates(alignment: Alignment) -> Iterator[_Gap]:
    """Yield the source segments that more likely than not have no counterpart, one by one."""
    place = 0
    for bead in alignment.beads:
        end = alignment.target.segments[bead.target[-1]].end if bead.target else place
        for position, (index, alone) in enumerate(zip(bead.source, _list_chances(bead), strict=True)):
            segment = alignment.source.segments[index]
            chance = weigh_lost_block(alignment, index, alone)
            if chance >= _LIKELY and any(map(str.isalnum, alignment.source.prose[segment.start : segment.end])):
                unsure = chance < max(_LIKELY_THOUGH_ALIGNED, bead.confidence)
                doubtful = bool(bead.target) and (unsure or _repeats_neighbour(alignment.source, index))
                doubtful = doubtful and chance == alone
                doubtful = doubtful or is_answered(alignment, index) or is_rendered_heading(alignment, index)
                doubtful = doubtful or is_merged_question(alignment, index) or _is_set_phrase(alignment, index)
                yield _Gap([index], chance, end if position else place, doubtful)
        place = end


def _repeats_neighbour(document: Document, index: int) -> bool:
    """Return whether half of what a segment says, in threes of characters, is in one segment near it."""
    threes = _list_threes(document.segments[index].text)
    near = document.segments[max(index - _NEAR, 0) : index + _NEAR + 1]
    return any(
        2 * len(threes & _list_threes(other.text)) >= len(threes)
        for other in near
        if other is not document.segments[index]
    )


def _list_threes(text: str) -> set[str]:
    return {text[place : place + 3] for place in range(len(text) - 2)}


def _join_gaps(gaps: Sequence[_Gap]) -> Iterator[_Gap]:
    """Yield the runs of segments in a row; those that may be rendered after all are runs of their own."""
    run: _Gap | None = None
    for gap in gaps:
        follows = run and gap.segments[0] == run.segments[-1] + 1 and gap.may_be_rendered == run.may_be_rendered
        if run and follows and not (gap.place != run.place and (gap.is_placed or run.is_placed)):
            run = run.join(gap)
        else:
            if run:
                yield run
            run = gap
    if run:
        yield run


def _list_chances(bead: Bead) -> tuple[float, ...]:
    """For each source segment of a bead, the probability that it has no counterpart."""
    if bead.alone:
        return bead.alone[: len(bead.source)]
    return (0.0 if bead.target else bead.confidence,) * len(bead.source)


def _weigh(alignment: Alignment, gap: _Gap, sure: float) -> Severity:
    texts = [alignment.source.segments[index].text for index in gap.segments]
    if not gap.is_proven and (
        gap.may_be_rendered
        or all(_is_corner(alignment.source, index) for index in gap.segments)
        or all(map(is_boilerplate, texts))
        or all(_is_label_in_latin(alignment.source, index) for index in gap.segments)
    ):
        return Severity.INFO
    return Severity.ERROR if round(gap.probability, 2) >= sure and gap.held < _NOTHING_NEAR else Severity.WARNING


def _is_label_in_latin(document: Document, index: int) -> bool:
    """Return whether a segment is a word or two in Latin letters, such as a badge has, in a text in Chinese."""
    segment = document.segments[index]
    prose = document.prose[segment.start : segment.end]
    is_short = 0 < len(_LATIN_WORD.findall(prose)) <= _FEW_WORDS and not any(map(str.isdecimal, prose))
    return is_short and not _HAN.search(prose) and has_han(document.prose)


def _is_corner(document: Document, index: int) -> bool:
    """Return whether a segment heads the first column of a table, which translators leave without a head."""
    place = bisect_right(document.elements, document.segments[index].start, key=lambda one: one.span.start) - 1
    element = document.elements[place] if place >= 0 else None
    return element is not None and (element.role, element.column) == (Role.HEADER, 0)


def _word_message(gap: _Gap, text: str) -> str:
    if gap.may_be_rendered:
        return f"The translation may leave out {quote(text, _SHOWN)}, unless the sentences next to it render it."
    number = len(gap.segments)
    what = "a sentence" if number == 1 else f"{number} sentences"
    return f"The translation leaves out {what} of the source: {quote(text, _SHOWN)}."


def _join(texts: Sequence[str]) -> str:
    """Return texts on one line, with a slash after each that does not end as a sentence does: a heading, an item."""
    lines = [on_one_line(text) for text in texts]
    return "".join(f"{line}{'' if line.endswith(_ENDS) else ' / '}" for line in lines[:-1]) + lines[-1]
