"""What reads the tables of packages in a way of our own gives what the packages give."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin
from textblob.en import lexicon

from align.lang.pinyin import _list_letters
from glossary.lang import en_tags
from glossary.lang.scripts import is_unspaced

TABLE = en_tags.TagTable(Path(lexicon.path).read_bytes())


def spell(character: str) -> set[str]:
    """A slow oracle of how a character may be spelled: 儿 may be r at the end of a syllable."""
    readings = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]
    spellings = {reading.replace("ü", spelling) for reading in readings for spelling in ("u", "v", "yu")}
    return spellings | {"r" for reading in readings if reading == "er"}


def test_characters_are_read_as_the_package_does() -> None:
    characters = [chr(code) for code in range(0x3007, 0x32400) if is_unspaced(chr(code))]
    assert len(characters) > 50_000
    for character in characters[::11]:
        assert set(_list_letters(character)) == spell(character), character


def test_each_word_has_the_tag_that_the_package_gives() -> None:
    assert {word: TABLE.get(word) for word in lexicon} == dict(lexicon.items())


@given(st.text() | st.sampled_from(["", " ", ";;;", "the DT", "The", "zzzz"]))
def test_a_word_that_the_package_lacks_has_no_tag(word: str) -> None:
    assert TABLE.get(word) == lexicon.get(word)
    assert TABLE.get(word, "NN") == lexicon.get(word, "NN")
