"""BLEU, chrF, chrF++ and TER by sacrebleu: one row of sufficient statistics for each segment.

sacrebleu's public functions give scores of a corpus. The paired bootstrap over documents needs the statistics that they
are computed from: `_extract_corpus_statistics` and `_compute_score_from_stats`, which sacrebleu's own tests of
significance use. Tests compare every score with the `sacrebleu` command.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sacrebleu.metrics.base import Metric

_TOKENIZERS = {"zh": "zh", "ja": "char"}
"""The tokenizer of BLEU for languages that write no spaces; sacrebleu's own for Japanese needs MeCab."""
_DEFAULT_TOKENIZER = "13a"
_CHARACTER_COLUMNS = 18  # of chrF++: three counts for each of the six orders of character n-grams


@dataclass(frozen=True)
class Statistics:
    """What a metric counts in each segment, a row each, so that a corpus is scored by the sum of its rows."""

    metric: Metric
    rows: NDArray[np.float64]

    @property
    def signature(self) -> str:
        """Return the signature as the `sacrebleu` command prints it."""
        return str(self.metric.get_signature())

    def score(self, row: NDArray[np.float64]) -> float:
        """Return the score of the corpus whose segments add up to these counts, not rounded."""
        found: float = self.metric._compute_score_from_stats(row.tolist()).score
        return found


def collect_statistics(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], language: str, *, with_ter: bool = False
) -> dict[str, Statistics]:
    """Collect the statistics of each metric, by its name; each reference has as many segments as the hypothesis.

    `language` is that of the texts (BCP 47). TER takes long, and is left out unless asked for.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    tokenizer = _TOKENIZERS.get(language.partition("-")[0].lower(), _DEFAULT_TOKENIZER)
    bleu = BLEU(tokenize=tokenizer, force=True)  # `force` silences a warning that is a note here
    found = {"bleu": _collect(bleu, hypotheses, references)}
    plus = _collect(CHRF(word_order=2), hypotheses, references)
    if len(references) == 1:
        found["chrf"] = _drop_word_counts(plus)
    else:  # of several references each metric may choose another
        found["chrf"] = _collect(CHRF(), hypotheses, references)
    found["chrf++"] = plus
    if with_ter:
        found["ter"] = _collect(TER(), hypotheses, references)
    return found


def _collect(metric: Metric, hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> Statistics:
    import numpy as np

    return Statistics(metric, np.array(metric._extract_corpus_statistics(hypotheses, references), dtype=np.float64))


def _drop_word_counts(plus: Statistics) -> Statistics:
    """Return the statistics of chrF, which those of chrF++ begin with."""
    from sacrebleu.metrics.chrf import CHRF

    chrf = CHRF()
    chrf.num_refs = plus.metric.num_refs
    return Statistics(chrf, plus.rows[:, :_CHARACTER_COLUMNS])
