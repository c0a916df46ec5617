"""Reasons in words: which groups of features make an estimate high, and what they saw.

A feature may make an estimate high by what a passage lacks, and a group by what is only a little above the usual: then
there is nothing to be seen, and nothing is said of that group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from statistics import fmean

from align.model.scores import Reason
from align.scores.estimation.evidence import Evidence
from align.scores.estimation.source_features import count_characters, measure_rarity
from align.scores.estimation.surface_features import describe_marks, describe_sizes
from align.scores.estimation.wording_features import WINDOW

_MOST = 3
_LEAST_SHARE = 0.1
_DIGIT = re.compile(r"\d")
_RARE = 12.0
"""-ln of the share of a word that is called rare."""
_UNUSUAL = 8.0
"""-ln P a word, in nats, of a window that is called unusual."""
_UNLIKE = 0.5
"""The cosine of both texts below which they are called little alike."""
_LONG, _OFF = 28, 0.25
"""Words of a long sentence: more than the passages have that the model was fitted on; and the distance, in logs, of a
length from what is usual.
"""
_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w'’-]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKS = {
    "capitals": "many capitals",
    "capitals a word": "many capitals",
    "commas more than the source has": "more commas than the source",
    "figures that differ": "figures that are not as in the source",
    "small letter first": "a small letter first",
    "stops that differ": "full stops that are not as in the source",
    "straight quotes": "straight quotation marks",
    "curly quotes": "curly quotation marks",
}
"""What features of marks are called, where that is not their name."""


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
    """Return what each group adds, as a share of what all that add add, to two decimals."""
    groups: dict[str, float] = {}
    for name, value in contributions.items():
        if group := _GROUPS.get(name.partition(":")[0]):
            groups[group] = groups.get(group, 0.0) + value
    total = sum(value for value in groups.values() if value > 0)
    return {group: round(value / total, 2) for group, value in groups.items() if value > 0}


def _word_counterparts(evidence: Evidence, _: Mapping[str, float]) -> str:
    unlinked, total = sum(evidence.unlinked_source), len(evidence.unlinked_source)
    extra, words = sum(_list_extra(evidence)), len(evidence.unlinked_target)
    if not unlinked + extra:
        alike = f"both texts are little alike in meaning (similarity {evidence.cosine:.2f})"
        return alike if evidence.cosine < _UNLIKE else ""
    if unlinked * max(words, 1) >= extra * max(total, 1):
        return f"{unlinked} of {total} source words {_have(unlinked)} no counterpart"
    return f"{extra} of {words} words {_have(extra)} no counterpart in the source"


def _list_extra(evidence: Evidence) -> Iterator[bool]:
    """For each content word of the target, whether it has no link; what the source has itself is no extra word."""
    source = evidence.source.casefold()
    for index, unlinked in zip(evidence.target_content, evidence.unlinked_target, strict=True):
        yield unlinked and evidence.target_words[index].casefold() not in source


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _word_wording(evidence: Evidence, _: Mapping[str, float]) -> str:
    wording = evidence.wording
    names = {part.casefold() for word in _NAME.findall(evidence.target) for part in word.split("-")}
    windows = [slice(start, start + WINDOW) for start in range(max(len(wording.words) - WINDOW + 1, 1))]
    telling = [one for one in windows if _is_telling([word for word in wording.words[one] if word not in names])]
    costs = [-round(fmean(wording.following[one]), 2) for one in telling]
    if not costs or max(costs) < _UNUSUAL:
        return ""
    return f"unusual wording: “{' '.join(wording.words[telling[costs.index(max(costs))]])}”"


def _is_telling(words: list[str]) -> bool:
    """Return whether words of a window, without its names, are enough to judge their wording: most of them, and no
    figures.

    A trigram model says of a word at the start of a text, or of a figure, that it is rare, and not that it is wrong.
    """
    return 2 * sum(map(bool, map(_WORD.fullmatch, words))) > WINDOW


def _word_rarity(evidence: Evidence, _: Mapping[str, float]) -> str:
    words = (word for word in evidence.chinese_words if not _DIGIT.search(word))
    rarity = {word: round(measure_rarity(evidence, word), 2) for word in words}
    rarest = sorted((word for word in rarity if rarity[word] >= _RARE), key=lambda word: -rarity[word])[:_MOST]
    return f"rare words: {', '.join(rarest)}" if rarest else ""


def _word_size(evidence: Evidence, _: Mapping[str, float]) -> str:
    words, characters = len(evidence.target.split()), count_characters(evidence.source)
    ratio = dict(describe_sizes(evidence))["size: length ratio"]
    if words >= _LONG:
        return f"a long sentence: {characters} characters, {words} words"
    if abs(ratio) < _OFF or not characters:
        return ""
    what = "1 word" if words == 1 else f"{words} words"
    return f"{'longer' if ratio > 0 else 'shorter'} than usual: {what} for {characters} characters"


def _word_marks(evidence: Evidence, contributions: Mapping[str, float]) -> str:
    seen = dict(describe_marks(evidence))
    added = {name: value for name, value in contributions.items() if value > 0 and seen.get(name, 0.0) > 0}
    ordered = [name.partition(": ")[2] for name in sorted(added, key=lambda name: (-added[name], name))]
    told = list(dict.fromkeys(_MARKS.get(name, name) for name in ordered))[:_MOST]
    return f"marks and figures: {', '.join(told)}" if told else ""


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
