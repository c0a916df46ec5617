"""The rule `unrelated-target`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import ClassVar

from align.analysis.alignments import is_chinese_into_english
from align.analysis.placeholders import count_placeholders
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Severity
from glossary.dictionary.script_folding import simplify
from glossary.lang.fluency import measure_wording
from glossary.lang.function_words import (
    ARTICLES,
    CONJUNCTIONS,
    FINITE_BE,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    make_word_set,
)
from glossary.lang.scripts import is_mostly_east_asian
from glossary.pack.patterns import compile_late
from glossary.renderings.steps import Steps, run

_FEWEST_WORDS = 12
_SURE = 0.5
"""The least confidence of a bead that is looked at."""
_UNMATCHED = 0.7
"""The share of content words without a counterpart, of either side, from which the vectors are asked."""
_ENOUGH = 0.31
"""The share of all words of a source with a counterpart from which on no such share can be without one."""
_DISTANT, _SAYING, _PROVERB = 0.2, 0.1, 0.0
_SHORTEST = 6
"""A source of fewer words that the dictionary knows may be a saying, which is rendered in other words."""
_CLAUSE, _MARKS = compile_late("[，、；：]"), compile_late("[。！？!?…—“”‘’「」]")
_LONGEST_CLAUSE = 12
_SCRAMBLED = -0.3
"""Nats a word."""
_SYMBOL, _OF_COMMAND = compile_late(r"[\\\[\]<>=|{}_/~]"), 3
"""What commands are written with, and how many of these make one."""

_NEEDY = ARTICLES | make_word_set("of and or nor but than")
"""Words that need another after them."""
_NO_NOUNS = PREPOSITIONS | CONJUNCTIONS | FINITE_BE | MODALS | HAVE | SUBJECT_PRONOUNS | ARTICLES
"""Words that do not come after an article."""
_STOPS = frozenset(".,;:!?)")
_WORDS = compile_late(r"[a-z]+(?:['’-][a-z]+)*|[^\sa-z]")

_OF_LIST = 5
"""Words between two commas of a list, at most."""

_LONGEST = 5_000
"""A passage of more characters on one side is no sentence."""

_UNRELATED = (
    "This paragraph does not translate the source it is paired with: compare them, and translate what has changed."
)
_SOURCE = "港口五月开放，第一批船已经到了。\n渔民担心今年的收成，新码头要花三亿元。\n冬天以前，新码头会建好。"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A bead and its texts, the source in simplified script, which the dictionary and the encoder know best."""

    bead: Bead
    source: str
    target: str


