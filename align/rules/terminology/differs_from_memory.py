"""The rule `differs-from-memory`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from align.analysis.alignments import is_chinese_into_english
from align.linter.context import Context
from align.linter.families.memory import fold_variety, say_evidence
from align.linter.families.renderings import (
    LOOSE,
    Place,
    find_places,
    is_form,
    is_fragment,
    is_in_name,
    is_judged_elsewhere,
    make_matcher,
)
from align.linter.rule import Bad, Given, PairRule, Sourced
from align.memory.evidence import HouseTerm, Variant, has_lately
from align.model import Alignment, Finding, Severity, Span
from glossary.dictionary.script_folding import simplify
from glossary.lang import en_phrases
from glossary.lang.en import find_lemmas
from glossary.lang.function_words import is_function_word
from glossary.lang.scripts import join_letters
from glossary.pack.patterns import compile_late
from glossary.renderings.steps import Steps, run

if TYPE_CHECKING:
    from glossary.renderings.term_renderings import Rendering

_COUNT, _DOCUMENTS, _DOMINANCE = 5, 3, 0.9
"""What a term of the house has at least for a warning."""

_SHARE = 0.8
"""The share of all pairs with a term that have the house's rendering, at least, for a warning."""
_RARE = 0.05
"""The share of its pairs in which the memory may have the other rendering."""
_SURE_VARIANT = 2
"""In how many pairs the memory has another rendering that may be used as well."""
_MOST_WORDS = 4
_SHORT = 2
"""Characters of a term that says little before another noun."""
_WORD = compile_late(r"[A-Za-z]+")
_LONGEST_WORD = 24
_BEFORE, _AFTER = compile_late(r"(?<![A-Za-z])([A-Za-z]+)[ -]\Z"), compile_late(r"[ -]([A-Za-z]+)")


class _Texts(NamedTuple):
    """The places of a text, and the terms of the house in them that have another rendering than the house's."""

    places: Sequence[Place]
    found: Sequence[tuple[HouseTerm, Rendering]]


class _Asked(NamedTuple):
    """A text and its evidence: the numbers of the places with a suspicious term, and the terms by their texts."""

    places: Sequence[Place]
    numbers: Sequence[int]
    suspicious: frozenset[tuple[int, int]]
    terms: dict[str, HouseTerm]


_MEMORY = """2016-03-02
云河的储能电站在春天投入运行。\tThe energy storage station in Yunhe went into operation in spring.
储能电站的设备来自远川。\tThe equipment of the energy storage station comes from Yuanchuan.

2016-09-14
城北的储能电站夜间放电。\tThe energy storage station in the north of the city discharges at night.
储能电站明年扩建。\tThe energy storage station will be extended next year.

2017-04-26
两座储能电站获得批准。\tTwo energy storage stations were approved.
居民参观了储能电站。\tResidents visited the energy storage station."""
_SOURCE = "记者周一参观了储能电站。电站的工程师说，这里很安静。"
_TARGET = "Reporters visited the {} on Monday. It is quiet here, an engineer said."


