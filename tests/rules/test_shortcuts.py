"""What is found in English texts by looking at less of them, against slow and clear ways."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang import BOUNDARIES, find_language
from align.linter.diagnostics import _find_words_near, _words_round
from align.linter.scanner import _find_places, _find_places_at_once
from align.model import Document, Span
from align.model.offsets import LineMap, Stretch, split_lines
from align.rules.linguistic.doubled_word import _DOUBLED, _find_doubled
from align.rules.linguistic.repeated_phrase import _WORD, _find_repeats

PROSE = st.lists(
    st.sampled_from(
        [
            "the",
            "The",
            "self-made",
            "can't",
            "a",
            "an",
            "10",
            "[1]",
            "[12]",
            ".",
            ".)",
            "!",
            "?",
            "…",
            "。",
            "”",
            ",",
            "-",
            "'",
            "\n",
            "\n\n",
            "İ",
            "é",
            "ſ",
            "好",
            "Dr",
        ]
    )
)
SPACE = st.sampled_from([" ", " ", " ", "", "  "])
TEXTS = st.builds(lambda words, space: space.join(words), PROSE, SPACE)


@given(st.text(st.sampled_from("ab\n"), max_size=60), st.lists(st.integers(0, 62)))
def test_lines_are_found_in_any_order(text: str, offsets: list[int]) -> None:
    lines = LineMap(text)
    expected = [Stretch(line, number) for number, line in enumerate(split_lines(text), 1)]
    for offset in offsets:
        assert lines.get_around(offset) == [one for one in expected if one.span.start <= offset][-1]


@given(TEXTS, st.sampled_from(["en", "zh", "ja", "ko"]), st.data())
def test_words_beside_a_fault_are_those_of_its_sentences(text: str, code: str, data: st.DataObject) -> None:
    cut, start = (data.draw(st.integers(0, len(text))) for _ in range(2))
    span = Span(start, data.draw(st.integers(start, len(text))))
    blocks = (Span(0, cut), Span(cut, len(text)))
    document = Document("x", code, text, lambda _: blocks, find_language(code).split)
    near = _find_words_near(document, span)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("align.linter.diagnostics._find_words_near", lambda document, span: None)
        assert near in (None, _words_round(document, span))


def test_words_beside_a_fault_are_told_without_splitting() -> None:
    document = Document("x", "en", "We saw that the old old harbour was shut", lambda _: (Span(0, 40),), _fail)
    assert _words_round(document, Span(16, 23)) == ("saw that the", "harbour was shut")


def _fail(text: str) -> Iterator[int]:
    raise AssertionError(text)


@given(TEXTS, st.sampled_from(["en", "zh", "ja", "ko"]))
def test_a_sentence_starts_behind_a_boundary(text: str, code: str) -> None:
    for start in find_language(code).split(text):
        before = re.sub(r"\[\d+\]", "", text[:start])
        assert re.search(rf"[{BOUNDARIES}]\W*\Z", before)


@given(TEXTS)
def test_doubled_words_are_those_of_the_expression(text: str) -> None:
    found = [match.span() for match in _find_doubled(text, 0, len(text))]
    assert found == [match.span() for match in _DOUBLED.finditer(text)]


@given(st.lists(st.sampled_from(["a", "B", "b", "c,", "it's", "é", "İ", "x-y"])).map(" ".join), st.integers(1, 5))
def test_repeated_runs_are_found_one_after_another(text: str, size: int) -> None:
    found = [(repeat.first[0], repeat.second[0]) for repeat in _find_repeats(text, 0, len(text), size)]
    words = list(_WORD.finditer(text))
    keys = [match[0].lower() for match in words]
    expected, seen, index = list[int](), dict[tuple[str, ...], int](), 0
    while index + size <= len(keys):
        first = seen.setdefault(tuple(keys[index : index + size]), index)
        step = 1
        if first + size <= index:
            expected.append(index)
            step = next(n for n in range(size, len(keys)) if keys[first : first + n + 1] != keys[index : index + n + 1])
        index += step
    assert len(found) == len(expected)
    assert all(second <= words[index].start() for (_, second), index in zip(found, expected, strict=True))


@given(st.text(st.sampled_from("aé好😀\udc80"), min_size=1, max_size=40))
def test_characters_are_found_by_their_bytes(text: str) -> None:
    data = text.encode(errors="surrogatepass")
    starts = [len(text[:place].encode(errors="surrogatepass")) for place in range(len(text))][::-1]
    assert _find_places(data, starts) == _find_places_at_once(data, starts) == [*range(len(text))][::-1]
