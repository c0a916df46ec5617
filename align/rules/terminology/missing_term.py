"""The rule `missing-term`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.linter.context import Context
from align.linter.families.terms import find_builtin, suggest_terms
from align.linter.rule import Bad, Given, PairRule, Sourced
from align.model import Alignment, Bead, Finding

if TYPE_CHECKING:
    from glossary.matching.term_matcher import Occurrence

_NEAR = 2
"""Beads on either side in which a rendering counts as near."""

_GLOSSARY = "出口管制,export control\n关键矿产,critical mineral\n商务部,Ministry of Commerce\n商务部,MOFCOM"


class MissingTerm(PairRule):
    """The source has a term of the glossary, but the translation has none of its renderings.

    What it finds
    -------------
    A sentence whose source has a term of the glossary, in simplified or traditional characters, while its translation
    has none of the terms that the glossary allows for it, in any inflection. The passage is marked, and the renderings
    are suggested. Each place is reported, since each has to be changed; from the second place of a term in a document
    on, the message is short and only says that it is so there as well. In a file of pairs each pair is checked alone,
    and every message is whole.

    Why it matters
    --------------
    Readers recognise a thing by its name; another word suggests another thing.

    When it stays silent
    --------------------
    Where the words of the rendering are separated, its initials are used, or a pronoun or its last word near the full
    rendering. Where a term that the glossary forbids or deprecates takes its place, which is a finding of its own.
    Inside a longer term of the glossary. Without a source.

    Measured
    --------
    Of 8,486 occurrences of a term in five years of bank reports 5.2 % are reported, most of them free renderings and
    parts left out.
    """

    mqm = "terminology/inconsistent-with-terminology-resource"
    needs = frozenset({Given.ALIGNMENT, Given.GLOSSARY})
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Critical minerals were placed under control of exports.", "关键矿产被纳入出口管制。", _GLOSSARY),
        Sourced("MOFCOM said so. It met on Monday.", "商务部这样表示。商务部周一开会。", _GLOSSARY),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Important ores are under export controls.⟧", source="关键矿产受出口管制。", glossary=_GLOSSARY),
        Bad(
            "⟦Important ores are dear.⟧\n⟦Ores are scarce.⟧\n⟦No ores, no cars.⟧",
            source="关键矿产很贵。\n关键矿产稀缺。\n没有关键矿产，就没有汽车。",
            glossary=_GLOSSARY,
        ),
        Bad(
            "The port opens in May. ⟦The trade office said that ships are welcome.⟧",
            source="港口五月开放。商务部表示欢迎船只。",
            glossary=_GLOSSARY,
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for a rendering of each term, sentence by sentence."""
        said = set[int]()
        for bead, near in find_matches_with_neighbours(alignment, reach=_NEAR):
            for found in self._find_missing(alignment, bead, near, context):
                yield self._report(alignment, bead, found, is_again=id(found.concept) in said)
                if not context.is_excerpted:
                    said.add(id(found.concept))

    def _find_missing(
        self, alignment: Alignment, bead: Bead, near: Sequence[Bead], context: Context
    ) -> list[Occurrence]:
        if context.matcher is None:
            return []
        language = alignment.target.language
        found = context.find_terms(alignment.source_text(bead), alignment.source.language)
        allowed = [one for one in found if one.term.allowed]
        if not allowed:
            return []
        from glossary.matching.missing_terms import find_missing

        nearby = "\n".join(alignment.target_text(other) for other in near if other is not bead)
        lacking = find_missing(allowed, alignment.target_text(bead), nearby, context.matcher, language)
        return list({(one.start, id(one.concept)): one for one in lacking}.values())

    def _report(self, alignment: Alignment, bead: Bead, found: Occurrence, *, is_again: bool) -> Finding:
        offers = suggest_terms(found.concept, alignment.target.language)
        source = alignment.source_text(bead)
        term, texts = source[found.start : found.end], " or ".join(f"“{offer.text}”" for offer in offers)
        return self.finding(
            *alignment.target_span(bead),
            f"“{term}” is not translated as {texts} here either."
            if is_again
            else f"The source has “{term}”; the glossary translates it as {texts}. Use that, or {_advise(found)}.",
            suggestions=offers,
            source_text=source,
        )


def _advise(found: Occurrence) -> str:
    """Return what to do where what was written is right: no one can change a glossary that comes with aligncheck."""
    builtin = find_builtin(found.concept)
    own = f"a glossary of your own ({builtin} comes with aligncheck)"
    return f"add your translation to {own if builtin else 'the glossary'}"
