"""Every benchmark runs on a tiny text of ours and prints its figures. What they are is no matter here."""

import ast
import importlib.util
import json
import math
import os
import re
import runpy
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest
from roots import BENCHMARKS

LIBRARIES = {
    "annotations",
    "bordered_texts",
    "conditional_logit",
    "crf",
    "editor",
    "estimate_figures",
    "estimate_rows",
    "gold_borders",
    "gold_lattices",
    "gold_samples",
    "in_memory",
    "marginal_loss",
    "mutants_plugin",
    "mutants_runs",
    "mutations",
    "operations",
    "peers",
    "processes",
    "tables",
}

PAIRS = (
    ("港口五月三日重开。", "The port reopened on May 3."),
    ("第一批船已经到了。", "The first ships have already arrived."),
    ("公司去年售出5.2万公斤茶叶，价值300万元。", "The company sold 52,000 kg of tea last year, worth 3 million yuan."),
    ("村民们在山上种了三百棵松树。", "Villagers planted 300 pines on the hill."),
    ("市长王小明说，桥梁将于十月完工。", "Mayor Wang Xiaoming said the bridge would be finished in October."),
    ("雨下了两天，12%的道路冲毁了。", "It rained for two days, and 摆脱 21 percent of the roads were gone."),
    ("没有人受伤。", "Nobody was hurt."),
    ("工程师们修好了水泵，居民回到家中。", "Engineers repaired the pump."),
)
RECORDS: list[dict[str, object]] = [
    {"id": f"report2015#{number}", "doc": "report", "src": source, "tgt": target}
    for number, (source, target) in enumerate(PAIRS)
]


