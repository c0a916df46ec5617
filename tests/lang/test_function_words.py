import pytest

from align.lang.en_doubled_words import GRAMMAR_WORDS, NEVER_DOUBLED, PARTICLES
from glossary.lang import function_words
from glossary.lang.function_words import (
    FUNCTION_WORDS,
    GLOSS_STOP_WORDS,
    NEVER_LAST,
    PHRASE_OPENERS,
    TITLE_WORDS,
    is_function_word,
    make_word_set,
)


def test_sets_that_narrower_uses_draw_from() -> None:
    assert TITLE_WORDS < GLOSS_STOP_WORDS < FUNCTION_WORDS
    assert NEVER_LAST < PHRASE_OPENERS
    assert NEVER_DOUBLED.isdisjoint(PARTICLES)
    assert NEVER_DOUBLED | PARTICLES < GRAMMAR_WORDS


def test_sizes_of_what_weights_were_fitted_with() -> None:
    assert (len(GLOSS_STOP_WORDS), len(FUNCTION_WORDS), len(function_words.load_renderings())) == (71, 134, 90)


def test_words_that_are_left_out_on_purpose() -> None:
    assert not make_word_set("one two new say make") & (FUNCTION_WORDS | PHRASE_OPENERS)
    assert make_word_set("will over so") < PHRASE_OPENERS - NEVER_LAST


@pytest.mark.parametrize(
    ("word", "language", "small"),
    [
        ("The", "en", True),
        ("’s", "en", True),
        ("-LRB-", "en", True),
        ("—", "en", True),
        ("graphite", "en", False),
        ("的", "zh", True),
        ("（", "zh", True),
        ("…", "zh", True),
        ("the", "zh", False),
        ("石墨", "zh", False),
    ],
)
def test_function_words(word: str, language: str, small: bool) -> None:
    assert is_function_word(word, language) is small


def test_chinese_words_stand_in_one_kind_each() -> None:
    listed = [row.cells[0] for row in function_words.ZH_FUNCTION_WORDS.read_built_in()]
    assert sorted(listed) == sorted(function_words.load_renderings())
    words = function_words.ZH_WORDS.words
    assert function_words.list_characters() > {*words("link"), *words("coordinator")}
    assert function_words.load_renderings()["已"] == {"has", "have", "already", "had"}
