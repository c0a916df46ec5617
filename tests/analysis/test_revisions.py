"""Two versions of a text: which sentences are the same, which are rewordings, and in which words they differ."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.analysis.revisions import Revision, compare_texts, find_common
from align.analysis.rewordings import _Table, diff_words, pair_rewordings
from align.model import Document
from align.readers import ReadOptions, read_document

SENTENCES = st.sampled_from(
    ["他来了。", "他走了。", "矿山卖了12吨铜。", "矿山卖了15吨铜。", "没有句号的一行", "It ended.", "同。"]
)
TEXTS = st.lists(st.tuples(SENTENCES, st.sampled_from(["", "\n", "\n\n"])), max_size=12)


def read(text: str, name: str = "a.txt") -> Document:
    return read_document(name, text.encode(), ReadOptions("zh"))


def join(parts: list[tuple[str, str]]) -> Document:
    return read("".join(chain.from_iterable(parts)))


def compare(old: str, new: str, name: str = "a.txt") -> tuple[Revision, ...]:
    return compare_texts(read(old, name), read(new, name)).edits


def measure_longest(old: list[int], new: list[int]) -> int:
    """The length of the longest common subsequence, cell by cell."""
    row = [0] * (len(new) + 1)
    for one in old:
        row = [0, *row]
        before = row[1:]
        row = [0]
        for index, other in enumerate(new):
            row.append(before[index] + 1 if one == other else max(row[index], before[index + 1]))
    return row[-1]


@given(st.permutations(range(8)), st.integers(0, 8), st.integers(0, 8))
def test_of_sentences_that_occur_once_the_most_are_found(order: list[int], start: int, end: int) -> None:
    old, new = list(range(8)), order[start:end]
    found = find_common([str(one) for one in old], [str(one) for one in new])
    assert [old[i] for i, _ in found] == [new[j] for _, j in found]
    assert found == sorted(found)
    assert len(found) == measure_longest(old, new)


@given(TEXTS, TEXTS)
def test_each_sentence_is_accounted_for_once(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    before, after = join(old), join(new)
    revisions = compare_texts(before, after)
    parts = (*revisions.same, *revisions.edits)
    assert sorted(chain.from_iterable(part.old for part in parts)) == list(range(len(before.segments)))
    assert sorted(chain.from_iterable(part.new for part in parts)) == list(range(len(after.segments)))


@given(TEXTS)
def test_a_text_has_not_changed_against_itself(parts: list[tuple[str, str]]) -> None:
    document = join(parts)
    assert compare_texts(document, document).edits == ()


@given(st.permutations([f"第{number}批货到了。共{number}吨。" for number in "一二三四五六"]))
def test_moved_paragraphs_are_no_changes(paragraphs: list[str]) -> None:
    assert compare("\n\n".join(sorted(paragraphs)), "\n\n".join(paragraphs)) == ()


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_word_diff_holds_both_texts(old: str, new: str) -> None:
    pieces = diff_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.sign in " -") == old
    assert "".join(piece.text for piece in pieces if piece.sign in " +") == new


def test_lines_may_be_broken_anywhere() -> None:
    text = "矿山去年卖了12吨铜，比前年多。工人们周一复工。"
    assert compare(text, "\n".join(text[at : at + 5] for at in range(0, len(text), 5))) == ()
    assert compare(text, "\r\n".join(text.replace("周一", "周二")[at : at + 7] for at in range(0, len(text), 7))) == (
        Revision((1,), (3, 4)),
    )


def test_lines_that_are_no_sentences_stay_apart() -> None:
    assert compare("一月 12吨\n二月 13吨\n三月 14吨\n", "一月 12吨\n二月 15吨\n三月 14吨\n") == (Revision((1,), (1,)),)


def test_what_is_masked_counts_where_it_says_something() -> None:
    assert compare("看`a.txt`，[在此](http://a.example/1)。", "看`b.txt`，[在此](http://a.example/1)。", "a.md") != ()
    assert compare("看`a.txt`，[在此](http://a.example/1)。", "看`a.txt`，[在此](http://a.example/2)。", "a.md") != ()
    assert compare("用`*`号。", "用`+`号。", "a.md") != ()
    assert compare("看*此*处。", "看**此**处。", "a.md") == ()


def test_a_sentence_in_the_place_of_another_is_no_rewording() -> None:
    assert compare("矿山去年卖了12吨铜。", "城里的学校都关门了。") == (Revision((0,), ()), Revision((), (0,)))


@pytest.mark.full
def test_of_many_sentences_those_near_the_diagonal_are_compared() -> None:
    sentences = [f"第{number}号矿山卖了{number * 7}吨铜。" for number in range(500)]
    new = [sentence.replace("铜", "锌") for sentence in sentences]
    pairs = pair_rewordings(sentences, new)
    assert [(pair.old.start, pair.new.start) for pair in pairs] == [(index, index) for index in range(500)]


def test_the_work_grows_as_the_texts_do() -> None:
    sizes = []
    for count in (500, 1000, 2000):
        table = _Table([None] * count, [None] * count)  # type: ignore[list-item]
        sizes.append(sum(len(table.choose_columns(row)) for row in range(count)) / count)
    assert all(size < 60 for size in sizes)
