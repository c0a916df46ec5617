"""Terminology consistency: the scores of the literature.

A `Score` is a sum and the number of what it sums, so that the scores of documents add up to that of a corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from math import comb
from typing import NamedTuple

Table = Mapping[str, Sequence[str]]
"""The renderings of each source term, in the order of the text; occurrences without one are left out."""


class Score(NamedTuple):
    """A share: `part` of `whole`, which is 0 where there is nothing to judge."""

    part: float = 0.0
    whole: float = 0.0

    @property
    def value(self) -> float | None:
        """Return the share, 0 to 1, rounded to four decimals; None where `whole` is 0."""
        return round(self.part / self.whole, 4) if self.whole else None


def add_scores(scores: Iterable[Score]) -> Score:
    """Return the score of several together: parts and wholes summed."""
    found = list(scores)
    return Score(sum(score.part for score in found), sum(score.whole for score in found))


class Reference(StrEnum):
    """Which rendering of a term the others are compared with: the pseudo-reference."""

    FIRST = "first"
    MOST_FREQUENT = "most-frequent"
    PREDEFINED = "predefined"


def score_ltcr(table: Table) -> Score:
    """Return the Lexical Translation Consistency Ratio of Lyu et al. 2021 (EMNLP, "Encouraging Lexical Translation
    Consistency for Document-Level Neural Machine Translation").

    Σ_{i<j} 1[t_i = t_j] / C(k, 2) over the k renderings t_1 ... t_k of a term in one document, numerators and
    denominators summed over the terms. A term rendered once has no pair and does not count.

    >>> score_ltcr({"矿产": ["mineral", "mineral", "ore"]}).value
    0.3333
    """
    counts = [Counter(renderings) for renderings in table.values()]
    same = sum(comb(number, 2) for count in counts for number in count.values())
    return Score(same, sum(comb(count.total(), 2) for count in counts))


def choose_reference(renderings: Sequence[str], reference: Reference, predefined: Iterable[str] = ()) -> frozenset[str]:
    """Return the pseudo-reference of a term: its first rendering, its most frequent one (of equals the first), or
    those predefined; empty where there is none.
    """
    if reference is Reference.PREDEFINED:
        return frozenset(predefined)
    if not renderings:
        return frozenset()
    if reference is Reference.FIRST:
        return frozenset(renderings[:1])
    counts = Counter(renderings)
    return frozenset((max(counts, key=lambda text: counts[text]),))  # of equals the first


def score_terms(
    table: Table,
    reference: Reference,
    predefined: Mapping[str, Iterable[str]] | None = None,
    earlier: Table | None = None,
) -> dict[str, Score]:
    """Return for each term how many of its renderings equal its pseudo-reference, or one of several.

    A term without renderings is left out; with `Reference.PREDEFINED`, so is one without any predefined. Renderings in
    `earlier` texts count for which is the first and the most frequent one, and are not judged themselves.
    """
    found = {}
    for term, renderings in table.items():
        known = (*(earlier or {}).get(term, ()), *renderings)
        wanted = choose_reference(known, reference, (predefined or {}).get(term, ()))
        if renderings and wanted:
            found[term] = Score(sum(rendering in wanted for rendering in renderings), len(renderings))
    return found


def score_micro_consistency(
    table: Table,
    reference: Reference,
    predefined: Mapping[str, Iterable[str]] | None = None,
    earlier: Table | None = None,
) -> Score:
    """Return the micro consistency of Semenov and Bojar 2022 (WMT, "Automated Evaluation Metric for Terminology
    Consistency in MT"): the share of all renderings of all terms that equal the pseudo-reference of their term.

    >>> score_micro_consistency({"a": ["x", "x", "y"], "b": ["z"]}, Reference.MOST_FREQUENT).value
    0.75
    """
    return add_scores(score_terms(table, reference, predefined, earlier).values())


def score_macro_consistency(
    table: Table,
    reference: Reference,
    predefined: Mapping[str, Iterable[str]] | None = None,
    earlier: Table | None = None,
) -> Score:
    """Return the macro consistency of Semenov and Bojar 2022: the mean over terms of the share of their renderings that
    equal their pseudo-reference.

    >>> score_macro_consistency({"a": ["x", "x", "y"], "b": ["z"]}, Reference.MOST_FREQUENT).value
    0.8333
    """
    shares = [score.part / score.whole for score in score_terms(table, reference, predefined, earlier).values()]
    return Score(sum(shares), len(shares))


def score_success(
    source: str, hypothesis: str, terms: Iterable[tuple[str, Sequence[str]]], reference: str | None = None
) -> Score:
    """Return the terminology success rate of the document track of WMT25 for one document.

    The mean over the pairs (s, {t}) with s in the source and, where a reference translation is given, some t in it, of
    min(1, Σ_t count(t, hypothesis) / count(s, source)). All texts are lower-cased; counts are of substrings that do
    not overlap. Spellings of t that differ in case only count once each, as in the script of the task. `add_scores`
    adds the scores of documents up.

    >>> score_success("外汇基金和外汇基金", "The Exchange Fund and the fund", [("外汇基金", ["Exchange Fund"])]).value
    0.5
    """
    lowered = reference.lower() if reference is not None else None
    known = [
        (term, targets)
        for term, targets in terms
        if lowered is None or any(target.lower() in lowered for target in targets if target.strip())
    ]
    return score_counts(count_success(source, hypothesis, known))


def count_success(source: str, hypothesis: str, terms: Iterable[tuple[str, Sequence[str]]]) -> list[tuple[int, int]]:
    """Return for each term how often it occurs in the source, and how often any of its targets in the translation.

    Counts of the parts of a document can be added up: see `score_success`.
    """
    source, hypothesis = source.lower(), hypothesis.lower()
    found = []
    for term, targets in terms:
        wanted = [target.strip().lower() for target in targets if target.strip()]
        occurrences = source.count(term.strip().lower()) if term.strip() and wanted else 0
        found.append((occurrences, sum(hypothesis.count(target) for target in wanted)))
    return found


def score_counts(counts: Iterable[tuple[int, int]]) -> Score:
    """Return the success rate of a document from the counts of its terms."""
    shares = [min(1.0, rendered / occurrences) for occurrences, rendered in counts if occurrences]
    return Score(sum(shares), len(shares))