class UnrelatedTarget(PairRule):
    """A sentence does not render the source it is paired with, or its words are in no order.

    What it finds
    -------------
    A passage of twelve words or more with hardly a word in common with its source: at least 70 % of the content words
    of either side have no counterpart on the other by the dictionary, and the cosine of both is below .2, or below .1
    where the source is as short as a saying, or below 0 where it is of two equal halves, as proverbs are. And a passage
    whose words the words before them make less likely on the whole, by .3 nats a word and more, and in which a word is
    before one that it cannot have (“the of”, “and.”): they were shuffled. Both in Chinese into English only. Between
    other languages, a paragraph of 60 letters or more (a Han character counts for 2.6) of which the aligner is not
    sure, and whose cosine with its source is .38 or less: its source was rewritten.

    Why it matters
    --------------
    Rows of a table were shifted by one, a wrong match of a translation memory was taken over, a machine lost its way. A
    reader without Chinese cannot see the first.

    When it stays silent
    --------------------
    On short passages and very free renderings, whose meaning is still near; where the aligner is not sure (a
    probability below one half); on lists of names and figures; where half of a sentence is missing, which is an
    omission; and where two whole texts have nothing in common, which unrelated-source reports.

    Measured
    --------
    3 alarms in 4,505 human references of news, each on a line that is one off its source, none in 5,322 of bank reports
    and health. Of 3,498 references next to the source of the next 41 % are found, of 3,501 with shuffled words 59 % (in
    sample). Of 48 paragraphs of documentation whose English was replaced 43 are found in Chinese, Japanese, Korean and
    German; the 6 alarms on 84 unchanged pages are on one whose source has changed (in sample).
    """

    severity = Severity.ERROR
    mqm = "accuracy/mistranslation"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The harbour opens its gates in May, and the first vessels have come in.\nThose who fish fear for their "
            "living this year, and the pier is dear at three hundred million.\nBefore winter the new pier will stand.",
            _SOURCE,
        ),
        Sourced(
            "Accept a man's hospitality and you can't speak against him; take his gifts and you can't refuse him.",
            "吃人家的嘴短，拿人家的手短。",
        ),
        Sourced(
            "Of the Soong sisters, it is said, one loved money, one loved power and one loved China.",
            "宋氏三姐妹，一个爱钱，一个爱权，一个爱国。",
        ),
        Sourced(
            "Wang Li, Zhao Min, Chen Hao, Liu Yang, Zhou Jie, Wu Fang, Xu Lei, Sun Qiang",
            "王丽、赵敏、陈浩、刘洋、周杰、吴芳、徐磊、孙强",
        ),
        Sourced(
            "Berth Planning & Automation: large-scale scheduling strategies, throughput optimization, and efficient "
            "loading/unloading methods.",
            "泊位规划与自动化：大规模调度策略、吞吐量优化，以及高效的装卸方法。",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The port opens in May, and the first ships have already arrived.\n⟦The museum bought a painting that had "
            "hung in a school for sixty years.⟧\nThe new pier will be built before winter.",
            source=_SOURCE,
        ),
        Bad(
            "The port opens in May, and the first ships have already arrived.\n⟦Fishermen cost will year's this the, "
            "new of million about pier worry the 300 catch yuan.⟧\nThe new pier will be built before winter.",
            source=_SOURCE,
        ),
    )

    def prepare(self, texts: Sequence[tuple[Alignment, Context]]) -> Steps[None]:
        """Compare the sentences in doubt of several short texts together."""
        found = yield from _search_strangers([alignment for alignment, _ in texts])
        for (alignment, context), judged in zip(texts, found, strict=True):
            context.keep(_find_strangers, alignment, judged)

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report the beads whose two sides have nothing in common, and those without any order."""
        known = context.changes.list_targets(alignment)
        if not is_chinese_into_english(alignment):
            from align.analysis.unrelated_blocks import find_unrelated_blocks

            for block in context.analyse(find_unrelated_blocks, alignment):
                if known.isdisjoint(block.segments):
                    yield self.finding(*block.span, _UNRELATED, source_text=block.source)
            return
        for pair, is_stranger in context.analyse(_find_strangers, alignment):
            if not known.isdisjoint(pair.bead.target):
                continue
            if is_stranger:
                message = "This does not translate its source sentence: check whether sentences have shifted, or "
                yield self._report(alignment, pair, f"{message}translate it again.")
            elif _is_scrambled(pair):
                message = "This is not an English sentence: the words are out of order. Translate it again."
                yield self._report(alignment, pair, message)

    def _report(self, alignment: Alignment, pair: _Pair, message: str) -> Finding:
        return self.finding(*alignment.target_span(pair.bead), message, source_text=alignment.source_text(pair.bead))


def _list_pairs(alignment: Alignment) -> Iterator[_Pair]:
    """Yield the beads that are long enough to be judged and no more than sentences, Chinese into English."""
    if is_chinese_into_english(alignment):
        for bead in alignment.find_matches(_SURE):
            target = alignment.target_text(bead)
            if len(target.split()) >= _FEWEST_WORDS and not is_mostly_east_asian(target):
                source = simplify(alignment.source_text(bead))
                if max(len(source), len(target)) <= _LONGEST:
                    yield _Pair(bead, source, target)


def _find_strangers(alignment: Alignment) -> list[tuple[_Pair, bool]]:
    return run(_search_strangers([alignment]))[0]


def _search_strangers(alignments: Sequence[Alignment]) -> Steps[list[list[tuple[_Pair, bool]]]]:
    """Yield the pairs of each alignment, and whether their words do not match, by the dictionary, and their meanings
    are far apart, by their vectors.
    """
    judged = [[(pair, _is_unmatched(pair)) for pair in _list_pairs(alignment)] for alignment in alignments]
    doubts = [pair for row in judged for pair, in_doubt in row if in_doubt]
    yield [text for pair in doubts for text in (pair.source, pair.target)]
    likeness = iter(_measure_likeness(doubts))
    return [[(pair, in_doubt and next(likeness) < _find_limit(pair)) for pair, in_doubt in row] for row in judged]


def _find_limit(pair: _Pair) -> float:
    """Return the cosine below which the meanings of both sides are far apart."""
    from glossary.lang.zh import segment
    from glossary.renderings.dictionary_keys import look_up_keys

    if _is_couplet(pair.source):
        return _PROVERB
    known = sum(1 for _ in look_up_keys(segment(pair.source)))
    return _DISTANT if known >= _SHORTEST else _SAYING


def _is_couplet(source: str) -> bool:
    """Return whether a text is two clauses as long as each other, as proverbs are."""
    clauses = _CLAUSE.split(_MARKS.sub("", source.strip()))
    return len(clauses) == 2 and len(clauses[0]) == len(clauses[1]) <= _LONGEST_CLAUSE


def _measure_likeness(pairs: Sequence[_Pair]) -> list[float]:
    """Return the cosine of both sides of each pair, to two decimals; nothing is loaded where there are none."""
    if not pairs:
        return []
    from glossary.vectors import encode

    vectors = encode([text for pair in pairs for text in (pair.source, pair.target)])
    return [round(float(source @ target), 2) for source, target in zip(vectors[::2], vectors[1::2], strict=True)]


def _is_unmatched(pair: _Pair) -> bool:
    """Return whether hardly a content word of either side has a counterpart on the other.

    Words of the source are looked up until enough words of one side have a counterpart.
    """
    from glossary.lang.zh import segment
    from glossary.renderings.dictionary_keys import find_english_keys, look_up_keys

    target, words = find_english_keys(pair.target), segment(pair.source)
    there, left, enough = Counter(target), len(target), _ENOUGH * len(words)
    found = matched = 0
    met = set[str]()
    for _, keys in look_up_keys(words):
        found += 1
        if rendered := there.keys() & keys:
            matched += 1
            left -= sum(there[key] for key in rendered - met)
            met |= rendered
            if matched > enough or left / len(target) < _UNMATCHED:
                return False
    return bool(found and target) and (found - matched) / found >= _UNMATCHED


def _is_misplaced(text: str) -> bool:
    """Return whether a word that needs another after it, such as “the” or “of”, is before one that it cannot have.

    >>> _is_misplaced("the, new of million"), _is_misplaced("Large-scale training strategies, efficient methods.")
    (True, False)
    """
    words = _WORDS.findall(text.lower())
    needy = compress(zip(words, (*words[1:], "."), strict=True), map(_NEEDY.__contains__, words))
    return any(following in _STOPS or (word in ARTICLES and following in _NO_NOUNS) for word, following in needy)


def _is_scrambled(pair: _Pair) -> bool:
    """Return whether the words of a text are less likely one after the other than each by itself; two in a row count
    once.

    That is not known of a list, a command, what the source has in English, or a text for whose placeholders a program
    puts words.
    """
    text, words = pair.target, pair.target.split()
    if (
        text.count(",") * _OF_LIST >= len(words)
        or len(_SYMBOL.findall(text)) >= _OF_COMMAND
        or 2 * sum(map(pair.source.__contains__, words)) >= len(words)
        or any(one[0] in "%{$" for one in count_placeholders(text))
    ):
        return False
    if not _is_misplaced(text):
        return False
    wording = measure_wording(text)
    gains = dict(zip(zip(("", *wording.words), wording.words, strict=False), wording.gains, strict=False))
    return len(wording.words) >= _FEWEST_WORDS and round(sum(gains.values()) / len(gains), 2) < _SCRAMBLED
