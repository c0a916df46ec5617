"""`aligncheck terms`: what is compared, what is printed, and the exit code."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from memories import make_document, write_memory
from roots import SEEDS

from align.cli import main
from align.commands.memory.adding import add_texts
from align.commands.terms.report import report_terms
from align.config.settings import Request
from align.memory.counting import DocumentCounts, RenderingCount, TermCount
from align.memory.writing import NewDocument
from glossary.renderings.consistency import Reference, Score

PAIRS = [
    ("各国审查关键矿产。", "Countries review critical minerals."),
    ("关键矿产很重要。", "Critical minerals are important."),
    ("这家企业开采关键矿产。", "The company digs for key minerals."),
    ("石墨是关键矿产。", "Graphite is a critical mineral."),
]
TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="zh" creationtool="t" creationtoolversion="1"
 segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body>{}</body></tmx>"""
UNIT = '<tu><tuv xml:lang="zh"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bitext(name: str, pairs: list[tuple[str, str]], **more: str) -> None:
    records = [{"source": source, "target": target, **more} for source, target in pairs]
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["terms", *arguments])


def test_tables_replace_earlier_ones_and_no_text() -> None:
    bitext("a.jsonl", PAIRS)
    Path("text.en.txt").write_text("The supply chain, they say.\n")
    told = run("a.jsonl", "--output", "csv=text.en.txt")
    message = "aligncheck: --output: text.en.txt is not an earlier csv of aligncheck: name another file\n"
    assert (told.exit_code, told.stderr) == (2, message)
    assert Path("text.en.txt").read_text() == "The supply chain, they say.\n"
    for form in ("csv", "json", "html", "text"):
        assert [run("a.jsonl", "--output", f"{form}=out").exit_code for _ in range(2)] == [0, 0]
        Path("out").unlink()


def test_a_term_that_recurs_and_its_renderings() -> None:
    bitext("a.jsonl", PAIRS)
    result = run("a.jsonl")
    assert result.exit_code == 0
    assert result.stdout == (
        "关键矿产  4 occurrences, LTCR 0.50\n"
        "    critical minerals    3  a.jsonl:1 [1], a.jsonl:2 [2], a.jsonl:4 [4]\n"
        "    key minerals         1  a.jsonl:3 [3]\n"
        "\n"
        "terms  renderings  LTCR  first  frequent  document\n"
        "1      4           0.50  0.75   0.75      a.jsonl\n"
        "\n"
        "1 term, 0 of them steady or rendered once\n"
    )


def test_a_limit_says_how_many_terms_are_shown_steady_ones_too() -> None:
    steady = [
        ("工厂停产。", "The factory stopped."),
        ("工厂开工。", "The factory opened."),
        ("工厂很大。", "The factory is big."),
    ]
    bitext("a.jsonl", [*PAIRS, *steady])
    Path("g.csv").write_text("source,target\n工厂,factory\n", encoding="utf-8")
    shown = {
        limit: [
            line.split()[0]
            for line in run("a.jsonl", "-g", "g.csv", *limit).stdout.splitlines()
            if "LTCR 0" in line or "LTCR 1" in line
        ]
        for limit in ((), ("--limit", "0"), ("--limit", "1"), ("--limit", "2"))
    }
    assert list(shown.values()) == [["关键矿产"], ["关键矿产", "工厂"], ["关键矿产"], ["关键矿产", "工厂"]]


def test_a_glossary_names_the_terms_and_what_they_are_called() -> None:
    bitext("a.jsonl", PAIRS)
    Path("g.csv").write_text("source,target\n关键矿产,key mineral\n石墨,graphite\n", encoding="utf-8")
    report = report_terms(Request(("a.jsonl",), glossary=("g.csv",), config="none"))
    line, steady = report.terms
    assert (line.term, line.admitted, steady.term) == ("关键矿产", ("key mineral",), "石墨")
    assert line.consistency[Reference.PREDEFINED] == Score(1, 4)
    assert report.total.success == Score(1.25, 2)  # 1 of 4, and 1 of 1
    assert report.total.micro[Reference.PREDEFINED] == Score(2, 5)
    assert report.glossaries == ("g.csv",)


@pytest.mark.parametrize(
    ("listed", "score"),
    [("US dollar", Score(3, 3)), ("the US dollar", Score(3, 3)), ("greenback", Score(0, 3))],
)
def test_a_rendering_and_the_glossary_are_compared_in_one_form(listed: str, score: Score) -> None:
    bitext(
        "a.jsonl",
        [
            ("美元升值。", "The US dollar rose."),
            ("美元贬值。", "US dollars fell."),
            ("美元走强。", "The US dollar is up."),
        ],
    )
    Path("g.csv").write_text(f"source,target\n美元,{listed}\n", encoding="utf-8")
    (line,) = report_terms(Request(("a.jsonl",), glossary=("g.csv",), config="none")).terms
    assert line.consistency[Reference.PREDEFINED] == score


