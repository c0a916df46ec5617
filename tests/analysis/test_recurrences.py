"""Words of long texts and where they recur, against slow and clear counts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.analysis import characters, recurring_numbers
from align.analysis.characters import count_words
from align.analysis.recurrences import find_recurrences
from align.model import Document, Span
from align.model.skeletons import skeleton
from glossary.lang import words as words_module
from glossary.lang.words import NumberedWords, Words, split_at_spaces

WORDS = st.sampled_from(
    [
        "\x1athe",
        "the\x1a\x1a",
        "\x1a",
        "the",
        "The",
        "of",
        "river",
        "bank",
        "it’s",
        "Ünder",
        "摆脱",
        "a-b",
        "(so)",
        "end.",
        "“go”",
        "x,",
        "U.S",
        "…",
        ".a.b.",
    ]
)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", "\n\n\n", "\n \n", "\t", "\u00a0", "\u3000", "\u2003", "\r\n"])
TEXTS = st.lists(st.tuples(WORDS, SPACES), max_size=60).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


@contextmanager
def numbering_words(block: int = 1 << 14) -> Iterator[None]:
    """Take every text for a long one, looked at in blocks of so many pieces."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_module, "LONG", 0)
        patch.setattr(recurring_numbers, "_BLOCK", block)
        yield


def covers(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(left <= start and end <= right for left, right in stretches)


def cover(text: str, masked: tuple[Span, ...] = ()) -> Document:
    """A document of one block."""
    return Document("a.txt", "en", text, lambda one: [Span(0, len(one))], lambda _: [0], masked)


@given(
    TEXTS | st.text(max_size=200),
    st.tuples(st.integers(0, 200), st.integers(0, 200)),
    st.sampled_from([1, 2, 7, 1 << 17]),
    st.sampled_from([0, 1 << 30]),
)
def test_words_are_what_white_space_separates(text: str, ends: tuple[int, int], piece: int, size: int) -> None:
    start, end = sorted(min(one, len(text)) for one in ends)
    hidden = "".join(char for char in text[start:end] if char.isspace())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(characters, "_PIECE", piece)
        patch.setattr(characters, "LONG", size)
        assert count_words(cover(text)) == len(text.split())
        assert count_words(cover(text, (Span(0, len(text)),))) == 0
        masked = cover(text.replace("\x1a", "x"), (Span(start, end),))
        assert count_words(masked) == len((text[:start] + hidden + text[end:]).split())


@given(st.text(max_size=200))
def test_skeleton_keeps_offsets(text: str) -> None:
    assert len(skeleton(text)) == len(text)


def test_words_are_counted_and_repeats_sought_in_the_prose() -> None:
    text = "see `the the code` here"
    document = cover(text, (Span(4, 18),))
    assert count_words(document) == 2
    assert find_recurrences(Words(document.prose)) == ([], [])


@given(st.lists(WORDS, max_size=20), st.sampled_from(["the the", "The  the", "of\nof", "(river river)", "“bank bank”"]))
def test_every_doubled_word_lies_in_a_stretch(before: list[str], double: str) -> None:
    text = " ".join([*before, ""])
    start = len(text)
    text += double + " and so on."
    assert covers(find_recurrences(Words(text)).doubled, start, start + len(double))


@pytest.mark.parametrize("is_long", [False, True])
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
def test_five_words_that_recur_in_a_sentence(text: str, repeats: bool, is_long: bool) -> None:
    with numbering_words() if is_long else pytest.MonkeyPatch.context():
        assert bool(find_recurrences(Words(text)).repeating) is repeats


@pytest.mark.full
def test_a_line_without_end_is_cut_in_pieces() -> None:
    text = "word after word " * 200_000 + "the the end"
    doubled, repeating = find_recurrences(Words(text))
    assert covers(doubled, len(text) - 11, len(text) - 4)
    assert all(end - start <= 4096 for start, end in repeating)


@given(TEXTS, st.sampled_from(["one two three four five", "a-b. the of"]), st.integers(1, 9))
def test_numbers_find_what_a_look_at_each_sentence_finds(text: str, phrase: str, block: int) -> None:
    text += f"{phrase} {text[:20]}{phrase}{text}"
    expected = find_recurrences(Words(text))
    with numbering_words(block):
        assert find_recurrences(Words(text)) == expected


@given(TEXTS | st.text(max_size=100))
def test_numbers_give_the_text_again(text: str) -> None:
    numbered = Words(text).numbered
    pieces = [numbered.distinct[number] for number in numbered.numbers]
    assert pieces == split_at_spaces(text)
    assert numbered.distinct == list(dict.fromkeys(pieces))
    spans = numbered.find_spans(numbered.ask(lambda piece: piece not in ("", "\n")))
    assert spans == [match.span() for match in re.finditer(r"[^ \n]+", text)]


def test_a_piece_has_a_number() -> None:
    numbered: NumberedWords = Words("so it is\nso").numbered
    assert [numbered.find_number(piece) for piece in ("so", "is", "\n", "was")] == [0, 2, 3, -1]
    assert numbered.find_members({"is", "was"}).tolist() == [False, False, True, False]


@given(TEXTS)
def test_distinct_words_do_not_depend_on_the_length(text: str) -> None:
    short = set(Words(text).distinct)
    with numbering_words():
        assert set(Words(text).distinct) - {"\n", ""} == short - {""}


@pytest.mark.parametrize("is_long", [False, True])
def test_a_word_is_doubled_behind_a_mark_that_is_masked(is_long: bool) -> None:
    text = "**the the** ship sank in **it**"
    words = Words(cover(text, (Span(0, 2), Span(9, 11), Span(25, 27), Span(29, 31))).prose)
    with numbering_words() if is_long else nullcontext():
        assert find_recurrences(words).doubled == [(0, len(text))]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("zh-Hant", "港口在 May 5 開放。", 7),
        ("ja", "港は5月に開く。", 7),
        ("ko", "항구는 5월에 열린다.", 3),
        ("en", "港口 opens", 2),
    ],
)
def test_each_character_of_chinese_and_japanese_is_a_word(language: str, text: str, words: int) -> None:
    document = Document("a.txt", language, text, lambda one: [Span(0, len(one))], lambda _: [0])
    assert count_words(document) == words
