"""What the encoder made of sentences is kept for later runs: the same to the last bit, whatever happens to the file."""

import sqlite3
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from glossary.vectors import DIMENSIONS, SUM_SIZE, sum_store
from glossary.vectors.encoder import ClauseSums, Encoder
from glossary.vectors.memory import Memory
from glossary.vectors.sum_store import SumStore, TextSums
from glossary.vectors.tokenizer import Batch
from glossary.vectors.word_store import WordStore


def make(text: str) -> TextSums:
    """Make sums that differ by text, of as many clauses as it has commas."""
    seed = sum(place * ord(character) for place, character in enumerate(text, 1))
    numbers = np.random.default_rng(seed)
    lengths = np.array([len(part) + 1 for part in text.split(",")[1:]], np.intp)
    shapes = (len(lengths), SUM_SIZE), (SUM_SIZE,), (DIMENSIONS,)
    sums, total, vector = (numbers.random(shape, np.float32) for shape in shapes)
    return TextSums(sums, lengths, total, vector)


class Counting:
    """In place of tokenizer and network: gives what `make` makes, and remembers of which texts."""

    def __init__(self) -> None:
        self.asked = list[str]()

    def make_batches(self, texts: Sequence[str], size: int) -> list[list[str]]:
        self.asked += texts
        return [list(texts)]


class Made(Encoder):
    """An encoder whose sums are those of `make`."""

    def _sum_batch(self, batch: Batch, pool: object) -> ClauseSums:
        found = [make(text) for text in cast("list[str]", batch)]
        return ClauseSums(
            np.concatenate([one.sums for one in found]),
            np.concatenate([one.lengths for one in found]),
            np.repeat(np.arange(len(found)), [len(one.lengths) for one in found]),
            np.stack([one.total for one in found]),
            np.stack([one.vector for one in found]),
        )


def find(path: Path | None, *texts: str, version: str = "") -> list[str]:
    """Ask for the sums of texts, and return those that had to be computed."""
    count = Counting()
    store = SumStore(path, version)
    encoder = Made(cast("Any", count), cast("Any", None), Memory(), WordStore(None), store)
    found = encoder.sum_clauses(texts, None)
    for number, text in enumerate(texts):
        one, own = make(text), found.texts == number
        assert np.array_equal(found.sums[own], one.sums)
        assert np.array_equal(found.lengths[own], one.lengths)
        assert np.array_equal(found.totals[number], one.total)
        assert np.array_equal(found.vectors[number], one.vector)
    assert (len(found.totals), len(found.sums)) == (len(texts), sum(text.count(",") for text in texts))
    return count.asked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "not yet there" / "encoder.sums"


def test_sums_that_are_kept_are_not_computed(path: Path) -> None:
    texts = ["One, two.", "一，二,", "none", "", "\ud800,", "One, two."]
    assert find(path, *texts) == texts
    assert find(path, *texts) == [""]
    assert find(path, "none", "new, text", "一，二,") == ["new, text"]
    assert find(path) == []
    assert find(None, "none", "none") == ["none", "none"]


def test_texts_are_looked_up_some_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.vectors.encoder._TOGETHER", 2)
    texts = [f"text, {number}" for number in range(5)]
    assert find(path, *texts[1:]) == texts[1:]
    assert find(path, *texts) == texts[:1]


def test_no_more_bytes_are_kept_than_may_be(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 4 * (SUM_SIZE + DIMENSIONS)
    monkeypatch.setattr(sum_store, "CAPACITY", 3 * size)
    find(path, "a", "b", "c", "d")
    assert find(path, "b", "c", "d") == []
    assert find(path, "a") == ["a"]
    monkeypatch.setattr(sum_store, "LARGEST", size)
    find(path, "two, clauses")
    assert find(path, "two, clauses", "d") == ["two, clauses"]


def test_only_the_user_may_read_the_sums_and_no_text_is_in_them(path: Path) -> None:
    find(path, "secret, text")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"secret" not in path.read_bytes()


def test_sums_of_another_version_are_computed_again(path: Path) -> None:
    assert find(path, "a", version="1") == ["a"]
    assert find(path, "a", version="2") == ["a"]
    assert find(path, "a", version="2") == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE rows SET row = zeroblob(length(row))",
        "UPDATE rows SET row = substr(row, 1, length(row) - 1)",
        "UPDATE rows SET row = ''",
        "UPDATE rows SET row = 'text'",
        "UPDATE rows SET text = CASE place WHEN (SELECT max(place) FROM rows) THEN zeroblob(16) ELSE zeroblob(15) END",
        "DROP TABLE rows",
    ],
)
def test_damaged_rows_are_computed_again(path: Path, damage: str) -> None:
    find(path, "a, b", "c")
    with sqlite3.connect(path) as store:
        store.execute(damage)
    store.close()
    assert find(path, "a, b", "c") == ["a, b", "c"]
    assert find(path, "a, b", "c") == []


def test_a_file_that_cannot_be_used_changes_nothing(path: Path) -> None:
    path.mkdir(parents=True)
    assert [find(path, "a"), find(path, "a")] == [["a"], ["a"]]
    path.rmdir()
    path.write_bytes(b"no database" * 1000)
    assert [find(path, "a"), find(path, "a")] == [["a"], []]


def test_vectors_of_phrases_are_kept_and_those_of_words_left_alone(path: Path) -> None:
    asked = list[str]()

    def encode(texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        asked.extend(texts)
        return np.stack([make(text).vector for text in texts])

    for texts in (["two words", "word", "字"], ["word", "two words", "two more"]):
        found = SumStore(path).find_vectors(texts, encode)
        assert np.array_equal(found, np.stack([make(text).vector for text in texts]))
    assert asked == ["two words", "word", "字", "word", "two more"]
    find(path, "two words")  # the sums of a text are a row of their own
    SumStore(path).find_vectors(["two words"], encode)
    assert asked[5:] == []
