"""Features of the English alone: how usual its wording is by a trigram model; parts of speech; repetition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest
from statistics import fmean

from align.scores.estimation.evidence import Evidence
from glossary.lang.en import find_lemma
from glossary.lang.fluency import UNKNOWN

WINDOW = 4
"""Words in a row that are judged together."""
_USUAL = -7.0
"""ln P, in nats, of a word that is no surprise."""
_RARE = -12.0
_FINITE = ("VBD", "VBP", "VBZ", "MD")
_BEFORE_NOUNS = ("DT", "JJ", "NN", "PRP$", "POS", "CD", "VBG", "VBN")

Feature = tuple[str, float]


def describe_wording(evidence: Evidence) -> Iterator[Feature]:
    """Yield how usual the words are, one after the other."""
    wording = evidence.wording
    costs, gains = [-value for value in wording.following] or [0.0], list(wording.gains) or [0.0]
    rarest = sorted(costs)[-max(len(costs) // 6, 1) :]
    yield "wording: nats", sum(costs)
    yield "wording: nats a word", fmean(costs)
    yield "wording: nats a word, dearest sixth", fmean(rarest)
    yield "wording: nats above usual", sum(max(cost + _USUAL, 0.0) for cost in costs)
    yield "wording: gain by context", fmean(gains)
    yield "wording: loss by context", -sum(min(gain, 0.0) for gain in gains)
    yield "wording: words unlikelier in context", float(sum(gain < 0 for gain in gains))
    yield "wording: share unlikelier in context", sum(gain < 0 for gain in gains) / len(gains)
    yield "wording: worst window", -min(fmean(costs_) for costs_ in _list_windows([-cost for cost in costs]))
    yield "wording: worst window against context", -min(map(fmean, _list_windows(gains)))
    yield "wording: unknown words", float(sum(cost == -UNKNOWN for cost in costs))
    yield "wording: rare words", float(sum(value < _RARE for value in wording.alone))


def _list_windows(values: list[float]) -> Iterator[list[float]]:
    for start in range(max(len(values) - WINDOW + 1, 1)):
        yield values[start : start + WINDOW]


def describe_grammar(evidence: Evidence) -> Iterator[Feature]:
    """Parts of speech that go with faults, and what is repeated."""
    tags = evidence.tags
    yield "grammar: nouns", float(sum(tag in ("NN", "NNS") for tag in tags))
    yield "grammar: names", float(sum(tag.startswith("NNP") for tag in tags))
    yield "grammar: adjectives", float(sum(tag.startswith("JJ") for tag in tags))
    yield "grammar: prepositions", float(sum(tag in ("IN", "TO") for tag in tags))
    yield "grammar: conjunctions", float(sum(tag == "CC" for tag in tags))
    yield "grammar: pronouns", float(sum(tag.startswith("PRP") for tag in tags))
    yield "grammar: no finite verb", float(not any(tag in _FINITE for tag in tags))
    yield "grammar: bare nouns", float(_count_bare_nouns(evidence))
    yield "grammar: chains of nouns", float(_count_chains(evidence))
    lower = [word.lower() for word in evidence.target_words]
    yield "grammar: the", float(lower.count("the"))
    yield "grammar: of", float(lower.count("of"))
    lemmas = [find_lemma(lower[index]) for index in evidence.target_content]
    yield "grammar: repeated words", float(len(lemmas) - len(set(lemmas)))
    yield "grammar: repeated pairs", float(len(lower[1:]) - len(set(pairwise(lower))))


def _count_bare_nouns(evidence: Evidence) -> int:
    """Singular nouns with nothing before them that belongs to a noun."""
    tags = evidence.tags
    around = zip_longest(("", *tags[:-1]), tags, tags[1:], fillvalue="")
    return sum(
        tag == "NN" and not before.startswith(_BEFORE_NOUNS) and not behind.startswith("NN")
        for before, tag, behind in around
    )


def _count_chains(evidence: Evidence) -> int:
    """Return places where three nouns follow one another."""
    nouns = [tag.startswith("NN") for tag in evidence.tags]
    return sum(map(all, zip(nouns, nouns[1:], nouns[2:], strict=False)))
