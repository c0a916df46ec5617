"""Threads that share work, and none where the environment allows one only."""

import threading

import pytest

from glossary.vectors.threads import MOST_THREADS, lend_threads, run_each


@pytest.mark.parametrize(("limit", "own"), [("1", False), ("2", True), ("", True)])
def test_threads_are_started_where_the_environment_allows_several(
    monkeypatch: pytest.MonkeyPatch, limit: str, own: bool
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", limit)
    with lend_threads("test") as pool:
        names = run_each(pool, lambda _: threading.current_thread().name, range(9))
    assert (threading.current_thread().name not in names) == own
    assert len(set(names)) <= MOST_THREADS


@pytest.mark.parametrize("limit", ["1", "2"])
def test_what_goes_wrong_in_a_thread_is_raised_here(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", limit)
    with lend_threads("test") as pool, pytest.raises(ZeroDivisionError):
        run_each(pool, lambda number: 1 // number, [2, 1, 0])
