"""The block of estimates: which passages to read first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.analysis.characters import count_words
from align.model import LONGEST, Alignment, Bead, Document, Finding, shorten
from align.model.scores import EstimateBlock, EstimatedSegment, Reason, Share
from align.scores.estimation import SegmentEstimate, estimate_penalties, rank_estimates, select_for_reading
from align.scores.estimation.model import load_model
from glossary.lang.scripts import has_han

READ = 0.2
"""The share of the words that is chosen for reading, unless a number of passages is asked for."""


class _Passage(NamedTuple):
    """Where an estimate belongs: its text, and what was found in that."""

    alignment: Alignment
    findings: Sequence[Finding]


@dataclass
class Estimates:
    """The estimates of the passages of a run; `words` are those of all texts."""

    placed: list[tuple[_Passage, SegmentEstimate]] = field(default_factory=list)
    words: int = 0
    has_source: bool = False

    def add(self, texts: Iterable[tuple[Document, Alignment | None, Sequence[Finding]]]) -> None:
        """Add the texts of a file, each with its alignment and what was found in it.

        Raises EncoderUnavailableError and DictionaryError.
        """
        for document, alignment, found in texts:
            self.words += count_words(document)
            if alignment:
                self.has_source = True
                estimates = estimate_penalties(alignment, found)
                self.placed += (
                    (_Passage(alignment, found), one) for one in estimates if not _is_alike(alignment, one.bead)
                )

    def choose(self, limit: int | None) -> tuple[EstimateBlock | None, str]:
        """Return so many passages to read (0: all; None: a fifth of the words), or why there are none."""
        if not self.placed:
            return None, "it is made for Chinese into English" if self.has_source else "no source is known (--source)"
        ranked = rank_estimates(self.placed)
        chosen = list(select_for_reading(ranked, READ if limit is None else None, limit or None))
        covered = sum(one.words for _, one in ranked)
        segments = tuple(_describe(passage, one) for passage, one in chosen)
        shares = Share(covered, max(self.words, covered)), Share(sum(one.words for one in segments), covered)
        return EstimateBlock(load_model().digest, *shares, segments), ""


def _is_alike(alignment: Alignment, bead: Bead) -> bool:
    """Return whether both sides are written alike and nothing of them is to be translated, such as a figure in
    a table.
    """
    text = alignment.target_text(bead)
    return not has_han(text) and alignment.source_text(bead).strip() == text.strip()


def _describe(passage: _Passage, one: SegmentEstimate) -> EstimatedSegment:
    alignment, bead = passage.alignment, one.bead
    span = alignment.target_span(bead)
    here = [finding for finding in passage.findings if alignment.bead_at(finding.span.start) == bead]
    return EstimatedSegment(
        alignment.target.path,
        alignment.target.offsets.locate(span.start),
        shorten(alignment.source_text(bead), LONGEST),
        shorten(alignment.target_text(bead), LONGEST),
        one.words,
        one.penalty,
        str(one.band),
        one.rank,
        tuple(Reason(reason.feature, reason.share, reason.words) for reason in one.reasons),
        tuple(dict.fromkeys(finding.rule for finding in here)),
    )
