"""Segments and their estimated penalties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from align.analysis.alignments import is_chinese_into_english
from align.model import Alignment, Bead, Finding
from align.model.scores import Reason
from align.scores.estimation.evidence import Evidence, gather_evidence
from align.scores.estimation.model import Model, compute_features, load_model
from align.scores.estimation.reasons import find_reasons


class Band(StrEnum):
    """How great a penalty a word is, compared with those of the annotated news that the model was fitted on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class SegmentEstimate:
    """The estimate of a bead with text on both sides.

    `words` are those of the target; `penalty` is the estimated MQM penalty of them all, to two decimals; `rank` counts
    from 1, the greatest penalty a word first, and is 0 before `rank_estimates`.
    """

    bead: Bead
    words: int
    penalty: float
    band: Band
    reasons: tuple[Reason, ...]
    rank: int = 0

    @property
    def penalty_per_word(self) -> float:
        """Return what the ranking goes by, to four decimals."""
        return round(self.penalty / self.words, 4)


def estimate_penalties(
    alignment: Alignment, findings: Iterable[Finding] = (), model: Model | None = None
) -> tuple[SegmentEstimate, ...]:
    """Estimate the penalty of each bead with text on both sides, in order; none but for Chinese into English.

    `findings` are those of the rules in the target. Raises UnsupportedEncoderError and DictionaryError.
    """
    if not is_chinese_into_english(alignment):
        return ()
    model, document = model or load_model(), list(gather_evidence(alignment, findings))
    described = zip(document, compute_features(document), strict=True)
    return tuple(_estimate(evidence, model.contribute(features), model) for evidence, features in described)


def _estimate(evidence: Evidence, contributions: Mapping[str, float], model: Model) -> SegmentEstimate:
    penalty = model.expect_penalty(contributions)
    words, reasons = max(len(evidence.target.split()), 1), find_reasons(evidence, contributions)
    return SegmentEstimate(evidence.bead, words, penalty, _choose_band(penalty / words, model), reasons)


def _choose_band(penalty_per_word: float, model: Model) -> Band:
    if penalty_per_word >= model.high:
        return Band.HIGH
    return Band.MEDIUM if penalty_per_word >= model.medium else Band.LOW
