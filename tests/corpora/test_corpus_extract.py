"""Candidates for terms of a corpus: those of `glossary extract` on the whole, however the corpus is cut."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from corpus_runs import InlineEngine, write_corpus

from align.cli import main
from align.commands.corpus.extract import extract_corpus_terms
from align.commands.corpus.passes import PassRequest
from align.config.settings import Request
from align.corpora.schema import CheckedRow, Row
from glossary.extract import TermPair, TextPair, extract

pytest.importorskip("pyarrow", reason="needs the extra `corpus`")

TERMS = (
    ("关键矿产", "critical minerals"),
    ("出口管制", "export controls"),
    ("供应链", "supply chain"),
    ("石墨", "graphite"),
)
FRAMES = (
    ("{}的价格上涨了。", "The price of {} rose."),
    ("该国需要{}。", "The country needs {}."),
    ("昨天，记者在港口谈到了{}，他没有多说。", "At the port a reporter spoke of {} yesterday; he said no more."),
)


def list_pairs() -> list[tuple[str, str, str]]:
    """Pairs of texts, each with its document: all terms in all frames."""
    return [
        (source.format(term), target.format(rendering), f"d{number}")
        for number, (source, target) in enumerate(FRAMES)
        for term, rendering in TERMS
    ]


def make_corpus(folder: Path, most: int, pairs: Sequence[tuple[str, str, str]]) -> Path:
    """A corpus that was checked, in units of so many rows."""
    rows = [CheckedRow(Row(source, target, str(n), doc, "a.jsonl")) for n, (source, target, doc) in enumerate(pairs)]
    return write_corpus(folder, {"a.jsonl": rows}, most).folder


def extract_from(folder: Path, least: int, most: int = 500) -> list[TermPair]:
    return extract_corpus_terms(PassRequest(Request(paths=(), config="none"), str(folder), InlineEngine, least), most)


@pytest.mark.parametrize("least", [2, 3])
def test_candidates_are_those_of_the_whole(tmp_path: Path, least: int) -> None:
    pairs = list_pairs()
    whole = extract([TextPair(*pair) for pair in pairs], least)
    assert {(one.source, one.target) for one in whole} >= {("出口管制", "export controls"), ("石墨", "graphite")}
    assert {one.documents for one in whole} >= {1, 3}
    for most in (5, 100):
        folder = make_corpus(tmp_path / f"c{most}", most, pairs)
        assert extract_from(folder, least) == whole
        assert not list((folder / "extract").iterdir())


def test_the_best_are_kept(tmp_path: Path) -> None:
    folder = make_corpus(tmp_path / "c", 5, list_pairs())
    assert extract_from(folder, 2, 2) == extract_from(folder, 2)[:2]
    assert extract_from(folder, 5) == []


@pytest.mark.full
def test_the_command_writes_what_glossary_extract_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pairs = list_pairs()
    make_corpus(Path("c"), 5, pairs)
    rows = [{"source": one, "target": other, "doc": doc} for one, other, doc in pairs]
    Path("a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run = CliRunner()
    told = run.invoke(main, ["corpus", "extract", "c", "--to", "t.csv", "--min-count", "3", "--jobs", "1"])
    assert told.exit_code == 0, told.output
    run.invoke(main, ["glossary", "extract", "a.jsonl", "--to", "w.csv", "--min-count", "3"])
    assert Path("t.csv").read_bytes() == Path("w.csv").read_bytes()
    none = run.invoke(main, ["corpus", "extract", "c", "--min-count", "9", "--jobs", "1"])
    assert (none.exit_code, none.stderr) == (1, "aligncheck: no candidates: no phrase recurs\n")
    bad = run.invoke(main, ["corpus", "extract", "c", "--to", "no/t.csv"])
    assert (bad.exit_code, bad.stderr) == (2, "aligncheck: no/t.csv: cannot be written: there is no folder no\n")
