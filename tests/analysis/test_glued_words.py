"""Words with no space between are found alike in short texts and in long ones, whose words are looked at by number."""

from itertools import product

import pytest

from align.analysis.glued_words import _is_glued, _is_quoted, _load_glued, find_glued_words
from glossary.lang.words import LONG, Words

FAULTS = "The (provinceprovince) of\nnationalthe league, “tunneltunnel” and knockknock, regionregion."


@pytest.mark.parametrize("padding", ["", "It rained all day on the hills.\n" * (LONG // 30)])
def test_places(padding: str) -> None:
    text = f"{padding}{FAULTS}\n{padding}"
    found = [(match[0], match.start() - len(padding)) for match in find_glued_words(Words(text))]
    places = [(word, FAULTS.index(word)) for word in ("provinceprovince", "nationalthe", "regionregion")]
    assert found == places


def test_asking_each_word_first_loses_nothing() -> None:
    """The same is found as by the expression alone, in words of all kinds with all endings of the table."""
    pattern = _load_glued().pattern
    first = ("of", "in", "can", "cause", "province", "to", "x", "Road", "s", "nation")
    seconds = (*_load_glued().first, "province", "Road", "can", "s", "ly")
    marks = ("{}", "({}),", "{}'s", "3{}", "“{}”")
    text = " ".join(mark.format(one + other) for one, other, mark in product(first, seconds, marks))
    alone = [one.span() for one in pattern.finditer(text) if _is_glued(one) and not _is_quoted(one)]
    assert len(alone) > 10
    assert [one.span() for one in find_glued_words(Words(text))] == alone