class DiffersFromMemory(PairRule):
    """A term is rendered otherwise than in the house's published translations.

    What it finds
    -------------
    Terms that the memory (`memory` in the configuration) renders steadily, and that have another rendering here, by
    word alignment. A warning: the house's rendering is in five pairs or more of three documents, which are nine tenths
    of all pairs with the term, and the term is twenty times as frequent there as in Chinese in general. An info: three
    pairs of two documents, eight tenths, five times. The message says how often and when last. Each term is reported
    once a document. Chinese into English only.

    Why it matters
    --------------
    “Critical minerals” in forty articles and “key minerals” in the next: readers and searches take them for two
    things, and no check of one text can know.

    When it stays silent
    --------------------
    Where the house's rendering is in the sentence in another form, order or as an acronym, or in one next to it that
    lacks the term. Where the memory has the other rendering too, the two latest documents agree on it, it is a form or
    a part of the house's, can only be a verb, or the dictionary has none of its words for the term. Where
    `missing-term` or `forbidden-term` judges the place by the glossary. In a text that hardly has terms of the memory:
    it is of another field. The text itself and its drafts in the memory do not count. Nothing is ever fixed from the
    memory.

    Measured
    --------
    Planted in bank reports of 2018 and 2019, with those of 2015 to 2017 as the memory: of 272 terms rendered otherwise
    .47 have a warning and .64 a finding, at .06 and .11 per 1,000 words of the same reports as published (17,522 words,
    held out; on those it was tuned on .35 and .50, at .05 and .24). Of 40 warnings on machine drafts (in sample: the
    rule was changed after this reading) 34 are right, 3 a matter of taste and 3 wrong; those 3 were American spellings,
    which the rule now ignores. With the memory of
    another field there was none. `benchmarks/memory_drift.py` measures this.
    """

    mqm = "terminology/inconsistent-use-of-terminology"
    sources, targets = ("zh",), ("en",)
    needs = frozenset({Given.ALIGNMENT, Given.MEMORY})
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(_TARGET.format("energy storage station"), _SOURCE, memory=_MEMORY),
        Sourced(_TARGET.format("energy-storage stations"), _SOURCE, memory=_MEMORY),
        Sourced(_TARGET.format("station for the storage of energy"), _SOURCE, memory=_MEMORY),
        Sourced(
            _TARGET.format("power reservoir"),
            _SOURCE,
            glossary="储能电站,power reservoir,preferred",
            memory=_MEMORY,
        ),
        Sourced(
            _TARGET.format("power reservoir"),
            _SOURCE,
            memory=_MEMORY
            + """

2018-01-09
储能电站已经停运。\tThe power reservoir was shut down.

2018-02-11
储能电站恢复运行。\tThe power reservoir is in operation again.""",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(_TARGET.format("⟦power reservoir⟧"), source=_SOURCE, memory=_MEMORY),
        Bad(
            _TARGET.format("⟦power reservoir⟧"),
            Severity.INFO,
            source=_SOURCE,
            memory=_MEMORY.rpartition("\n\n")[0],
        ),
    )

    def prepare(self, texts: Sequence[tuple[Alignment, Context]]) -> Steps[None]:
        """Align the words of the suspicious places of several texts together."""
        found = yield from _search_rivals(texts)
        for (_, context), one in zip(texts, found, strict=True):
            context.keep(_find_rivals, context, one)

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Find the terms whose rendering differs, each once."""
        places, found = context.analyse(_find_rivals, context)
        reported = set[str]()
        for term, one in found:
            place = places[one.pair]
            if (
                term.term not in reported
                and _is_rival(place, term, one)
                and not is_judged_elsewhere(places, one, context)
            ):
                reported.add(term.term)
                yield self._report(place, term, one)

    def _report(self, place: Place, term: HouseTerm, one: Rendering) -> Finding:
        start, end = one.target or (0, 0)
        is_sure = (
            term.count >= _COUNT
            and term.documents >= _DOCUMENTS
            and term.dominance >= _DOMINANCE
            and term.is_specific
            and term.count >= _SHARE * term.pairs
        )
        evidence = say_evidence(term.count, term.documents, term.last)
        return self.finding(
            place.start + start,
            place.start + end,
            f"The house writes “{term.rendering}”: {evidence}; here “{one.text}”.",
            severity=Severity.WARNING if is_sure else Severity.INFO,
            source_text=place.source,
            source_span=Span(*one.source),
        )


def _find_rivals(context: Context) -> _Texts:
    assert context.alignment
    return run(_search_rivals([(context.alignment, context)]))[0]


def _search_rivals(texts: Sequence[tuple[Alignment, Context]]) -> Steps[list[_Texts]]:
    """Yield how the suspicious terms of each of some texts are rendered; the words of all are aligned together."""
    from glossary.renderings.term_renderings import search_renderings

    asked = [_find_suspicious(*text) for text in texts]
    pairs = [
        (
            [(one.places[number].source, one.places[number].target) for number in one.numbers],
            make_matcher(list(one.terms)),
        )
        for one in asked
        if one.numbers
    ]
    rows = (yield from search_renderings(pairs)) if pairs else []
    left, found = iter(rows), list[_Texts]()
    for one in asked:
        here = next(left) if one.numbers else []
        placed = [rendering._replace(pair=one.numbers[rendering.pair]) for rendering in here]
        chosen = [(one.terms[r.term], r) for r in placed if (r.pair, r.source[0]) in one.suspicious]
        found.append(_Texts(one.places, chosen))
    return found


def _find_suspicious(alignment: Alignment, context: Context) -> _Asked:
    """Return the places of a text where a term of the house is not rendered as the house does it, nor nearby."""
    evidence = context.evidence
    if evidence is None or not evidence.terms or not is_chinese_into_english(alignment):
        return _Asked((), (), frozenset(), {})
    from glossary.renderings.recurring_terms import find_possible_terms

    terms = {one.term: one for one in evidence.terms}
    places = list(find_places(alignment))
    suspicious = set[tuple[int, int]]()
    for number, place in enumerate(places):
        possible = find_possible_terms(place.source)
        of_house = [one for one in possible if one.text in terms]
        nearby = [places[near] for near in (number - 1, number + 1) if 0 <= near < len(places)]
        for one in of_house:
            is_inside = any(
                other.start <= one.start and one.end <= other.end and len(other.text) > len(one.text)
                for other in of_house
            )
            is_modifier = len(one.text) <= _SHORT and any(
                other.start <= one.start and one.end < other.end for other in possible
            )
            term, times = terms[one.text], sum(other.text == one.text for other in of_house)
            if is_inside or (is_modifier and not term.is_specific) or not _is_noun(term.rendering):
                continue
            if _is_absent(term, place, nearby, times):
                suspicious.add((number, one.start))
    return _Asked(places, sorted({number for number, _ in suspicious}), frozenset(suspicious), terms)


def _is_noun(rendering: str) -> bool:
    """Return whether a rendering can be a noun by its last word, or is a name."""
    lemmas = find_lemmas(rendering.rsplit(maxsplit=1)[-1].lower())
    return not lemmas or "NOUN" in lemmas


def _is_verb(rendering: str) -> bool:
    """Return whether a rendering can only be a verb by its last word: then it names nothing.

    Participles may be before a noun, and words in -ing are nouns, too: “borrowed money”, “fishing”.
    """
    last = rendering.rsplit(maxsplit=1)[-1].lower()
    return find_lemmas(last).keys() == {"VERB"} and not last.endswith(("ed", "ing"))


def _is_absent(term: HouseTerm, place: Place, nearby: Sequence[Place], times: int) -> bool:
    """Return whether a place, which has the term so many times, lacks the house's rendering in any form once, and has
    no other one that the memory has more than once; nor may it be in a sentence next to it that lacks the term.
    """
    if _has_rendering(term.rendering, place.target):
        if times < 2 or _count_heads(term.rendering, place.target) >= times:
            return False
    elif any(_has_rendering(term.rendering, one.target) and term.term not in simplify(one.source) for one in nearby):
        return False
    target = fold_variety(place.target)
    return not any(en_phrases.has_words_apart(fold_variety(one.text), target) for one in _list_variants(term))


def _count_heads(rendering: str, text: str) -> int:
    """Return how often a text has the last main word of a rendering, in any form."""
    head = en_phrases.find_main_words(rendering)[-1:]
    return sum(_are_akin(word, set(head)) for word in _WORD.findall(text))


def _list_variants(term: HouseTerm) -> Iterator[Variant]:
    """Yield the other renderings that the memory has more than once, without those that are a part of the house's."""
    for one in term.variants:
        if one.count >= _SURE_VARIANT and not en_phrases.has_words_apart(one.text, term.rendering):
            yield one


