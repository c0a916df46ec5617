"""`corpus check`: the same bytes however the work is shared and however often it is broken off."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import worker_jobs
from click.testing import CliRunner
from corpus_runs import PAIRS, InlineEngine, check, make_pairs, make_request, read_log, read_units, write_lines
from roots import ROOT

import align.corpora.checking
from align.cli import main
from align.commands.check import check_file
from align.commands.corpus.check import check_corpus
from align.commands.corpus.engines import LocalEngine
from align.config.settings import Settings
from align.corpora.checking import RowChecker
from align.corpora.presets import NUMBERS, OF_DOCUMENTS, OF_MODELS, RESIDUE, choose_rules
from align.corpora.runs import Shard, hold
from align.corpora.schema import Row
from align.corpora.storage import open_corpus, write_unit
from align.errors import FileError, UnknownRuleError
from align.inputs.tasks import Task
from align.linter.registry import all_rules
from align.linter.rule import Bad, CorpusRule, Sourced

pytest.importorskip("pyarrow", reason="needs the extra `corpus`")

MOMENTS = [0, *(pytest.param(number, marks=pytest.mark.full) for number in range(1, 4))]
"""At how many moments a run is killed; each takes some seconds."""


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A file of 30 pairs: eight units of four."""
    write_lines(tmp_path / "pairs.jsonl", make_pairs(30))
    return tmp_path / "pairs.jsonl"


@pytest.fixture
def expected(pairs: Path, tmp_path: Path) -> dict[str, bytes]:
    """The files of its units."""
    check(pairs, output=tmp_path / "expected")
    return read_units(tmp_path / "expected")


