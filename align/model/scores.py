"""What the scores of a translation are made of: blocks that are never added up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model.skipped import Skipped
from align.model.spans import Location

SIGNIFICANT = 0.05
"""A difference with a smaller p is called significant."""


METRICS = {"bleu": "BLEU", "chrf": "chrF", "chrf++": "chrF++", "ter": "TER"}
"""Every metric by its name, and what people call it."""
LOWER_IS_BETTER = frozenset({"ter"})
PASSING = 90.0
"""The calibrated score of a text whose findings weigh as much as the tolerance allows: such a text just passes."""


@dataclass(frozen=True, slots=True)
class MetricScore:
    """A corpus score of sacrebleu, 0 to 100 (TER: from 0 up), its signature, and its 95 % interval.

    All numbers have two decimals. `low` and `high` are None where there is too little to draw samples from.
    """

    score: float
    signature: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """The score of the translation less that of another system, the 95 % interval, and p of a paired bootstrap.

    Interval and p are None where there is too little to draw samples from.
    """

    value: float
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def is_significant(self) -> bool:
        """Return whether chance alone seldom makes such a difference."""
        return self.p is not None and self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class SystemScores:
    """One system: its scores by metric and, where it is another translation, what the translation has more than it."""

    name: str
    scores: Mapping[str, MetricScore]
    differences: Mapping[str, Difference] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReferenceScores:
    """The translation, first, and others against references.

    `best` names by metric the system that is significantly better than every other. `references` is the number of
    references of each text. `recut` are the texts that were not cut like their references, and were aligned with them.
    Samples are drawn of `unit`s: documents or segments. `notes` say what may be wrong with the input.
    """

    systems: tuple[SystemScores, ...]
    best: Mapping[str, str]
    references: int
    documents: int
    segments: int
    unit: str
    recut: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Penalty(NamedTuple):
    """How many findings there are, and the penalty for all of them."""

    number: int
    penalty: float


@dataclass(frozen=True, slots=True)
class FindingScores:
    """What was found in one translation of the texts, weighed as MQM weighs errors.

    `per_1000` is the penalty for 1,000 words, `score` 100 * (1 - penalty / words), `calibrated` the same on the scale
    that a tolerance sets; None where the text is too short to be assessed, or no tolerance is set. `passed` is None
    where that was not asked, or could not be assessed. `by_dimension` has the dimensions of MQM.
    """

    name: str
    words: int
    penalty: float
    by_severity: Mapping[str, Penalty]
    by_dimension: Mapping[str, Penalty]
    per_1000: float | None = None
    score: float | None = None
    calibrated: float | None = None
    passed: bool | None = None
    unlisted: int = 0


@dataclass(frozen=True, slots=True)
class FindingsBlock:
    """The findings of the translation and of others, the weights, and the tolerance (None: not set)."""

    own: FindingScores
    others: tuple[FindingScores, ...]
    weights: Mapping[str, float]
    tolerance: float | None = None


class Share(NamedTuple):
    """`part` of `whole`, which is 0 where there is nothing to judge."""

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """Return the share, to four decimals; None where `whole` is 0."""
        return round(self.part / self.whole, 4) if self.whole else None


@dataclass(frozen=True, slots=True)
class TerminologyScores:
    """How the terms of the sources are rendered (see docs/consistency.md); `micro` and `macro` by pseudo-reference."""

    terms: int
    renderings: int
    success_rate: Share
    ltcr: Share
    micro: Mapping[str, Share]
    macro: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class AgreementScores:
    """How well two people agree on `items`, and how many items only one of them has labelled.

    `observed` is the share of items with equal labels, `kappa` that of Cohen, `alpha` that of Krippendorff; `exact` and
    `characters` are F1 of the spans and of the characters that are marked. None: there is nothing to judge.
    """

    items: int
    only_first: int
    only_second: int
    observed: float | None
    kappa: float | None
    alpha: float | None
    exact: float | None
    characters: float | None


class Reason(NamedTuple):
    """Why an estimate is high: a group of features, its share of all that raises the estimate, and what was seen."""

    feature: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class EstimatedSegment:
    """A passage to read: its place, both texts (cut where they are long), and the penalty a person may give it.

    `words` are those of the target; `findings` the rules that found something in it.
    """

    path: str
    location: Location
    source: str
    target: str
    words: int
    penalty: float
    band: str
    rank: int
    reasons: tuple[Reason, ...]
    findings: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the place as editors open it."""
        return self.location.describe_in(self.path)


@dataclass(frozen=True, slots=True)
class EstimateBlock:
    """What to read first, the greatest penalty a word first.

    `model` is the digest of the model; `coverage` is the share of the words of the translation in passages that have an
    estimate, `chosen` the share of those in `segments`.
    """

    model: str
    coverage: Share
    chosen: Share
    segments: tuple[EstimatedSegment, ...]


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The scores of a translation, block by block, and what was left out; a block is None where it was not assessed.

    `unassessed` says of each such block why. The same signature and the same files give the same output.
    """

    name: str
    signature: str
    documents: int
    references: ReferenceScores | None = None
    findings: FindingsBlock | None = None
    terminology: TerminologyScores | None = None
    estimate: EstimateBlock | None = None
    unassessed: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
