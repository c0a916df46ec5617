"""Tables of patterns: words that they take from other tables."""

import pytest

from glossary.pack.patterns import PatternTable, join_words
from glossary.pack.tables import PackError, Row


@pytest.mark.parametrize(
    ("words", "expected"),
    [((), ""), (("ten",), "ten"), (("ten", "tenth", "two", "ten"), "t(?:en(?:th)?|wo)"), (("a.", "a"), r"a(?:\.)?")],
)
def test_words_are_joined_letter_by_letter(words: tuple[str, ...], expected: str) -> None:
    assert join_words(words) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("{months.short}(?= )", "Sept. 3", "Sept."),
        ("(?:{number_words.tens:cased})-{number_words.digit}", "Twenty-five", "Twenty-five"),
        ("{units.words:hyphened}(?![a-z-])", "square-kilometers", "square-kilometers"),
        ("{units.words}(?![a-z-])", "square-kilometers", None),
        ("{numbers.small}(?!\\w)", "ninety", "ninety"),
    ],
)
def test_a_pattern_takes_words_from_other_tables(
    monkeypatch: pytest.MonkeyPatch, pattern: str, text: str, found: str | None
) -> None:
    table = PatternTable("align", "en/made_up")
    row = Row(("it", "", "", pattern, "", "", "", ""), "t.tsv", 2)
    find = PatternTable.find
    monkeypatch.setattr(PatternTable, "find", lambda self, name: row if self is table else find(self, name))
    match = table.compile("it").match(text)
    assert (match and match[0]) == found


def test_words_that_a_table_lacks_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row(("it", "", "", "{number_words.hundreds}", "", "", "", ""), "t.tsv", 2)
    monkeypatch.setattr(PatternTable, "find", lambda self, name: row)
    with pytest.raises(PackError, match="has no words “hundreds”"):
        PatternTable("align", "en/made_up").compile("it")
