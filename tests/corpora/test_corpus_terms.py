"""The terms of a corpus: the report is that of `terms` on the whole, however it is cut and whoever works on it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from corpus_runs import InlineEngine, write_corpus

from align.cli import main
from align.commands.corpus import engines, passes
from align.commands.corpus.engines import get_engine
from align.commands.corpus.passes import PassRequest
from align.commands.corpus.terms import COUNT, LINK, MEET, MET, SETTLE, report_corpus_terms
from align.commands.terms.report import TermReport, report_terms
from align.config.settings import Request
from align.corpora.schema import CheckedRow, Row
from align.corpora.storage import locate_unit
from align.corpora.units import PassTask
from align.errors import FileError, TermsError

pytest.importorskip("pyarrow", reason="needs the extra `corpus`")

PAIRS = [
    ("关键矿产的价格上涨了。", "Prices of critical minerals rose."),
    ("该国出口关键矿产。", "The country exports key minerals."),
    ("关键矿产很重要。", "Critical minerals matter."),
    ("工厂买了关键矿产和石墨。", "The plant bought critical minerals and graphite."),
    ("出口管制影响了贸易。", "Export controls affected trade."),
    ("新的出口管制昨天生效。", "The new export controls took effect yesterday."),
    ("他没有来。", "He did not come."),
    ("出口管制很严格。", "Controls on exports are strict."),
    ("关键矿产的供应链很长。", "The supply chain of critical minerals is long."),
    ("供应链中断了。", "The supply chain broke."),
    ("我们需要新的供应链。", "We need new supply lines."),
    ("石墨的价格下降了。", "The price of graphite fell."),
]
NAMES = ("a.jsonl", "b.jsonl")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("terms.csv").write_text("zh,en\n关键矿产,critical mineral\n供应链,supply chain\n")
    for name, rows in list_rows():
        with Path(name).open("w", encoding="utf-8") as file:
            for row in rows:
                values = {"id": row.id, "source": row.source, "target": row.target, "doc": row.doc}
                file.write(json.dumps({name: value for name, value in values.items() if value}) + "\n")


def list_rows() -> list[tuple[str, list[Row]]]:
    """Two files: the pairs of the first have documents, those of the second have none."""
    rows = [Row(*pair, str(n), None, NAMES[n > 8]) for n, pair in enumerate(PAIRS + PAIRS[4:7])]
    first = [row._replace(doc="one" if int(row.id) < 4 else "two") for row in rows[:9]]
    return [(NAMES[0], first), (NAMES[1], rows[9:])]


def make_corpus(name: str, most: int, source_lang: str = "zh") -> Path:
    """The corpus of both files, checked, in units of so many rows."""
    files = {file: list(map(CheckedRow, rows)) for file, rows in list_rows()}
    return write_corpus(Path(name), files, most, source_lang=source_lang).folder


def strip(report: TermReport) -> Sequence[object]:
    """What both reports tell."""
    lines = [
        line._replace(renderings=tuple(one._replace(places=()) for one in line.renderings)) for line in report.terms
    ]
    return lines, report.total._replace(path=""), report.glossaries, report.dictionary


@pytest.mark.parametrize("glossary", [("terms.csv",), pytest.param((), marks=pytest.mark.full)])
def test_the_report_is_that_on_the_whole(glossary: tuple[str, ...]) -> None:
    run = Request(paths=NAMES, glossary=glossary, config="none")
    whole = report_terms(run)
    assert len(whole.terms) >= 2
    assert whole.total.ltcr.whole > 5
    for most in (100, 4, 1):  # in units of one row some have no term
        folder = make_corpus(f"c{most}", most)
        report = report_corpus_terms(PassRequest(replace(run, paths=()), str(folder), InlineEngine, 3))
        assert strip(report) == strip(whole)
        assert not list((folder / "terms").iterdir())


class StopError(Exception):
    """What ends a run in the middle."""


@pytest.mark.full
def test_the_report_goes_on_where_it_stopped_and_does_not_depend_on_who_works(monkeypatch: pytest.MonkeyPatch) -> None:
    request = PassRequest(Request(paths=(), config="none"), str(make_corpus("c", 8)), InlineEngine, 3)
    whole = report_corpus_terms(request)

    def stop(tasks: Sequence[PassTask]) -> Iterator[PassTask]:
        for task in tasks:
            if task.step == LINK:
                raise StopError
            yield task

    with pytest.raises(StopError):
        report_corpus_terms(request, stop)
    before = read_times()
    assert {path.parent.name for path in before} == {COUNT, MEET, f"{MET}-0"}
    after = dict[Path, int]()
    monkeypatch.setattr(passes, "rmtree", lambda _: after.update(read_times()))
    assert report_corpus_terms(replace(request, engine=partial(get_engine, "processes", 2))) == whole
    assert before.items() <= after.items()
    assert {path.parent.name for path in after} > {LINK, SETTLE}


def test_units_without_words_or_terms_add_nothing() -> None:
    write_corpus(Path("c"), {"a.jsonl": [CheckedRow(Row("好。", "", str(n), None, "a.jsonl")) for n in (1, 2)]}, 1)
    report = report_corpus_terms(PassRequest(Request(paths=(), config="none"), "c", InlineEngine))
    assert report.terms == ()


@pytest.mark.full
def test_a_run_that_is_killed_in_the_middle_goes_on() -> None:
    """A process of its own is killed at the third step; the next run gives what an undisturbed one gives."""
    request = PassRequest(Request(paths=(), config="none"), str(make_corpus("c", 8)), InlineEngine, 3)
    kill = f"""