def test_an_acronym_that_the_glossary_lists_is_as_in_the_glossary() -> None:
    pairs = [("世贸组织开会。", "The WTO met."), ("世贸组织表示欢迎。", "The World Trade Organization welcomed it.")]
    bitext("a.jsonl", [*pairs, *pairs])
    Path("g.csv").write_text("source,target\n世贸组织,WTO\n", encoding="utf-8")
    (line,) = report_terms(Request(("a.jsonl",), glossary=("g.csv",), config="none")).terms
    assert line.consistency[Reference.PREDEFINED] == Score(2, 4)


def test_documents_are_scored_apart_and_together() -> None:
    bitext("a.jsonl", PAIRS[:2], doc="one")
    bitext("b.jsonl", PAIRS[2:], doc="two")
    report = report_terms(Request(("a.jsonl", "b.jsonl"), config="none"))
    assert [(text.path, text.ltcr) for text in report.documents] == [("a.jsonl", Score(1, 1)), ("b.jsonl", Score(0, 1))]
    assert report.total.ltcr == Score(1, 2)
    assert report.total.micro[Reference.MOST_FREQUENT] == Score(3, 4)


def test_a_memory_comes_before_the_documents() -> None:
    bitext("a.jsonl", PAIRS)
    units = (UNIT.format(source, "We need key minerals.") for source in ("我们需要关键矿产。", "我们需要关键矿产！"))
    Path("m.tmx").write_text(TMX.format("".join(units)), encoding="utf-8")
    add_texts(Request(("m.tmx", "a.jsonl"), config="none"), "house.sqlite", None)  # a.jsonl is not earlier than itself
    report = report_terms(Request(("a.jsonl",), config="none", memory="house.sqlite"))
    (line,) = report.terms
    assert [(one.text, one.number, one.earlier) for one in line.renderings] == (
        [("critical minerals", 3, 0), ("key minerals", 1, 2)]
    )
    assert line.consistency[Reference.FIRST] == Score(1, 4)
    assert line.ltcr == Score(3, 6)


def test_terms_whose_rendering_the_house_may_have_changed_are_named() -> None:
    def make(date: str, key: str, text: str) -> NewDocument:
        counts = DocumentCounts(50, (TermCount("关键矿产", 3, 3, (RenderingCount(key, text, 2, 3),)),))
        return make_document(date, [("关键矿产", text)] * 3, date, counts=counts)

    old = [make(date, "key mineral", "key minerals") for date in ("2015-03-02", "2016-03-02", "2017-03-02")]
    new = [make(date, "critical mineral", "critical minerals") for date in ("2018-03-01", "2019-02-11")]
    write_memory("house.sqlite", [*old, *new])
    bitext("a.jsonl", [*PAIRS[:2], PAIRS[3]])
    result = run("a.jsonl", "--memory", "house.sqlite")
    assert result.stdout.splitlines()[:5] == [
        "关键矿产  3 occurrences, LTCR 1.00",
        "    critical minerals    3 (+6 earlier)  a.jsonl:1 [1], a.jsonl:2 [2],",
        "                                         a.jsonl:3 [3]",
        "    the rendering may have changed: the two latest documents (2018-03-01,",
        "      2019-02-11) use “critical minerals”",
    ]
    (term,) = json.loads(run("a.jsonl", "--memory", "house.sqlite", "--output-format", "json").stdout)["terms"]
    dates = ["2018-03-01", "2019-02-11"]
    assert term["newer"] == {"text": "critical minerals", "key": "critical mineral", "dates": dates}
    page = run("a.jsonl", "--memory", "house.sqlite", "--output-format", "html").stdout
    assert '<p class="about">House: <bdi>the rendering may have changed: the two latest documents' in page
    write_memory("house.sqlite", [make("2020-01-01", "key mineral", "key minerals")])
    assert "may have changed" not in run("a.jsonl", "--memory", "house.sqlite", "--limit", "0").stdout


def test_a_translation_memory_is_put_into_a_memory_first() -> None:
    bitext("a.jsonl", PAIRS)
    Path("m.tmx").write_text(TMX.format(UNIT.format("关键矿产", "key minerals")), encoding="utf-8")
    result = run("a.jsonl", "--memory", "m.tmx")
    advice = "put it into one with `aligncheck memory add m.tmx --memory m.sqlite`"
    message = f"aligncheck: m.tmx: is not a memory of aligncheck (file is not a database): {advice}\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_the_configuration_names_the_memory(here: Path) -> None:
    bitext("house/m.jsonl", [("我们需要关键矿产。", "We need key minerals.")])
    add_texts(Request(("house/m.jsonl",), config="none"), "house/house.sqlite", None)
    bitext("house/a.jsonl", PAIRS)
    Path("house/aligncheck.toml").write_text('memory = "house.sqlite"\n')
    for more, earlier in (([], [0, 1]), (["--memory", "none"], [0, 0]), (["--config", "none"], [0, 0])):
        report = json.loads(run("house/a.jsonl", "--output-format", "json", *more).stdout)
        assert [one["earlier"] for one in report["terms"][0]["renderings"]] == earlier


