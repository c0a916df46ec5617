"""Reasons in words: which groups of features make an estimate high, and what they saw."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import fmean

from align.scores.estimation.evidence import Evidence
from align.scores.estimation.source_features import count_characters, measure_rarity
from align.scores.estimation.wording_features import WINDOW

_MOST = 3
_LEAST_SHARE = 0.1
_DIGIT = re.compile(r"\d")
_RARE = 12.0
"""-ln of the share of a word that is called rare."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A group of features that makes an estimate high, its share of all that does, and what was seen, in words."""

    feature: str
    share: float
    words: str


def find_reasons(evidence: Evidence, contributions: Mapping[str, float]) -> tuple[Reason, ...]:
    """Up to three reasons, the greatest share first: the groups that add a tenth or more of what is added."""
    shares = _compute_shares(contributions)
    found = (
        Reason(group, share, words)
        for group, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
        if share >= _LEAST_SHARE and (words := _WORDS[group](evidence, contributions))
    )
    return tuple(found)[:_MOST]


def _compute_shares(contributions: Mapping[str, float]) -> dict[str, float]:
    """What each group adds, as a share of what all that add add, to two decimals."""
    groups: dict[str, float] = {}
    for name, value in contributions.items():
        if group := _GROUPS.get(name.partition(":")[0]):
            groups[group] = groups.get(group, 0.0) + value
    total = sum(value for value in groups.values() if value > 0)
    return {group: round(value / total, 2) for group, value in groups.items() if value > 0}


def _word_counterparts(evidence: Evidence, _: Mapping[str, float]) -> str:
    unlinked, total = sum(evidence.unlinked_source), len(evidence.unlinked_source)
    extra, words = sum(evidence.unlinked_target), len(evidence.unlinked_target)
    if not unlinked + extra:
        return "words and their counterparts are far apart in meaning"
    if unlinked * max(words, 1) >= extra * max(total, 1):
        return f"{unlinked} of {total} source words {_have(unlinked)} no counterpart"
    return f"{extra} of {words} words {_have(extra)} no counterpart in the source"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _word_wording(evidence: Evidence, _: Mapping[str, float]) -> str:
    wording = evidence.wording
    starts = range(max(len(wording.words) - WINDOW + 1, 1))
    worst = min(starts, key=lambda start: round(fmean(wording.following[start : start + WINDOW] or [0.0]), 2))
    words = " ".join(wording.words[worst : worst + WINDOW])
    return f"unusual wording: “{words}”" if words else ""


def _word_rarity(evidence: Evidence, _: Mapping[str, float]) -> str:
    words = (word for word in evidence.chinese_words if not _DIGIT.search(word))
    rarity = {word: round(measure_rarity(evidence, word), 2) for word in words}
    rarest = sorted((word for word in rarity if rarity[word] >= _RARE), key=lambda word: -rarity[word])[:_MOST]
    return f"rare words: {', '.join(rarest)}" if rarest else ""


def _word_size(evidence: Evidence, _: Mapping[str, float]) -> str:
    return f"a long sentence: {count_characters(evidence.source)} characters, {len(evidence.target.split())} words"


def _word_marks(_: Evidence, contributions: Mapping[str, float]) -> str:
    added = {name: value for name, value in contributions.items() if name.startswith("marks: ") and value > 0}
    greatest = sorted(added, key=lambda name: (-added[name], name))[:_MOST]
    return f"marks and figures: {', '.join(name.partition(': ')[2] for name in greatest)}"


def _word_findings(evidence: Evidence, _: Mapping[str, float]) -> str:
    return ", ".join(dict.fromkeys(finding.rule for finding in evidence.findings))


_GROUPS = {  # what the document is like is no reason for one of its segments
    "links": "counterparts",
    "coverage": "counterparts",
    "dictionary": "counterparts",
    "wording": "wording",
    "grammar": "wording",
    "source": "source",
    "size": "size",
    "marks": "marks",
    "finding": "findings",
    "findings": "findings",
}
_WORDS: dict[str, Callable[[Evidence, Mapping[str, float]], str]] = {
    "counterparts": _word_counterparts,
    "wording": _word_wording,
    "source": _word_rarity,
    "size": _word_size,
    "marks": _word_marks,
    "findings": _word_findings,
}
