"""Intervals and p-values by bootstrap resampling (Koehn 2004, "Statistical Significance Tests for Machine Translation
Evaluation", EMNLP), computed as sacrebleu computes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLES, SEED = 1000, 12345
FEWEST = 8
"""Of fewer documents no samples are drawn, but of their segments; of fewer segments none at all."""
_TAIL = 40  # a 95 % interval leaves one sample in forty out at either end


def draw_sums(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Draw samples of as many rows as there are, with replacement, and return the sum of each: SAMPLES rows."""
    import numpy as np

    from glossary.vectors import use_one_blas_thread

    generator, count = np.random.default_rng(SEED), len(rows)
    sums = np.empty((SAMPLES, rows.shape[1]))
    with use_one_blas_thread():
        for sample in sums:
            sample[:] = np.bincount(generator.choice(count, size=count), minlength=count) @ rows
    return sums


def find_interval(scores: NDArray[np.float64]) -> tuple[float, float]:
    """Return the bounds between which 95 % of the scores of samples lie, to two decimals."""
    import numpy as np

    ordered = np.sort(scores)
    cut = len(ordered) // _TAIL
    return round(float(ordered[cut]), 2), round(float(ordered[-cut - 1]), 2)


def compute_p(ours: NDArray[np.float64], theirs: NDArray[np.float64], difference: float) -> float:
    """Return how often chance makes a difference as large as that between two systems, to four decimals.

    The scores are those of the same samples, paired. Two systems with the same score do not differ: 1.
    """
    import numpy as np

    if not difference:
        return 1.0
    found = np.abs(ours - theirs)
    larger = int(np.sum(found - found.mean() > abs(difference)))
    return round((larger + 1) / (len(found) + 1), 4)
