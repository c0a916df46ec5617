"""`aligncheck score`: what is scored, what is printed, the gates and the exit code."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from office_files import make_docx, make_paragraph
from roots import ROOT
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.significance import PairedTest
from sacrebleu.significance import Result as PairedResult

from align.cli import main
from align.readers import pairs

REFERENCE = [
    "The port of Luhe reopened on Tuesday morning.",
    "Eleven ships had waited outside for a week.",
    "The storm sank two fishing boats and a ferry.",
    "Nobody was hurt, the harbour master said.",
    "Repairs to the eastern pier will take until May.",
    "Traders fear that the price of salt will rise.",
    "The city has stores for about forty days.",
    "A new lighthouse is planned on the northern cape.",
    "Its lamp will be seen from thirty kilometres.",
    "Fishermen have asked for it since the last war.",
]
CLOSE = [
    "The port of Luhe reopened on Tuesday morning.",
    "Eleven ships waited outside for a week.",
    "The storm sank two fishing boats and one ferry.",
    "Nobody was hurt, the harbour master said.",
    "Repairs to the eastern pier will last until May.",
    "Traders fear that the price of salt will rise.",
    "The city has stores for some forty days.",
    "A new lighthouse is planned on the northern cape.",
    "Its lamp will be visible from thirty kilometres.",
    "Fishermen have asked for it since the last war.",
]
FAR = [
    "On Tuesday, Luhe harbour was open again.",
    "Outside, eleven vessels lay for seven days.",
    "Two boats and one ferry went down in the storm.",
    "There were no injured, according to its chief.",
    "The pier in the east is under repair until May.",
    "Merchants are afraid of dearer salt.",
    "There is enough in town for forty days.",
    "At the cape in the north they plan a beacon.",
    "Thirty kilometres away one will see its light.",
    "Since the war the fishers have wanted one.",
]
FOREIGN = "该港于周二上午重新开放。十一艘船在外面等了一个星期。\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, lines: list[str]) -> None:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def write_pairs(name: str, lines: list[str]) -> None:
    write(name, [json.dumps({"source": "你好", "target": line}) for line in lines])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["score", *arguments])


def load(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--output-format", "json")
    assert result.exit_code in (0, 1), result.stderr
    page: dict[str, Any] = json.loads(result.stdout)
    return page


def run_sacrebleu(hypothesis: str, references: list[str], *options: str) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "sacrebleu", *references, "-i", hypothesis, "-w", "2", *options]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("references", [["r.txt"], ["r.txt", "s.txt"]])
def test_scores_and_signatures_are_those_of_the_sacrebleu_command(references: list[str]) -> None:
    write("h.txt", [*CLOSE[:5], "", *FAR[5:]])
    write("r.txt", [*REFERENCE[:5], "", *REFERENCE[5:]])
    write("s.txt", [*FAR[:5], "", *CLOSE[5:]])
    named = [part for path in references for part in ("--reference", path)]
    found = load("h.txt", *named, "--select", "ter")["references"]
    expected = run_sacrebleu("h.txt", references, "-m", "bleu", "chrf", "ter")
    expected += run_sacrebleu("h.txt", references, "-m", "chrf", "--chrf-word-order", "2")
    for metric, score in zip(("bleu", "chrf", "ter", "chrf++"), expected, strict=True):
        assert (found[metric]["score"], found[metric]["signature"]) == (score["score"], score["signature"])
    assert found["segments"] == 10


def test_intervals_and_p_over_segments_are_those_of_sacrebleu() -> None:
    write("h.txt", CLOSE)
    write("b.txt", [*CLOSE[:7], *FAR[7:]])
    write("r.txt", REFERENCE)
    found = load("h.txt", "--reference", "r.txt", "--against", "b.txt", "--select", "references")["references"]
    systems: list[tuple[str, Sequence[str]]] = [("b", [*CLOSE[:7], *FAR[7:]]), ("h", CLOSE)]
    metrics = {"BLEU": BLEU(), "chrF2": CHRF()}
    _, paired = PairedTest(systems, metrics, [REFERENCE], test_type="bs")()
    for metric, name in (("bleu", "BLEU"), ("chrf", "chrF2")):
        result = paired[name][1]
        assert isinstance(result, PairedResult)
        assert found["against"][0]["difference"][metric]["p"] == round(result.p_value or 0, 4)
        half = (found[metric]["high"] - found[metric]["low"]) / 2
        assert half == pytest.approx(float(result.ci or 0), abs=0.01)
    assert found["unit"] == "segments"


def test_a_table_marks_the_best_only_where_it_is_significantly_better() -> None:
    write("h.txt", CLOSE)
    write("b.txt", FAR)
    write("c.txt", [CLOSE[0], CLOSE[1], *CLOSE[2:9], REFERENCE[9]])
    write("r.txt", REFERENCE)
    clear = run("h.txt", "--reference", "r.txt", "--against", "b.txt", "--select", "references")
    assert "  h.txt   83.57*" in clear.stdout
    assert "* significantly better than every other\n" in clear.stdout
    assert "BLEU: h.txt has +79.01 against b.txt (+66.48 to +92.52, p 0.0010:\n    significant)." in clear.stdout
    level = run("h.txt", "--reference", "r.txt", "--against", "c.txt", "--select", "references")
    assert "*" not in level.stdout
    assert "BLEU: h.txt has +0.00 against c.txt (+0.00 to +0.00, p 1.0000: not\n    significant)." in level.stdout
    assert "No system is significantly better than every other.\n" in level.stdout


def test_a_table_that_is_too_wide_has_its_systems_one_after_the_other() -> None:
    name, other = f"{'h' * 50}.txt", f"{'b' * 50}.txt"
    write(name, CLOSE)
    write(other, CLOSE)
    write("r.txt", REFERENCE)
    table = run(name, "--reference", "r.txt", "--against", other, "--select", "ter", "--select", "findings").stdout
    assert max(map(len, table.split("signature ")[0].splitlines())) <= 80
    assert re.search(f"^  {name}\n    BLEU    83.57 .*\n    chrF    ", table, re.MULTILINE)
    assert re.search(f"^  {other}\n    words +[0-9]+\n    error ", table, re.MULTILINE)


def test_eight_documents_are_what_samples_are_drawn_of() -> None:
    for number in range(8):
        write(f"mt/{number}.en.txt", CLOSE[number : number + 2])
        write(f"human/{number}.txt", REFERENCE[number : number + 2])
    found = load("mt", "--reference", "human", "--select", "references")["references"]
    assert (found["unit"], found["documents"], found["segments"]) == ("documents", 8, 16)
    Path("mt/7.en.txt").unlink()
    Path("human/7.txt").unlink()
    assert load("mt", "--reference", "human", "--select", "references")["references"]["unit"] == "segments"


def test_few_segments_have_a_score_and_no_interval() -> None:
    write("h.txt", CLOSE[:7])
    write("b.txt", FAR[:7])
    write("r.txt", REFERENCE[:7])
    result = run("h.txt", "--reference", "r.txt", "--against", "b.txt", "--fail-drop", "chrf:1")
    assert "Too few segments for intervals." in result.stdout
    assert "(not tested)" in result.stdout
    assert result.stderr == "aligncheck: whether chrF fell below b.txt was not tested: there are too few segments\n"
    assert result.exit_code == 2


def test_a_text_that_is_cut_otherwise_is_aligned_and_the_report_says_so() -> None:
    write("r.txt", [" ".join(REFERENCE[start : start + 2]) for start in range(0, 10, 2)])
    write("same.txt", [" ".join(CLOSE[start : start + 2]) for start in range(0, 10, 2)])
    write("h.txt", [CLOSE[0], " ".join(CLOSE[1:3]), *CLOSE[3:6], " ".join(CLOSE[6:])])
    cut, same = (
        load(name, "--reference", "r.txt", "--select", "references")["references"] for name in ("h.txt", "same.txt")
    )
    assert (cut["recut"], same["recut"]) == (["h.txt"], [])
    assert cut["chrf"]["score"] == same["chrf"]["score"]
    assert cut["segments"] == 5
    assert "h.txt is not cut as its reference: it was aligned with it and segmented again." in run(
        "h.txt", "--reference", "r.txt"
    ).stdout.replace("\n    ", " ")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (CLOSE[:9], "h.jsonl: has 9 pairs, and r.txt 10: give files with as many, or running texts, which are aligned"),
        ([*CLOSE[:9], "x", "y"], "h.jsonl: has 11 pairs, and r.txt 10"),
    ],
)
def test_a_reference_has_as_many_lines_as_there_are_pairs(lines: list[str], message: str) -> None:
    write_pairs("h.jsonl", lines)
    write("r.txt", REFERENCE)
    result = run("h.jsonl", "--reference", "r.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_empty_reference_is_named_and_an_empty_translation_counts_as_wrong() -> None:
    write_pairs("h.jsonl", CLOSE)
    write("r.txt", [*REFERENCE[:4], "", *REFERENCE[5:]])
    result = run("h.jsonl", "--reference", "r.txt")
    assert result.exit_code == 2
    assert result.stderr == "aligncheck: r.txt:5: the reference is empty: write it, or leave the segment out\n"
    write("h.txt", [*REFERENCE[:4], "", *REFERENCE[5:]])
    write_pairs("h.jsonl", [*REFERENCE[:4], "", *REFERENCE[5:]])
    write("r.txt", REFERENCE)
    found = load("h.jsonl", "--reference", "r.txt", "--select", "references")["references"]
    assert found["notes"] == ["h.jsonl has no text for 1 of 10 segments; they count as wrong"]
    assert found["bleu"]["score"] == run_sacrebleu("h.txt", ["r.txt"], "-m", "bleu")[0]["score"]


def test_pairs_are_compared_one_by_one() -> None:
    records = [{"source": "你好", "target": text, "doc": number % 2} for number, text in enumerate(CLOSE)]
    write("h.jsonl", [json.dumps(record) for record in records])
    write("r.txt", REFERENCE)
    write("h.txt", CLOSE)
    pairs, plain = (
        load(name, "--reference", "r.txt", "--select", "references")["references"] for name in ("h.jsonl", "h.txt")
    )
    assert pairs["bleu"] == plain["bleu"]
    assert (pairs["documents"], plain["documents"]) == (2, 1)
    write("r.txt", REFERENCE[1:])
    result = run("h.jsonl", "--reference", "r.txt")
    assert "h.jsonl: has 10 pairs, and r.txt 9" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--reference", "zh.txt"], "zh.txt: is written in zh, not in en: name a translation"),
        (["--reference", "none.txt"], "none.txt: no such file or folder"),
        (["--reference", "void.txt"], "void.txt: there is no text in it"),
        (["--glossary", "none.csv"], "none.csv"),
        (["--fail-under", "chrf:50"], "a limit of BLEU, chrF or TER needs references: name them with --reference"),
        (["--fail-under", "comet:50"], "--fail-under comet:50: a limit is NAME:NUMBER, and NAME one of bleu, chrf,"),
        (["--fail-under", "score:nan"], "--fail-under score:nan: nan is not a number"),
        (
            ["--reference", "r.txt", "--fail-drop", "chrf:1"],
            "--fail-drop compares with another translation: name it with --against",
        ),
        (
            ["--select", "bleu"],
            "--select bleu: write one of references, ter, findings, estimate, terminology, agreement",
        ),
        (["--select", "references"], "--select references: name the references with --reference"),
        (["--select", "findings", "--select", "ter"], "--select ter: name the references with --reference"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], message: str) -> None:
    write("h.txt", CLOSE)
    write("r.txt", REFERENCE)
    write("void.txt", [])
    Path("zh.txt").write_text(FOREIGN, encoding="utf-8")
    result = run("h.txt", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_text_without_its_reference_is_not_scored_and_not_passed() -> None:
    write("mt/a.txt", CLOSE)
    write("mt/b.txt", CLOSE)
    write("human/a.txt", REFERENCE)
    result = run("mt", "--reference", "human", "--select", "references")
    assert result.exit_code == 2
    assert "mt/b.txt: no reference: none found: looked in human for one file named b" in result.stderr
    assert "10 segments of 1 document" in result.stdout
    write("other.txt", CLOSE)
    assert "is one file for 2 texts" in run("mt", "--reference", "other.txt").stderr


def test_a_reference_without_its_translation_is_named_and_not_passed() -> None:
    write("mt/a.txt", CLOSE)
    write("mt/d.bak", CLOSE)
    for name in ("a.txt", "b.txt", "c.txt", "b.zh.txt", "notes.md"):
        write(f"human/{name}", REFERENCE)
    result = run("mt", "--reference", "human", "--select", "references")
    assert (result.exit_code, "10 segments of 1 document" in result.stdout) == (2, True)
    assert result.stderr == "".join(
        f"aligncheck: human/{name}.txt: a reference without a translation, not scored: "
        f"looked in mt for one file named {name}, whatever its language tag and suffix\n"
        for name in "bc"
    )
    one = run("mt/a.txt", "--reference", "human", "--select", "references")
    assert (one.exit_code, one.stderr) == (0, "")


FAULTY = "The mine costs $5000 and and the firm paid 摆脱 it. " + "The old harbour town is quiet in winter. " * 40


def test_findings_are_weighed() -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    found = load("a.txt", "--tolerance", "50")["findings"]
    assert found["words"] == 331
    assert found["by_severity"] == {
        "error": {"count": 1, "penalty": 5.0},
        "warning": {"count": 2, "penalty": 2.0},
        "info": {"count": 0, "penalty": 0.0},
    }
    assert found["by_dimension"] == {
        "accuracy": {"count": 1, "penalty": 1.0},
        "fluency": {"count": 1, "penalty": 5.0},
        "locale-convention": {"count": 1, "penalty": 1.0},
    }
    assert (found["penalty"], found["per_1000"]) == (7.0, 21.15)
    assert found["score"] == 97.89  # 100 * (1 - 7 / 331)
    assert found["calibrated"] == 95.77  # 100 - 21.15 * (100 - 90) / 50
    assert found["passed"] is True
    failed = run("a.txt", "--tolerance", "21")
    assert (failed.exit_code, failed.stderr) == (1, "aligncheck: the score of the findings does not reach 90\n")
    assert run("a.txt", "--fail-under", "score:97.9").stderr == (
        "aligncheck: the score of the findings, 97.89, is below 97.9\n"
    )
    assert run("a.txt", "--tolerance", "50", "--fail-under", "score:96").exit_code == 1
    assert run("a.txt", "--fail-under", "score:97.8").exit_code == 0


def test_weights_come_from_the_configuration() -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    Path("aligncheck.toml").write_text("[weights]\nerror = 10\nresidual-source = 2.5\nwarning = 0\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["score", "a.txt", "--output-format", "json"])
    found = json.loads(result.stdout)
    assert found["findings"]["penalty"] == 12.5
    assert found["signature"].endswith("|weights:error=10,info=0,residual-source=2.5,warning=0")
    Path("aligncheck.toml").write_text("[weights]\nerror = -1\n", encoding="utf-8")
    message = CliRunner().invoke(main, ["score", "a.txt"]).stderr
    assert message.endswith("aligncheck.toml: weights: error: must be a number from 0 up\n")
    Path("aligncheck.toml").write_text("[weights]\nresidual-sauce = 1\n", encoding="utf-8")
    assert "did you mean 'residual-source'?" in CliRunner().invoke(main, ["score", "a.txt"]).stderr


def test_a_short_text_has_counts_and_no_score() -> None:
    write("a.txt", CLOSE)
    result = run("a.txt", "--tolerance", "10")
    assert result.exit_code == 2
    assert "Not assessed: 83 words are too few for a score. That is not a pass." in result.stdout
    assert result.stderr == "aligncheck: whether the findings pass was not assessed: 83 words, and it takes 250\n"
    found = load("a.txt")["findings"]
    assert (found["penalty"], found["score"], found["per_1000"], found["passed"]) == (
        0.0,
        None,
        None,
        None,
    )


def test_without_a_reference_no_better_system_is_told() -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    Path("b.txt").write_text(FAULTY.replace("摆脱 ", ""), encoding="utf-8")
    printed = run("a.txt", "--against", "b.txt").stdout.replace("\n    ", " ")
    assert "a.txt has +2.97 penalty per 1,000 words against b.txt." in printed
    assert "Which translation is better cannot be said without a reference; fewer findings do not say so." in printed


PAIRS = [
    {"source": "各国审查关键矿产。", "target": "Countries review critical minerals.", "doc": 1},
    {"source": "关键矿产很重要。", "target": "Critical minerals are important.", "doc": 1},
    {"source": "这家企业开采关键矿产。", "target": "The company digs for key minerals.", "doc": 1},
    {"source": "石墨是关键矿产。", "target": "Graphite is a critical mineral.", "doc": 1},
]


def test_terms_are_scored_beside_the_source_and_by_the_reference() -> None:
    write("a.jsonl", [json.dumps(pair) for pair in PAIRS])
    write("g.csv", ["source,target", "关键矿产,critical minerals", "石墨,graphite"])
    write("r.txt", ["Critical minerals are reviewed.", "They matter.", "A firm digs for them.", "One is blacklead."])
    found = load("a.jsonl", "-g", "g.csv", "--select", "terminology")["terminology"]
    assert found["success_rate"] == {"value": 0.75, "part": 1.5, "whole": 2}  # 2 of 4, and 1 of 1
    assert found["ltcr"] == {"value": 0.5, "part": 3, "whole": 6}
    assert found["micro"]["predefined"]["value"] == 0.8
    judged = load("a.jsonl", "-g", "g.csv", "--select", "terminology", "--reference", "r.txt")
    assert judged["terminology"]["success_rate"] == {"value": 0.5, "part": 0.5, "whole": 1}
    assert run("a.jsonl", "-g", "g.csv", "--fail-under", "success:0.8").exit_code == 1


def test_what_was_not_assessed_is_not_passed() -> None:
    write("a.txt", CLOSE)
    result = run("a.txt", "--fail-under", "ltcr:0.5")
    assert result.exit_code == 2
    assert result.stderr == "aligncheck: LTCR was not assessed: no source is known (--source)\n"
    assert load("a.txt")["unassessed"] == {
        "references": "no reference was given (--reference)",
        "estimate": "no source is known (--source)",
        "terminology": "no source is known (--source)",
    }


def test_tables_for_spreadsheets_and_pull_requests() -> None:
    write("=h.txt", CLOSE)
    write("r.txt", REFERENCE)
    printed = run("=h.txt", "--reference", "r.txt", "--output-format", "csv").stdout
    rows = list(csv.reader(io.StringIO(printed)))
    assert rows[0] == ["block", "system", "name", "value", "low", "high", "p", "signature"]
    assert rows[1][:4] == ["references", "'=h.txt", "BLEU", "83.57"]
    assert ["automatic findings", "'=h.txt", "score (raw linear)", ""] in [row[:4] for row in rows]
    table = run("=h.txt", "--reference", "r.txt", "--output-format", "markdown").stdout
    assert table.startswith("### References\n\n| system | BLEU | chrF | chrF++ |\n| --- | --- | --- | --- |\n")
    assert "| \\=h.txt | 83.57 (72.39-93.84) | " in table
    write("a|b.txt", CLOSE)
    assert (
        "| a\\|b.txt | 83.57 (72.39-93.84) |"
        in run("a|b.txt", "--reference", "r.txt", "--output-format", "markdown").stdout
    )


def test_the_report_goes_to_a_file() -> None:
    write("h.txt", CLOSE)
    printed = run("h.txt", "--output-format", "json").stdout
    result = run("h.txt", "-o", "json=out.json", "-o", "markdown=out.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("out.json").read_text(encoding="utf-8") == printed
    assert Path("out.md").read_text(encoding="utf-8") == run("h.txt", "--output-format", "markdown").stdout
    both = run("h.txt", "--output-format", "text", "-o", "text=out.txt")
    assert (both.exit_code, both.stdout) == (0, Path("out.txt").read_text(encoding="utf-8"))
    assert run("h.txt", "-o", "text=h.txt").stderr == (
        "aligncheck: --output: h.txt is what is checked: name another file\n"
    )
    assert "none/out.json: there is no folder none" in run("h.txt", "-o", "json=none/out.json").stderr
    assert "with one of text, json, csv, markdown (- is stdout)" in run("h.txt", "-o", "html=h.html").stderr


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json"])
def test_the_report_replaces_no_file_of_another_kind(form: str) -> None:
    write("h.txt", CLOSE)
    write("own", ["Notes of somebody."])
    write("a.jsonl", ['{"id": "1", "label": "accept"}'])
    for arguments in (("h.txt",), ("--select", "agreement", "a.jsonl", "a.jsonl")):
        score = ["score", *arguments, "--output"]
        refused = CliRunner().invoke(main, [*score, f"{form}=own"])
        message = f"aligncheck: --output: own is not an earlier {form} of aligncheck: name another file\n"
        assert (refused.exit_code, refused.stderr) == (2, message)
        assert Path("own").read_text(encoding="utf-8").strip() == "Notes of somebody."
        for _ in range(2):
            assert CliRunner().invoke(main, [*score, f"{form}=out"]).exit_code == 0
        Path("out").unlink()


def test_a_significant_drop_fails_a_run() -> None:
    write("h.txt", FAR)
    write("b.txt", CLOSE)
    write("r.txt", REFERENCE)
    arguments = ["h.txt", "--reference", "r.txt", "--against", "b.txt", "--select", "references"]
    result = run(*arguments, "--fail-drop", "chrF:1.0", "--fail-drop", "ter:5")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0].startswith("aligncheck: chrF is ") and lines[0].endswith(" worse than that of b.txt (p 0.001)")
    assert lines[1].startswith("aligncheck: TER is ")
    assert run(*arguments, "--fail-drop", "chrf:90").exit_code == 0
    better = ["b.txt", "--reference", "r.txt", "--against", "h.txt", "--select", "references"]
    assert run(*better, "--fail-drop", "chrf:0").exit_code == 0


def test_the_json_page_names_every_key() -> None:
    page = (ROOT / "docs/scores.md").read_text(encoding="utf-8")
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    write("a.jsonl", [json.dumps(pair) for pair in PAIRS])
    write("b.jsonl", [json.dumps(pair) for pair in PAIRS])
    write("r.txt", [str(pair["target"]) for pair in PAIRS])
    everything = [part for name in ("ter", "findings", "estimate", "terminology") for part in ("--select", name)]
    found = load("a.jsonl", "--reference", "r.txt", "--against", "b.jsonl", *everything)
    for keys in (
        (),
        ("references",),
        ("references", "bleu"),
        ("references", "against", 0, "difference", "bleu"),
        ("findings",),
        ("findings", "by_severity"),
        ("findings", "by_severity", "error"),
        ("estimate",),
        ("estimate", "segments", 0),
        ("estimate", "segments", 0, "reasons", 0),
        ("terminology",),
        ("terminology", "ltcr"),
    ):
        printed: Any = found
        documented: Any = example
        for key in keys:
            printed, documented = printed[key], documented[key]
        assert sorted(printed) == sorted(documented), keys
    assert {*example["references"]["against"][0]} < {*found["references"]["against"][0]}
    assert [*found["findings"]["against"][0]] == [*found["findings"]][:10]


SHORT = [
    {"id": "a", "source": "港口周二重新开放。", "target": "The port reopened on Tuesday."},
    {"id": "b", "source": "十一艘船在外面等了一个星期。", "target": "Eleven ships waited outside for a week."},
    {"id": "c", "source": "没有人受伤。", "target": "The price of 摆脱 salt and and bread rose by 12 percent."},
    {"id": "d", "source": "新灯塔将建在北角。", "target": "A new lighthouse will be built on the northern cape."},
]


def test_the_passages_to_read_come_with_their_places_and_reasons() -> None:
    write("a.jsonl", [json.dumps({**pair, "doc": 1}) for pair in SHORT])
    block = load("a.jsonl", "--select", "estimate", "--limit", "2")["estimate"]
    first = block["segments"][0]
    assert (first["id"], first["line"], first["rank"], first["band"]) == ("a.jsonl:3 [c]", 3, 1, "high")
    assert (first["source"], first["target"], first["words"]) == (SHORT[2]["source"], SHORT[2]["target"], 12)
    assert "doubled-word" in first["findings"]
    assert [one["rank"] for one in block["segments"]] == [1, 2]
    assert block["coverage"] == {"value": 1.0, "part": 34, "whole": 34}
    assert 1 <= len(first["reasons"]) <= 3


def test_what_both_sides_write_alike_is_not_read_first_and_a_table_has_no_lines() -> None:
    source, target = ["石墨的价格去年下跌了。", "12", "A-1"], ["The price of graphite fell last year.", "12", "A-1"]
    for name, texts in (("a.zh.docx", source), ("a.en.docx", target)):
        Path(name).write_bytes(make_docx("".join(map(make_paragraph, texts))))
    block = load("a.en.docx", "--select", "estimate", "--limit", "0")["estimate"]
    assert [one["id"] for one in block["segments"]] == ["a.en.docx:paragraph 1:1"]


def test_estimates_know_what_was_found_in_pairs_that_are_put_together_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.jsonl", [*map(json.dumps, SHORT)])
    found = load("a.jsonl", "--select", "estimate", "--limit", "0")["estimate"]
    assert found["segments"][0]["findings"]
    monkeypatch.setattr(pairs, "_KEPT", 1)
    assert load("a.jsonl", "--select", "estimate", "--limit", "0")["estimate"] == found


def test_a_budget_of_words_is_kept_and_the_first_passage_is_always_there() -> None:
    write("a.jsonl", [json.dumps({**pair, "doc": 1}) for pair in SHORT])
    few, whole = (load("a.jsonl", "--select", "estimate", *more)["estimate"] for more in ((), ("--limit", "0")))
    assert [one["rank"] for one in few["segments"]] == [1]
    assert (few["chosen"]["part"], whole["chosen"]["value"], len(whole["segments"])) == (12, 1.0, 4)


def test_the_passages_are_printed_with_what_the_estimate_cannot_tell() -> None:
    write("a.jsonl", [json.dumps({**pair, "doc": 1}) for pair in SHORT])
    printed = run("a.jsonl", "--select", "estimate", "--limit", "1").stdout
    assert printed.startswith("Look here first\n  1. a.jsonl:3 [c]  high, estimated penalty ")
    assert "\n    | 没有人受伤。\n    | The price of 摆脱 salt and and bread rose by 12 percent.\n" in printed
    assert "it cannot say which\n    translation or engine is better." in printed
    assert "estimated penalty 20.12 (1.68 a word)\n" in printed
    assert "\n  Ordered by the estimated penalty a word, the greatest first: " in printed
    table = run("a.jsonl", "--select", "estimate", "--limit", "1", "--output-format", "markdown").stdout
    assert "\n> The price of 摆脱 salt and and bread rose by 12 percent.\n" in table
    rows = list(csv.reader(io.StringIO(run("a.jsonl", "--select", "estimate", "--output-format", "csv").stdout)))
    assert rows[1][:3] == ["look here first", "a.jsonl", "a.jsonl:3 [c]"]


def test_there_is_no_estimate_for_other_languages() -> None:
    write("a.jsonl", [json.dumps(pair) for pair in SHORT])
    found = load("a.jsonl", "--languages", "ja,en", "--select", "estimate")
    assert found["unassessed"] == {"estimate": "it is made for Chinese into English"}
