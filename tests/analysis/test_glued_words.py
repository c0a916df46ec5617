"""Words with no space between are found alike in short texts and in long ones, whose words are looked at by number."""

import pytest

from align.analysis.glued_words import find_glued_words
from glossary.lang.words import LONG, Words

FAULTS = "The (provinceprovince) of\nnationalthe league, “tunneltunnel” and knockknock, regionregion."


@pytest.mark.parametrize("padding", ["", "It rained all day on the hills.\n" * (LONG // 30)])
def test_places(padding: str) -> None:
    text = f"{padding}{FAULTS}\n{padding}"
    found = [(match[0], match.start() - len(padding)) for match in find_glued_words(Words(text))]
    places = [(word, FAULTS.index(word)) for word in ("provinceprovince", "nationalthe", "regionregion")]
    assert found == places
