"""The rule `inconsistent-term`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from align.analysis.alignments import is_chinese_into_english
from align.linter.context import Context
from align.linter.families.renderings import (
    LOOSE,
    SURE,
    Place,
    find_places,
    is_form,
    is_fragment,
    is_in_name,
    is_judged_elsewhere,
    is_part_of_name,
    make_matcher,
)
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding, Severity
from glossary.pack.patterns import compile_late
from glossary.renderings.steps import Steps, run

if TYPE_CHECKING:
    from glossary.matching.term_matcher import Matcher
    from glossary.renderings.drift import Drift
    from glossary.renderings.term_renderings import Rendering

_FEWEST = 3
_STOPS = "。！？!?"
_AT_THE_END = _STOPS + " \n”’」』）)…"
_SUPPORT = 0.5
"""The share of a rendering's words that the dictionary must know from the term, for a warning."""

_LONG, _SHORTEST = 4, 3
_AROUND = 30
_BEFORE = compile_late(r"(?<![A-Za-z])([A-Za-z]++)(?: and)?[ -]\Z")
_AFTER = compile_late(r"(?: and)?[ -]([A-Za-z]+)")
_SOURCE = (
    "云河市第一座储能电站周一投入运行。这座储能电站位于城北产业园，由远川电力公司建设。\n"
    "能源局局长何静说，储能电站能在夜间储存风电，在白天用电高峰时放电。能源局计划明年再批准两座储能电站。"
)
_SHORTENED = (
    "source,target,status,term_type\n储能电站,energy storage station,preferred,full form\n"
    "储能电站,energy store plant,,short form"
)
_TARGET = (
    "The first energy storage station in Yunhe went into operation on Monday. The energy storage station stands in the "
    "industrial park in the north of the city; it was built by Yuanchuan Power.\n"
    "He Jing, director of the Energy Bureau, said that {} can store wind power at night and release it in the daytime, "
    "when demand is at its peak. The Energy Bureau plans to approve two more energy storage stations next year."
)


class _Terms(NamedTuple):
    """The places where terms may be, and how those are rendered that recur."""

    places: Sequence[Place]
    renderings: Sequence[Rendering]


