"""The best matches of words, and their sums over beads; and quotations."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.aligners.band import Band
from align.aligners.semantic.lexical import Words
from align.aligners.semantic.match_features import NAMES, sum_matches
from align.aligners.semantic.quotations import find_quotations
from align.aligners.semantic.word_matches import Matches, match_words, transpose, widen
from align.aligners.semantic.word_vectors import EncodedWords, encode_words
from align.aligners.side import Side
from align.encoders import load
from glossary.lang.function_words import is_function_word


def _draw_cells(data: st.DataObject, rows: int, columns: int) -> Band:
    """Cells whose bounds never fall, and of which each row and each column has one."""
    low = np.sort(data.draw(st.lists(st.integers(0, columns - 1), min_size=rows, max_size=rows)))
    high = np.sort(data.draw(st.lists(st.integers(0, columns - 1), min_size=rows, max_size=rows)))
    low[0], high[-1] = 0, columns - 1
    high = np.maximum(high, low)
    return Band(low, np.maximum(high, np.append(low[1:] - 1, 0)))


def _spread(matches: Matches, rows: int) -> NDArray[np.float32]:
    """The values of matches as a matrix, 0 out of reach."""
    found = np.zeros((rows, int(matches.starts[-1])), np.float32)
    found[matches.wide.list_nodes(0, rows)] = matches.values
    return found


def _judge(values: NDArray[np.float32], block: tuple[int, int, int, int], starts: list[int]) -> list[float]:
    """What `NAMES` says of a block, word by word."""
    top, end, left, right = block
    sums = [0.0] * len(NAMES)
    for word in range(starts[left], starts[right]):
        column = values[:, word].tolist()
        inside = max(column[top:end], default=0.0)
        before, behind = ([0.0, *column, 0.0][place] for place in (top, end + 1))
        without = [max(column[top + 1 : end], default=0.0), max(column[top : end - 1], default=0.0)]
        gains = [inside - one if end - top > 1 else 0.0 for one in without]
        for index, value in enumerate([inside, max(before - inside, 0), max(behind - inside, 0), *gains]):
            sums[index] += value
    return sums


@given(st.integers(1, 70), st.lists(st.integers(0, 3), min_size=1, max_size=12), st.data())
def test_sums_over_blocks_are_those_of_their_words(rows: int, sizes: list[int], data: st.DataObject) -> None:
    cells, starts = _draw_cells(data, rows, len(sizes)), np.cumsum([0, *sizes])
    values = np.random.default_rng(rows).integers(0, 9, widen(cells, starts).size).astype(np.float32)
    matches = Matches(cells, starts, values)
    whole = _spread(matches, rows)
    asked = []
    for _ in range(data.draw(st.integers(1, 8))):
        top, left = data.draw(st.integers(0, rows)), data.draw(st.integers(0, len(sizes)))
        end, right = data.draw(st.integers(top, min(top + 5, rows))), data.draw(st.integers(left, len(sizes)))
        asked.append((top, end, left, right))
    blocks = np.array(asked).T
    found = sum_matches(matches, (blocks[0], blocks[1], blocks[2], blocks[3]))
    assert found.T.tolist() == [_judge(whole, block, starts.tolist()) for block in asked]
    assert matches.best_before.tolist() == np.append(0, whole.max(axis=0).cumsum())[starts].tolist()


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_a_transposed_band_has_the_same_cells(rows: int, columns: int, data: st.DataObject) -> None:
    cells = _draw_cells(data, rows, columns)
    here = set(zip(*(side.tolist() for side in cells.list_nodes(0, rows)), strict=True))
    swapped = zip(*(side.tolist() for side in transpose(cells, columns).list_nodes(0, columns)), strict=True)
    assert here == {(row, column) for column, row in swapped}


def test_words_match_the_segment_that_holds_their_counterpart() -> None:
    source = Side("zh", ("唯有张永红。", "……", "山上有雪。", "花了3000元。"))
    target = Side("en", ("Snow lay on the mountain.", "It cost 3,000 yuan.", "So did Zhang Yonghong."))
    words = encode_words(source, target, load())
    cells = Band(np.zeros(4, np.int64), np.full(4, 2))
    found, swapped = match_words(("zh-CN", "en"), *words, cells)
    values = dict(zip((words[1].forms[one] for one in words[1].words.types), _spread(found, 4).T, strict=True))
    best = {word: int(values[word].argmax()) for word in ("snow", "mountain", "3,000", "yuan", "yonghong")}
    assert best == {"snow": 2, "mountain": 2, "3,000": 3, "yuan": 3, "yonghong": 0}
    assert all(not column[1] for column in values.values())
    kept = [form for one in words[0].words.types if not is_function_word(form := words[0].forms[one], "zh")]
    assert len(kept) == swapped.starts[-1]
    ours = dict(zip(kept, _spread(swapped, 3).argmax(axis=0).tolist(), strict=True))
    assert {word: ours[word] for word in ("张永红", "山上", "3000")} == {"张永红": 2, "山上": 0, "3000": 1}


def test_a_long_text_takes_little_more_memory_than_its_matches() -> None:
    count, words, reach = 3000, 6, 12
    rows, types = np.arange(count), np.arange(50)
    forms = tuple(f"{chr(97 + one % 26) * 3}{one}" for one in types)
    every = Words(np.resize(types, count * words), np.repeat(rows, words), np.ones(len(types), np.float32))
    side = EncodedWords(forms, every, np.eye(len(types), dtype=np.float32), count)
    cells = Band(np.maximum(rows - reach, 0), np.minimum(rows + reach, count - 1))
    tracemalloc.start()
    found, _ = match_words(("de", "fr"), side, side, cells)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * 2 * found.values.nbytes


def test_words_of_other_languages_match_by_spelling_too() -> None:
    sides = Side("de", ("Wir sahen Xyrthak.", "Es regnete.")), Side("fr", ("Il pleuvait.", "Nous avons vu Xyrthak."))
    words = encode_words(*sides, load())
    found, _ = match_words(("de", "fr"), *words, Band(np.zeros(2, np.int64), np.ones(2, np.int64)))
    name = words[1].forms.index("xyrthak")
    column = _spread(found, 2)[:, words[1].words.types == name]
    assert column[0] > column[1] + 0.5


@pytest.mark.parametrize(
    ("texts", "inside", "columns", "openings"),
    [
        (["“你好，”他说。", "她笑了。"], [0, 0, 0], [0, 6, 6], [0, 1, 1]),
        (["他说：“走吧。", "快走！”", "“好。”"], [0, 1, 0, 0], [0, 6, 12, 16], [0, 1, 1, 2]),
        (["'It's me,' she said, 'the dog's cook.'", "No."], [0, 0, 0], [0, 21, 21], [0, 2, 2]),
        (['"Yes." "No."', ""], [0, 0, 0], [0, 7, 7], [0, 2, 2]),
        (["Nothing", "at all"], [0, 0, 0], [0, 0, 0], [0, 0, 0]),
    ],
)
def test_quotations(texts: list[str], inside: list[int], columns: list[int], openings: list[int]) -> None:
    found = find_quotations(texts)
    assert found.inside.tolist() == [bool(one) for one in inside]
    assert found.columns_before.tolist() == columns
    assert found.openings_before.tolist() == openings


@given(st.lists(st.text("ab “”'’\"「」界"), min_size=1, max_size=6))
def test_no_more_is_quoted_than_there_is(texts: list[str]) -> None:
    found = find_quotations(texts)
    width = sum(2 if char == "界" else 1 for text in texts for char in text if char not in "“”'’\"「」")
    assert 0 <= found.columns_before[-1] <= width
    assert (np.diff(found.columns_before) >= 0).all()
    assert found.openings_before[-1] > 0 or not found.inside.any()
