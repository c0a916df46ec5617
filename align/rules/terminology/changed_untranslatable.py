"""The rule `changed-untranslatable`."""

from collections.abc import Iterator
from typing import ClassVar

from align.linter.families.terms import ORIGIN, occurrences
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Span, Suggestion

_GLOSSARY = "DeepSeek-R1,DeepSeek-R1\nWPS Office,WPS Office\n特斯拉,Tesla"


class ChangedUntranslatable(PairRule):
    """A name that must stay as it is was changed or left out.

    What it finds
    -------------
    A term that the glossary gives in the same letters on both sides stands in the source, and neither the sentence
    that renders it nor its neighbours have it in these letters, capitals and hyphens included.

    Why it matters
    --------------
    Names of products, codes and standards are what readers search for.

    When it stays silent
    --------------------
    Without a glossary or a source.

    Measured
    --------
    It says what the glossary says; there is nothing to guess, and so nothing to measure.
    """

    mqm = "accuracy/do-not-translate"
    needs_glossary = True
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("DeepSeek-R1 is open. Its weights are free.", "DeepSeek-R1开放。它的权重免费。", _GLOSSARY),
        Sourced("Tesla's cars sell well.", "特斯拉的汽车畅销。", _GLOSSARY),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The model ⟦Deepseek R1⟧ is open.", source="模型DeepSeek-R1开放。", glossary=_GLOSSARY),
        Bad("⟦The office suite is free.⟧", source="WPS Office免费。", glossary=_GLOSSARY),
    )

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Look for each such name of the source."""
        for index, bead in enumerate(alignment.beads):
            if bead.source and bead.target:
                near = _near(alignment, index)
                for text in dict.fromkeys(self._names(alignment, bead)):
                    if text not in near:
                        yield self._report(alignment, bead, text)

    def _names(self, alignment: Alignment, bead: Bead) -> Iterator[str]:
        """The terms in the source of a bead that are the same in the language of the target."""
        source, language = alignment.source, alignment.target.language
        for found in occurrences(self.matcher, alignment.source_text(bead), source.language) if self.matcher else ():
            same = (one.text == found.term.text for one in found.concept.renderings(language))
            if found.term.allowed and any(same):
                yield found.term.text

    def _report(self, alignment: Alignment, bead: Bead, text: str) -> Finding:
        span = _place(alignment, bead, text)
        return self.finding(
            *span,
            f"“{text}” must stand in the translation as it is.",
            suggestions=(Suggestion(text, ORIGIN, 1.0),),
            source_text=alignment.source_text(bead),
        )


def _near(alignment: Alignment, index: int) -> str:
    return "\n".join(map(alignment.target_text, alignment.beads[max(index - 1, 0) : index + 2]))


def _place(alignment: Alignment, bead: Bead, text: str) -> Span:
    """Where the name stands in other letters, else all that renders its sentence."""
    start = alignment.target.segments[bead.target[0]].start
    end = alignment.target.segments[bead.target[-1]].end
    wanted = _letters(text)
    shown = [(index, char) for index, char in enumerate(alignment.target.text[start:end].lower()) if char.isalnum()]
    at = "".join(char for _, char in shown).find(wanted)
    if not wanted or at < 0:
        return Span(start, end)
    return Span(start + shown[at][0], start + shown[at + len(wanted) - 1][0] + 1)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
