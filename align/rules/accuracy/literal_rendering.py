"""The rule `literal-rendering`."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from align.analysis.repeated_edges import cover_repeated
from align.lang.codes import name_language
from align.lang.literal_renderings import LiteralRendering as Entry
from align.lang.literal_renderings import Occurrence, find_words, load_literal_renderings, name_pair
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Severity, Span, Suggestion
from glossary.dictionary.script_folding import simplify
from glossary.lang.scripts import has_han

_SURE = 0.5
"""The least confidence of a bead whose wording is looked at."""

_STEADY, _SHARE = 3, 0.75
"""How many sentences have a wording that a document keeps to, and in what share of those that have the word."""


_Wording = tuple[Entry, str]
"""An entry of the table, and a wording of it as a text has it, in lower case."""


class _Place(NamedTuple):
    """A literal rendering: the bead, where it is in the target, and the word in the source of the bead."""

    bead: Bead
    span: Span
    word: Occurrence


class LiteralRendering(PairRule):
    """A Chinese word is translated character by character, and English has another word for it.

    What it finds
    -------------
    The source has one of some 2,720 words of news, business, sport, law, the internet and officialdom
    (公众号, 涨停), and the translation has a wording that only the characters of that word explain
    ("public number", "stop rising"). What English says is suggested. A pack
    can hold such words for any pair of languages.

    Why it matters
    --------------
    The sentence reads well and says something else: a flying pig reports travel data, a company controls the wind.

    When it stays silent
    --------------------
    On wordings that are not in the table, however odd; where the word is part of a longer one (水龙头 is a tap); next
    to the right name; where the wording is what another word of the source means; where a glossary renders the word
    so; and without a source. Wordings that translators choose too are infos, and so is one that is not an error and
    that a document keeps to: it is reported once, with the number of places (in a file of pairs, at each place).

    Measured
    --------
    In sample: 1,453 of 1,549 alarms in machine translations (.94) touch what an annotator marked, in documents not
    looked at before 170 of 188 (.90). 14 in 4,505 human references of news, most of them right.
    """

    severity = Severity.WARNING
    mqm = "accuracy/mistranslation"
    overrides = ("translationese",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Turn off the faucet, please.", "请关上水龙头。"),
        Sourced("The company leads its industry.", "这家公司是龙头企业。"),
        Sourced("A senior and my older sister came.", "学姐和我姐姐来了。"),
        Sourced("A flying pig was drawn on the wall.", "墙上画着一头会飞的猪。"),
        Sourced("The National Front won.", "国阵赢了。", "國陣,National Front"),
        Sourced("Ele.me, in English “Hungry?”, delivers meals.", "饿了么送餐。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The firm has a ⟦public number⟧.", source="这家公司有公众号。", severity=Severity.ERROR),
        Bad(
            "It is a ⟦dragon head enterprise⟧ in the province.", source="它是省内的龙頭企業。", severity=Severity.ERROR
        ),
        Bad("He ⟦threw the pot⟧ to his colleague.", source="他向同事甩锅。", severity=Severity.ERROR),
        Bad(
            "The ⟦National Front⟧ won. The National Front thanks its voters. Critics of the National Front left.",
            source="国阵赢了。国阵感谢选民。国阵的批评者离开了。",
            severity=Severity.INFO,
        ),
        Bad("His plan is to draw a ⟦snake⟧.", source="他的计划是画蛇添足。", severity=Severity.INFO),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for the wordings of each word of the source, sentence by sentence."""
        if not load_literal_renderings(_name_pair(alignment)):
            return
        places = [one for one in _find_places(alignment) if not _is_allowed(alignment, one, context)]
        steady = {} if context.is_excerpted else _count_steady(alignment, places)
        said = set[_Wording]()
        for place in places:
            wording = _name_wording(alignment, place)
            if wording not in said:
                yield self._report(alignment, place, steady.get(wording, 1))
            if wording in steady:
                said.add(wording)

    def _report(self, alignment: Alignment, place: _Place, number: int) -> Finding:
        bead, span, word = place
        offers = tuple(Suggestion(text, "literal-rendering", 1.0) for text in word.entry.renderings)
        source = alignment.source.text[slice(*alignment.source_span(bead))]
        shown, given = alignment.quote_source(bead, Span(word.start, word.end))
        named = source[word.start : word.end].strip("“”‘’「」")
        how = "character by character" if has_han(named) else "word for word"
        fault = f"“{alignment.target.text[slice(*span)]}” translates “{named}” {how}"
        advice = f"write {' or '.join(f'“{offer.text}”' for offer in offers)}"
        return self.finding(
            *span,
            f"{fault} in {number} places: unless this is deliberate, {advice}, or another wording that fits."
            if number > 1
            else f"{fault}: {advice}, or another wording that fits.",
            severity=Severity.INFO if number > 1 else Severity[word.entry.severity.upper()],
            suggestions=offers,
            source_text=shown,
            source_span=given,
        )


