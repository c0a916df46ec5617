"""The block of terminology: the scores of `terms`, without its list of terms."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from align.commands.terms.collect import Collected, add_text
from align.commands.terms.report import build_report
from align.errors import TermsError
from align.inputs.loading import Loaded
from align.inputs.tasks import Task
from align.model.scores import Share, TerminologyScores
from align.scores.translation.segments import Lines
from glossary.dictionary.cedict import use_dictionary
from glossary.renderings.consistency import Score

_LEAST_COUNT = 3
"""How often a term occurs that no glossary names, as in `terms`."""


@dataclass
class Terminology:
    """The translations whose terms are scored; `reason` says why they cannot be."""

    collected: Collected = field(default_factory=Collected)
    reason: str = ""

    def add(self, task: Task, loaded: Loaded, own: Lines, references: Sequence[Lines]) -> None:
        """Add a translation next to its source, with its references."""
        if self.reason:
            return
        given = _join(own, references, len(loaded.texts)) if references else ()
        try:
            add_text(self.collected, task, loaded.aligned, given)
        except TermsError as error:
            self.reason = str(error)

    def score(self) -> tuple[TerminologyScores | None, str]:
        """Return the scores of all translations together, or why there are none."""
        if self.reason or not self.collected.texts:
            return None, self.reason or "no source is known (--source)"
        with use_dictionary(self.collected.dictionary):
            total = build_report(self.collected, (), _LEAST_COUNT).total
        micro, macro = (
            {str(reference): _share(score) for reference, score in scores.items()}
            for scores in (total.micro, total.macro)
        )
        return TerminologyScores(
            total.terms, total.occurrences, _share(total.success), _share(total.ltcr), micro, macro
        ), ""


def _join(own: Lines, references: Sequence[Lines], count: int) -> list[str]:
    """Return the references of each of the texts of a file as one text: running text whole, pairs line by line."""
    texts: list[list[str]] = [[] for _ in range(count)]
    for reference in references:
        owners = own.owners if own.document is None else (0,) * len(reference.lines)
        for owner, line in zip(owners, reference.lines, strict=True):
            texts[owner].append(line.text)
    return ["\n".join(lines) for lines in texts]


def _share(score: Score) -> Share:
    return Share(round(score.part, 4), score.whole)
