"""What is done many at once in long texts gives what a look at each place gives."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from align.analysis import characters
from align.analysis.characters import find_marks, find_rows_of_spaces, take_marks
from align.analysis.recurring_numbers import _find_members
from align.lang import find_language
from align.linter import scanner
from align.linter.context import Context
from align.linter.registry import all_rules
from align.linter.rule import Given, TextRule
from align.linter.scanner import check_document
from align.model import Document
from align.readers.plain import find_paragraphs
from glossary.lang import word_numbers
from glossary.lang import words as words_module

PIECES = st.sampled_from(
    [
        *(
            "the the ",
            "rice , wheat",
            "  ",
            "   ",
            '"',
            "“",
            "”",
            "don't ",
            "don’t ",
            "(",
            ")",
            "]",
            "\n",
            "\n\n",
            ". ",
        ),
        *(
            "caf",
            "Ã©",
            "â€™",
            "é",
            "中国",
            "，",
            "\u3000",
            "\u2003",
            "?",
            "\ufffd",
            "US ",
            "U.S. ",
            "5% ",
            "Notes",
            "12",
        ),
        *("一", '" ', " “", "The ", "one two three four five ", "[1] ", "\x1a", "İ"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def document(text: str) -> Document:
    """A document in English, a paragraph a line."""
    return Document("a.txt", "en", text, find_paragraphs, find_language("en").split)


@contextmanager
def taking_for_long(size: int) -> Iterator[None]:
    """Take every text of so many characters for a long one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_module, "LONG", size)
        patch.setattr(characters, "LONG", size)
        patch.setattr(characters, "_PIECE", 7)
        yield


@pytest.fixture(scope="module")
def rules() -> tuple[TextRule, ...]:
    """The rules that look at one text, but for the one that loads the encoder."""
    rules = (rule for rule in all_rules().values() if isinstance(rule, TextRule) and Given.GLOSSARY not in rule.needs)
    return tuple(rule for rule in rules if rule.name not in ("inconsistent-wording", "checklist"))


@pytest.mark.full
@given(TEXTS)
@example('“a”\n\n中“b“ "c" it’s it\'s  so')
@example("Translator’s notes and 中国\n\nNotes:\n\n[1] 中国")
def test_a_long_text_has_the_findings_of_a_short_one(rules: tuple[TextRule, ...], text: str) -> None:
    with taking_for_long(1 << 30):
        expected = check_document(document(text), rules)
    with taking_for_long(0):
        assert check_document(document(text), rules) == expected


@given(TEXTS, st.sampled_from([0, 1 << 30]))
def test_the_scan_loses_no_finding_of_rules_that_are_always_asked(
    rules: tuple[TextRule, ...], text: str, size: int
) -> None:
    checked = document(text)
    with taking_for_long(size):
        asked = [rule for rule in rules if rule.knows("", checked.language)]
        found = [one for rule in asked for one in rule.check(checked, _search(rule, checked.prose), Context())]
        expected = scanner._settle(checked, {rule.name: rule.overrides for rule in rules}, found)
        assert check_document(document(text), rules) == expected


def _search(rule: TextRule, prose: str) -> list[int]:
    """Where each literal of a rule stands, found one by one."""
    low = scanner._lower(prose)
    return sorted(start for literal in rule.get_trigger().literals for start in _find_all(low, literal))


def _find_all(text: str, literal: str) -> Iterator[int]:
    start = text.find(literal)
    while start >= 0:
        yield start
        start = text.find(literal, start + 1)


@given(TEXTS, st.sampled_from(["\n", '"', "“”", "()[]", "é?"]), st.sampled_from([0, 1 << 30]))
def test_marks_are_the_characters_asked_for(text: str, wanted: str, size: int) -> None:
    with taking_for_long(size):
        found = find_marks(document(text), wanted)
    lost = {at for at, char in enumerate(text) if "?" in wanted and not char.encode("cp1252", "ignore")}
    assert set(found) - lost == {at for at, char in enumerate(text) if char in wanted}
    assert list(found) == sorted(found)


@given(TEXTS, st.sampled_from([0, 1 << 30]))
def test_marks_are_taken_in_a_row(text: str, size: int) -> None:
    with taking_for_long(size):
        taken = take_marks(document(text), '(“"\n')
    assert taken.decode("cp1252") == "".join(char for char in text if char in '(“"\n')


@given(TEXTS)
def test_rows_of_spaces_are_the_same_in_long_texts(text: str) -> None:
    with taking_for_long(0):
        found = list(find_rows_of_spaces(document(text)))
    assert found == list(find_rows_of_spaces(document(text)))
    assert all("  " not in text[at - 1 : at + 1] for at in found if at)


@given(st.lists(st.lists(st.sampled_from(["", "a", "b", "a\0", "ab" * 4, "ab" * 8, "é" * 7, "é" * 8, "\ud800"]))))
def test_words_are_numbered_as_a_dictionary_numbers_them(texts: list[list[str]]) -> None:
    numbers: dict[str, int] = {}
    expected = [[numbers.setdefault(word, len(numbers)) for word in words] for words in texts if words]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_numbers, "_BITS", 1)
        numberer = word_numbers.WordNumberer()
        parts = (" ".join(words).encode(errors="surrogatepass") for words in texts if words)
        assert [numberer.number(part).tolist() for part in parts] == expected
    assert numberer.words == list(numbers)


@given(st.lists(st.integers(0, (1 << 32) - 1), max_size=20), st.data())
def test_members_are_found_whatever_their_upper_half(numbers: list[int], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.sampled_from([*numbers, 0, 1, 1 << 16]), min_size=1))
    found = _find_members(np.array(numbers, np.uint32), np.sort(np.array(wanted, np.uint32)))
    assert found.tolist() == [index for index, number in enumerate(numbers) if number in wanted]
