"""What is done with a corpus that was checked: counts, filters, samples, and the verdicts on them."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from corpus_runs import write_corpus
from hypothesis import example, given
from hypothesis import strategies as st

from align.cli import main
from align.corpora import rates
from align.corpora.columns import Wish
from align.corpora.filtering import filter_corpus
from align.corpora.manifest import cut_units
from align.corpora.planning import survey_input
from align.corpora.rates import count_rates
from align.corpora.rows import RowReader
from align.corpora.sampling import count_verdicts, draw_sample
from align.corpora.schema import CheckedRow, Row
from align.corpora.storage import Corpus, open_corpus
from align.errors import FileError
from align.model import Finding, Severity, Span, Suggestion
from align.model.rates import CorpusRates, Precision, Rate, compute_interval
from align.report import corpus_page
from align.report.corpus import describe_rates
from align.report.document import render
from align.report.style import Style

pytest.importorskip("pyarrow", reason="needs the extra `corpus`")

RULES = ("doubled-word", "number-mismatch", "residual-source")


class Pair(NamedTuple):
    """A pair of a corpus: where it is from, and the rules that flag it."""

    origin: str
    rules: tuple[str, ...]


def make_finding(rule: str) -> Finding:
    severity = Severity.ERROR if rule == "residual-source" else Severity.WARNING
    return Finding(rule, severity, "accuracy", f"{rule} here", Span(4, 6), (Suggestion("hi", "x", 1),))


def make_corpus(
    folder: Path, pairs: Sequence[Pair], rows: int, missing: Sequence[int] = (), hostile: str = ""
) -> Corpus:
    """A corpus that was checked, in units of `rows` pairs, of which some are missing."""
    checked = [
        CheckedRow(
            Row(f"你好 {number}。", f"Say 你好 {number}.{hostile}", str(number), None, pair.origin),
            [make_finding(rule) for rule in pair.rules],
        )
        for number, pair in enumerate(pairs, 1)
    ]
    return write_corpus(folder, {"a.tsv": checked}, rows, rules=RULES, missing=missing)


PAIRS = [
    Pair("news", ("residual-source",)),
    Pair("news", ()),
    Pair("law", ("number-mismatch", "residual-source")),
    Pair("law", ("number-mismatch",)),
    Pair("law", ()),
    Pair("news", ("residual-source",)),
    Pair("web", ()),
]

TEXT = """\
7 pairs, 4 with findings (571.43 in 1,000)

rule             pairs  in 1,000  by it alone
residual-source      3    428.57            2
number-mismatch      2    285.71            1

origin  pairs  flagged  in 1,000  most often by
law         3        2    666.67  number-mismatch 2, residual-source 1
news        3        2    666.67  residual-source 2
web         1        0      0.00
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_corpus(tmp_path / "checked", PAIRS, 3)
    return tmp_path / "checked"


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["corpus", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout + result.stderr


def test_report_as_text(folder: Path) -> None:
    assert run("report", str(folder)) == TEXT


def print_rates(folder: Path, columns: int) -> str:
    rates = count_rates(open_corpus(folder), 0)
    return "".join(render(describe_rates(rates, with_examples=False), "text", Style(width=columns)))


@pytest.mark.parametrize("columns", [20, 41, 50, 57, 72, 200])
def test_no_number_of_a_report_is_cut(folder: Path, columns: int) -> None:
    text = "".join(
        render(describe_rates(count_rates(open_corpus(folder), 0), with_examples=False), "text", Style(width=columns))
    )
    assert text.split() == TEXT.split()
    assert not re.search(r"-(mismatch|source)\n *\d", text.partition("\norigin")[2])
    assert columns < 41 or max(map(len, text.splitlines()[2:])) <= columns


def test_what_a_line_has_no_room_for_stands_below_it(folder: Path) -> None:
    text = "".join(
        render(describe_rates(count_rates(open_corpus(folder), 0), with_examples=False), "text", Style(width=53))
    )
    assert text.partition("\norigin")[2].splitlines()[1:4] == [
        "law         3        2    666.67  number-mismatch 2,",
        "                                  residual-source 1",
        "news        3        2    666.67  residual-source 2",
    ]
    text = "".join(
        render(describe_rates(count_rates(open_corpus(folder), 0), with_examples=False), "text", Style(width=50))
    )
    assert text.partition("\norigin")[2].splitlines()[1:3] == [
        "law         3        2    666.67",
        "    number-mismatch 2, residual-source 1",
    ]


def test_report_as_json(folder: Path) -> None:
    told = json.loads(run("report", str(folder), "--output-format", "json", "--limit", "1"))
    assert (told["pairs"], told["flagged"], told["unchecked"]) == (7, 4, {"pairs": 0, "parts": []})
    assert told["rules"][1] == {"rule": "number-mismatch", "pairs": 2, "alone": 1, "in_1000": 285.71}
    assert told["origins"][2] == {"origin": "web", "pairs": 1, "flagged": 0, "rules": []}
    (example,) = told["examples"]["number-mismatch"]
    assert example["row"] in (2, 3)
    assert (example["text"], example["suggestions"], example["origin"]) == ("你好", ["hi"], "law")


def test_examples_for_people(folder: Path) -> None:
    assert "  law, 4: number-mismatch here\n    | 你好 4。\n    | Say 你好 4.\n" in run(
        "report", str(folder), "--limit", "2"
    )


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 0),
        (("--output-format", "markdown"), 0),
        (("--output-format", "json"), 20),
        (("--output-format", "markdown", "--limit", "1"), 1),
    ],
)
def test_no_examples_are_read_that_are_not_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], count: int
) -> None:
    asked, count_rates = list[int](), rates.count_rates

    def count_some(corpus: Corpus, most: int) -> CorpusRates:
        asked.append(most)
        return count_rates(corpus, most)

    monkeypatch.setattr(rates, "count_rates", count_some)
    assert ("你好" in run("report", str(folder), *options)) == bool(count)
    assert asked == [count]


