"""Features of the surface: how long the translation is, also against its source; its marks, capitals and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log

from align.scores.estimation.evidence import Evidence
from align.scores.estimation.source_features import count_characters
from glossary.renderings.unrendered_clauses import WORDS_PER_CHARACTER

Feature = tuple[str, float]

_FIGURE, _CAPITAL, _ACRONYM = re.compile(r"\d+"), re.compile(r"(?<!^)\b[A-Z]"), re.compile(r"\b[A-Z]{2,}\b")
_STOP, _CHINESE_STOP = re.compile(r"[.!?;](?=[\s”\"]|$)"), re.compile("[。！？；]")
_MARKS = {
    "commas": ",",
    "stops": ".",
    "semicolons": ";",
    "colons": ":",
    "straight quotes": '"',
    "curly quotes": "“”",
    "apostrophes": "'",
    "brackets": "(",
    "hyphens": "-",
    "dashes": "—",
}


def describe_sizes(evidence: Evidence) -> Iterator[Feature]:
    """Yield the length of the translation, and how it compares with what its source would make one expect."""
    words = max(len(evidence.target.split()), 1)
    expected = WORDS_PER_CHARACTER * count_characters(evidence.source)
    ratio = log((words + 1) / (expected + 1))
    yield "size: words", float(words)
    yield "size: log words", log(words + 1)
    yield "size: content words", float(len(evidence.target_content))
    yield "size: letters a word", sum(map(len, evidence.target.split())) / words
    yield "size: length ratio", ratio
    yield "size: distance from the usual ratio", abs(ratio)
    yield "size: words too few", max(expected - words, 0.0)
    yield "size: words too many", max(words - expected, 0.0)


def describe_marks(evidence: Evidence) -> Iterator[Feature]:
    """Marks, capitals and figures of the translation, and how they compare with those of the source."""
    source, target = evidence.source, evidence.target
    words = max(len(target.split()), 1)
    for name, marks in _MARKS.items():
        yield f"marks: {name}", float(sum(map(target.count, marks)))
    yield "marks: commas a word", target.count(",") / words
    yield "marks: commas more than the source has", float(target.count(",") - source.count("，"))
    yield "marks: stops that differ", float(abs(len(_STOP.findall(target)) - len(_CHINESE_STOP.findall(source))))
    yield "marks: figures", float(len(_FIGURE.findall(target)))
    yield "marks: figures that differ", float(abs(len(_FIGURE.findall(target)) - len(_FIGURE.findall(source))))
    yield "marks: capitals", float(len(_CAPITAL.findall(target)))
    yield "marks: capitals a word", len(_CAPITAL.findall(target)) / words
    yield "marks: acronyms", float(len(_ACRONYM.findall(target)))
    yield "marks: small letter first", float(target[:1].islower())
