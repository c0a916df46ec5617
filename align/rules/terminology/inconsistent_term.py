"""The rule `inconsistent-term`."""

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from align.analysis.bilingual import is_chinese_into_english
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding, Severity
from glossary.renderings.drift import Drift, find_drifts
from glossary.renderings.term_renderings import Rendering

_SURE = 0.5
_FEWEST = 3
_SUPPORT = 0.5
"""The share of a rendering's words that the dictionary must know from the term, for a warning."""

_LONG, _SHORTEST = 4, 3
_AROUND = 30
_STEM = 5
_NEAR = 2
_HYPHENATED = re.compile(r"\w-\Z|\A-\w")
_ACRONYM = re.compile(r"\b\w?[A-Z]{2,}")
_SOURCE = (
    "云河市第一座储能电站周一投入运行。这座储能电站位于城北产业园，由远川电力公司建设。\n"
    "能源局局长何静说，储能电站能在夜间储存风电，在白天用电高峰时放电。能源局计划明年再批准两座储能电站。"
)
_TARGET = (
    "The first energy storage station in Yunhe went into operation on Monday. The energy storage station stands in the "
    "industrial park in the north of the city; it was built by Yuanchuan Power.\n"
    "He Jing, director of the Energy Bureau, said that {} can store wind power at night and release it in the daytime, "
    "when demand is at its peak. The Energy Bureau plans to approve two more energy storage stations next year."
)


class _Place(NamedTuple):
    """The source and the target of a bead, and where its target starts in the document."""

    source: str
    target: str
    start: int


class InconsistentTerm(PairRule):
    """A term of the source is rendered differently here from the rest of the document.

    What it finds
    -------------
    Compounds and names that occur three times or more in the source of a document and that, according to word
    alignment, are mostly rendered in the same way. Each place with another rendering is marked. A term of four
    characters or more gives a warning if the dictionary supports both renderings; else it is an info. Chinese into
    English only.

    Why it matters
    --------------
    Readers take two names for two things.

    When it stays silent
    --------------------
    On shorter words, which are rightly rendered by context; on terms of the glossary where `missing-term` or
    `forbidden-term` judges the place; where the other rendering is an acronym, a part or another form of the usual one,
    or stands beside it.

    Measured
    --------
    The renderings are found by word alignment, which makes mistakes. In sample: 15 warnings in 50 chapters of a bank's
    annual reports (89,278 words), most of them a second rendering that may be intended. Of 121 warnings in annotated
    machine translations (WMT 2020 and 2021), 55 (.45) touch a span that an annotator marked
    (`benchmarks/alarms.py --rule inconsistent-term --min-severity warning`).
    """

    mqm = "terminology/inconsistent-use-of-terminology"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(_TARGET.format("an energy storage station"), _SOURCE),
        Sourced("The new pier opens. The dock is new. A quay is near.", "新码头开放。码头是新的。码头在附近。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (Bad(_TARGET.format("a ⟦power reservoir⟧"), source=_SOURCE),)

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Find the renderings of each term that recurs, and those that differ."""
        if not is_chinese_into_english(alignment):
            return
        places = list(_find_places(alignment))
        for drift in find_drifts(self._find_renderings(places)):
            for one in drift.minority:
                text = places[one.pair].target
                if not (
                    _is_fragment(text, one)
                    or _is_form(one.text, drift.majority)
                    or _is_part_of_name(text, one, drift.majority)
                    or _is_judged_elsewhere(places, one, context)
                ):
                    yield self._report(places[one.pair], one, drift)

    def _find_renderings(self, places: list[_Place]) -> list[Rendering]:
        from glossary.matching.term_matcher import Matcher
        from glossary.model import Concept, Glossary, Term
        from glossary.renderings.recurring_terms import find_recurring_terms
        from glossary.renderings.term_renderings import find_renderings

        recurring = find_recurring_terms([place.source for place in places], _FEWEST)
        terms = [term for term in recurring if len(term) >= _SHORTEST]
        if not terms:
            return []
        own = Glossary(tuple(Concept(term, (Term(term, "zh"),)) for term in terms))
        return find_renderings([(place.source, place.target) for place in places], Matcher([own]))

    def _report(self, place: _Place, one: Rendering, drift: Drift) -> Finding:
        start, end = one.target or (0, 0)
        return self.finding(
            place.start + start,
            place.start + end,
            f"“{drift.term}” is “{drift.majority}” in {drift.number} places and “{one.text}” here: keep to one.",
            severity=Severity.WARNING if len(drift.term) >= _LONG and _is_defended(one, drift) else Severity.INFO,
            source_text=place.source,
        )


def _is_defended(one: Rendering, drift: Drift) -> bool:
    """Whether both renderings are ones that the dictionary supports: word alignment may have picked a wrong one."""
    from glossary.renderings.support import measure_support

    return min(measure_support(drift.term, text) for text in (one.text, drift.majority)) >= _SUPPORT


def _find_places(alignment: Alignment) -> Iterator[_Place]:
    for bead in alignment.find_matches(_SURE):
        start, end = alignment.target_span(bead)
        text = alignment.target.prose[start:end].translate({10: " ", 13: " "})
        yield _Place(alignment.source_text(bead), text, start)


def _is_judged_elsewhere(places: list[_Place], one: Rendering, context: Context) -> bool:
    """Whether other rules judge the place by the glossary; not so where only a pronoun nearby satisfies them."""
    from glossary.matching.missing_terms import find_missing

    if context.matcher is None:
        return False
    place, (start, end) = places[one.pair], one.source
    known = [
        found
        for found in context.find_terms(place.source, "zh")
        if found.term.allowed and found.start < end and start < found.end
    ]
    around = places[max(one.pair - _NEAR, 0) : one.pair + _NEAR + 1]
    nearby = "\n".join(other.target for other in around if other is not place)
    lacking = [bool(find_missing(known, place.target, text, context.matcher, "en")) for text in (nearby, "")]
    return bool(known) and lacking != [False, True]


def _is_fragment(text: str, one: Rendering) -> bool:
    """Whether what was found is no rendering of its own: a piece of a hyphenated word, or words with an acronym."""
    start, end = one.target or (0, 0)
    return bool(
        _HYPHENATED.search(text[max(start - 2, 0) : start])
        or _HYPHENATED.match(text[end : end + 2])
        or _ACRONYM.search(one.text)
    )


def _is_form(text: str, usual: str) -> bool:
    """Whether two renderings have the same letters, a plural left aside."""
    one, other = ("".join(filter(str.isalnum, name.lower())) for name in (text, usual))
    return one in (other, f"{other}s", other.removesuffix("s"))


def _is_part_of_name(text: str, one: Rendering, usual: str) -> bool:
    """Whether a word of the usual rendering stands right beside this one, which then is a part of a longer name."""
    start, end = one.target or (0, 0)
    beside = (*text[max(start - _AROUND, 0) : start].split()[-1:], *text[end : end + _AROUND].split()[:1])
    stems = [word[:_STEM].lower() for word in usual.split()]
    return any(word.lower().startswith(stem) for word in beside for stem in stems)