def test_what_is_not_checked_is_said(tmp_path: Path) -> None:
    make_corpus(tmp_path / "c", PAIRS, 3, missing=[1])
    note = "Not checked: 3 pairs (a.tsv, rows 4 to 6)"
    told = run("report", str(tmp_path / "c"), code=1)
    assert told.startswith("4 pairs, 2 with findings")
    assert f"\n{note}\n" in told
    assert f"aligncheck: {note}: run `aligncheck corpus check` again\n" in told
    assert note in run("filter", str(tmp_path / "c"), "--drop", "residual-source", "--to", str(tmp_path / "f"), code=1)


@given(
    st.lists(st.builds(Pair, st.sampled_from("abc"), st.sets(st.sampled_from(RULES)).map(lambda s: tuple(sorted(s))))),
    st.integers(1, 4),
)
def test_counts_are_those_of_a_slow_count(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[Pair], rows: int
) -> None:
    rates = count_rates(make_corpus(tmp_path_factory.mktemp("c") / "c", pairs, rows), 2)
    assert rates.pairs == len(pairs)
    assert rates.flagged == sum(bool(pair.rules) for pair in pairs)
    assert set(rates.rules) == set(count_slowly(pairs))
    assert [one.origin for one in rates.origins] == sorted({pair.origin for pair in pairs})
    for one in rates.origins:
        own = [pair for pair in pairs if pair.origin == one.origin]
        assert (one.pairs, set(one.rules)) == (len(own), set(count_slowly(own)))
    for rule, examples in rates.examples.items():
        assert len(examples) == min(2, sum(rule in pair.rules for pair in pairs))
        assert all(rule in pairs[example.row].rules for example in examples)


def count_slowly(pairs: Sequence[Pair]) -> Iterator[Rate]:
    for rule in RULES:
        if found := sum(rule in pair.rules for pair in pairs):
            yield Rate(rule, found, sum(pair.rules == (rule,) for pair in pairs))


def test_examples_do_not_depend_on_the_units(tmp_path: Path) -> None:
    pairs = [Pair("a", ("residual-source",))] * 40
    drawn = [
        [one.row for one in draw_sample(make_corpus(tmp_path / f"{rows}-{seed}", pairs, rows), 5, seed)]
        for rows, seed in [(7, 0), (40, 0), (40, 1)]
    ]
    assert drawn[0] == drawn[1] == sorted(drawn[0])
    assert len(set(drawn[0])) == 5
    assert drawn[0] != drawn[2]