def test_rows_keep_their_order_and_have_what_was_found(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", PAIRS)
    outcome = check(tmp_path / "a.jsonl", output=tmp_path / "out", preset="default", unit_rows=3)
    assert (outcome.units, outcome.done, outcome.rows, outcome.flagged) == (2, 2, 5, 4)
    rows = [row for batch in open_corpus(tmp_path / "out").read_batches() for row in batch.to_pylist()]
    assert [(row["source"], row["target"]) for row in rows] == PAIRS
    assert [row["id"] for row in rows] == ["p0", "p1", "p2", "p3", "p4"]
    assert [row["rules"] for row in rows] == [
        ["number-mismatch"],
        ["residual-source"],
        [],
        ["cjk-punctuation"],
        ["empty-target"],
    ]
    assert [(row["errors"], row["warnings"], row["score"]) for row in rows] == [
        (0, 1, 1.0),
        (1, 0, 5.0),
        (0, 0, 0.0),
        (0, 1, 1.0),
        (1, 0, 5.0),
    ]
    assert [(one["start"], one["end"], one["text"]) for one in rows[1]["findings"]] == [(24, 26, "北京")]


def test_a_memory_that_rows_are_not_compared_with_is_named(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aligncheck.toml").write_text('memory = "house.sqlite"\n', encoding="utf-8")

    def run(*more: str) -> str:
        arguments = ("corpus", "check", str(pairs), "--to", "out", "--force", "--jobs", "1", *more)
        return CliRunner().invoke(main, arguments).stderr

    advice = "rows of a corpus are not compared with a memory: `aligncheck check` compares files with it"
    assert f"aligncheck: house.sqlite: {advice}" in run().splitlines()
    assert "memory" not in run("--select", "numbers") + run("--config", "none")


def list_examples() -> Iterator[tuple[str, str]]:
    """The examples of all rules, as pairs."""
    for rule in all_rules().values():
        for example in (*rule.bad, *rule.good):
            text = example.text.translate({ord("⟦"): None, ord("⟧"): None}) if isinstance(example, Bad) else example
            source = example.source if isinstance(example, Bad | Sourced) else ""
            yield source, text.text if isinstance(text, Sourced) else text


def test_a_row_is_found_what_check_finds_in_a_file_of_that_pair_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_lines(path, list(list_examples()))
    settings = Settings(rules=choose_rules(()))
    expected: dict[str | None, list[tuple[object, ...]]] = {}
    for one in check_file(Task(str(path), "en", settings=settings)).diagnostics:
        found = one.finding
        texts = [offer.label for offer in found.suggestions]
        about = (found.rule, str(found.severity), found.message, *found.span, texts)
        expected.setdefault(one.start.segment, []).append(about)
    check(path, output=tmp_path / "out", preset="default", unit_rows=10_000)
    (unit,) = open_corpus(tmp_path / "out").read_batches(size=10_000)
    keys = ("rule", "severity", "message", "start", "end", "suggestions")
    rows = {row["id"]: [tuple(one[key] for key in keys) for one in row["findings"]] for row in unit.to_pylist()}
    assert {name: found for name, found in rows.items() if found} == expected
    assert len(expected) > 100


@pytest.mark.full
def test_what_is_found_in_a_row_does_not_depend_on_those_beside_it() -> None:
    rows = [Row(*pair, str(number), None, "a") for number, pair in enumerate(list_examples())]
    checker = RowChecker(Settings(rules=choose_rules(())))
    together = checker.check(rows)
    assert together == [checked for row in reversed(rows) for checked in checker.check([row])][::-1]
    assert [checked.row for checked in together] == rows


def test_the_bytes_are_the_same_for_shards_and_any_order(
    pairs: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert len(expected) == 8
    for number in (3, 1, 2):
        request = make_request(pairs, output=tmp_path / "shards", shard=Shard(number, 3))
        check_corpus(request, InlineEngine(backwards=number == 1))
    assert read_units(tmp_path / "shards") == expected
    check_corpus(make_request(pairs, output=tmp_path / "backwards"), InlineEngine(backwards=True))
    assert read_units(tmp_path / "backwards") == expected


@pytest.mark.parametrize("jobs", [2, pytest.param(1, marks=pytest.mark.full)])
def test_the_bytes_are_the_same_for_any_number_of_processes(
    jobs: int, pairs: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    outcome = check_corpus(make_request(pairs, output=tmp_path / "out"), LocalEngine(jobs))
    assert (outcome.done, outcome.quarantined) == (8, [])
    assert read_units(tmp_path / "out") == expected


def test_what_is_finished_is_not_done_again(pairs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "expected"
    for number in (2, 5):
        (folder / f"units/00000{number}.parquet").unlink()
    (folder / "units/000007.parquet").write_bytes(b"PAR1")
    engine = InlineEngine()
    outcome = check_corpus(make_request(pairs, output=folder), engine)
    assert (engine.done, outcome.finished, outcome.done) == ([2, 5, 7], 5, 3)
    assert read_units(folder) == expected
    assert [event["event"] for event in read_log(folder)] == ["begun", *["done"] * 8, "begun", *["done"] * 3]
    assert read_log(folder)[-1]["finished"] == 8


@pytest.mark.parametrize(
    ("preset", "unit_rows", "columns", "reason"),
    [
        ("numbers", 4, "", r"was made with other rules \(--select residue, not numbers\)"),
        ("residue", 5, "", "has units of 4 rows, not 5"),
        ("residue", 4, "source=target,target=source", "was made with other settings"),
    ],
)
def test_what_was_made_otherwise_is_refused_and_replaced_where_that_is_asked_for(
    preset: str, unit_rows: int, columns: str, reason: str, pairs: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "expected"
    request = make_request(pairs, output=folder, preset=preset, unit_rows=unit_rows, columns=columns)
    with pytest.raises(FileError, match=f"^{folder}: {reason}.*: give another folder, or --force to start again$"):
        check_corpus(request, InlineEngine())
    assert read_units(folder) == expected
    check_corpus(replace(request, force=True), InlineEngine())
    check_corpus(replace(request, output=str(tmp_path / "new")), InlineEngine())
    assert read_units(folder) == read_units(tmp_path / "new") != expected


def test_an_input_that_has_changed_is_refused(pairs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    pairs.write_text(pairs.read_text("utf-8").replace("laughed", "walked."), encoding="utf-8")
    with pytest.raises(
        FileError, match=r"^[^:]*pairs\.jsonl: has changed since the corpus was begun: put the old file back"
    ):
        check(pairs, output=tmp_path / "expected")
    pairs.write_text("", encoding="utf-8")
    with pytest.raises(FileError, match=r"has changed since the corpus was begun, from 2,\d{3} to 0 bytes"):
        check(pairs, output=tmp_path / "expected")
    assert read_units(tmp_path / "expected") == expected
    other = tmp_path / "other.jsonl"
    write_lines(other, make_pairs(3))
    with pytest.raises(FileError, match="was made of other inputs"):
        check(other, output=tmp_path / "expected")
    check(other, output=tmp_path / "expected", force=True)
    assert list(read_units(tmp_path / "expected")) == ["000000.parquet"]


def test_two_runs_on_the_same_units_do_not_meet(pairs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with hold(folder, "2-of-3", wait=False):
        check(pairs, output=folder, shard=Shard(1, 3))
        busy = r"another run is at work on it \(shard 2/3\): wait for it, or give another folder$"
        for shard in (Shard(2, 3), Shard(1, 4), Shard()):
            with pytest.raises(FileError, match=busy):
                check(pairs, output=folder, shard=shard)
        with pytest.raises(FileError, match=busy):
            check(pairs, output=folder, shard=Shard(1, 3), preset="numbers", force=True)
    check(pairs, output=folder)


def test_a_full_disk_ends_the_run_and_the_next_one_completes_it(
    pairs: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = count()

    def fill(*arguments: object) -> None:
        if next(calls) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_unit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("align.corpora.units.write_unit", fill)
    with pytest.raises(FileError, match=r"000003\.parquet: cannot be written \(No space left on device\): mend that"):
        check(pairs, output=tmp_path / "out")
    assert len(read_units(tmp_path / "out")) == 3
    assert check(pairs, output=tmp_path / "out").done == 5
    assert read_units(tmp_path / "out") == expected


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_a_file_that_may_not_grow_leaves_nothing_behind(
    pairs: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    import resource

    check(pairs, output=tmp_path / "out", shard=Shard(1, 4))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(FileError, match=r"000002\.parquet: cannot be written \(File too large\)"):
            check(pairs, output=tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(read_units(tmp_path / "out")) == ["000000.parquet", "000001.parquet"]
    check(pairs, output=tmp_path / "out")
    assert read_units(tmp_path / "out") == expected


@pytest.mark.full
def test_a_row_that_kills_its_process_is_put_in_quarantine_and_the_rest_is_done(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    pairs, folder = make_pairs(30), tmp_path / "out"
    pairs[9] = "毒药。", "POISON"
    path = tmp_path / "pairs.jsonl"
    write_lines(path, pairs)
    outcome = check_corpus(make_request(path, output=folder), LocalEngine(1, worker_jobs.make_poisoned))
    what = "the process that worked on it died (SIGKILL)"
    assert outcome.quarantined == [f"unit 2 ({path}, rows 9 to 12): {what}"]
    found = read_units(folder)
    assert found.keys() == expected.keys() - {"000002.parquet"}
    about = json.loads((folder / "quarantine/000002.json").read_text("utf-8"))
    assert about == {"unit": 2, "input": str(path), "start": 8, "rows": 4, "problem": what}
    assert [event["unit"] for event in read_log(folder) if event["event"] == "crashed"] == [2, 2]
    assert check(path, output=folder).done == 1
    assert not list((folder / "quarantine").iterdir())


@pytest.mark.full
def test_a_process_that_dies_once_is_replaced(pairs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    outcome = check_corpus(make_request(pairs, output=folder), LocalEngine(1, worker_jobs.make_mortal_once))
    assert (outcome.done, outcome.quarantined) == (8, [])
    assert read_units(folder) == expected
    assert [event["event"] for event in read_log(folder)].count("crashed") == 1


def test_a_row_that_nothing_foresaw_is_named(pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = align.corpora.checking.make_bitext

    def fail(row: object, *rest: str) -> object:
        if getattr(row, "id", "") == "p13":
            raise ZeroDivisionError("so")
        return make(row, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(align.corpora.checking, "make_bitext", fail)
    outcome = check(pairs, output=tmp_path / "out")
    assert outcome.done == 7
    assert outcome.quarantined == [f"unit 3 ({pairs}, rows 13 to 16): row 14: ZeroDivisionError: so"]


COMMAND = [sys.executable, "-P", "-m", "align", "corpus", "check"]


MARK = "ALIGNCHECK_TESTED_RUN"
"""The variable that names the folder of a run to its workers."""


def start(path: Path, folder: Path, engine: str = "processes") -> subprocess.Popen[bytes]:
    options = ["--select", "residue", "--unit-rows", "4", "--jobs", "1", "--engine", engine]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), MARK: str(folder)}
    command = [*COMMAND, str(path), "--to", str(folder), *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)


def wait_for_units(folder: Path, least: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until so many units are finished, or the process has ended."""
    while process.poll() is None and len(list((folder / "units").glob("*.parquet"))) < least:
        time.sleep(0.005)


def wait_for_workers(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the workers of a killed process have ended, too: they hold its standard output open, and those of Ray
    have its environment.
    """
    assert process.stdout
    process.stdout.read()
    process.wait()
    mark = f"{MARK}={folder}".encode()
    while any(mark in read_environment(entry) for entry in Path("/proc").glob("[0-9]*")):
        time.sleep(0.05)


def read_environment(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:  # it has ended, or is another user's
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("engine", ["processes", pytest.param("ray", marks=pytest.mark.full)])
def test_a_run_that_is_killed_is_completed_by_the_next(engine: str, moment: int, tmp_path: Path) -> None:
    chance = random.Random(moment)
    path, folder = tmp_path / "pairs.jsonl", tmp_path / "out"
    write_lines(path, make_pairs(400))
    with start(path, folder, engine) as process:
        wait_for_units(folder, chance.randrange(95), process)
        time.sleep(chance.random() / 20)
        process.kill()
        wait_for_workers(process, folder)
    again, before = InlineEngine(), list_finished(folder)
    check_corpus(make_request(path, output=folder), again)
    after = list_finished(folder)
    assert {name: after[name] for name in before} == before
    assert {f"{number:06}.parquet" for number in again.done} == after.keys() - before.keys()
    check(path, output=tmp_path / "expected")
    assert read_units(folder) == read_units(tmp_path / "expected")
    done = [event["unit"] for event in read_log(folder) if event["event"] == "done"]
    assert len(done) == len(set(done)) >= len(again.done)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are listed by Linux")
@pytest.mark.full
@pytest.mark.parametrize("moment", range(4))
def test_a_process_that_is_killed_is_replaced(moment: int, tmp_path: Path) -> None:
    chance = random.Random(moment)
    path, folder = tmp_path / "pairs.jsonl", tmp_path / "out"
    write_lines(path, make_pairs(400))
    with start(path, folder) as process:
        wait_for_units(folder, chance.randrange(95), process)
        time.sleep(chance.random() / 20)
        for child in find_workers(process.pid):
            os.kill(child, signal.SIGKILL)
        assert process.wait() == 0
    check(path, output=tmp_path / "expected")
    assert read_units(folder) == read_units(tmp_path / "expected")
    done = [event["unit"] for event in read_log(folder) if event["event"] == "done"]
    assert sorted(map(str, done)) == sorted(map(str, range(100)))


def find_workers(parent: int) -> list[int]:
    """The processes that do units for another."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def list_finished(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file each finished unit is: one that is written anew is another."""
    paths = sorted((folder / "units").glob("*.parquet"))
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def test_the_command_says_what_it_did(pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.commands.corpus.engines.get_engine", lambda *_: InlineEngine())
    arguments = ["corpus", "check", str(pairs), "--to", str(tmp_path / "o"), "--select", "residue", "--unit-rows", "20"]
    first, again, other = (CliRunner().invoke(main, [*arguments, *more]) for more in ((), (), ("--unit-rows", "9")))
    assert (first.exit_code, again.exit_code, other.exit_code) == (0, 0, 2)
    assert first.output == f"2 of 2 units checked; 30 pairs, 9 with findings: {tmp_path / 'o'}\n"
    assert again.output.startswith("0 of 2 units checked, 2 finished before: ")
    assert "aligncheck: " in other.output
    bad = CliRunner().invoke(main, [*arguments, "--shard", "4/3"])
    assert (bad.exit_code, "--shard: '4/3' is not a part of a whole" in bad.output) == (2, True)


def test_without_the_extra_one_line_says_how_to_get_it(
    pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = CliRunner().invoke(main, ["corpus", "check", str(pairs), "--to", str(tmp_path / "o")])
    assert result.exit_code == 2
    assert result.output == "aligncheck: a corpus needs another package, pyarrow: pip install 'aligncheck[corpus]'\n"


def test_presets_hold_rules_that_need_no_neighbour() -> None:
    rules = all_rules()
    assert {*RESIDUE, *NUMBERS, *OF_DOCUMENTS, *OF_MODELS} <= rules.keys()
    chosen = {preset: set(choose_rules([preset])) for preset in ("residue", "numbers", "default", "all")}
    assert chosen["residue"] | chosen["numbers"] <= chosen["default"] <= chosen["all"]
    assert not chosen["default"] & (OF_DOCUMENTS | OF_MODELS)
    left = {name for name, rule in rules.items() if isinstance(rule, CorpusRule) or rule.preview}
    assert rules.keys() - chosen["all"] == left
    assert choose_rules(["numbers", "mojibake"], NUMBERS[1:]) == ("date-mismatch", "mojibake")
    with pytest.raises(UnknownRuleError, match="inconsistent-target compares rows with one another"):
        choose_rules(["numbers", "inconsistent-target"])
    with pytest.raises(
        UnknownRuleError, match=r"no rule 'residu' .*; sets of rules are residue, numbers, default, all"
    ):
        choose_rules(["residu"])


def test_the_page_names_the_rules_of_presets_and_those_left_out() -> None:
    page = (ROOT / "docs/corpora.md").read_text("utf-8")
    default = {name for name, rule in all_rules().items() if rule.is_on() and not isinstance(rule, CorpusRule)}
    named = {*RESIDUE, *NUMBERS, *(default - set(choose_rules(())))}
    assert [name for name in sorted(named) if f"`{name}`" not in page] == []
