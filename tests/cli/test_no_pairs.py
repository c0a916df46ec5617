"""Files of the suffixes of pairs that hold something else: data in columns, logs, our own reports."""

import json
from pathlib import Path

import pytest
from command_line import CLEAN, FAULTY, run, write

DATA = "year\tgdp\tpopulation\n2020\t1.2\t3\n"
LOG = '{"level": "info", "text": "started"}\n{"level": "info", "text": "ended"}\n'


def skipped(*arguments: str) -> tuple[int, list[tuple[str, str, bool]]]:
    result = run(*arguments, "--output-format", "json")
    entries = json.loads(result.stdout)["skipped"]
    return result.exit_code, [(entry["path"], entry["reason"], entry["failed"]) for entry in entries]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data.tsv", DATA),
        ("notes.tsv", "A list of places.\nNo column at all.\n"),
        ("data.tsv", "省份\t人口\t面积\n广东\t1.3\t18\n"),
        ("log.jsonl", LOG),
        ("rows.jsonl", '{"a": 1}\n\n{"b": null}\n'),
    ],
)
def test_data_met_in_a_folder_are_named_and_no_failure(folder: Path, name: str, text: str) -> None:
    write(folder / "a.txt", CLEAN)
    write(folder / name, text)
    assert skipped(".") == (0, [(name, "holds no pairs", False)])
    assert f"Skipped 1 file: holds no pairs ({name})." in " ".join(run(".").stdout.split())
    assert run("check", "--gate").exit_code == 0
    assert run("check", "--force-exclude", "--allow-empty", name).exit_code == 0
    named = run(name)
    assert (named.exit_code, named.stderr.startswith(f"aligncheck: {name}: line 1: ")) == (2, True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "港口\tport\tnoun\n船\tship\tnoun\n"),
        ("a.tsv", "1\t2\t3\n港口开放。\tThe port opened.\n"),
        ("a.jsonl", '{"source": "港口", "translation": "port"}\n'),
        ("a.jsonl", '{"zh": "港口", "en": "port"}\n'),
        ("a.jsonl", '{"source": "港口", "target": "port"}\n{"level": "info"}\n'),
        ("a.jsonl", '{"level": "info"\n'),
        ("a.jsonl", "[1]\n"),
    ],
)
def test_what_may_be_faulty_pairs_fails(folder: Path, name: str, text: str) -> None:
    write(folder / name, text)
    code, entries = skipped(".")
    assert (code, [(path, failed) for path, _, failed in entries]) == (2, [(name, True)])


def test_our_own_reports_are_no_texts(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    write(folder / "b.txt", "He tried to规避 it in “the U.S. and the US”, where the the mine is.\n")
    texts = ("full=d.txt", "concise=e.txt", "full=f.md", "github=g.txt")
    assert run(".", "-o", "jsonl=c.jsonl", *(word for one in texts for word in ("-o", one))).exit_code == 1
    assert run("b.txt", "-o", "full=h.txt", "-o", "concise=i.txt", "--color", "always").exit_code == 1
    assert run("a.txt", "--ignore", "doubled-word", "-o", "full=j.txt").exit_code == 0
    run("baseline", "a.txt", "--baseline", "known.jsonl")
    names = ["c.jsonl", "d.txt", "e.txt", "f.md", "g.txt", "h.txt", "i.txt", "j.txt", "known.jsonl"]
    assert skipped(".") == (1, [(name, "report of aligncheck", False) for name in names])
    refused = "nothing to check: skipped d.txt (report of aligncheck); give a text, or --allow-empty if that is right"
    assert (run("d.txt").exit_code, run("d.txt").stderr) == (2, f"aligncheck: {refused}\n")


@pytest.mark.parametrize(
    "text",
    [
        "The linter said:\n\na.txt:1:1: error doubled-word\n  Repeated word “The”.\n",
        "a.txt:1:1: error doubled-word\n  Repeated word “The”.\n\nThe the mine: what is wrong here?\n",
        "a.txt:1:1: error: Repeated word “The”.\n",
        "No findings in 1 document (2 words), not compared with a source.\n\nThat is what it says of the the mine.\n",
        "2 errors in 1 chapter (20 words) are left.\n",
    ],
)
def test_what_quotes_a_report_is_a_text(folder: Path, text: str) -> None:
    write(folder / "a.txt", text)
    assert skipped(".")[1] == []


def test_the_reports_of_a_run_are_not_checked_by_it(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    for _ in range(2):
        result = run(".", "-o", "full=report.txt", "-o", "concise=-")
        assert (result.exit_code, "report.txt:" in result.stdout) == (1, False)
    assert "Skipped" not in result.stdout
