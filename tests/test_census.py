"""The census of a text, against a slow and clear count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.census import skeleton, take_census

WORDS = st.sampled_from(
    ["the", "The", "of", "river", "bank", "it’s", "Ünder", "摆脱", "a-b", "(so)", "end.", "“go”", "x,"]
)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u3000", "\u2003", "\r\n"])
TEXTS = st.lists(st.tuples(WORDS, SPACES), max_size=60).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


def covers(stretches: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    return any(left <= start and end <= right for left, right in stretches)


@given(TEXTS | st.text(max_size=200))
def test_words_are_what_white_space_separates(text: str) -> None:
    assert take_census(skeleton(text), skeleton(text)).words == len(text.split())


@given(st.text(max_size=200))
def test_skeleton_keeps_offsets(text: str) -> None:
    assert len(skeleton(text)) == len(text)


@given(st.lists(WORDS, max_size=20), st.sampled_from(["the the", "The  the", "of\nof", "(river river)", "“bank bank”"]))
def test_every_doubled_word_lies_in_a_stretch(before: list[str], double: str) -> None:
    text = " ".join([*before, ""])
    start = len(text)
    text += double + " and so on."
    assert covers(take_census(skeleton(text), skeleton(text)).doubled, start, start + len(double))


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("one two three four five, and ONE two three (four) five again", True),
        ("one two three four, and one two three four again", False),
        ("one two three four five. And one two three four five.", False),
        ("one two three four five\n\none two three four five", False),
        ("one two three four five\none two three four five", True),
    ],
)
def test_five_words_that_recur_in_a_sentence(text: str, repeats: bool) -> None:
    assert bool(take_census(skeleton(text), skeleton(text)).repeating) is repeats


def test_a_line_without_end_is_cut_in_pieces() -> None:
    text = "word after word " * 200_000 + "the the end"
    census = take_census(skeleton(text), skeleton(text))
    assert census.words == 600_003
    assert covers(census.doubled, len(text) - 11, len(text) - 4)
    assert all(end - start <= 4096 for start, end in census.repeating)


def test_words_are_counted_in_the_text_and_repeats_sought_in_the_prose() -> None:
    text = "see `the the code` here"
    prose = "see " + "\x1a" * 14 + " here"
    census = take_census(skeleton(text), skeleton(prose))
    assert (census.words, census.doubled) == (5, ())
