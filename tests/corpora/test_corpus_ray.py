"""The engine Ray: one is started on loopback, and gives the same bytes, whatever happens to its processes."""

import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import worker_jobs
from corpus_runs import (
    InlineEngine,
    check,
    list_term_pairs,
    make_pairs,
    make_request,
    read_log,
    read_units,
    write_lines,
)

from align.commands.corpus.check import check_corpus
from align.commands.corpus.engines import LocalEngine, get_engine
from align.commands.corpus.extract import extract_corpus_terms
from align.commands.corpus.passes import PassRequest
from align.commands.corpus.ray import RayEngine
from align.commands.corpus.terms import report_corpus_terms
from align.config.settings import Request
from align.errors import CommandError

pytest.importorskip("pyarrow", reason="needs the extra `corpus`")
if find_spec("ray"):
    import_module("ray")  # changes sys.path and the environment when it is imported first


def test_without_the_extra_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(tmp_path / "a.jsonl", make_pairs(2))
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(CommandError, match=r"^the engine Ray needs another package: pip install 'aligncheck\[ray\]'$"):
        check_corpus(make_request(tmp_path / "a.jsonl", output=tmp_path / "out"), get_engine("ray", 1))


def test_engines_are_named() -> None:
    assert get_engine("ray", 3) == RayEngine(3)
    assert get_engine("ray:auto", None) == RayEngine(None, "auto")
    assert get_engine("ray:10.0.0.1:6379", None) == RayEngine(None, "10.0.0.1:6379")
    assert get_engine("processes", 3) == LocalEngine(3)
    for name in ("local", "processes:auto", "ray:", "rays", ""):
        with pytest.raises(CommandError, match="write processes, ray, ray:auto or ray:ADDRESS"):
            get_engine(name, 1)


@pytest.mark.full
def test_a_cluster_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs the extra `ray`")
    write_lines(tmp_path / "a.jsonl", make_pairs(2))
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # nobody listens there
        engine = get_engine(f"ray:127.0.0.1:{unused.getsockname()[1]}", None)
        with pytest.raises(
            CommandError, match=r"^Ray cannot be reached \(Connection refused\): write --engine ray to start one"
        ):
            check_corpus(make_request(tmp_path / "a.jsonl", output=tmp_path / "out"), engine)


@pytest.fixture(scope="module")
def engine() -> Iterator[RayEngine]:
    """An engine of two processes, and the Ray that was started for it."""
    pytest.importorskip("ray", reason="needs the extra `ray`")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        engine = RayEngine(2)
        with engine.connect():
            yield engine


@pytest.mark.full
def test_the_bytes_are_those_of_a_run_without_it(engine: RayEngine, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    write_lines(path, make_pairs(30))
    outcome = check_corpus(make_request(path, output=tmp_path / "out"), engine)
    assert (outcome.done, outcome.quarantined) == (8, [])
    check(path, output=tmp_path / "expected")
    assert read_units(tmp_path / "out") == read_units(tmp_path / "expected")


@pytest.mark.full
def test_a_process_that_dies_once_is_replaced(engine: RayEngine, tmp_path: Path) -> None:
    path, folder = tmp_path / "pairs.jsonl", tmp_path / "out"
    write_lines(path, make_pairs(30))
    mortal = RayEngine(make=worker_jobs.make_mortal_once)
    assert check_corpus(make_request(path, output=folder), mortal).done == 8
    check(path, output=tmp_path / "expected")
    assert read_units(folder) == read_units(tmp_path / "expected")
    crashed = [event for event in read_log(folder) if event["event"] == "crashed"]
    assert [(event["unit"], event["problem"]) for event in crashed] == [
        (1, "the process that worked on it died (WorkerCrashedError)")
    ]


@pytest.mark.full
def test_a_row_that_kills_its_process_is_put_in_quarantine(engine: RayEngine, tmp_path: Path) -> None:
    pairs = make_pairs(12)
    pairs[9] = "毒药。", "POISON"
    path = tmp_path / "pairs.jsonl"
    write_lines(path, pairs)
    outcome = check_corpus(make_request(path, output=tmp_path / "out"), RayEngine(make=worker_jobs.make_poisoned))
    assert [one.partition(":")[0] for one in outcome.quarantined] == [f"unit 2 ({path}, rows 9 to 12)"]
    assert list(read_units(tmp_path / "out")) == ["000000.parquet", "000001.parquet"]


@pytest.mark.full
def test_what_is_found_across_all_pairs_is_the_same(engine: RayEngine, tmp_path: Path) -> None:
    folder = tmp_path / "checked"
    pairs = [pair for number in range(3) for pair in list_term_pairs(number)]
    write_lines(tmp_path / "pairs.jsonl", pairs)
    check(tmp_path / "pairs.jsonl", output=folder)
    request = PassRequest(Request(paths=(), config="none"), str(folder), lambda make: RayEngine(make=make), 3)
    local = replace(request, engine=InlineEngine)
    terms, candidates = report_corpus_terms(request), extract_corpus_terms(request, 9)
    assert {line.term for line in terms.terms} >= {"供应链"}
    assert ("供应链", "supply chain") in {(one.source, one.target) for one in candidates}
    assert terms == report_corpus_terms(local)
    assert candidates == extract_corpus_terms(local, 9)
