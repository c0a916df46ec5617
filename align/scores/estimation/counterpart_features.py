"""Features of both sides: which words have a counterpart, by word alignment, vectors and dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import fmean

from align.scores.estimation.evidence import Evidence
from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

Feature = tuple[str, float]

_MATCHED, _HALF_MATCHED = 0.8, 0.6
"""The similarity from which a word has a counterpart, and from which it may have one."""


def describe_links(evidence: Evidence) -> Iterator[Feature]:
    """Content words without a link, by number, share and longest run; links that cross."""
    for side, unlinked in (("source", evidence.unlinked_source), ("target", evidence.unlinked_target)):
        yield f"links: unlinked {side} words", float(sum(unlinked))
        yield f"links: share of unlinked {side} words", sum(unlinked) / max(len(unlinked), 1)
        yield f"links: longest run of unlinked {side} words", float(_find_longest_run(unlinked))
    columns = [target for _, target in evidence.matches.links]
    yield "links: number", float(len(columns))
    yield "links: turns", float(sum(one > other for one, other in pairwise(columns)))
    yield "links: mean jump", fmean([abs(one - other) for one, other in pairwise(columns)] or [0])


def describe_coverage(evidence: Evidence) -> Iterator[Feature]:
    """Yield how similar the content words of each side are to the most similar word opposite; the cosine of
    both texts.
    """
    sides = (evidence.matches.source, evidence.source_content), (evidence.matches.target, evidence.target_content)
    for name, (best, content) in zip(("source", "target"), sides, strict=True):
        values = [best[index] for index in content] if best else []
        values = values or [0.0]
        yield f"coverage: {name} words", fmean(values)
        yield f"coverage: least similar {name} words", fmean(sorted(values)[: max(len(values) // 4, 1)])
        yield f"coverage: {name} words missed", sum(max(_MATCHED - value, 0.0) for value in values)
        yield f"coverage: half missed {name} words", float(sum(value < _HALF_MATCHED for value in values))
    yield "coverage: cosine", evidence.cosine


def describe_dictionary(evidence: Evidence) -> Iterator[Feature]:
    """Yield words without a counterpart by the dictionary, either way."""
    source, target = find_chinese_keys(evidence.source), find_english_keys(evidence.target)
    there, here = frozenset(target), frozenset[str]().union(*(keys for _, keys in source))
    missed = [there.isdisjoint(keys) for _, keys in source]
    extra = [key not in here for key in target]
    yield "dictionary: source words missed", float(sum(missed))
    yield (
        "dictionary: source characters missed",
        float(sum(len(word) for (word, _), miss in zip(source, missed, strict=True) if miss)),
    )
    yield "dictionary: share of source words missed", sum(missed) / max(len(missed), 1)
    yield "dictionary: longest run of source words missed", float(_find_longest_run(missed))
    yield "dictionary: target words missed", float(sum(extra))
    yield "dictionary: share of target words missed", sum(extra) / max(len(extra), 1)


def describe_findings(evidence: Evidence) -> Iterator[Feature]:
    """Yield how many findings each rule has here."""
    for rule, group in groupby(sorted(finding.rule for finding in evidence.findings)):
        yield f"finding: {rule}", float(_count(group))
    for severity, group in groupby(sorted(str(finding.severity) for finding in evidence.findings)):
        yield f"findings: {severity}", float(_count(group))


def _count(values: Iterable[object]) -> int:
    return sum(1 for _ in values)


def _find_longest_run(marks: Sequence[bool]) -> int:
    return max((_count(group) for mark, group in groupby(marks) if mark), default=0)