def test_filter_writes_what_is_kept_and_what_is_dropped(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = (
        "filter",
        str(folder),
        "--drop",
        "residual-source,doubled-word",
        "--to",
        str(out),
        "--output-format",
        "jsonl",
    )
    assert run(*arguments) == (
        "law: 2 of 3 pairs kept, 1 dropped\n  1  by residual-source, 1 by it alone\n"
        "news: 1 of 3 pairs kept, 2 dropped\n  2  by residual-source, 2 by it alone\n"
        "web: 1 of 1 pair kept, 0 dropped\n"
    )
    kept, dropped = (
        [json.loads(line) for path in sorted((out / name).iterdir()) for line in path.open(encoding="utf-8")]
        for name in ("kept", "dropped")
    )
    assert [row["id"] for row in kept] == ["2", "4", "5", "7"]
    assert kept[0] == {"source": "你好 2。", "target": "Say 你好 2.", "id": "2", "origin": "news"}
    assert [(row["id"], row["reasons"]) for row in dropped] == [
        (str(number), ["residual-source"]) for number in (1, 3, 6)
    ]
    again = run(*arguments, code=2)
    assert (
        again == f"aligncheck: {out / 'kept'}: holds files already: give another folder, or --force to replace them\n"
    )
    (out / "kept/mine.jsonl").write_text("mine")
    (out / "kept/000009.jsonl").write_text("of an earlier run")
    assert run(*arguments, "--force").startswith("law: 2 of 3 pairs kept, 1 dropped\n")
    assert (out / "kept/mine.jsonl").read_text() == "mine"
    assert not (out / "kept/000009.jsonl").exists()


@pytest.mark.parametrize("form", ["parquet", "tsv"])
def test_filter_writes_other_formats(folder: Path, tmp_path: Path, form: str) -> None:
    import pyarrow.parquet as pq

    run("filter", str(folder), "--drop", "residual-source", "--to", str(tmp_path), "--output-format", form)
    path = tmp_path / f"dropped/000000.{form}"
    rows = (
        [list(row.values()) for row in pq.read_table(path).to_pylist()]
        if form == "parquet"
        else [line.split("\t") for line in path.read_text("utf-8").splitlines()][1:]
    )
    assert [row[2] for row in rows] == ["1", "3"]
    assert rows[0][-1] in (["residual-source"], "residual-source")


TEXTS = st.text(st.sampled_from("好a\"'\t\n\r \ufeff\u2028\x85=,;\\"), max_size=6)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.none() | TEXTS), min_size=1), st.integers(1, 4))
@example([("你好。", '"Hello, the "NBA" said\n'.strip(), "1", "d")], 1)
def test_what_is_written_as_tsv_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str, str | None]], every: int
) -> None:
    folder = tmp_path_factory.mktemp("c")
    rows = [Row("" if one.isspace() else one, other, name, doc, "news") for one, other, name, doc in texts]
    corpus = write_corpus(folder / "c", {"a.tsv": [CheckedRow(row) for row in rows]}, 100, rules=RULES)
    filtered = filter_corpus(corpus, ["residual-source"], folder, "tsv", force=False)
    plain = [[re.sub("\r\n|[\t\r\n]", " ", value or "") for value in row] for row in rows]
    assert filtered.changed == sum([one or "" for one in row] != cells for row, cells in zip(rows, plain, strict=True))
    one, offsets = survey_input(str(folder / "kept/000000.tsv"), Wish({}), every)
    found = [row for unit in cut_units([one], [offsets], every) for row in RowReader().read(one, unit)]
    assert found == [
        Row("" if source.isspace() else source, target, name or str(number), doc or None, origin)
        for number, (source, target, name, doc, origin) in enumerate(plain, 1)
    ]


def test_spaces_in_place_of_line_breaks_are_said(tmp_path: Path) -> None:
    make_corpus(tmp_path / "c", PAIRS[:2], 3, hostile="\tA\r\nB")
    arguments = (
        "filter",
        str(tmp_path / "c"),
        "--drop",
        "residual-source",
        "--to",
        str(tmp_path / "f"),
        "--output-format",
    )
    note = "aligncheck: 2 pairs with tabs or line breaks, which .tsv cannot hold: now spaces\n"
    assert run(*arguments, "tsv").endswith(note)
    assert note not in run(*arguments, "jsonl", "--force")
    run(*arguments, "tsv", "--force")
    kept = (tmp_path / "f/kept/000000.tsv").read_text("utf-8")
    assert kept == "source\ttarget\tid\tdoc\torigin\n你好 2。\tSay 你好 2. A B\t2\t\tnews\n"


