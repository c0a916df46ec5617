import re

import pytest

from glossary.lang.scripts import (
    BASIC_HAN,
    BASIC_KANA,
    EAST_ASIAN_LETTERS,
    FIRST_IDEOGRAPH,
    HAN,
    HANGUL,
    HIRAGANA,
    IDEOGRAPHS,
    KANA,
    KATAKANA,
    LATIN,
    UNSPACED,
    XML_HAN,
    count_east_asian,
    count_latin,
    has_han,
    is_east_asian,
    is_mostly_east_asian,
    is_unspaced,
    name_script,
)


def of(letters: str) -> frozenset[str]:
    return frozenset(re.findall(f"[{letters}]", "".join(map(chr, range(0x110000)))))


@pytest.mark.full
def test_each_class_lies_in_the_wider_one() -> None:
    assert of(XML_HAN) < of(BASIC_HAN) < of(IDEOGRAPHS) < of(HAN) < of(EAST_ASIAN_LETTERS)
    assert of(HIRAGANA) | of(KATAKANA) < of(KANA) < of(EAST_ASIAN_LETTERS)
    assert min(of(IDEOGRAPHS)) == FIRST_IDEOGRAPH
    assert of(HAN) | of(HIRAGANA) < of(UNSPACED)
    assert of(LATIN).isdisjoint(of(EAST_ASIAN_LETTERS))


@pytest.mark.parametrize("letters", [HAN, KANA, HANGUL, LATIN])
def test_scripts_hold_letters_and_numerals_alone(letters: str) -> None:
    assert not of(letters) & set("，。、「」《》 　・0１-")


@pytest.mark.full
def test_characters_of_each_script() -> None:
    assert of(HAN) >= set("一龥𠀀々〇〡⺄豈")
    assert of(KATAKANA) >= set("アーｱ") and not of(KATAKANA) & set("あ中")
    assert of(BASIC_KANA) >= set("ぁんァヾ・")
    assert of(LATIN) >= set("aZéǎṇ") and not of(LATIN) & set("×÷αя")


def test_what_no_blank_stands_beside_is_told_as_by_its_class() -> None:
    assert {character for character in map(chr, range(0x110000)) if is_unspaced(character)} == of(UNSPACED)


def test_counts_and_names() -> None:
    assert (count_east_asian("石墨 graphite ひ 한"), count_latin("石墨 café")) == (4, 4)
    assert [has_han(text) for text in ("a〇", "々", "かな", "한", "")] == [True, True, False, False, False]
    assert [is_mostly_east_asian(text) for text in ("石墨 is", "石 a", "石墨 graphite")] == [True, False, False]
    assert [is_east_asian(letters) for letters in (HAN, KANA, HANGUL, LATIN)] == [True, True, True, False]
    assert [name_script(text) for text in ("石墨", "情報の旅", "흑연", "ㄅㄆ")] == [
        "Chinese",
        "Japanese",
        "Korean",
        "bopomofo",
    ]