class InconsistentTerm(PairRule):
    """A term of the source is rendered differently here from the rest of the document.

    What it finds
    -------------
    Compounds and names that occur three times or more in the source of a document and that, according to word
    alignment, are mostly rendered in the same way. Each place with another rendering is marked. A term of four
    characters or more gives a warning if both renderings are sure: each has a word that the dictionary gives for every
    part of the term, and nothing next to it that belongs to the term or to a longer name. Else it is an info. Chinese
    into English only.

    Why it matters
    --------------
    Readers take two names for two things.

    When it stays silent
    --------------------
    On shorter words, which are rightly rendered by context, and in a text of one pair of one sentence. Where
    `missing-term` or `forbidden-term` judges the place, as where the glossary has an abbreviation of the term. Where
    the other rendering is an acronym, a part or another form of the usual one (naval, navy), next to it, in a longer
    name in capitals, or distinguished by a prefix (macroprudential, microprudential).

    Measured
    --------
    Of 7 warnings in bank reports, health texts and news made by people 4 are right and 3 a matter of taste (half in
    sample); of 35 in machine translations 22 (.63) touch what an annotator marked.
    """

    mqm = "terminology/inconsistent-use-of-terminology"
    sources, targets = ("zh",), ("en",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(_TARGET.format("an energy storage station"), _SOURCE),
        Sourced(
            "The seminar is new. A seminar was held in May. The seminar is in Yunhe. The Stem Cell Symposium begins.",
            "研讨会是新的。五月举行了研讨会。研讨会在云河。干细胞研讨会开始了。",
        ),
        Sourced(_TARGET.format("an energy store plant"), _SOURCE, _SHORTENED),
        Sourced("The new pier opens. The dock is new. A quay is near.", "新码头开放。码头是新的。码头在附近。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(_TARGET.format("an ⟦energy store plant⟧"), source=_SOURCE),
        Bad(_TARGET.format("a ⟦power reservoir⟧"), Severity.INFO, source=_SOURCE),
    )

    def prepare(self, texts: Sequence[tuple[Alignment, Context]]) -> Steps[None]:
        """Align the words of several short texts together."""
        found = yield from _search_renderings([alignment for alignment, _ in texts])
        for (alignment, context), terms in zip(texts, found, strict=True):
            context.keep(_find_renderings, alignment, terms)

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Find the renderings of each term that recurs, and those that differ."""
        places, renderings = context.analyse(_find_renderings, alignment)
        if not renderings:
            return
        from glossary.renderings.drift import find_drifts

        cut = frozenset((one.term, one.text) for one in renderings if _is_cut(places[one.pair].target, one))
        for drift in find_drifts(renderings):
            for one in drift.minority:
                text = places[one.pair].target
                if not (
                    is_fragment(text, one, drift.majority)
                    or is_form(one.text, drift.majority)
                    or is_part_of_name(text, one, drift.majority)
                    or is_in_name(text, one, drift.majority)
                    or is_judged_elsewhere(places, one, context)
                ):
                    sure = cut.isdisjoint((drift.term, name) for name in (one.text, drift.majority))
                    yield self._report(places[one.pair], one, drift, sure and _is_defended(one, drift))

    def _report(self, place: Place, one: Rendering, drift: Drift, sure: bool) -> Finding:
        start, end = one.target or (0, 0)
        return self.finding(
            place.start + start,
            place.start + end,
            f"“{drift.term}” is “{drift.majority}” in {drift.number} places and “{one.text}” here: use one term.",
            severity=Severity.WARNING if sure else Severity.INFO,
            source_text=place.source,
        )


def _find_renderings(alignment: Alignment) -> _Terms:
    return run(_search_renderings([alignment]))[0]


def _search_renderings(alignments: Sequence[Alignment]) -> Steps[list[_Terms]]:
    """Yield how the terms that recur in each of some alignments are rendered; the words of all are aligned together."""
    terms = [_find_terms(one) if is_chinese_into_english(one) else [] for one in alignments]
    texts = [list(find_places(one)) if own else [] for one, own in zip(alignments, terms, strict=True)]
    asked = [
        ([(place.source, place.target) for place in places], make_matcher(own))
        for places, own in zip(texts, terms, strict=True)
        if own
    ]
    found = yield from _render(asked)
    left = iter(found)
    return [_Terms(places, next(left) if own else []) for places, own in zip(texts, terms, strict=True)]


def _find_terms(alignment: Alignment) -> list[str]:
    """Return the terms that recur in the sources of beads and are long enough to be rendered alike."""
    from glossary.renderings.recurring_terms import find_recurring_terms, may_have_recurring_terms

    sources = [alignment.source_text(bead) for bead in alignment.find_matches(SURE)]
    is_sentence = len(sources) == 1 and not set(_STOPS).intersection(sources[0].rstrip(_AT_THE_END))
    if is_sentence or not may_have_recurring_terms(sources, _FEWEST, _SHORTEST):
        return []
    return [term for term in find_recurring_terms(sources, _FEWEST) if len(term) >= _SHORTEST]


def _render(texts: Sequence[tuple[Sequence[tuple[str, str]], Matcher]]) -> Steps[list[list[Rendering]]]:
    """Yield the renderings of the terms in the pairs of each text; nothing is loaded where there are none."""
    if not texts:
        return []
    from glossary.renderings.term_renderings import search_renderings

    return (yield from search_renderings(texts))


def _is_defended(one: Rendering, drift: Drift) -> bool:
    """Return whether a term is long, and the dictionary has both renderings for all of it: word alignment may
    be wrong.
    """
    from glossary.renderings.support import is_whole, measure_support

    texts = one.text, drift.majority
    return len(drift.term) >= _LONG and all(
        not text.isupper()
        and not LOOSE.search(text)
        and measure_support(drift.term, text) >= _SUPPORT
        and is_whole(drift.term, text)
        for text in texts
    )


def _is_cut(text: str, one: Rendering) -> bool:
    """Return whether a rendering goes on next to what was found: in a longer name, or with a word that the term has
    too.
    """
    from glossary.renderings.dictionary_keys import find_english_keys
    from glossary.renderings.support import find_gloss_words

    if not one.target or len(one.term) < _LONG:
        return False
    start, end = one.target
    before, after = _BEFORE.search(text[max(start - _AROUND, 0) : start]), _AFTER.match(text[end : end + _AROUND])
    beside = [match[1] for match in (before, after) if match]
    if one.text.istitle() and any(word[0].isupper() for word in beside):
        return True
    known = find_gloss_words(one.term) - {*find_english_keys(one.text)}
    return not known.isdisjoint(find_english_keys(" ".join(beside)))