@pytest.mark.parametrize("name", ["residual-sources", "zzz"])
def test_a_rule_that_was_not_checked_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    meant = "did you mean 'residual-source'?" if name != "zzz" else "it was checked for doubled-word, number-mismatch"
    for arguments in (
        ("filter", "--drop", name, "--to", str(tmp_path / "f")),
        ("sample", "--select", name, "--to", str(tmp_path / "s.csv")),
    ):
        told = run(*arguments, str(folder), code=2)
        assert told.startswith(f"aligncheck: this corpus was not checked for '{name}': {meant}")
    assert not (tmp_path / "f").exists()


def test_a_filter_does_not_leave_half_a_corpus_behind_a_fault(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    told = run("filter", str(folder), "--drop", "residual-source", "--to", str(tmp_path / "file"), code=2)
    assert (
        told
        == f"aligncheck: {tmp_path / 'file'}: cannot be a folder, for there is a file of that name: give another one\n"
    )
    assert (tmp_path / "file").read_text() == "mine"


def test_a_sample_says_what_it_was_not_drawn_of(tmp_path: Path) -> None:
    make_corpus(tmp_path / "c", PAIRS[:4], 3, missing=[1])
    told = run("sample", str(tmp_path / "c"), "--to", str(tmp_path / "s.csv"), "--select", "number-mismatch", code=1)
    note = "Not checked: 1 pair (a.tsv, row 4): run `aligncheck corpus check` again"
    assert told == f"1 finding of 1 rule: {tmp_path / 's.csv'}\naligncheck: {note}\n"


def test_a_damaged_unit_is_named(folder: Path) -> None:
    (folder / "units/000001.parquet").write_bytes(b"PAR1 broken PAR1")
    assert "Not checked: 3 pairs (a.tsv, rows 4 to 6)" in run("report", str(folder), code=1)


def test_a_sample_is_judged(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    assert run("sample", str(folder), "--to", str(path), "--limit", "2") == f"4 findings of 2 rules: {path}\n"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert rows[0][-1] == "verdict"
    assert rows[1][:4] == ["number-mismatch", "warning", "law", "3"]
    assert rows[1][4:] == ["你好 3。", "Say 你好 3.", "你好", "number-mismatch here", "hi", ""]
    assert "perhaps with verdicts" in run("sample", str(folder), "--to", str(path), code=2)
    assert "ends in .csv or .xlsx" in run("sample", str(folder), "--to", str(tmp_path / "s.txt"), code=2)
    judged = path.read_text("utf-8-sig").replace("hi,\n", "hi,right\n", 3).replace(",right\n", ",wrong\n", 1)
    path.write_text(judged, "utf-8-sig")
    run("sample", str(folder), "--to", str(tmp_path / "s.xlsx"), "--select", "residual-source", "--limit", "2")
    assert run("sample", str(path), str(tmp_path / "s.xlsx")) == (
        "number-mismatch  1 of 2 right  0.50 (0.09 to 0.91)\n"
        "residual-source  1 of 1 right  1.00 (0.21 to 1.00)  3 open\n"
    )
    told = json.loads(run("sample", str(path), "--output-format", "json"))
    assert told["rules"][0] == {
        "rule": "number-mismatch",
        "right": 1,
        "wrong": 1,
        "unsure": 0,
        "open": 0,
        "precision": 0.5,
        "low": 0.0945,
        "high": 0.9055,
    }


def test_a_sample_and_its_verdicts_are_two_jobs(folder: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "s.csv")
    for arguments, message in (
        ((str(folder),), "where does the sample go? name a table with --to, such as --to sample.csv"),
        ((str(folder), path, "--to", path), "a sample is drawn from one corpus: name one folder; to count verdicts"),
        ((str(folder), "--to", path, "--output-format", "json"), "--output-format does not go with a sample;"),
        ((path, "--seed", "1"), "--seed does not go with tables with verdicts; leave it out"),
        ((path,), f"{path}: cannot be read: No such file"),
    ):
        assert run("sample", *arguments, code=2).startswith(f"aligncheck: {message}")


def test_each_report_refuses_what_belongs_to_another(folder: Path) -> None:
    for arguments, message in (
        (("--engine", "ray"), "--engine does not go with the report on rules; leave it out"),
        (("--terms", "--repeats"), "--terms and --repeats are two reports: ask for one at a time"),
        (("--repeats", "--limit", "1"), "--limit does not go with --repeats; leave it out"),
        (("--repeats", "--min-count", "3"), "--min-count does not go with --repeats; leave it out"),
        (("--output-format", "csv"), "--output-format csv: this report can be written as text, json, markdown, html"),
        (("--terms", "-o", f"csv={folder / 'manifest.json'}"), f"--output: {folder / 'manifest.json'} is part of"),
        (("--repeats", "--engine", "rays"), "--engine: there is no engine 'rays': write processes, ray, ray:auto or"),
    ):
        assert run("report", str(folder), *arguments, code=2).startswith(f"aligncheck: {message}"), arguments


def count(rows: Sequence[Sequence[str]]) -> list[Precision]:
    return count_verdicts("s.csv", enumerate(rows, 1))


def test_verdicts_are_counted() -> None:
    head = ["rule", "id", "verdict"]
    rows = [["a", "1", "right"], ["a", "2", " Wrong"], ["b", "3", "unsure"], ["a", "4", "right"], ["b", "5"]]
    first, second = count([head, *rows])
    assert first == Precision("a", 2, 1, 0, 0)
    assert second == Precision("b", 0, 0, 1, 1)
    assert (second.value, second.interval) == (None, None)
    assert first.value == pytest.approx(2 / 3)
    assert first.interval == pytest.approx((0.2077, 0.9385), abs=1e-4)


def test_what_is_no_verdict_is_refused() -> None:
    with pytest.raises(FileError, match=r"s\.csv: row 2: 'yes' is not a verdict: write right, wrong, unsure"):
        count([["rule", "verdict"], ["a", "yes"]])
    with pytest.raises(FileError, match="is not a sample: it needs the columns rule and verdict, and has x"):
        count([["x"]])


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share(shares: tuple[int, int]) -> None:
    low, high = compute_interval(*shares)
    assert 0 <= low <= shares[0] / shares[1] + 1e-12
    assert shares[0] / shares[1] - 1e-12 <= high <= 1


def test_the_page_is_inert(tmp_path: Path) -> None:
    from pages import Parsed

    hostile = "</script><script>alert(1)</script>\u202e]]><!--\x1b[31m"
    corpus = make_corpus(tmp_path / "c", [Pair(hostile, ("residual-source",)), *PAIRS], 3, hostile=hostile)
    page = "".join(corpus_page.render(count_rates(corpus, 3)))
    parsed = Parsed(page.encode())
    names = {name for name, _ in parsed.elements}
    assert "script" not in names
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert not [attributes for _, attributes in parsed.elements if any(name.startswith("on") for name in attributes)]
    assert parsed.within("mark").startswith("你好")
    assert "8 pairs, 5 with findings (625.00 in 1,000)" in page
    assert "default-src 'none'; style-src 'sha256-" in page


@pytest.mark.parametrize("name", ["manifest.json", "units/000000.parquet"])
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_report_replaces_nothing_of_its_corpus(folder: Path, name: str, form: str) -> None:
    before = (folder / name).read_bytes()
    told = run("report", str(folder), "--output", f"{form}={folder / name}", code=2)
    assert told == f"aligncheck: --output: {folder / name} is part of the corpus: name another file\n"
    assert (folder / name).read_bytes() == before


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_report_replaces_earlier_ones_alone(folder: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / "rates"
    path.touch()
    for _ in range(2):
        run("report", str(folder), "--output", f"{form}={path}")
    path.write_text("<html><title>My page</title></html>")
    told = run("report", str(folder), "--output", f"{form}={path}", code=2)
    assert told == f"aligncheck: --output: {path} is not an earlier {form} of aligncheck: name another file\n"
    assert path.read_text() == "<html><title>My page</title></html>"


def test_the_page_is_written_whole(folder: Path, tmp_path: Path) -> None:
    run("report", str(folder), "-o", f"html={tmp_path / 'r.html'}", "-o", f"json={tmp_path / 'r.json'}")
    assert (tmp_path / "r.html").read_text().endswith("</html>\n")
    assert json.loads((tmp_path / "r.json").read_text())["pairs"] == 7
    assert run("report", str(folder), "-o", "htm=x", code=2) == (
        "aligncheck: --output: write FORMAT=FILE, with one of text, json, markdown, html (- is stdout)\n"
    )


def test_filtering_is_the_same_again(folder: Path, tmp_path: Path) -> None:
    from align.corpora.storage import open_corpus

    for name in ("a", "b"):
        filter_corpus(open_corpus(folder), ["residual-source"], tmp_path / name, "parquet", force=False)
    files = [sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.parquet"))]
    assert len(files[0]) == 6
    assert all((tmp_path / "a" / one).read_bytes() == (tmp_path / "b" / one).read_bytes() for one in files[0])