def _name_pair(alignment: Alignment) -> str:
    return name_pair(alignment.source.language, alignment.target.language)


def _find_places(alignment: Alignment) -> Iterator[_Place]:
    """Yield the literal renderings of a text, sentence by sentence; of two that overlap the first, then the
    longer one.
    """
    for bead in alignment.find_matches(_SURE):
        source, target = alignment.source_span(bead), alignment.target_span(bead)
        end, found = 0, list[tuple[Span, Occurrence]]()
        simple = simplify(alignment.source.prose[slice(*source)])
        for word in find_words(simple, _name_pair(alignment)):
            match = word.entry.find_wording(alignment.target.prose, *target)
            if (
                match
                and not _has_any(word.entry.names, alignment.target.prose[slice(*target)])
                and not (has_han(word.entry.words[0]) and _renders_other(simple, word, match[0]))
            ):
                span = cover_repeated(alignment.target.prose, Span(*match.span()), word.entry.renderings[0])
                found.append((span, word))
        for span, word in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
            if span.start >= end:
                end = span.end
                yield _Place(bead, span, word)


def _renders_other(source: str, word: Occurrence, wording: str) -> bool:
    """Return whether a wording may render another word of a source, of which it is a gloss: 姐姐 beside 学姐."""
    from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

    keys = set(find_english_keys(wording))
    rest = f"{source[: word.start]} {source[word.end :]}"
    is_full = len(keys) == len(wording.split())  # of “my country” the country alone is no gloss
    return is_full and any(keys <= others for other, others in find_chinese_keys(rest) if len(other) > 1)


def _is_allowed(alignment: Alignment, place: _Place, context: Context) -> bool:
    """Return whether a glossary renders the word as it is rendered in a place."""
    if context.matcher is None:
        return False
    bead, span, word = place
    whole = alignment.target_span(bead)
    start, end = span.start - whole.start, span.end - whole.start
    found = context.find_terms(alignment.target.prose[slice(*whole)], alignment.target.language)
    terms = (
        simplify(term.text)
        for one in found
        if one.term.allowed and one.start < end and start < one.end
        for term in one.concept.terms_in(name_language(alignment.source.language))
    )
    return any(known in term for term in terms for known in word.entry.words)


def _name_wording(alignment: Alignment, place: _Place) -> _Wording:
    """Return what places with the same wording of the same word share."""
    return place.word.entry, alignment.target.text[slice(*place.span)].casefold()


def _count_steady(alignment: Alignment, places: Sequence[_Place]) -> Mapping[_Wording, int]:
    """Return in how many places each wording occurs that the text keeps to; no errors."""
    numbers = Counter(_name_wording(alignment, one) for one in places if one.word.entry.severity != "error")
    often = {wording: number for wording, number in numbers.items() if number >= _STEADY}
    if not often:
        return {}
    sources = (simplify(alignment.source_prose(bead)) for bead in alignment.find_matches(_SURE))
    words = Counter(
        entry for source in sources for entry in {word.entry for word in find_words(source, _name_pair(alignment))}
    )
    return {wording: number for wording, number in often.items() if number >= _SHARE * words[wording[0]]}


def _has_any(names: Sequence[str], text: str) -> bool:
    """Return whether a text has one of some names as words of their own, in capitals or without: NIO is not in
    "junior".
    """
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)
