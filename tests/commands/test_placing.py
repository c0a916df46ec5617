"""Where a finding stands and the words round it, against slow searches; expressions that are compiled late."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.commands.check import check_text
from align.linter.diagnostics import _locate_end, _words_round
from align.model import Document, Segment, Span
from align.readers import ReadOptions, read
from glossary.pack.patterns import compile_late

_WORDS, _MARKS = ["word", "_1", "é", "ß", "中", "ŉ", "İ"], [" ", "-", ". ", "! A"]
_PIECES = st.sampled_from([*_WORDS, *_MARKS, "\n", "\r\n", "\r", "\n\n"])
_TEXT = st.lists(_PIECES, min_size=1, max_size=80).map("".join)


def _read(text: str) -> Document:
    (document,) = read("text.txt", text.encode(), ReadOptions())
    assert isinstance(document, Document)
    return document


def _find_words(document: Document, span: Span) -> tuple[str, str]:
    """All words of the sentences before and behind a span, of which three are taken."""
    first: Segment = document.segment(span.start)
    last = first if span.end <= first.end else document.segment(max(span.end - 1, span.start))
    before = document.text[max(first.start, span.start - 120) : span.start]
    after = document.text[span.end : min(max(last.end, span.end), span.end + 120)]
    words = re.compile(r"\w+")
    return " ".join(words.findall(before.casefold())[-3:]), " ".join(words.findall(after.casefold())[:3])


@given(_TEXT, st.data())
def test_a_span_is_placed_as_its_ends_are(text: str, data: st.DataObject) -> None:
    document = _read(text)
    start = data.draw(st.integers(0, len(document.text)))
    span = Span(start, data.draw(st.integers(start, len(document.text))))
    end, expected = (
        _locate_end(document, span, document.locate(start), document.frame(start)),
        document.locate_end(span),
    )
    assert (end, end.byte_column) == (expected, expected.byte_column)
    assert _words_round(document, span) == _find_words(document, span)


def test_an_expression_is_compiled_at_its_first_use() -> None:
    late = compile_late("(b")
    assert "search" not in vars(late)
    with pytest.raises(re.error):
        late.search("b")
    small = compile_late("B", re.IGNORECASE)
    assert [match.span() for match in small.finditer("abba")] == [(1, 2), (2, 3)]
    assert (small.pattern, small.sub("x", "abba")) == ("B", "axxa")


def test_no_character_of_a_class_beyond_ascii_is_sought_in_ascii() -> None:
    assert [entry.finding.rule for entry in check_text("It is，so.").diagnostics] == ["cjk-punctuation"]
