"""Worker processes: the results of one process, in order, whatever happens to a worker or to the parent."""

import multiprocessing
import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
import worker_jobs
from rows import leave_to_full

import align.commands.cores
import align.commands.work
from align.commands.cores import count_cores
from align.commands.work import count_processes
from align.commands.workers import Workers
from align.config.settings import Settings
from align.errors import WorkerError
from align.inputs.tasks import Task

pytestmark = pytest.mark.filterwarnings("error")


def test_results_come_in_order_and_workers_have_one_thread() -> None:
    workers = Workers(worker_jobs.make_doubler, 2, str)
    numbers = [number for number in range(40) if number != 7]
    assert list(workers.map(numbers)) == [(2 * number, "1") for number in numbers]
    assert multiprocessing.active_children() == []


def test_there_may_be_fewer_items_than_workers_or_none() -> None:
    assert list(Workers(worker_jobs.make_doubler, 2, str).map([1])) == [(2, "1")]
    assert list(Workers(worker_jobs.make_doubler, 2, str).map([])) == []


def test_an_exception_is_raised_in_its_turn_as_if_there_were_no_workers() -> None:
    results = Workers(worker_jobs.make_doubler, 2, str).map([5, 6, 7, 8])
    assert list(islice(results, 2)) == [(10, "1"), (12, "1")]
    with pytest.raises(ZeroDivisionError, match=r"^seven$"):
        next(results)
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize(
    ("item", "how"), [(worker_jobs.FATAL, "SIGKILL"), *leave_to_full([(worker_jobs.FATAL + 1, "exit code 3")])]
)
def test_a_worker_that_dies_is_an_error_that_names_the_item(item: int, how: str) -> None:
    with pytest.raises(WorkerError) as caught:
        list(Workers(worker_jobs.make_mortal, 2, "news/{}.txt".format).map([1, item, 2, 3]))
    assert str(caught.value) == (
        f"news/{item}.txt: the process that worked on it died ({how}): give --jobs 1, which takes less memory; "
        "if that ends so, too, leave the file out and report it"
    )
    assert multiprocessing.active_children() == []


def test_workers_end_where_nobody_wants_their_results() -> None:
    results = Workers(worker_jobs.make_doubler, 2, str).map(range(6))
    assert next(results) == (0, "1")
    assert len(multiprocessing.active_children()) == 2
    results.close()
    assert multiprocessing.active_children() == []


def start(kind: str) -> subprocess.Popen[bytes]:
    """A parent with two workers that is the leader of a process group, as a shell makes it."""
    command = [sys.executable, worker_jobs.__file__, kind]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, env=environment
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), *leave_to_full([(signal.SIGTERM, 143)])])
def test_the_parent_ends_its_workers_and_nobody_complains(number: signal.Signals, code: int) -> None:
    with start("sleep") as parent:
        assert parent.stdout and parent.stderr
        assert [parent.stdout.readline() for _ in range(2)] == [b"begun\n"] * 2
        if number is signal.SIGINT:
            os.killpg(parent.pid, number)  # Ctrl-C is for all processes on a terminal
        else:
            parent.send_signal(number)
        assert (parent.stdout.read(), parent.stderr.read()) == (b"", b"")  # up to the end of the last process
        assert parent.wait() == code


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_workers_end_when_the_parent_is_killed() -> None:
    with start("wait") as parent:
        assert parent.stdout and parent.stderr
        assert parent.stdout.readline() == b"waiting\n"
        parent.kill()
        assert parent.stdout.read() == b""  # until the workers, whose stdout it is as well, have ended
        assert b"Traceback" not in parent.stderr.read()


def write_tasks(folder: Path, sizes: list[tuple[int, bool]], limit: int = 0) -> list[Task]:
    """Tasks with translations of so many bytes, with a source or without."""
    tasks = []
    for number, (size, has_source) in enumerate(sizes):
        path = folder / f"{number}.txt"
        path.write_bytes(b"x" * size)
        tasks.append(Task(str(path), source="s.txt" if has_source else "", settings=Settings(jobs=limit)))
    return tasks


@pytest.mark.parametrize(
    ("sizes", "limit", "jobs", "expected"),
    [
        ([(20_000, True)] * 2, 0, None, 1),
        ([(20_000, True)] * 3, 0, None, 2),
        ([(20_000, True)] * 30, 0, None, 8),
        ([(20_000, True)] * 30, 3, None, 3),
        ([(20_000, False)] * 30, 0, None, 0),
        ([(1_000_000, True)], 0, None, 1),
        ([], 0, None, 0),
        ([(10, False)] * 5, 3, 4, 4),
        ([(10, False)] * 5, 0, 1, 1),
        ([(10, False)] * 2, 0, 4, 2),
    ],
)
def test_much_work_is_shared_and_little_is_not(
    tmp_path: Path,
    sizes: list[tuple[int, bool]],
    limit: int,
    jobs: int | None,
    expected: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(align.commands.work, "count_cores", lambda: 8)
    assert count_processes(write_tasks(tmp_path, sizes, limit), jobs) == expected


@pytest.mark.parametrize(
    ("quota", "expected"), [("max 100000", 8), ("200000 100000", 2), ("50000 100000", 1), ("9900000 100000", 8)]
)
def test_a_container_may_use_what_its_quota_says(
    tmp_path: Path, quota: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpu.max").write_text(quota + "\n")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(align.commands.cores, "_QUOTA", str(tmp_path / "cpu.max"))
    assert count_cores() == expected
    monkeypatch.setattr(align.commands.cores, "_QUOTA", str(tmp_path / "nowhere"))
    assert count_cores() == 8
