"""The vectors of words are kept for later runs: the same to the last bit, whatever happens to the file."""

import sqlite3
import stat
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from glossary.storage import cache
from glossary.vectors import DIMENSIONS, row_store, weight_cache, word_store
from glossary.vectors.word_store import WordStore

LONG = "x" * (word_store.LONGEST + 1)


class Counting:
    """Computes vectors that differ by word, and remembers of which words."""

    def __init__(self) -> None:
        self.asked = list[str]()

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[compute(text)] * DIMENSIONS for text in texts], np.float32)


def compute(text: str) -> float:
    return sum(place * ord(character) for place, character in enumerate(text, 1)) / 7


def find(store: WordStore, *texts: str) -> list[str]:
    """Ask a store for vectors, and return which of them it had to compute."""
    count = Counting()
    assert np.array_equal(store.find(texts, count), Counting()(texts).reshape(-1, DIMENSIONS))
    return count.asked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "not yet there" / "vectors.words"


@given(
    st.lists(st.lists(st.sampled_from(["a", "is not", "提高", "提", LONG, "\ud800", "a\0b"]), unique=True), max_size=6)
)
def test_vectors_are_those_that_are_computed(tmp_path_factory: pytest.TempPathFactory, calls: list[list[str]]) -> None:
    path, kept = tmp_path_factory.mktemp("cache") / "words", set[str]()
    for texts in calls:
        assert find(WordStore(path), *texts) == [text for text in texts if text not in kept]
        kept |= {"a", "提高", "提"} & set(texts)


def test_words_that_were_kept_first_are_forgotten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_store, "CAPACITY", 3)
    store = WordStore(path)
    find(store, "a", "b", "c")
    find(store, "d", "a")
    assert find(store, "b", "c", "d", "a") == ["a"]


def test_only_the_user_may_read_the_words(path: Path) -> None:
    find(WordStore(path), "secret")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_vectors_of_another_version_are_computed_anew(path: Path) -> None:
    assert find(WordStore(path, "1"), "a") == ["a"]
    assert find(WordStore(path, "2"), "a") == ["a"]
    assert find(WordStore(path, "2"), "a") == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE words SET vector = zeroblob(2052)",
        "UPDATE words SET vector = substr(vector, 1, 2051)",
        "UPDATE words SET vector = 'text'",
        "UPDATE words SET word = CASE word WHEN 'a' THEN 'b' ELSE 'a ' END",
    ],
)
def test_a_damaged_row_is_computed_anew(path: Path, damage: str) -> None:
    find(WordStore(path), "a", "c")
    with sqlite3.connect(path) as store:
        store.execute(damage)
    store.close()
    assert find(WordStore(path), "a", "b") == ["a", "b"]
    assert find(WordStore(path), "a", "b") == []


def test_a_damaged_file_is_written_anew(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1000)
    store = WordStore(path)
    assert find(store, "a") == ["a"]
    assert [find(WordStore(path), "a"), find(WordStore(path), "a")] == [[], []]


def test_a_file_that_cannot_be_used_is_not_tried_again(path: Path) -> None:
    path.mkdir(parents=True)
    store = WordStore(path)
    assert find(store, "a") == ["a"]
    path.rmdir()
    assert find(store, "a") == ["a"]
    assert not path.exists()


def test_a_file_that_another_process_writes_for_long_is_not_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(WordStore(path), "a")
    monkeypatch.setattr(row_store, "TIMEOUT", 0)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    assert find(WordStore(path), "a") == ["a"]
    other.close()
    assert find(WordStore(path), "a") == []


def test_vectors_are_kept_in_the_cache_folder_which_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path)
    find(weight_cache.open_stores("0", "some")[0], "a")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("ALIGNCHECK_NO_CACHE", "0")
    find(weight_cache.open_stores("0", "some")[0], "a")
    assert find(weight_cache.open_stores("0", "some")[0], "a") == []
    assert find(weight_cache.open_stores("0", "other")[0], "a") == ["a"]
    assert any(path.suffix == ".words" for path in tmp_path.iterdir())
    cache.clear()
    assert list(tmp_path.iterdir()) == []
