"""The rule `literal-rendering`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.analysis.bilingual import is_chinese_into_english
from align.analysis.repeated_edges import cover_repeated
from align.lang.literal_renderings import Occurrence, find_words
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Severity, Span, Suggestion
from glossary.dictionary.script_folding import simplify

_SURE = 0.5
"""The least confidence of a bead whose wording is looked at."""


class LiteralRendering(PairRule):
    """A Chinese word is translated character by character, and English has another word for it.

    What it finds
    -------------
    The source has one of some 1,420 words of news, business, sport, law, the internet and officialdom
    (公众号, 涨停), and the translation has a wording that only the characters of that word explain
    ("public number", "stop rising"). What English says is suggested.

    Why it matters
    --------------
    The sentence reads well and says something else: a flying pig reports travel data, a company controls the wind.

    When it stays silent
    --------------------
    On wordings that are not in the table, however odd; where the word is part of a longer one (水龙头 is a tap);
    beside the right name ("Yonhap, the South Korean news agency"); and without a source. Wordings that translators
    choose too, such as idioms rendered word by word, are infos.

    Measured
    --------
    In sample, since a third of the table was written for what half of these texts have: of 1,073 errors and warnings
    in 25,040 annotated machine translations (707,000 words) 994 (.93) touch a span that an annotator marked; in the
    documents that nobody looked at while the table was written, 121 of 139 (.87). In 4,505 references made by people
    there are 11, most of them literal indeed: "thunderstorm" for a default, "China and Africa" for the Central
    African Republic (`benchmarks/alarms.py --rule literal-rendering --min-severity warning`).
    """

    severity = Severity.WARNING
    mqm = "accuracy/mistranslation"
    overrides = ("translationese",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Turn off the faucet, please.", "请关上水龙头。"),
        Sourced("The company leads its industry.", "这家公司是龙头企业。"),
        Sourced("A flying pig was drawn on the wall.", "墙上画着一头会飞的猪。"),
        Sourced("Ele.me, in English “Hungry?”, delivers meals.", "饿了么送餐。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The firm has a ⟦public number⟧.", source="这家公司有公众号。", severity=Severity.ERROR),
        Bad(
            "It is a ⟦dragon head enterprise⟧ in the province.", source="它是省内的龙頭企業。", severity=Severity.ERROR
        ),
        Bad("He ⟦threw the pot⟧ to his colleague.", source="他向同事甩锅。", severity=Severity.ERROR),
        Bad("His plan is to draw a ⟦snake⟧.", source="他的计划是画蛇添足。", severity=Severity.INFO),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for the wordings of each word of the source, sentence by sentence."""
        if not is_chinese_into_english(alignment):
            return
        for bead in alignment.find_matches(_SURE):
            end, found = 0, list(_find_wordings(alignment, bead))
            for span, word in sorted(found, key=lambda one: (one[0].start, -one[0].end)) if found else ():
                if span.start >= end:
                    end = span.end
                    yield self._report(alignment, bead, span, word)

    def _report(self, alignment: Alignment, bead: Bead, span: Span, word: Occurrence) -> Finding:
        offers = tuple(Suggestion(text, "literal-rendering", 1.0) for text in word.entry.renderings)
        source = alignment.source.text[slice(*alignment.source_span(bead))]
        shown = alignment.source_text(bead)
        written = alignment.target.text[slice(*span)]
        return self.finding(
            *span,
            f"“{written}” renders the characters of “{source[word.start : word.end]}”, not what it means: write "
            f"{' or '.join(f'“{offer.text}”' for offer in offers)}, or whatever fits here.",
            severity=Severity[word.entry.severity.upper()],
            suggestions=offers,
            source_text=shown,
            source_span=Span(word.start, word.end) if shown == source else None,
        )


def _find_wordings(alignment: Alignment, bead: Bead) -> Iterator[tuple[Span, Occurrence]]:
    """The literal renderings in a bead: where each stands in the target, and the word in the source of the bead."""
    source, target = alignment.source_span(bead), alignment.target_span(bead)
    for word in find_words(simplify(alignment.source.prose[slice(*source)])):
        match = word.entry.find_wording(alignment.target.prose, *target)
        if match and not _has_any(word.entry.names, alignment.target.prose[slice(*target)]):
            yield cover_repeated(alignment.target.prose, Span(*match.span()), word.entry.renderings[0]), word


def _has_any(names: Sequence[str], text: str) -> bool:
    """Whether a text has one of some names, in capitals or without."""
    written = text.casefold()
    return any(name.casefold() in written for name in names)
