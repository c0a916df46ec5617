"""Features of the Chinese alone: how long it is, how rare its words are, and of which kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log
from statistics import fmean

from align.lang.sentences import split_clauses
from align.scores.estimation.evidence import Evidence
from glossary.lang.scripts import IDEOGRAPHS, has_han
from glossary.pack.tables import Form

Feature = tuple[str, float]

_CHARACTER = re.compile(f"[{IDEOGRAPHS}]")
_RAREST = 18.5
"""-ln of the share of a word that the lexicon lacks."""
_COMMON = 10.0
"""-ln of the share of a word that is no longer rare."""
_KINDS = {
    "idioms": ("i", "l"),
    "names of persons": ("nr",),
    "names of places": ("ns", "nt"),
    "other names": ("nz",),
    "nouns": ("n",),
    "verbs": ("v",),
    "adjectives": ("a", "z"),
    "adverbs": ("d",),
    "abbreviations": ("j",),
    "figures": ("m",),
    "pronouns": ("r",),
}
"""The tags of ICTCLAS that each kind of word begins with."""
FEATURE_MARKS = Form("align", "zh/feature_marks", ("feature", "marks"), key=("feature",), needed=("marks",))


def describe_source(evidence: Evidence) -> Iterator[Feature]:
    """Sizes, rarity, kinds of words and marks."""
    source, words = evidence.source, evidence.source_words
    characters = count_characters(source)
    yield "source: characters", float(characters)
    yield "source: log characters", log(characters + 1)
    yield "source: words", float(len(words))
    yield "source: clauses", float(len(split_clauses(source)))
    yield "source: single characters", float(sum(len(word) == 1 and has_han(word) for word in words))
    yield "source: long words", float(sum(len(word) >= 4 and has_han(word) for word in words))
    yield from _describe_rarity(evidence)
    tags = [entry.tag for word in words if (entry := evidence.entries.get(word))]
    for kind, beginnings in _KINDS.items():
        yield f"source: {kind}", float(sum(tag.startswith(beginnings) for tag in tags))
    for name, marks in (row.cells for row in FEATURE_MARKS.read_built_in()):
        yield f"source: {name}", float(sum(map(source.count, marks)))


def _describe_rarity(evidence: Evidence) -> Iterator[Feature]:
    rarity = [measure_rarity(evidence, word) for word in evidence.chinese_words] or [0.0]
    yield "source: rarity", sum(rarity)
    yield "source: rarity a word", fmean(rarity)
    yield "source: rarity above common", sum(max(value - _COMMON, 0.0) for value in rarity)
    yield "source: rarest word", max(rarity)
    yield "source: unknown words", float(sum(word not in evidence.entries for word in evidence.chinese_words))


def measure_rarity(evidence: Evidence, word: str) -> float:
    """-ln of the share that a word of the source has of all words; at most that of a word that the lexicon lacks."""
    entry = evidence.entries.get(word)
    return min(-log(entry.share), _RAREST) if entry and entry.share > 0 else _RAREST


def count_characters(text: str) -> int:
    """Return the number of Chinese characters in a text."""
    return len(_CHARACTER.findall(text))
