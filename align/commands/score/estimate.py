"""The block of estimates: which passages to read first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from align.analysis.characters import count_words
from align.model import LONGEST, Alignment, Document, Finding, shorten
from align.model.scores import EstimateBlock, EstimatedSegment, Share
from align.scores.estimation import SegmentEstimate, estimate_penalties, rank_estimates, select_for_reading
from align.scores.estimation.model import load_model
from glossary.lang.scripts import has_han

READ = 0.2
"""The share of the words that is chosen for reading, unless a number of passages is asked for."""


@dataclass
class Estimates:
    """The estimates of the passages of a run, each with where it belongs and what was found in that text.

    `words` are those of all texts.
    """

    placed: list[tuple[tuple[Alignment, Sequence[Finding]], SegmentEstimate]] = field(default_factory=list)
    words: int = 0
    has_source: bool = False

    def add(self, texts: Iterable[tuple[Document, Alignment | None, Sequence[Finding]]]) -> None:
        """Add the texts of a file, each with its alignment and what was found in it.

        A passage that is written alike on both sides and has nothing to be translated is left out, such as a figure in
        a table. Raises EncoderUnavailableError and DictionaryError.
        """
        for document, alignment, found in texts:
            self.words += count_words(document)
            self.has_source = self.has_source or alignment is not None
            for one in estimate_penalties(alignment, found) if alignment else ():
                assert alignment
                text = alignment.target_text(one.bead)
                if has_han(text) or alignment.source_text(one.bead).strip() != text.strip():
                    self.placed.append(((alignment, found), one))

    def choose(self, limit: int | None) -> tuple[EstimateBlock | None, str]:
        """Return so many passages to read (0: all; None: a fifth of the words), or why there are none."""
        if not self.placed:
            return None, "it is made for Chinese into English" if self.has_source else "no source is known (--source)"
        ranked = rank_estimates(self.placed)
        segments = []
        for (alignment, found), one in select_for_reading(ranked, READ if limit is None else None, limit or None):
            span = alignment.target_span(one.bead)
            here = [finding for finding in found if alignment.bead_at(finding.span.start) == one.bead]
            segments.append(
                EstimatedSegment(
                    alignment.target.path,
                    alignment.target.offsets.locate(span.start),
                    shorten(alignment.source_text(one.bead), LONGEST),
                    shorten(alignment.target_text(one.bead), LONGEST),
                    one.words,
                    one.penalty,
                    str(one.band),
                    one.rank,
                    one.reasons,
                    tuple(dict.fromkeys(finding.rule for finding in here)),
                )
            )
        covered = sum(one.words for _, one in ranked)
        shares = Share(covered, max(self.words, covered)), Share(sum(one.words for one in segments), covered)
        return EstimateBlock(load_model().digest, *shares, tuple(segments)), ""
