"""Pairs of a corpus that repeat others: the same as a slow comparison of all, and as the rule on one bitext."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from corpus_runs import InlineEngine, write_corpus
from hypothesis import given
from hypothesis import strategies as st

from align.cli import main
from align.commands.check import check_files
from align.commands.corpus.passes import PassRequest
from align.commands.corpus.repeats import find_repeats
from align.config.settings import Request
from align.corpora import buckets
from align.corpora.repeats import read_repeats
from align.corpora.schema import CheckedRow, Row
from align.corpora.storage import Corpus
from align.model.rates import Repeats

pytest.importorskip("pyarrow", reason="needs the extra `corpus`")

Pair = tuple[str, str]
SOURCES = ("新码头将于五月开放使用。", "旧码头将于五月开放使用", "他走了。", "新码头将于五月开放使用")
TARGETS = ("The pier opens.", "The dock opens.", "the  pier opens", "")
PAIRS = st.tuples(st.sampled_from(SOURCES), st.sampled_from(TARGETS))


def make_corpus(folder: Path, pairs: Sequence[Pair], most: int) -> Corpus:
    rows = [CheckedRow(Row(*pair, str(number), None, "a.tsv")) for number, pair in enumerate(pairs)]
    return write_corpus(folder, {"a.tsv": rows}, most)


def find(corpus: Corpus) -> Repeats:
    return find_repeats(PassRequest(Request(paths=(), config="none"), str(corpus.folder), InlineEngine))


@given(
    st.lists(st.tuples(st.sampled_from(SOURCES), st.sampled_from(TARGETS)), min_size=1, max_size=12), st.integers(1, 5)
)
def test_repeats_are_those_of_a_slow_comparison(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[Pair], most: int
) -> None:
    corpus = make_corpus(tmp_path_factory.mktemp("c") / "c", pairs, most)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "ROWS", 3)
        found = find(corpus)
    kept = read_repeats(corpus)
    assert kept is not None
    duplicates = [number for number, pair in enumerate(pairs) if pair in pairs[:number]]
    assert [number for number, kinds in kept.items() if "duplicate" in kinds] == duplicates
    assert found.duplicates == len(duplicates)
    differing = find_differing(pairs)
    assert sorted(number for number, kinds in kept.items() if "inconsistent-target" in kinds) == differing
    assert found.inconsistent == len(differing)


def find_differing(pairs: Sequence[Pair]) -> list[int]:
    def fold(text: str) -> str:
        return " ".join(text.lower().strip(".。").split())

    found = []
    for source in {fold(source) for source, _ in pairs if len(source) > 8}:
        own = [(number, fold(target)) for number, (one, target) in enumerate(pairs) if fold(one) == source and target]
        texts = [text for _, text in own]
        usual = max(texts, key=lambda text: (texts.count(text), -texts.index(text)), default="")
        found += [number for number, text in own if text != usual]
    return sorted(found)


def test_inconsistent_targets_are_those_of_the_rule(tmp_path: Path) -> None:
    pairs = [(SOURCES[0], TARGETS[0]), (SOURCES[2], "He left."), (SOURCES[0], TARGETS[1]), (SOURCES[0], TARGETS[0])]
    path = tmp_path / "a.jsonl"
    rows = [json.dumps({"id": str(n), "source": one, "target": other}) for n, (one, other) in enumerate(pairs)]
    path.write_text("\n".join(rows))
    report = check_files(Request((str(path),), config="none", select=("inconsistent-target",))).report
    rules = Counter(entry.finding.rule for entry in report.diagnostics)
    assert find(make_corpus(tmp_path / "c", pairs, 2)) == Repeats(1, rules["inconsistent-target"], 1)


def test_what_repeats_is_dropped(tmp_path: Path) -> None:
    pairs = [(SOURCES[0], TARGETS[0]), (SOURCES[0], TARGETS[1]), (SOURCES[0], TARGETS[0]), (SOURCES[2], "He left.")]
    make_corpus(tmp_path / "c", pairs, 3)

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["corpus", *arguments])
        return result.exit_code, result.stdout + result.stderr

    drop = ("filter", str(tmp_path / "c"), "--drop", "duplicate,inconsistent-target", "--to", str(tmp_path / "f"))
    assert run(*drop) == (
        2,
        "aligncheck: --drop duplicate: this corpus has not been checked for it: "
        f"run `aligncheck corpus report {tmp_path / 'c'} --repeats` first\n",
    )
    assert run("report", str(tmp_path / "c"), "--repeats", "--jobs", "1") == (
        0,
        "duplicate: 1 of 4 pairs repeat an earlier one, word for word\n"
        "inconsistent-target: 1 differ from the usual rendering of 1 source\n",
    )
    told = json.loads(run("report", str(tmp_path / "c"), "--repeats", "--jobs", "1", "--output-format", "json")[1])
    assert told == {"version": 1, "pairs": 4, "duplicates": 1, "inconsistent": 1, "sources": 1}
    assert not list((tmp_path / "c/repeats").iterdir())
    assert run(*drop, "--output-format", "jsonl") == (
        0,
        "a.tsv: 2 of 4 pairs kept, 2 dropped\n  1  by duplicate, 1 by it alone\n"
        "  1  by inconsistent-target, 1 by it alone\n",
    )
    rows = [json.loads(line) for path in sorted((tmp_path / "f/kept").iterdir()) for line in path.open()]
    assert [row["id"] for row in rows] == ["0", "3"]
