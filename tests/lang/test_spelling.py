"""Which words are English, and what a word may be a misspelling of."""

import pytest

from glossary.lang.spelling import Kind, Slip, find_unlisted, is_formed, list_slips


@pytest.mark.parametrize("word", ["colour", "travelled", "organising", "resettlement", "jiaozi", "sqlite", "favour"])
def test_a_listed_word_is_known(word: str) -> None:
    assert list(find_unlisted([word])) == []


@pytest.mark.parametrize("word", ["goverment", "occured", "similiar", "begining", "qzrt"])
def test_no_word_is_unlisted_whatever_other_lists_say(word: str) -> None:
    assert list(find_unlisted(["the", word])) == [word]


@pytest.mark.parametrize(
    "word",
    ["retokenizes", "unmaintainable", "uncuratable", "webpages", "shaders", "headwinds", "globalised", "irrefutably",
     "unzipped", "serverless", "deglamorizing", "happily"],
)  # fmt: skip
def test_words_are_made_of_words(word: str) -> None:
    assert is_formed(word)


@pytest.mark.parametrize(
    "word",
    ["weaknesss", "executeable", "claming", "certian", "certianly", "offficer", "messsage", "configurd", "goverment"],
)
def test_misspellings_are_not_made_of_words(word: str) -> None:
    assert not is_formed(word)


def test_a_slip_is_one_letter() -> None:
    found = {(slip.word, slip.kind, slip.place) for slip in list_slips("concreet")}
    assert found == {("concrete", Kind.SWAPPED, 6)}
    assert {(slip.word, slip.kind) for slip in list_slips("mothod")} == {("method", Kind.CHANGED)}
    assert {(slip.word, slip.kind, slip.place) for slip in list_slips("offficer")} == {("officer", Kind.ADDED, 1)}
    assert {(slip.word, slip.kind, slip.place) for slip in list_slips("assasinations")} == {
        ("assassinations", Kind.MISSING, 4)
    }


def test_a_known_misspelling_has_one_right_word() -> None:
    assert list(list_slips("goverment")) == [Slip("government", Kind.LISTED, 0, 0.0)]


def test_a_rare_word_is_meant_only_where_there_is_no_usual_one_and_the_word_is_long() -> None:
    assert [slip.word for slip in list_slips("discontinous")] == ["discontinuous"]
    assert list(list_slips("zzooplan")) == []