def _has_rendering(rendering: str, text: str) -> bool:
    """Return whether a text has a rendering in another form, order or spelling, or as an acronym."""
    folded = fold_variety(rendering), fold_variety(text)
    return (
        en_phrases.has_words_apart(*folded)
        or en_phrases.has_initials(rendering, text)
        or join_letters(folded[0]) in join_letters(folded[1])
    )


def _widen(text: str, term: HouseTerm, one: Rendering) -> Rendering:
    """Return a rendering with the words right before and after it that the house's rendering has as well."""
    if one.target is None:
        return one
    start, end = one.target
    own = {word.lower() for word in _WORD.findall(one.text)}
    shared = {word.lower() for word in _WORD.findall(term.rendering)} - own
    while (match := _BEFORE.search(text, max(start - _LONGEST_WORD, 0), start)) and _are_akin(match[1], shared):
        start = match.start(1)
    while (match := _AFTER.match(text, end)) and _are_akin(match[1], shared):
        end = match.end(1)
    return one._replace(target=(start, end), text=text[start:end]) if (start, end) != one.target else one


def _has_function_word(text: str) -> bool:
    """Return whether a text has a function word but “of”: then it is no term."""
    return any(word.lower() != "of" and is_function_word(word, "en") for word in _WORD.findall(text))


def _are_akin(word: str, others: set[str]) -> bool:
    return any(en_phrases.are_forms(word, other) for other in others)


def _is_rival(place: Place, term: HouseTerm, one: Rendering) -> bool:
    """Return whether a rendering is another one of the whole term, and not a form or a part of the house's."""
    from glossary.renderings.support import measure_support

    size = len(one.text.split())
    is_whole = one.key and (one.complete or size >= len(term.rendering.split()))
    if not is_whole or size > _MOST_WORDS or LOOSE.search(one.text) or _has_function_word(one.text):
        return False
    names = fold_variety(one.text), fold_variety(term.rendering)
    is_same = is_form(*names) or any(map(en_phrases.has_words_apart, names, names[::-1]))
    known = sum(variant.count for variant in term.variants if variant.key == one.key)
    return not (
        is_same
        or _is_verb(one.text)
        or has_lately(term.latest, one.key)
        or known > max(1, _RARE * term.total)
        or is_fragment(place.target, one, term.key)
        or is_in_name(place.target, one, term.rendering)
        or not measure_support(term.term, one.text)
    )
