"""An estimate of the penalty that a person would give each segment of a translation: where to look first.

The penalty is that of MQM: 5 for a major error, 1 for a minor one, .1 for minor punctuation, 25 for no translation. The
estimate is a linear model of features of the two texts, fitted by `benchmarks/fit_estimate.py` on annotated news,
Chinese into English. It ranks the segments of one translation; it says nothing of which translation or engine is
better, and its mean is no score.
"""

from align.scores.estimation.estimates import Band, SegmentEstimate, estimate_penalties
from align.scores.estimation.selection import rank_estimates, select_for_reading

__all__ = [
    "Band",
    "SegmentEstimate",
    "estimate_penalties",
    "rank_estimates",
    "select_for_reading",
]
