"""The rule `addition`."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, repeat
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours, is_chinese_into_english
from align.lang.patterns import EN_NOTES
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.renderings.steps import Steps, run

_LIKELY = 0.25
"""The probability that a sentence has no counterpart, from which on it is reported: of news, nearly all are right."""
_LIKELY_BEAD = 0.5
"""That of a bead, where the aligner gives no other."""
_HELD = 0.4
"""The chance that the source around a sentence holds it, from which on nothing is said."""
_LEAST = 0.2
"""The chance that a sentence neither has a counterpart nor is held, from which on it is reported."""
_FEWEST_LETTERS, _FEWEST_WORDS = 12, 5
_MOST_WORDS_OF_LABEL, _MOST_LABELS = 10, 2
_OF_TRANSLATION = EN_NOTES.late("of_translation")
"""What a sentence of a translation says of the translation."""
_LABEL = compile_late("[^。！？：:\n]{2,20}[：:]")
_SURE = 0.5
"""The confidence of a bead from which on its lengths are compared."""
_HAN, _OTHERS = compile_late(f"[{HAN}]"), compile_late("[A-Za-z]+|[0-9]+")
_FEWEST_HAN, _MOST_WORDS, _FEWEST_SURPLUS = 5, (3.2, 2.45), 12
"""From how many Han characters on a sentence is measured, how many words a character is rendered in at most (in news
.6 as a rule) in a short and in a longer one, and how many more it must be."""
_LONG = 8
_STOPS = ("。", "！", "？", "”", "」", "；", ".", "!", "?")
"""What a whole sentence ends with: headlines say more in fewer characters."""
_LONGER = 8
"""How many times as long as its source such a sentence is at least, in characters."""
_POOR = 0.3
"""So few words a character next to it may have moved theirs to it."""

_SOURCE = (
    "港口五月开放。第一批船已经到了。局长说，水位很低。\n"
    "渔民担心今年的收成。新码头要花三亿元。\n"
    "冬天以前，新码头会建好。"
)


class Addition(PairRule):
    """A sentence of the translation has no counterpart in the source.

    What it finds
    -------------
    Sentences for which the aligner finds no source, in a text that is otherwise a translation of it. Several in a
    row make one finding. A sentence next to one that renders the source they share, where neither that source nor
    what is around it says anything like it, and one with so many words more than its source could say (2.45 a Han
    character, four times as many as usual) that something was added to it; both Chinese into English only. In other
    pairs, a sentence that its source leaves no room for (with the others of its bead it says 1.2 times as much, and
    they say .7 of it) and that is far from all sentences around it (a cosine of .5 or less); and one that says 1.7
    times as much as its source (1.4, 1 and 2.5 where both are in Latin letters, which German takes more of). How
    much is said is counted in letters, of which a Han character is worth 2.6 and a kana 1.4.

    Why it matters
    --------------
    Invented sentences are as bad as lost ones. Machine translation makes them up, and notes of the newsroom slip in.

    When it stays silent
    --------------------
    On text that is too short to judge (fewer than 12 letters), on a heading or a short item, and on what a translation
    says of itself (a translator's note). Where the aligner sees a counterpart (a probability of more than .75), or the
    source around it holds what it says; where a little speaks for either.

    Measured
    --------
    Of 221 lines of news whose source was removed 52 % are found; 2 findings in 6,192 lines of complete texts (half in
    sample), 7 in six chapters of novels. Of 134 sentences of other texts put at the end of a rendered line of news 75 %
    are found (51 % before they were compared with what is around them), with no other finding in those 110 documents.
    Of English stories that a machine went on with in Chinese 91 % are found (of 58), and 5 clean ones, which all go on
    too; in Japanese 83 % (of 23) and 4, of which one is wrong (in sample). In 84 pages of documentation in Chinese,
    Japanese, Korean and German there is no alarm (in sample).
    """

    mqm = "accuracy/addition"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The port opens in May. The first ships are in. They came early. The water level, its head said, is very "
            "low.\nFishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            _SOURCE.replace("到了。", "到了，而且来得很早。"),
        ),
        Sourced(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "***\nFishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            _SOURCE,
        ),
        Sourced(
            "The exhibition opens in May. Each ticket costs about 150 yuan.",
            "展览将于五月开幕，门票每张约150元。",
        ),
        Sourced(
            "It was worth 12,000 guilders. I had no idea how much that was; when I changed it back home it came to "
            "over 40,000 yuan.",
            "奖金是一万两千荷兰盾，我也不知道是多少钱，回来一换，有四万多块。",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The port opens in May. The first ships have already arrived. ⟦The museum next door bought a famous "
            "painting last week.⟧ The water level is very low, its head said.\n"
            "Fishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            source=_SOURCE,
        ),
        Bad(
            "⟦The court rejected his appeal, and he was taken to prison at once, where he is now expected to spend the "
            "rest of his life.⟧",
            source="法院驳回了他的上诉。",
        ),
        Bad(
            "The exhibition opens in May, and each ticket costs about 150 yuan. ⟦Tickets go on sale in January.⟧",
            source="展览将于五月开幕，门票每张约150元。",
        ),
    )

    def prepare(self, texts: Sequence[tuple[Alignment, Context]]) -> Steps[None]:
        """Look for segments of which the source says nothing in several short texts together."""
        found = yield from _search_foreign([alignment for alignment, _ in texts])
        for (alignment, context), foreign in zip(texts, found, strict=True):
            context.keep(_find_foreign, alignment, foreign)

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report target segments that have no counterpart, and those that say more than their source can."""
        if not is_chinese_into_english(alignment):
            yield from self._check_surplus(alignment, context)
            return
        yield from self._check_alone(alignment, context)
        for bead in _find_swollen(alignment):
            yield self._report_long(alignment, bead)

    def _check_surplus(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report what says more than its source, in other pairs than Chinese and English: by lengths and meanings."""
        from align.analysis.surplus import find_surplus
        from align.analysis.translator_notes import find_notes_within, find_translator_notes
        from align.analysis.unrelated_blocks import find_unrelated_blocks

        found = find_surplus(alignment)
        if not found:
            return
        known = context.changes.list_targets(alignment)
        others = (block.segments for block in context.analyse(find_unrelated_blocks, alignment))
        known = frozenset(known).union(*others)
        segments = alignment.target.segments
        found = [one for one in found if known.isdisjoint(one.bead.target if one.is_whole else (one.segment,))]
        notes = find_translator_notes(alignment.target.text, alignment.target.language)

        def has_note(start: int, end: int) -> bool:
            said = _OF_TRANSLATION.search(alignment.target.text[start:end])
            return bool(said or find_notes_within(notes, start, end))

        alone = [one.segment for one in found if not one.is_whole]
        alone = [index for index in alone if not has_note(segments[index].start, segments[index].end)]
        for _, group in groupby(enumerate(alone), key=lambda item: item[1] - item[0]):
            yield from self._report(alignment, [index for _, index in group])
        for one in found:
            is_note = has_note(*alignment.target_span(one.bead))
            if one.is_whole and not is_note and set(alone).isdisjoint(one.bead.target):
                yield self._report_long(alignment, one.bead)

    def _report_long(self, alignment: Alignment, bead: Bead) -> Finding:
        message = "This is much longer than its source and may say more than the source does."
        return self.finding(*alignment.target_span(bead), message, source_text=alignment.source_text(bead))

    def _check_alone(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        found = _find_alone(alignment)
        foreign = dict.fromkeys(context.analyse(_find_foreign, alignment), 1.0)
        if not found and not foreign:
            return
        from align.analysis.absorbed_sentences import measure_absorbed_targets

        known = context.changes.list_targets(alignment)
        segments = alignment.target.segments
        alone = [one for one in found if one not in known and not _OF_TRANSLATION.search(segments[one].text)]
        held = measure_absorbed_targets(alignment, alone)
        left = [one for one in alone if held[one] < _HELD and found[one] * (1 - held[one]) >= _LEAST]
        left += [one for one in foreign if one not in known and not _OF_TRANSLATION.search(segments[one].text)]
        left.sort()
        found.update(foreign)
        replacing = _find_replacing(alignment)
        for _, group in groupby(enumerate(left), key=lambda item: item[1] - item[0]):
            run = [index for _, index in group]
            chances = [0.0 if index in replacing else found[index] for index in run]
            if len(run) > _MOST_LABELS or not all(map(_may_be_label, repeat(alignment), run, chances)):
                yield from self._report(alignment, run)

    def _report(self, alignment: Alignment, run: list[int]) -> Iterator[Finding]:
        start, end = alignment.target.segments[run[0]].start, alignment.target.segments[run[-1]].end
        if sum(map(str.isalpha, alignment.target.text[start:end])) < _FEWEST_LETTERS:
            return
        what, them, are = "this sentence", "it", "it is"
        if len(run) > 1:
            what, them, are = f"these {len(run)} sentences", "them", "they are"
        message = f"The source has nothing like {what}. Delete {them} unless {are} a deliberate addition."
        yield self.finding(start, end, message)


def _find_replacing(alignment: Alignment) -> frozenset[int]:
    """Return the target segments without a source next to a source segment without a translation: these may be two
    wordings of one item.
    """
    pairs = pairwise(alignment.beads)
    sides = (side for one, other in pairs for side in ((one, other), (other, one)))
    found = (one.target for one, other in sides if not one.source and not other.target)
    return frozenset(index for members in found for index in members)


def _may_be_label(alignment: Alignment, index: int, chance: float) -> bool:
    """Return whether a few words may be a heading, or the first words of an item, in words of their own.

    A heading is alone in its block and does not end in a stop; an item whose source begins with some characters and a
    colon (更方便：) may begin with a sentence.
    """
    from align.analysis.absorbed_sentences import fills_block

    segment = alignment.target.segments[index]
    if chance >= _LIKELY_BEAD or len(segment.text.split()) > _MOST_WORDS_OF_LABEL:
        return False
    if fills_block(alignment.target, index):
        return not segment.text.rstrip("*_ ").endswith(_STOPS)
    bead = alignment.bead_at(segment.start)
    is_first = segment.start == alignment.target.block(segment.start).start
    return bool(is_first and bead and bead.source and _LABEL.match(alignment.source_text(bead)))


def _find_swollen(alignment: Alignment) -> Iterator[Bead]:
    """Yield the beads with more words than their source can say, and whose neighbours have not lost theirs."""
    for bead, near in find_matches_with_neighbours(alignment, _SURE):
        source, target = alignment.source_span(bead), alignment.target_span(bead)
        is_short = target.end - target.start < _LONGER * (source.end - source.start)
        if is_short or not alignment.source_text(bead).rstrip().endswith(_STOPS):
            continue
        characters, words = _measure(alignment, bead)
        most = _MOST_WORDS[characters >= _LONG] * characters
        if characters >= _FEWEST_HAN and words > most and words >= characters + _FEWEST_SURPLUS:
            others = [_measure(alignment, one) for one in near if one is not bead]
            if all(other >= _POOR * count for count, other in others):
                yield bead


def _measure(alignment: Alignment, bead: Bead) -> tuple[int, int]:
    """Return the Han characters of a source, where another word or number counts as two, and the words of its
    target.
    """
    source = alignment.source_text(bead) if bead.source else ""
    target = alignment.target_text(bead) if bead.target else ""
    return len(_HAN.findall(source)) + 2 * len(_OTHERS.findall(source)), len(target.split())


def _list_sharing(alignment: Alignment, bead: Bead) -> Iterator[int]:
    """Yield the target segments of a bead with a source that share it with others, have words enough to judge, and of
    which the aligner is not quite sure.
    """
    if bead.source and len(bead.target) > 1:
        chances = bead.alone[len(bead.source) :] or (_LIKELY,) * len(bead.target)
        for index, chance in zip(bead.target, chances, strict=True):
            if chance > 0 and len(alignment.target.segments[index].text.split()) >= _FEWEST_WORDS:
                yield index


def _find_alone(alignment: Alignment) -> dict[int, float]:
    """Return the target segments that are likely to have no counterpart, each with the probability of that."""
    found = dict[int, float]()
    for bead in alignment.beads:
        if bead.alone:
            chances = bead.alone[len(bead.source) :]
            found.update(one for one in zip(bead.target, chances, strict=True) if one[1] >= _LIKELY)
        elif not bead.source and bead.confidence >= _LIKELY_BEAD:
            found.update(dict.fromkeys(bead.target, 1.0))
    return found


def _find_foreign(alignment: Alignment) -> list[int]:
    return run(_search_foreign([alignment]))[0]


def _search_foreign(alignments: Sequence[Alignment]) -> Steps[list[list[int]]]:
    """Return the target segments of each alignment that share their bead, and of which no source near says anything."""
    from align.analysis.absorbed_sentences import search_foreign_targets

    asked = list[tuple[Alignment, list[int]]]()
    for one in alignments:
        alone, beads = _find_alone(one), one.beads if is_chinese_into_english(one) else ()
        shared = (index for bead in beads for index in _list_sharing(one, bead))
        asked.append((one, [index for index in shared if index not in alone]))
    found = yield from search_foreign_targets(asked)
    return found