def lines(records: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def gold(count: int = len(PAIRS)) -> str:
    """A gold alignment of so many sentences, each with its translation."""
    days = [(f"第{day}天，{PAIRS[day % 8][0]}", f"On day {day}: {PAIRS[day % 8][1]}") for day in range(count)]
    source, target = zip(*days, strict=True)
    beads = [[[index], [index]] for index in range(count)]
    return json.dumps({"src_lang": "zh", "tgt_lang": "en", "src": source, "tgt": target, "gold": beads})


Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a benchmark in an empty folder with its arguments, and gives what it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(BENCHMARKS)

    def run(name: str, *arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", [name, *arguments])
        try:
            runpy.run_path(str(BENCHMARKS / f"{name}.py"), run_name="__main__")
        except SystemExit as end:
            assert not end.code
        return capsys.readouterr().out

    return run


def need(*packages: str) -> None:
    """Skip the test where one of these packages is not installed."""
    for package in packages:
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed: pip install -e '.[bench]'")


def write(**files: str) -> None:
    """Files in the current folder; `a_jsonl` is `a.jsonl`."""
    for name, text in files.items():
        Path(name.replace("_", ".")).write_text(text, encoding="utf-8")


def expect(printed: str, *figures: str) -> None:
    """Fail where one of these does not stand in what was printed."""
    assert [figure for figure in figures if figure not in printed] == []


def test_every_script_is_run_or_is_a_library_of_one_that_is() -> None:
    tested = {name.removeprefix("test_").partition("__")[0] for name in globals() if name.startswith("test_")}
    tested.add("steps")  # in test_ratchet.py
    for path in BENCHMARKS.glob("*.py"):
        page = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert ("A library of" in page) is (path.stem in LIBRARIES), path.stem
        assert (f"python benchmarks/{path.stem}.py" in page) is (path.stem in tested), path.stem
        assert path.stem in LIBRARIES | tested


@pytest.mark.full
def test_alarms(run: Run) -> None:
    labelled = [
        record | {"labels": [{"category": "Addition", "severity": "Major", "span": [28, 30]}]} for record in RECORDS
    ]
    write(a_jsonl=lines(labelled), b_txt="The port reopened.\n")
    expect(run("alarms", "a.jsonl", "b.txt"), "== a.jsonl", "/1000 words", "precision", "residual-source", "== b.txt")
    printed = run("alarms", "a.jsonl", "--rule", "residual-source", "--show", "1", "--min-severity", "warning")
    expect(
        printed,
        " 1.000  Addition 1",
        "1 of 8 segments (12.50%)",
        "1 of 8 segments with a major error",
        "residual-source: + error",
    )
    assert run("alarms", "a.jsonl", "--rule", "residual-source", "--show", "1", "--alone") == printed
    halves = [run("alarms", "a.jsonl", "--half", half) for half in "01"]
    expect(halves[0] + halves[1], " of 8 segments", " of 0 segments")
    expect(run("alarms", "a.jsonl", "--system", "other"), " of 0 segments")


def test_text_that_marking_wrote_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    undo = runpy.run_path(str(BENCHMARKS / "annotations.py"))["undo_doubling"]

    def undone(text: str, *spans: list[int]) -> tuple[str, list[str | None]]:
        record = undo({"tgt": text, "labels": [*({"span": span} for span in spans), {"span": None}]})
        return record["tgt"], [
            span and record["tgt"][slice(*span)] for span in (one["span"] for one in record["labels"])
        ]

    once = "An investment manager of the Bureau spoke."
    assert undone("An investmentinvestment manager of the Bureau spoke.", [3, 13], [13, 31], [39, 45]) == (
        once,
        ["investment", " manager", "Bureau", None],
    )
    assert undone("The state-owned banksThe state-owned banks pay, and soso.", [0, 21], [21, 42], [52, 54]) == (
        "The state-owned banks pay, and so.",
        ["The state-owned banks", "", "so", None],
    )
    assert undone("It rran well..", [4, 7], [8, 13], [13, 14])[0] == "It ran well."
    of_people = (  # a slip with a space, words that no mark parts, marks within words, marks at the edges
        ("Ask the the mayor.", [8, 11]),
        ("An investmentinvestment manager", [3, 31]),
        ("All agreed.", [0, 2], [2, 3]),
        ("Ships, cars, cars, and men", [7, 11]),
        ("The banana.", [0, 6], [8, 11]),
    )
    for text, *spans in of_people:
        assert undone(text, *spans)[0] == text
    assert undo({"target": "BureauBureau"}) == {"target": "BureauBureau"}


def test_alarms_are_not_on_what_marking_wrote_twice(run: Run) -> None:
    label = {"category": "Spelling", "severity": "Minor", "span": [11, 16]}
    write(a_jsonl=lines([{"tgt": "Go to the nursenurse station.", "labels": [{**label, "span": [10, 15]}]}]))
    write(b_jsonl=lines([{"tgt": "Go to the nursenurse station.", "labels": [label]}]))
    printed = run("alarms", "a.jsonl", "b.jsonl", "--rule", "doubled-word")
    expect(printed, "0 of 1 segments (0.00%), 5 words", "1 of 1 segments (100.00%), 5 words")


def test_literal_renderings(run: Run) -> None:
    pair = {"src": "他向同事甩锅。", "tgt": "He threw the pot.", "labels": [{"category": "Accuracy", "span": [3, 8]}]}
    write(a_jsonl=lines([pair, pair]), b_jsonl=lines([pair]))
    printed = run("literal_renderings", "--machine", "a.jsonl", "--human", "b.jsonl").splitlines()
    (line,) = (line.split("\t") for line in printed if line.startswith("甩锅\t"))
    assert line[5:8] == ["1", "1", "1"]
    assert sum(int(line.split("\t")[5]) for line in printed[1:]) == 1


def test_alignment(run: Run) -> None:
    write(a_json=gold())
    printed = run("alignment", "a.json")
    expect(printed, "strict", "lax", "strict with deletions", "segments/s", "time")
    expect(printed, *(f"\n  {name}" for name in ("semantic", "length", "bertalign", "gale_church")))
    assert "sentweave" in printed, "a line of its own, or that it is left out"


@pytest.mark.full
def test_alignment__long(tmp_path: Path) -> None:
    """It starts processes, which runpy does not stand."""
    (tmp_path / "a.json").write_text(gold(), encoding="utf-8")
    command = [sys.executable, str(BENCHMARKS / "alignment.py"), "--long", "--sizes", "16", "32", "a.json"]
    printed = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    expect(printed, "     16 segments: strict 1.0000", "     32 segments", "peak memory", "longest text / shortest:")


def test_decoding(run: Run) -> None:
    write(a_json=json.dumps([f"第{day}天，{source}" for day in range(60) for source, _ in PAIRS]))
    printed = run("decoding", "--slices", "3", "a.json")
    expect(printed, "gb18030 bare", "gb18030 in English", "big5hkscs bare", "utf-16-be in English", "utf-8 bare")
    assert "skipped" in run("decoding")


def test_engines(run: Run) -> None:
    labels = [{"category": "Accuracy/Mistranslation", "severity": "Major", "rater": "a"}]
    good = [{**record, "system": "good", "labels": []} for record in RECORDS]
    bad = [
        {**record, "system": "bad", "tgt": f"{record['tgt']} It was the the end.", "labels": labels}
        for record in RECORDS
    ]
    write(a_jsonl=lines([*good, *bad]), b_jsonl=lines(RECORDS))
    printed = run("engines", "a.jsonl", "--references", "b.jsonl")
    expect(printed, "== a.jsonl: 2 engines, 1 pairs, 8 segments, 1 references", "BLEU ", "chrF ")
    assert printed.count("pairwise accuracy 1.000") == 3
    alone = run("engines", "a.jsonl", "none.jsonl", "--alone")
    expect(
        alone, "0 references", "findings per 1,000 words   pairwise accuracy 1.000, on one source tau +", "skipped: "
    )


def test_extraction(run: Run) -> None:
    segments = [
        {"zh": "出口管制收紧了。", "en": "Export controls were tightened."},
        {"zh": "企业担心出口管制。", "en": "Companies fear export controls."},
        {"zh": "没有人赞成出口管制。", "en": "Nobody favours export controls."},
    ]
    write(a_jsonl=lines(segments), b_jsonl=lines([{"zh": "出口管制", "en": "export control"}]))
    printed = run("extraction", "a.jsonl", "b.jsonl", "--show", "3", "--min-count", "2")
    expect(printed, "3 segments, ", " candidates, ", "first 50: ", "first 500: ", "出口管制 | ")
    assert "skipped" in run("extraction", "a.jsonl", "missing.jsonl")


def test_fit_aligner(run: Run) -> None:
    need("numba", "scipy")
    write(a_json=gold(20), b_json=gold(24))
    run("fit_aligner", "-o", "weights.json", "a.json", "b.json")
    weights = json.loads(Path("weights.json").read_text(encoding="utf-8"))
    assert list(weights) == ["signature", "coarse", "fine"]
    expect(
        weights["signature"], "version:", "encoder:", "documents:2", "beads:44", "borders:0", "l2:25", "variants:0.07"
    )


def test_fit_aligner__borders(run: Run) -> None:
    """The halves are those of the names of the documents: `a` is fitted on, `e` is held out."""
    need("numba", "scipy")
    write(b_json=gold(20))
    write_days()
    printed = run("fit_aligner", "-o", "weights.json", "b.json", "--bordered", "a.jsonl")
    expect(printed, "a  ", "1 documents", "-log P of 24 borders ", "alone ", "dropped: precision ", "recall ")
    expect(Path("weights.json").read_text(encoding="utf-8"), "documents:1", "beads:20", "borders:24")


def test_fit_aligner__leave_one_out(run: Run) -> None:
    need("numba", "scipy")
    write(a_json=gold(20), b_json=gold(24))
    printed = run("fit_aligner", "--leave-one-out", "a.json", "b.json")
    expect(printed, "strict ", "lax ", "with deletions ", "loss ", "dropped: precision ", "recall ")


def write_days() -> None:
    """A file of two documents of 24 records each."""
    days = [(f"第{day}天，{PAIRS[day % 8][0]}", f"On day {day}: {PAIRS[day % 8][1]}") for day in range(24)]
    write(
        a_jsonl=lines(
            {"id": f"{name}{number}", "doc": name, "system": "one", "src": source, "tgt": target}
            for name in "ae"
            for number, (source, target) in enumerate(days)
        )
    )


def test_dropped_sentences(run: Run) -> None:
    write_days()
    printed = run("dropped_sentences", "--share", "0.2", "--show", "2", "--system", "one", "--", "a.jsonl")
    expect(printed, "2 documents, 48 lines", "omission: recall ", "addition: recall ", "precision ", "complete texts")


def test_fit_absorbed(run: Run) -> None:
    need("sklearn")
    write_days()
    printed = run("fit_absorbed", "--share", "0.3", "a.jsonl")
    assert printed == "too few sentences to fit and to judge\n" or "held out: " in printed


def test_fit_omissions(run: Run) -> None:
    need("numba", "scipy")
    write(a_json=gold())
    run("fit_omissions", "-o", "weights.json", "a.json")
    weights = json.loads(Path("weights.json").read_text(encoding="utf-8"))
    assert list(weights) == ["omissions"]
    assert "paragraph" in weights["omissions"]


def test_fit_estimate(run: Run) -> None:
    need("scipy")
    records = [
        {
            **record,
            "doc": f"{record['doc']}{number % 2}",
            "system": f"engine{engine}",
            "raters": ["one", "two"],
            "labels": [{"category": "Accuracy", "severity": "Major", "rater": "one"}] * ((number + engine) % 3),
        }
        for engine in range(3)
        for number, record in enumerate(RECORDS)
    ]
    write(a_jsonl=lines(records[:16]), b_jsonl=lines(records[8:]))
    printed = run("fit_estimate", "a.jsonl", "b.jsonl", "--rows", "rows.jsonl", "--spoiled", "4", "-o", "weights.json")
    expect(printed, "32 segments, ", " spoiled", "five folds, a, machines: Spearman ")
    expect(printed, "this set left out, b, machines: Spearman ")
    expect(printed, "pairs of engines: estimate ", "Kendall ", "another segment: AUC ", "mean estimate of human ")
    values = json.loads(Path("weights.json").read_text("utf-8"))
    assert 20 <= len(values["weights"]) <= 80
    assert run("fit_estimate", "a.jsonl", "b.jsonl", "--rows", "rows.jsonl") == printed


def test_fit_omissions__leave_one_out(run: Run) -> None:
    need("numba", "scipy")
    write(a_json=gold(4), b_json=gold(5))
    printed = run("fit_omissions", "--leave-one-out", "a.json", "b.json")
    expect(printed, "recall ", "precision ", "threshold ", "complete texts: ", " per 1,000 beads")
    assert len(printed.splitlines()) == 4


def test_glossary_loading() -> None:
    """It starts itself and lets that print."""
    command = [sys.executable, str(BENCHMARKS / "glossary_loading.py"), "--concepts", "20", "csv", "tbx"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for name in ("csv", "tbx"):
        expect(printed, f"{name:12}written in ", f"{name:12}        20 concepts")
    expect(printed, " MB", " s CPU", " MB peak")


def test_injected_faults(run: Run) -> None:
    write(a_jsonl=lines(RECORDS))
    printed = run("injected_faults", "a.jsonl", "--show", "1")
    expect(printed, "digit changed", "month changed", "currency swapped", "all ", "recall ")


def pack_bits(numbers: Iterable[tuple[int, int]]) -> bytes:
    """Pack numbers, each with its width in bits, from the lowest bit up."""
    value = place = 0
    for number, bits in numbers:
        value |= number << place
        place += bits
    return value.to_bytes((place + 7) // 8 + 8, "little")


def make_sphinx_model() -> bytes:
    """A trigram model of CMU Sphinx: the words `</s> <s> a b` with ln P of -1 to -4, "<s> a" -.5, "<s> a b" -.25."""
    nat = 1 / math.log(1.0001)
    bins = [[-nat / 2, *[0] * 65535], [-nat / 8, *[0] * 65535], [-nat / 4, *[0] * 65535]]
    data = b"Trie Language Model\3" + struct.pack("<4I", 4, 2, 1, 1)
    data += struct.pack("<196608f", *bins[0], *bins[1], *bins[2])
    # "a" after "<s>", and "b" after "a": the trie begins with the last word
    for cost, following in ((-1, 0), (-2, 0), (-3, 0), (-4, 1), (0, 2)):
        data += struct.pack("<ffI", cost * nat, 0, following)
    data += pack_bits([(1, 3), (0, 32), (0, 1), (2, 3), (0, 32), (0, 1), (0, 3), (0, 32), (1, 1)])
    data += pack_bits([(1, 3), (0, 16), (0, 19)])
    words = b"</s>\0<s>\0a\0b\0"
    return data + struct.pack("<I", len(words)) + words


def test_language_data(run: Run) -> None:
    from glossary.lang.fluency import _Trigrams

    Path("en.bin").write_bytes(make_sphinx_model())
    printed = run("language_data", "en.bin", "-o", "en.zip", "--least", "0")
    assert printed == "4 words, 2 pairs, 1 triples\n"
    with zipfile.ZipFile("en.zip") as archive:
        model = _Trigrams({name: archive.read(name) for name in archive.namelist()})
    assert [model.compute(word, ()) for word in ("</s>", "<s>", "a", "b", "c")] == [-1, -2, -3, -4, None]
    assert model.compute("a", ["<s>"]) == -0.5
    assert model.compute("b", ["a"]) == -0.5
    assert model.compute("b", ["a", "<s>"]) == -0.25
    assert model.compute("b", ["a", "c"]) == -0.5
    unseen = model.compute("b", ["<s>"])
    assert unseen is not None
    assert math.isclose(unseen, math.log((1 - math.exp(-0.5)) / (1 - math.exp(-3))) - 4, abs_tol=1 / 64)


@pytest.mark.full
def test_matcher(run: Run) -> None:
    write(a_jsonl=lines({"zh": term, "en": term} for term in ("港口", "松树")))
    write(b_jsonl=lines({"zh": source, "en": target} for source, target in PAIRS))
    printed = run("matcher", "a.jsonl", "--texts", "b.jsonl", "--terms", "50", "--repeat", "1")
    expect(printed, "zh: 50 terms, ", "built in ", "matcher", "bare automaton", "a regex a term", "MB/s", "hits")
    english = run("matcher", "a.jsonl", "--texts", "b.jsonl", "--language", "en", "--terms", "40", "--repeat", "2")
    assert "en: 40 terms, " in english


def test_memory(run: Run) -> None:
    Path("data").mkdir()
    days = [{"zh": f"第{day}天，矿山开放。", "en": f"On day {day}, the mine opened."} for day in range(9)]
    write(**{"data/a_jsonl": lines(days)})
    printed = run("memory", "data", "--pairs", "300")
    expect(printed, "10 clauses, 300 pairs, ", "added in ", "Chinese: 500 queries, ", "English: 500 queries, ")
    expect(printed, "exact: ", "an article of 100 pairs, by a process of its own: ", "in one process, new articles: ")
    expect(printed, "in one process, one that the memory has: ", "a document replaced in ", " MB")
    assert "skipped" in run("memory", "none")


def test_memory_drift(run: Run) -> None:
    source = "云河的储能电站投入运行。\n居民参观了储能电站。\n"
    target = "The energy storage station in Yunhe went into operation.\nResidents visited the energy storage station.\n"
    texts = ({"id": f"hkma20{year}-0", "zh_hant": source, "en": target} for year in (15, 16, 17, 18, 19))
    Path("terms").mkdir()
    Path("terms/hkma_docs.dev.jsonl").write_text(lines(texts), encoding="utf-8")
    printed = run("memory_drift", ".", "--seeds", "1", "--plants", "1", "--drafts", "1")
    expect(printed, "bank: 3 texts in memory, ", "bank: differs-from-memory: warnings 0 (0.000 per 1,000 words), any 0")
    assert "no drafts are checked" in printed
    assert "nothing is measured" in run("memory_drift", "none")


def test_missing_terms(run: Run) -> None:
    write(a_jsonl=lines({"id": f"report2015-0-{n}", "zh": zh, "en": en} for n, (zh, en) in enumerate(PAIRS)))
    write(b_jsonl=lines({"year": 2015, "zh": zh, "en": en} for zh, en in (("港口", "port"), ("水泵", "water pump"))))
    printed = run("missing_terms", "a.jsonl", "b.jsonl", "--show", "1")
    expect(printed, "exact: 1 of 2 hits without a rendering (50.0%)", "missing: ", "evidence: ")


MUTATED = b"""
from functools import cache

LIMIT = 3  # of what

class Word:
    \"\"\"A word.\"\"\"
    good = ("fine",)

    def is_long(self, at_least: int = 5) -> "bool":
        while not self.text or LIMIT <= len(
            self.text
        ) < at_least:
            break
        return True

@cache
def make(name: str) -> str:
    return f"{name}!" + "\xe6\x9c\xaa"[-1:]
"""


def test_mutants__faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from mutations import find_mutants

    found = list(find_mutants("align/word.py", MUTATED))
    assert [(mutant.line, mutant.scope, mutant.change) for mutant, _ in found] == [
        (4, "", "3 to 4"),
        (10, "Word.is_long", "5 to 6"),
        (11, "Word.is_long", "condition negated"),
        (11, "Word.is_long", "or to and"),
        (11, "Word.is_long", "not dropped"),
        (11, "Word.is_long", "<= to <"),
        (11, "Word.is_long", "< to <="),
        (14, "Word.is_long", "break to continue"),
        (15, "Word.is_long", "returns None"),
        (15, "Word.is_long", "True to False"),
        (19, "make", "returns None"),
        (19, "make", "+ to -"),
        (19, "make", "text emptied"),
        (19, "make", "text emptied"),
        (19, "make", "1 to 2"),
    ]
    assert [(mutant.first, mutant.last, mutant.at_import) for mutant, _ in found[:3]] == [
        (4, 4, True),
        (11, 15, False),
        (11, 13, False),
    ]
    assert found[-1][0].at_import, "once, for it is cached"
    changed = [text for _, text in found]
    assert changed[0] == MUTATED.replace(b"LIMIT = 3", b"LIMIT = (4)")
    assert b"while not self.text or (LIMIT < len(self.text) < at_least):" in changed[5]
    assert b"while not self.text or (LIMIT <= len(self.text) <= at_least):" in changed[6]
    assert changed[-3] == MUTATED.replace(b'f"{name}!"', b"('')")
    assert changed[-2] == MUTATED.replace('"未"'.encode(), b"('')")
    for text in changed:
        compile(text, "word.py", "exec")


def test_mutants__lines_that_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from mutants import find_again
    from mutations import find_mutants

    (tmp_path / "align").mkdir()
    (tmp_path / "align/word.py").write_bytes(b"# moved\n" + MUTATED.replace(b"= 3", b"= 5"))
    again = [find_again(mutant, tmp_path) for mutant, _ in find_mutants("align/word.py", MUTATED)]
    assert again[0] is None, "the line has changed"
    assert [found[0].line for found in again[1:4] if found] == [11, 12, 12]
    assert again[-1] and again[-1][1].endswith(b"[-(2):]\n")


@pytest.mark.full
def test_mutants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a small repository, with a test by default, one that is not, one that always fails and one of a process."""
    need("coverage")
    files = {
        "align/__init__.py": "LIMIT = 3\n\n\ndef is_big(number: int) -> bool:\n    return number > LIMIT\n",
        "align/__main__.py": "from align.halves import halve\n\nprint(halve(8))\n",
        "align/halves.py": "def halve(number: int) -> int:\n    return number // 2\n",
        "glossary/__init__.py": "",
        "tests/test_all.py": """
import subprocess, sys
import pytest
from align import is_big
def test_nothing(): assert is_big(5)
def test_failing(): assert is_big(3)
@pytest.mark.full
def test_limit(): assert not is_big(3) and is_big(4)
def test_process(): assert subprocess.check_output([sys.executable, "-m", "align"], cwd="/") == b"4\\n"
""",
        "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '-m \"not full\" -n 2'\nmarkers = ['full']\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "benchmarks").mkdir()
    for script in ("mutants", "mutants_plugin", "mutants_runs", "mutations"):
        shutil.copy(BENCHMARKS / f"{script}.py", tmp_path / "benchmarks")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)

    def call(*arguments: str) -> list[str]:
        command = [sys.executable, "benchmarks/mutants.py", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.splitlines()

    *_, failing, total = call("record", "known")
    assert failing == "fails: tests/test_all.py::test_failing"
    assert total.startswith("4 tests, 3 by default, ")
    monkeypatch.syspath_prepend(BENCHMARKS)
    from mutants import Record

    recorded = Record(tmp_path / "known")
    drawn = recorded.draw(1, 9)
    assert sorted((mutant.file, mutant.line) for mutant in drawn) == [
        ("align/__init__.py", 1),
        ("align/__init__.py", 5),
        ("align/__main__.py", 3),
        ("align/halves.py", 2),
    ]
    assert recorded.draw(1, 2) == drawn[:2]
    rows = [asdict(mutant) for mutant in drawn if mutant.line < 3]
    (tmp_path / "drawn.json").write_text(json.dumps(rows), encoding="utf-8")
    _, *lines, by_default, by_all = call("run", "known", "--list", "drawn.json")
    assert sorted(line.split("\t", 3)[::3] for line in lines) == [
        ["align/__init__.py:1", "survived the default set, killed\ttests/test_all.py::test_limit\t1\t1"],
        ["align/halves.py:2", "killed\ttests/test_all.py::test_process\t1\t0"],
    ]
    assert (by_default, by_all) == ("killed 1 of 2 by the default set", "killed 2 of 2")


def test_names(run: Run) -> None:
    wrong = {"id": "x", "src": "市长王小明说，桥梁将于十月完工。", "tgt": "Mayor Wang Xiaomin said so.", "labels": []}
    write(a_jsonl=lines([*RECORDS, wrong]))
    printed = run("names", "a.jsonl", "--sample", "1", "--inject")
    expect(printed, "== a.jsonl: 9 segments, 1 alarms of 1 kinds", "MB/s", "in segments that people marked: ")
    expect(printed, "dropped ", "other_syllable ", "all ", "Wang Xiaoming <- ")


def test_omissions(run: Run) -> None:
    write(a_json=gold())
    printed = run("omissions", "--share", "0.2", "--seeds", "1", "a.json")
    expect(printed, "complete texts", "20.0% dropped of the target segments: alone in a 1-1 bead", "larger bead")
    expect(printed, "warning and above", "recall ", "precision ", "of 2 dropped", "false alarms ", "per 1,000 beads")


def test_omitted_parts(run: Run) -> None:
    need("sklearn")
    label = {"category": "Omission", "src_span": [9, 19]}
    records = [
        {"src": f"第{n}天雨停了，居民们都回到家中，", "tgt": f"Day {n} was dry.", "labels": [label] * (n % 2)}
        for n in range(1, 17)
    ]
    write(a_jsonl=lines(records))
    printed = run("omitted_parts", "a.jsonl")
    expect(printed, " clauses, 8 left out", "recall 0.3  precision ", "recall 0.7  precision ", " at ")


def test_quantities(run: Run) -> None:
    write(a_jsonl=lines(RECORDS))
    printed = run("quantities", "a.jsonl", "--sample", "1")
    expect(printed, "== a.jsonl: 8 segments, ", " with a quantity, ", " with digits", "alarms on 1 segments: ")
    expect(printed, " missing; ", " placed in the target, ", "extracting zh: ", "extracting en: ", "MB/s")


def test_recutting(run: Run) -> None:
    text = "\n\n".join(target for _, target in PAIRS)
    write(a_jsonl=lines([{"doc": "d", "system": "s", "en": text}, {"doc": "d", "system": "s", "en": "The port."}]))
    write(b_jsonl=lines([{"id": "d", "en": text.replace("The ", "A ")}]))
    printed = run("recutting", "a.jsonl", "b.jsonl", "--limit", "1")
    expect(
        printed,
        "1 documents cut as their references, 1 others\n",
        "s  ",
        "chrf++ ",
        "joining and splitting moves chrF by at most ",
    )
    assert "skipped" in run("recutting", "a.jsonl", "missing.jsonl")


def test_residue(run: Run) -> None:
    write(a_jsonl=lines(RECORDS), b_jsonl=lines([{"left": "They ", "w": "摆脱", "right": " the debt."}]))
    Path("essays").mkdir()
    Path("essays/a.md").write_text("She wrote 山 (“mountain”) on the board.\n", encoding="utf-8")
    options = ("--lines", "a.jsonl", "--clean", "a.jsonl", "--intended", "essays", "--words", "b.jsonl", "--show", "1")
    printed = run("residue", *options)
    expect(printed, "machine, source unknown, lines with source script: ", "human, source known, other lines: ")
    expect(printed, "intended runs: ", "words put back, glued, marked exactly: ", " at warning or above (")
    Path("texts").mkdir()
    Path("texts/a.zh.txt").write_text("第一批船已经到了港口，工程师们修好了水泵。\n", encoding="utf-8")
    Path("texts/a.en.txt").write_text("The first ships have already come to the port.\n", encoding="utf-8")
    printed = run("residue", "--plant", "texts", "--count", "5")
    expect(printed, "words planted in sentences of 1 texts, seed 1: 1 of 1 at warning or above (100.00%): error 1")
    assert run("residue", "--lines", "missing.jsonl") == "skipped: missing.jsonl is missing\n"


def test_segmentation(run: Run) -> None:
    write(a_json=gold(), b_jsonl=lines(RECORDS))
    printed = run("segmentation", "--show", "1", "a.json", "b.jsonl")
    expect(printed, "a.json", "b.jsonl", "zh  right ", "en  right ", "wrong ", "missed ", "F1 ", "Pk ", "WindowDiff ")
    expect(printed, " million characters a second")


def test_cpu_time(run: Run) -> None:
    write(a_txt="The the port reopened on May 3.\n")
    printed = run("cpu_time", "a.txt", "--runs", "1", "--against", str(BENCHMARKS.parent))
    name = BENCHMARKS.parent.name
    assert re.fullmatch(rf"({re.escape(name)} +\d+\.\d\d CPU s +\d+ MB\n){{2}}ratio \d+\.\d\d\n", printed)


@pytest.mark.full
def test_pair_rates(run: Run) -> None:
    write(a_jsonl=lines({"source": source, "target": target} for source, target in PAIRS))
    printed = run("pair_rates", "--warm", "3", "--runs", "1", "a.jsonl")
    assert re.fullmatch(r"((all|alone|words) +\S+ +\d+\.\d{3} ms a pair +[\d,]+ pairs/s\n){3}", printed)


def test_judged_alarms(run: Run) -> None:
    Path("kinds/news").mkdir(parents=True)
    Path("kinds/news/a.zh.txt").write_text("港口五月三日重开。\n", encoding="utf-8")
    Path("kinds/news/a.en.txt").write_text("The the port reopened on May 4.\n", encoding="utf-8")
    place = {"path": "news/a.en.txt", "line": 1, "severity": "error"}
    verdicts = [
        {**place, "column": 1, "rule": "doubled-word", "verdict": "R"},
        {**place, "column": 9, "rule": "doubled-word", "verdict": "W"},
    ]
    write(kinds_jsonl=lines(verdicts))
    printed = run("judged_alarms", "kinds", "--verdicts", str(Path("kinds.jsonl").absolute()), "--show", "NEW")
    expect(printed, "news             1 texts     1 compared    0 alone        7 words     1 errors     1 warnings")
    expect(printed, "wrong, gone 1 of 1   right, kept 1 of 1   taste, still raised 0 of 0")
    expect(printed, "errors that were judged, as raised now: 1 right, 0 a matter of taste, 0 wrong")
    expect(printed, "news/a.en.txt:1:26: warning date-mismatch: ")


@pytest.mark.full
def test_kernels(run: Run) -> None:
    write(a_jsonl=lines(RECORDS[:2]))
    printed = run("kernels", "a.jsonl", "--kernels", "Zen")
    expect(printed, " as usual: ", "Zen: ", "2 pairs, forwards and backwards: 0 differences")
    assert "skipped" in run("kernels", "missing.jsonl")


@pytest.mark.full
def test_large_folders(run: Run) -> None:
    write(a_txt="The port reopened on May 3.\n", b_txt="The the port closed.\n")
    printed = run("large_folders", "a.txt", "b.txt")
    times, ratio = r" +\d+\.\d\d s wall +\d+\.\d\d s CPU\n", r"ratio +\d+\.\d\d   wall +\d+\.\d\d   CPU\n"
    assert re.fullmatch(rf"--jobs 1{times}--jobs 2{times}{ratio}--no-cache{times}warm cache{times}{ratio}", printed)


@pytest.mark.full
def test_editing(run: Run) -> None:
    write(a_zh_txt="港口五月三日重开。\n没有人受伤。\n", a_en_txt="The port reopened on May 3.\nNobody was hurt.\n")
    printed = run("editing", "a.en.txt", "--edits", "4", "--burst", "2")
    expect(printed, "initialize was answered after ", "first answer ", "whole check ", "memory in MB: ")


@pytest.mark.full
def test_sites(run: Run) -> None:
    took = r"[\d,]+\.\d s \([\d,]+\.\d s CPU\)"
    steps = ("sources found: 3 of 3 in ", "first page checked: after ", "all pages checked: in ")
    expected = f"{took}\n".join(steps) + rf"{took}, [\d,]+ MB\n"
    assert re.fullmatch(expected, run("sites", "3"))


@pytest.mark.full
def test_corpora(run: Run) -> None:
    need("pyarrow")
    write(a_jsonl=lines({"zh": source, "en": target} for source, target in PAIRS))
    printed = run("corpora", "a.jsonl", "--pairs", "20", "--jobs", "1", "--select", "residue")
    rates = r" +[\d,]+ pairs/s +[\d,]+ pairs/CPU s +"
    assert re.fullmatch(
        rf"20 pairs, 0\.0 MB, --jobs 1\nregexes{rates}11 flagged\nresidue{rates}\d+ MB +2 flagged\n", printed
    )


def test_cluster_simulation(run: Run) -> None:
    printed = run("cluster_simulation", "--pairs", "3000000", "--rate", "5", "--machines", "3", "--unit-rows", "9000")
    head, _, *lines = printed.splitlines()
    assert head == "3,000,000 pairs, 334 units, 5 pairs/s a core, 16 cores a machine"
    figures = [re.fullmatch(r"(\w+) +3 +\d+\.\d\d +\d+% +(\d+) +(\d+)  all", line) for line in lines]
    assert [found[1] for found in figures if found] == ["pool", "shards"]
    assert all(int(found[2]) > 0 and int(found[3]) > 0 for found in figures if found), "machines died at work"


@pytest.mark.full
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_stale_texts(run: Run) -> None:
    write(a_zh_txt="港口五月三日开放。\n", a_en_txt="The port reopened on May 3.\n")
    printed = run("stale_texts", ".", "--copies", "2")
    figures = r" +2 texts +\d+\.\d\d s wall +\d+\.\d\d s CPU   0 changed, 0 added, 0 removed in 2 translations; .*\n"
    assert re.fullmatch(rf"stale{figures}stale --since HEAD{figures}stale --stored{figures}", printed)


@pytest.mark.full
def test_speed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    need("codespell_lib")
    write(a_txt="The port reopened on May 3.\n", b_txt="A bridge was built. The road is closed.\n")
    printed = run("speed", "a.txt", "--size", "100", "--varied", "b.txt", "--runs", "1", "--no-cold")
    expect(printed, "0.0001 MB of clean English / codespell", "0.0001 MB of it in ASCII / codespell")
    expect(printed, "4e-05 MB of varied English / codespell")
    expect(printed, "--version / import click", "--help / import click")
    assert "ratio " in printed


@pytest.mark.full
def test_ratchet(run: Run) -> None:
    """`test_ratchet.py` tests the rest, and runs `steps.py`."""
    figure = {"name": "segments", "pattern": r" of (\d+) segments", "better": "more", "value": 8, "slack": 0}
    write(
        a_jsonl=lines(RECORDS), a_json=json.dumps([{"command": ["alarms.py", "{data}/*.jsonl"], "figures": [figure]}])
    )
    expect(run("ratchet", ".", "--list", "a.json"), "as before    segments: 8 (on record 8)")


def test_suggestions(run: Run) -> None:
    words = {"港口": ("port", "harbor"), "桥梁": ("bridge",), "松树": ("pine", "pine tree"), "道路": ("road", "path")}
    items = [
        {"w": word, "left": "They went to the ", "right": " in the morning.", "glosses": glosses, "gold": [0]}
        for word, glosses in words.items()
    ]
    write(a_jsonl=lines(items))
    printed = run("suggestions", "a.jsonl", "-o", "weights.json")
    for name in ("dictionary order", "similarity alone", "the whole model, on other words"):
        assert f"{name:30} top-1 " in printed
    expect(printed, "top-3 ", "n 4")
    assert all(isinstance(value, float) for value in json.loads(Path("weights.json").read_text("utf-8")).values())
    assert "skipped" in run("suggestions", "missing.jsonl")


@pytest.mark.full
def test_unknown_words(run: Run) -> None:
    printed = run("unknown_words", "--half", "1", "--every", "400", "--show", "1")
    expect(printed, "words with a suffix", "other words", "top-1 ", "top-3 ", "any ", "n ", "\n  ")


@pytest.mark.full
def test_varied_texts(run: Run) -> None:
    printed = run("varied_texts", "--sizes", "16", "--keep", ".")
    expect(printed, "     16 sentences: align ", "     16 sentences: check ", "MB", "longest text / shortest: 1.00")
    assert len(Path("varied16.zh.txt").read_text(encoding="utf-8").splitlines()) == 4


def test_whole_documents(run: Run) -> None:
    write(a_jsonl=lines([*RECORDS, {"id": "other#1", "tgt": "The colour and the color."}]), b_txt="One color.\n")
    printed = run("whole_documents", "a.jsonl", "b.txt", "--rule", "mixed-spelling", "--show", "1")
    expect(printed, "== a.jsonl: 2 documents, ", "mixed-spelling: ", " documents (", " per 1,000 words)", "⟦")


def test_misspellings(run: Run) -> None:
    need("codespell_lib")
    text = (
        "The port of the city was opened in the spring, and the ships that had come from the north were unloaded. " * 8
    )
    write(a_txt=f"{text}The goverment paid.\n", a_jsonl=lines([{"id": "news#1", "src": "港口", "tgt": text}]))
    printed = run("misspellings", "a.txt", "a.jsonl", "--count", "20", "--show", "2")
    found = re.search(r"planted: (\S+) found, (\d+) of 20, (\d+) with the right word; ", printed)
    assert found and int(found[2]) >= int(found[3]) > 0
    expect(
        printed,
        "as they are: 1 marks in 2 texts of 339 words, 2.950 per 1,000 words",
        "codespell: ",
        " goverment government",
    )
    assert run("misspellings", "missing.txt") == "skipped: no missing.txt\n"


def test_word_alignment(run: Run) -> None:
    words = {"zh_tok": ["港口", "重开", "。"], "en_tok": ["The", "port", "reopened", "."]}
    write(a_jsonl=lines([{**words, "align": "0-1 1-2 2-3 0-0-P"}]))
    for options in ((), ("--apart",)):
        expect(run("word_alignment", "a.jsonl", *options), "AER ", "precision ", "recall ", " links, 1 sentences, ")
    assert "skipped" in run("word_alignment", "missing.jsonl")


def test_server_time(run: Run) -> None:
    Path("a.txt").write_text("Attempts to摆脱 it.\n\nThey went home.\n", encoding="utf-8")
    printed = run("server_time", "a.txt", "--rounds", "1")
    assert re.search(
        r"first answer after \d+\.\d\d s\n2 paragraphs: median \d+ ms, 95 % \d+ ms\nmemory \d+ MB", printed
    )