import os, signal, sys
sys.path[:0] = {[str(Path(__file__).parent), *sys.path]!r}
from test_corpus_terms import *
def show(tasks):
    for task in tasks:
        if task.step == LINK and task.unit.number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        yield task
report_corpus_terms(PassRequest(Request(paths=(), config="none"), "c", InlineEngine, 3), show)
"""
    done = subprocess.run([sys.executable, "-c", kill], env=os.environ | {"PYTHONPATH": ""}, check=False)
    assert done.returncode == -signal.SIGKILL
    before = read_times()
    assert {path.parent.name for path in before} >= {COUNT, MEET, f"{MET}-0"}
    report = report_corpus_terms(request)
    assert not list(Path("c/terms").iterdir())
    assert strip(report) == strip(report_corpus_terms(replace(request, folder=str(make_corpus("d", 8)))))
    assert report.total.occurrences


def read_times() -> dict[Path, int]:
    """When each file of the work was written."""
    return {path: path.stat().st_mtime_ns for path in Path("c/terms").rglob("??????.parquet")}


def test_what_is_not_checked_is_refused() -> None:
    folder = make_corpus("c", 4)
    locate_unit(folder, 1).unlink()
    result = CliRunner().invoke(main, ["corpus", "report", "c", "--terms"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "aligncheck: c: 1 of 5 units are not checked (a.jsonl, rows 5 to 8): "
        "run `aligncheck corpus check` again with the same options to complete it\n"
    )
    with pytest.raises(FileError, match="no folder of a corpus"):
        report_corpus_terms(PassRequest(Request(paths=()), ".", InlineEngine))


def test_other_languages_are_refused() -> None:
    with pytest.raises(
        TermsError, match="terms are compared in English translations from Chinese, not from ja into en"
    ):
        report_corpus_terms(PassRequest(Request(paths=()), str(make_corpus("c", 100, "ja")), InlineEngine))


def test_the_report_is_printed_as_that_of_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "get_engine", lambda name, jobs, make: InlineEngine(make=make))
    make_corpus("c", 100)
    arguments = ["--glossary", "terms.csv", "--min-count", "3"]
    told = CliRunner().invoke(main, ["corpus", "report", "c", "--terms", *arguments, "--jobs", "1"])
    whole = CliRunner().invoke(main, ["terms", *NAMES, *arguments])
    assert told.exit_code == whole.exit_code == 0
    assert told.stdout.splitlines()[-1] == whole.stdout.splitlines()[-1]
    assert not any(line.endswith(" ") for line in told.stdout.splitlines())
    assert "关键矿产" in told.stdout
    asked = ["corpus", "report", "c", "--terms", *arguments]
    whole = CliRunner().invoke(main, [*asked, "--output-format", "json", "-o", "csv=t.csv", "-o", "text=t.txt"])
    terms = [line["term"] for line in json.loads(whole.stdout)["terms"]]
    assert (whole.exit_code, len(terms) > 2) == (0, True)
    assert Path("t.csv").read_text("utf-8").startswith("term,occurrences,")
    assert Path("t.txt").read_text("utf-8") == told.stdout
    shown = {limit: CliRunner().invoke(main, [*asked, "--limit", limit]).stdout for limit in ("0", "1")}
    assert [text.count(" occurrences, ") for text in shown.values()] == [len(terms), 1]
    assert shown["0"].startswith(shown["1"].partition("\n\n")[0])
    refused = CliRunner().invoke(main, [*asked, "--output-format", "html"])
    message = "aligncheck: --output-format html: this report can be written as text, json, csv, markdown\n"
    assert (refused.exit_code, refused.stderr) == (2, message)
