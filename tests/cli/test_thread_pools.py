"""Threads that share work, and none where the environment allows one only."""

import ctypes
import re
import subprocess
import sys
import threading

import pytest

import align.__main__
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


_COUNT_HEAPS = """
import ctypes, threading
from align.__main__ import share_heap

{call}
held, gate = [], threading.Barrier(4)
def hold():
    gate.wait()
    held.append(ctypes.create_string_buffer(9))
threads = [threading.Thread(target=hold) for _ in range(4)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out), libc.fflush(out)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="only glibc has a heap for each thread")
@pytest.mark.parametrize(("call", "is_shared"), [("share_heap()", True), ("", False)])
def test_threads_share_one_heap(call: str, is_shared: bool) -> None:
    out = subprocess.run(
        [sys.executable, "-c", _COUNT_HEAPS.format(call=call)], capture_output=True, text=True, check=True
    ).stdout
    assert (len(re.findall("<heap nr=", out)) == 1) == is_shared


def test_other_libraries_share_no_heap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    align.__main__.share_heap()
