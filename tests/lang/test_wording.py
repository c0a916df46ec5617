"""Phrases that waver, and the words before a noun that tell kinds apart."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.lang import words
from glossary.lang.en_lexicon import find_first_lemmas, find_noun_lemmas
from glossary.lang.en_modifiers import are_akin, are_kinds, is_adjective, is_general
from glossary.lang.en_tags import is_modifier, tag_words
from glossary.lang.words import Words, cut_at_line_ends
from glossary.renderings import competing_phrases, noun_phrases
from glossary.renderings.competing_phrases import find_competing_phrases
from glossary.renderings.noun_phrases import NounPhrase

_MINERALS = "The supply of critical minerals is short. Without key minerals, no car. A critical mineral is dear."


def _shown(text: str) -> list[tuple[str, int, str, int]]:
    return [
        (p.usual.text, len(p.usual.places), p.rare.text, len(p.rare.places))
        for p in find_competing_phrases(Words(text))
    ]


def test_two_phrases_for_one_thing_are_found_in_either_number() -> None:
    (pair,) = find_competing_phrases(Words(_MINERALS))
    assert (pair.usual.text, pair.usual.noun) == ("critical minerals", "mineral")
    assert [_MINERALS[start:end] for start, end in pair.usual.places] == ["critical minerals", "critical mineral"]
    assert [_MINERALS[start:end] for start, end in pair.rare.places] == ["key minerals"]


def test_the_capital_that_begins_a_sentence_counts() -> None:
    text = "Critical minerals are dear. They mine critical minerals.\nKey minerals are scarce."
    assert _shown(text) == [("critical minerals", 2, "key minerals", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "They mine critical minerals. Critical minerals are dear. Strategic minerals are scarce.",
        "Critical minerals and key minerals differ. They mine critical minerals. They sell key minerals.",
        "They mine critical minerals. They sell key minerals.",
        "The Critical Minerals Act came. They mine Critical Minerals. They sell key minerals.",
        "The northern provinces flourish. The northern provinces grow. The southern provinces shrink.",
        "The first shipment sank. The first shipment burned. The second shipment came.",
        "A big difference stays. A big difference it is. The huge difference shrank.",
        "They want to scatter pollen. They will scatter pollen. They spread pollen.",
    ],
)
def test_what_may_be_two_things_is_left_alone(text: str) -> None:
    assert _shown(text) == []


@given(
    st.lists(
        st.sampled_from(
            ["critical", "key", "smart", "intelligent", "minerals", "equipment", ".", "\n", "the", "It", "-"]
        ),
        max_size=40,
    )
)
def test_places_hold_the_phrases(words: list[str]) -> None:
    text = " ".join(words)
    for pair in find_competing_phrases(Words(text)):
        assert len(pair.usual.places) >= len(pair.rare.places) > 0
        for phrase in (pair.usual, pair.rare):
            first = text[slice(*phrase.places[0])]
            assert first.lower() == phrase.text
            assert all(text[start:end].lower().startswith(f"{phrase.modifier} ") for start, end in phrase.places)


@given(st.text(max_size=200))
def test_any_text_survives(text: str) -> None:
    assert find_competing_phrases(Words(text)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("north", "south"), ("coal", "gas"), ("equal", "unequal"), ("inbound", "outbound"), ("county", "provincial")],
)
def test_kinds_are_told_apart_either_way(one: str, other: str) -> None:
    assert are_kinds(one, other)
    assert are_kinds(other, one)


@pytest.mark.parametrize(("one", "other"), [("critical", "key"), ("smart", "intelligent"), ("test", "exam")])
def test_near_synonyms_are_no_kinds(one: str, other: str) -> None:
    assert not are_kinds(one, other)
    assert not are_akin(one, other)


@pytest.mark.parametrize(("one", "other"), [("robot", "robotic"), ("disaster", "disaster-hit"), ("chip", "chips")])
def test_words_of_one_family_are_akin(one: str, other: str) -> None:
    assert are_akin(one, other)


@pytest.mark.parametrize("word", ["big", "biggest", "larger", "seventeenth", "several", "last", "better"])
def test_words_that_name_no_kind(word: str) -> None:
    assert is_general(word)


@pytest.mark.parametrize(("word", "expected"), [("key", True), ("critical", True), ("payroll", False)])
def test_adjectives(word: str, expected: bool) -> None:
    assert is_adjective(word) is expected
    assert not is_general(word)


def test_tags_are_those_of_the_penn_treebank() -> None:
    assert tag_words(["The", "old", "mine", "closed", "."]) == ["DT", "JJ", "NN", "VBD", "."]


@pytest.mark.parametrize(
    ("before", "modifier", "noun", "expected"),
    [("The", "smart", "equipment", True), ("They want to", "conduct", "inspections", False)],
)
def test_a_verb_modifies_no_noun(before: str, modifier: str, noun: str, expected: bool) -> None:
    assert is_modifier(before.split(), modifier, noun, ["."]) is expected


def test_the_phrases_of_a_long_text_are_counted_each_for_itself() -> None:
    text = "Critical minerals are rare. Key minerals are not. We need critical minerals. Rare minerals are dear."
    *_, phrases = noun_phrases._count_phrases(Words(text).numbered).list_commonest()
    assert {(phrase.text, phrase.count) for phrase in phrases} == {
        ("critical minerals", 2),
        ("key minerals", 1),
        ("rare minerals", 1),
    }


_WORDS = ["critical", "Critical", "key-point", "minerals", "@", ".", "!", "/", "-", "("]
_PIECES = [*_WORDS, "mineral\u00e9", "\u201c", "\t", "\u00a0", "\r\n", " ", " ", "\n", ". ", "? "]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_pairs_are_counted_as_the_expression_finds_them(text: str) -> None:
    heads = {"minerals", "mineral", "key"}
    expected = Counter(pair for pair in noun_phrases.PAIR.findall(text) if pair[1] in heads)
    found = ((word, noun_phrases._find_noun(word)) for word in Words(text).distinct)
    nouns = {word: noun for word, noun in found if noun in heads}
    assert list(noun_phrases._count_pairs(Words(text), nouns).items()) == list(expected.items())
    numbered = Words(text).numbered
    modifiers = noun_phrases._Column(map(noun_phrases._find_modifier, numbered.distinct))
    column = noun_phrases._Column(map(nouns.get, numbered.distinct))
    pairs = noun_phrases._find_pairs(numbered, modifiers, column).T.tolist()
    assert [(modifiers.answers[first], column.answers[second]) for first, second in pairs] == [
        pair for pair in noun_phrases.PAIR.findall(text) if pair[1] in heads
    ]


def _list_phrases(text: str) -> list[tuple[str, str, int]]:
    """Modifier, noun and count of each phrase, whatever it competes with."""
    counts = Counter[tuple[str, str]]()
    for modifier, noun in noun_phrases.PAIR.findall(text):
        lemma = noun_phrases.find_noun_lemma(noun)
        if lemma and noun_phrases.is_of_a_kind(modifier.lower()):
            counts[modifier.lower(), lemma] += 1
    return [(*phrase, times) for phrase, times in counts.items()]


def _list_candidates(text: str) -> list[tuple[str, str, str, int, int]]:
    """Noun, modifiers and counts of two phrases: each pair of one noun is looked at."""
    ranked = list(enumerate(_list_phrases(text)))
    pairs = [
        (-rare, -usual, rare_rank, usual_rank, noun, one, other)
        for usual_rank, (one, noun, usual) in ranked
        for rare_rank, (other, second, rare) in ranked
        if noun == second and usual >= 2 and (-usual, usual_rank) < (-rare, rare_rank)
        if competing_phrases._is_specific(noun) and not are_kinds(one, other) and not are_akin(one, other)
    ]
    return [(noun, one, other, -usual, -rare) for rare, usual, _, _, noun, one, other in sorted(pairs)]


_NOUNS = ["minerals", "mineral", "Minerals", "ports", "year", "years", "people", "running", "indices", "indexes"]
_MODIFIERS = ["critical", "Critical", "key", "smart", "big", "coal", "gas", "his", "robotic", "robot"]


@given(st.lists(st.sampled_from([*_NOUNS, *_MODIFIERS, "It is.", "\n"]), max_size=60).map(" ".join))
def test_candidates_are_those_of_all_phrases(text: str) -> None:
    found = competing_phrases._find_candidates(Words(text))
    assert [
        (usual.noun, usual.modifier, rare.modifier, usual.count, rare.count) for usual, rare in found
    ] == _list_candidates(text)
    assert competing_phrases._has_phrase_again(text) or not found


@given(
    st.lists(st.sampled_from(["kiss", "KISS", "Kiss-off", "\u212aıſS", "kİss", "x", "-", " ", "\n"]), max_size=20).map(
        "".join
    )
)
def test_spellings_are_those_that_the_expression_finds(text: str) -> None:
    found = competing_phrases._find_spellings(Words(text), {"kiss", "kiss-off"})
    for word, spellings in found.items():
        assert spellings == sorted(set(re.findall(rf"\b{word}\b", text, re.IGNORECASE)))


@given(st.lists(st.sampled_from([*_NOUNS, *_MODIFIERS, "It is.", "\n"]), max_size=80).map(" ".join), st.integers(1, 4))
def test_candidates_of_a_long_text_come_from_its_commonest_phrases(text: str, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(competing_phrases, "_MOST_PAIRS", most)
        expected = _describe(competing_phrases._find_candidates(Words(text)))
        patch.setattr(words, "LONG", 0)
        patch.setattr(noun_phrases, "_FEW", 1)
        patch.setattr(noun_phrases, "_FURTHER", 2)
        assert _describe(competing_phrases._find_candidates(Words(text))) == expected


def _describe(pairs: Iterable[tuple[NounPhrase, NounPhrase]]) -> list[NounPhrase]:
    return [replace(phrase, rank=0) for pair in pairs for phrase in pair]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=60))
def test_pairs_of_numbers_are_counted_each_with_its_first_place(pairs: list[tuple[int, int]]) -> None:
    forms, times = noun_phrases._count_forms(np.array(pairs, np.int64).reshape(-1, 2).T, 4)
    found = sorted(zip(forms.T.tolist(), times.tolist(), strict=True))
    assert found == sorted(([*pair, pairs.index(pair)], count) for pair, count in Counter(pairs).items())


@pytest.mark.parametrize("words", [{"minerals", "indices", "running", "all", "went", "xyz"}, set[str]()])
def test_nouns_are_looked_up_together_as_one_by_one(words: set[str]) -> None:
    one_by_one = {word: lemmas["NOUN"] for word in words if "NOUN" in (lemmas := find_first_lemmas(word))}
    assert find_noun_lemmas(words) == one_by_one


@given(st.lists(st.sampled_from(["a", "bcd", "\n", " "]), max_size=30).map("".join), st.integers(1, 8))
def test_pieces_are_whole_lines(text: str, size: int) -> None:
    pieces = [text[start:end] for start, end in cut_at_line_ends(text, size)]
    assert "\n".join(pieces) == text
    assert all(len(piece) <= size or "\n" not in piece[size:] for piece in pieces)
