"""The rule `inconsistent-wording`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from align.linter.context import Context
from align.linter.rule import Bad, TextRule
from align.model import Document, Finding, Severity
from glossary.lang.scripts import has_han
from glossary.lang.words import Words

if TYPE_CHECKING:
    from glossary.renderings.noun_phrases import NounPhrase

_USUAL, _RARE = 3, 2
"""How often both phrases occur in a text for a warning that nothing but the text supports."""


class InconsistentWording(TextRule):
    """Two phrases in one document may name the same thing: critical minerals, key minerals.

    What it finds
    -------------
    The first occurrence of the rarer of two phrases that end in the same noun, where the words before it mean nearly
    the same and the commoner phrase recurs. It is a warning where the source has one term for both phrases, or where
    both recur (three times and twice) and the source, if it is known, does not distinguish them; else an info.

    Why it matters
    --------------
    A term that changes its name in the middle of a text looks like another thing; in Chinese it was one word.

    When it stays silent
    --------------------
    Where the words distinguish kinds: numbers, opposites, directions, colours, levels, branches, and any two that one
    sentence of the document sets next to each other. On words that say how much, when or how good, before general nouns
    (year, people, system), and on names. On wordings that are less similar: "strategic minerals" next to "critical
    minerals" may be a term of its own.

    Measured
    --------
    4 infos in the human references of news (.034 per 1,000 words), 23 in 1.1 million words of essays (.021), about half
    of them right. Of 8 warnings in several sets 7 are right or a matter of taste (in sample).
    """

    severity = Severity.INFO
    mqm = "terminology/inconsistent-use-of-terminology"
    targets = ("en",)
    good = (
        "Critical minerals are scarce. Strategic minerals are dear. Without critical minerals, no strategic minerals.",
        "The Academy of Sciences asked the Academy of Social Sciences. The School of Economics answered.",
        "Northern ports closed. Southern ports opened. Northern ports stayed closed, southern ports open.",
        "The first shipment sank. The second shipment burned. The first shipment was insured.",
        "Legal immigrants may stay. Illegal immigrants may not. Legal immigrants work.",
        "Wage growth slowed. Payroll growth is not the same as wage growth. The payroll growth was small.",
    )
    bad = (
        Bad("Critical minerals are dear. The supply of critical minerals is short. Without ⟦key minerals⟧, no car."),
        Bad(
            "Critical minerals are dear. The supply of critical minerals is short. Critical minerals are rare.\n"
            "Without ⟦key minerals⟧, no car. Who has key minerals is rich.",
            Severity.WARNING,
        ),
        Bad(
            "Critical minerals are dear.\nThe supply of critical minerals is short.\nWithout ⟦key minerals⟧, no car.",
            Severity.WARNING,
            source="关键矿产很贵。\n关键矿产的供应不足。\n没有关键矿产，就没有汽车。",
        ),
        Bad("The port bought intelligent equipment. The intelligent equipment works. Most ⟦smart equipment⟧ is dear."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report the pairs of phrases that compete for one name in the document."""
        from glossary.renderings.competing_phrases import find_competing_phrases
        from glossary.renderings.shared_terms import find_shared_term, share_term

        for pair in find_competing_phrases(context.analyse(Words, document.prose)):
            usual, rare = (f"“{one.text}” ({len(one.places)})" for one in (pair.usual, pair.rare))
            sources = _list_sources(pair.rare, context), _list_sources(pair.usual, context)
            known = pair.usual.noun, (pair.usual.modifier, pair.rare.modifier), *sources
            term = find_shared_term(*known)
            recurs = len(pair.usual.places) >= _USUAL and len(pair.rare.places) >= _RARE
            certain = term or (recurs and (not all(sources) or share_term(*known)))
            what = f"both translate “{term}”" if term else "may be the same term: if so"
            yield self.finding(
                *pair.rare.places[0],
                f"{usual} and {rare} {what}{':' if term else ','} use one of them.",
                severity=Severity.WARNING if certain else Severity.INFO,
                confidence=pair.similarity,
            )


def _list_sources(phrase: NounPhrase, context: Context) -> list[str]:
    """Return the sentences of the source that a phrase renders; none where they are unknown or not Chinese."""
    sources = dict.fromkeys(context.source_at(start) for start, _ in phrase.places)
    return [source for source in sources if has_han(source)]
