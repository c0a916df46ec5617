"""The rule `changed-untranslatable`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.linter.context import Context
from align.linter.families.terms import ORIGIN
from align.linter.rule import Bad, Given, PairRule, Sourced
from align.model import Alignment, Bead, Edit, Finding, Fix, Span, Suggestion
from glossary.lang.scripts import join_letters

_GLOSSARY = "DeepSeek-R1,DeepSeek-R1\nWPS Office,WPS Office\n特斯拉,Tesla"


class ChangedUntranslatable(PairRule):
    """A name that must not be translated was changed or left out.

    What it finds
    -------------
    A term that the glossary spells the same in both languages is in the source, but neither the aligned sentence nor
    its neighbours contain it in exactly this spelling, capitals and hyphens included.

    Why it matters
    --------------
    Names of products, codes and standards are what readers search for.

    When it stays silent
    --------------------
    Without a glossary or a source.

    Measured
    --------
    Nothing to measure: the rule applies the glossary and guesses nothing.
    """

    mqm = "accuracy/do-not-translate"
    needs = frozenset({Given.ALIGNMENT, Given.GLOSSARY})
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("DeepSeek-R1 is open. Its weights are free.", "DeepSeek-R1开放。它的权重免费。", _GLOSSARY),
        Sourced("Tesla's cars sell well.", "特斯拉的汽车畅销。", _GLOSSARY),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The model ⟦Deepseek R1⟧ is open.", source="模型DeepSeek-R1开放。", glossary=_GLOSSARY),
        Bad("⟦The office suite is free.⟧", source="WPS Office免费。", glossary=_GLOSSARY),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for each such name of the source."""
        for bead, near in find_matches_with_neighbours(alignment):
            target = "\n".join(map(alignment.target_text, near))
            for text in dict.fromkeys(self._find_names(alignment, bead, context)):
                if text not in target:
                    yield self._report(alignment, bead, text)

    def _find_names(self, alignment: Alignment, bead: Bead, context: Context) -> Iterator[str]:
        """Yield the terms in the source of a bead that are the same in the language of the target."""
        source, language = alignment.source, alignment.target.language
        for found in context.find_terms(alignment.source_text(bead), source.language):
            same = (one.text == found.term.text for one in found.concept.renderings(language))
            if found.term.allowed and any(same):
                yield found.term.text

    def _report(self, alignment: Alignment, bead: Bead, text: str) -> Finding:
        span = _find_place(alignment, bead, text)
        is_there = join_letters(alignment.target.text[slice(*span)]) == join_letters(text)
        return self.finding(
            *span,
            f"Keep “{text}” as it is in the source.",
            suggestions=(Suggestion(text, ORIGIN, 1.0),),
            fix=Fix(False, (Edit(*span, text),)) if is_there else None,
            source_text=alignment.source_text(bead),
        )


def _find_place(alignment: Alignment, bead: Bead, text: str) -> Span:
    """Return the place of the name with other capitals or hyphens; the whole target where it has none."""
    start, end = alignment.target_span(bead)
    wanted = join_letters(text)
    shown = [(index, char) for index, char in enumerate(alignment.target.text[start:end].lower()) if char.isalnum()]
    at = "".join(char for _, char in shown).find(wanted)
    if not wanted or at < 0:
        return Span(start, end)
    return Span(start + shown[at][0], start + shown[at + len(wanted) - 1][0] + 1)