def test_files_are_paired_as_by_check() -> None:
    for name in ("energy-storage", "energy-storage-draft"):
        for language in ("zh", "en"):
            shutil.copy(SEEDS / f"{name}.{language}.txt", ".")
    report = report_terms(Request((".",), config="none"))
    steady, drifting = sorted(report.documents, key=lambda text: text.path, reverse=True)
    assert steady.ltcr.value == 1.0 and drifting.ltcr.value is not None and drifting.ltcr.value < 1
    assert report.skipped == ()


def test_json_holds_everything() -> None:
    bitext("a.jsonl", PAIRS)
    result = run("a.jsonl", "--output-format", "json")
    report = json.loads(result.stdout)
    assert report["version"] == 1
    assert report["total"]["ltcr"] == {"value": 0.5, "part": 3, "whole": 6}
    assert report["documents"][0]["micro"]["first"]["value"] == 0.75
    rendering = report["terms"][0]["renderings"][1]
    assert rendering["text"] == "key minerals" and rendering["lemmas"] == "key mineral"
    assert rendering["places"] == [{"path": "a.jsonl", "segment": "3", "line": 3, "column": 22}]


def test_csv_cells_are_no_formulas() -> None:
    bitext("=a.jsonl", PAIRS)
    rows = list(csv.DictReader(io.StringIO(run("=a.jsonl", "--output-format", "csv").stdout)))
    assert [(row["term"], row["rendering"], row["count"]) for row in rows] == (
        [("关键矿产", "critical minerals", "3"), ("关键矿产", "key minerals", "1")]
    )
    assert all(row["places"].startswith("'=a.jsonl:") for row in rows)


def test_nothing_in_a_text_acts_on_a_terminal() -> None:
    bitext("a\x1b[2J.jsonl", PAIRS)
    result = run("a\x1b[2J.jsonl")
    assert result.exit_code == 0 and "\x1b" not in result.output


@pytest.mark.parametrize(("least", "code"), [("0.5", 0), ("0.51", 1), ("1", 1), ("0", 0)])
def test_fail_under(least: str, code: int) -> None:
    bitext("a.jsonl", PAIRS)
    result = run("a.jsonl", "--fail-under", least)
    said = f"aligncheck: the LTCR of all texts, 0.5000, is below {least}\n" if code else ""
    assert (result.exit_code, result.stderr) == (code, said)


def test_without_a_term_rendered_twice_nothing_is_under() -> None:
    bitext("a.jsonl", PAIRS[:1])
    result = run("a.jsonl", "--fail-under", "1")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "0 terms, 0 of them steady or rendered once")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no.txt"], "no.txt: no such file or folder"),
        (["a.jsonl", "--glossary", "no.csv"], "no.csv: "),
        (["a.jsonl", "--memory", "no.sqlite"], "no.sqlite: there is no such memory: "),
        (["a.jsonl", "--memory", "alone.txt"], "alone.txt: is not a memory of aligncheck"),
        (["a.jsonl", "--languages", "zh,de"], "terms are compared in English translations from Chinese"),
        (["bad.jsonl"], "bad.jsonl: "),
        (["a.jsonl", "--fail-under", "7"], "--fail-under"),
        (["a.jsonl", "--min-count", "1"], "--min-count"),
    ],
)
def test_bad_input_is_named(arguments: list[str], message: str) -> None:
    bitext("a.jsonl", PAIRS)
    Path("alone.txt").write_text("A text.\n", encoding="utf-8")
    Path("bad.jsonl").write_text("{\n", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 2 and message in result.stderr
    assert "Traceback" not in result.output


def test_beads_of_one_side_and_empty_texts_are_no_trouble() -> None:
    bitext("a.jsonl", [("", "A text."), ("文本。", ""), ("。", "."), *PAIRS])
    assert json.loads(run("a.jsonl", "--output-format", "json").stdout)["total"]["renderings"] == 4


def test_a_bead_of_several_lines_keeps_its_places() -> None:
    Path("t.zh.txt").write_text("各国审查关键矿产。\n\n关键矿产很重要。\n\n石墨是关键矿产。\n", encoding="utf-8")
    text = (
        "Countries review critical\nminerals.\n\nCritical minerals are important.\n\nGraphite is a critical mineral.\n"
    )
    Path("t.en.txt").write_text(text, encoding="utf-8")
    (line,) = report_terms(Request(("t.en.txt",), config="none")).terms
    places = [(place.location.line, place.location.column) for place in line.renderings[0].places]
    assert places == [(1, 18), (4, 1), (6, 15)]
