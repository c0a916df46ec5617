"""`aligncheck terms` on English texts without their sources."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from align.cli import main
from align.commands.terms.wordings import report_wordings
from align.config.settings import Request
from glossary.renderings.acronym_expansions import find_expansions
from glossary.renderings.consistency import Score

FIRST = """Critical minerals are dear. The supply of critical minerals is short.
Without key minerals, no car. The US side spoke; the U.S. market fell.
"""
SECOND = """Critical minerals are rare. The Harbour Board of Luhe (HBL) buys them.
The Harbour Bureau of Luhe (HBL) sells them. In Zurich, the HBL has a bank. It has a flat in Zürich.
The bank lies in Zürich.
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.en.txt").write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["terms", *arguments])


def test_what_wavers_is_grouped_over_all_texts_least_steady_first() -> None:
    write(a=FIRST, b=SECOND)
    report = report_wordings(Request((".",), config="none"))
    assert [(group.kind, [(form.text, len(form.places)) for form in group.forms]) for group in report.groups] == [
        ("acronym-expansion", [("Harbour Board of Luhe", 1), ("Harbour Bureau of Luhe", 1)]),
        ("mixed-country-name", [("US", 1), ("U.S.", 1)]),
        ("name-variant", [("Zürich", 2), ("Zurich", 1)]),
        ("inconsistent-wording", [("critical minerals", 3), ("key minerals", 1)]),
    ]
    assert report.documents == (("a.en.txt", Score(3, 5)), ("b.en.txt", Score(4, 6)))
    assert report.total == Score(7, 11)


def test_the_report_for_people() -> None:
    write(a=FIRST)
    result = run("a.en.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "mixed-country-name  2 occurrences, 0.50 in the commonest form\n"
        "    US      1  a.en.txt:2:35\n"
        "    U.S.    1  a.en.txt:2:54\n"
        "\n"
        "inconsistent-wording  3 occurrences, 0.67 in the commonest form\n"
        "    critical minerals    2  a.en.txt:1:1, a.en.txt:1:43\n"
        "    key minerals         1  a.en.txt:2:9\n"
        "\n"
        "score  occurrences  document\n"
        "0.60   5            a.en.txt\n"
        "\n"
        "2 groups of forms that waver; no source was compared\n"
    )


def test_the_least_steady_groups_are_shown_where_a_limit_is_set() -> None:
    write(a=FIRST)
    whole = run("a.en.txt").stdout
    first, second, rest = whole.split("\n\n", 2)
    assert run("a.en.txt", "--limit", "1").stdout == f"{first}\n\n{rest}"
    assert run("a.en.txt", "--limit", "0").stdout == run("a.en.txt", "--limit", "2").stdout == whole
    assert second.startswith("inconsistent-wording")


def test_a_low_score_fails_a_run_and_nothing_that_wavers_passes() -> None:
    write(a=FIRST)
    result = run("a.en.txt", "--fail-under", "0.7")
    assert (result.exit_code, result.stderr) == (1, "aligncheck: the score of all texts, 0.6000, is below 0.7\n")
    assert run("a.en.txt", "--fail-under", "0.6").exit_code == 0
    write(a="The harbour is quiet.\n")
    quiet = run("a.en.txt", "--fail-under", "1")
    assert (quiet.exit_code, quiet.stdout.splitlines()[1]) == (0, "-      0            a.en.txt")


def test_the_terms_of_a_glossary_are_counted_those_forbidden_first() -> None:
    write(a=FIRST)
    Path("g.csv").write_text(
        "source,target,status\n关键矿产,critical mineral,preferred\n关键矿产,key mineral,forbidden\n汽车,car,\n",
        encoding="utf-8",
    )
    printed = run("a.en.txt", "-g", "g.csv").stdout
    assert (
        "Terms of the glossary\n"
        "    key mineral       forbidden  1  a.en.txt:2:9\n"
        "    critical mineral  preferred  2  a.en.txt:1:1, a.en.txt:1:43\n"
    ) in printed
    found = json.loads(run("a.en.txt", "-g", "g.csv", "--output-format", "json").stdout)
    assert found["glossary_terms"][0] == {
        "text": "key mineral",
        "status": "forbidden",
        "count": 1,
        "places": [{"path": "a.en.txt", "segment": None, "line": 2, "column": 9}],
    }


def test_json_and_csv() -> None:
    write(a=FIRST)
    found = json.loads(run("a.en.txt", "--output-format", "json").stdout)
    assert list(found) == ["version", "glossaries", "score", "documents", "groups", "glossary_terms", "skipped"]
    assert found["score"] == {"value": 0.6, "part": 3, "whole": 5}
    assert found["documents"] == [{"path": "a.en.txt", "score": found["score"]}]
    assert (found["groups"][1]["kind"], found["groups"][1]["forms"][1]["count"]) == ("inconsistent-wording", 1)
    rows = list(csv.reader(io.StringIO(run("a.en.txt", "--output-format", "csv").stdout)))
    assert rows[0] == ["kind", "group", "score", "form", "count", "places"]
    assert rows[3] == ["inconsistent-wording", "2", "0.6667", "critical minerals", "2", "a.en.txt:1:1 a.en.txt:1:43"]


def test_what_is_masked_is_no_form() -> None:
    Path("a.en.md").write_text(FIRST.replace("key minerals", "`key minerals`"), encoding="utf-8")
    (group,) = report_wordings(Request(("a.en.md",), config="none")).groups
    assert group.kind == "mixed-country-name"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.en.txt", "--memory", "m.sqlite"], "no translation with its source"),
        (["a.fr.txt", "--languages", "zh,fr"], "a.fr.txt: wordings are compared in English, not in fr"),
        (["c.txt"], "c.txt: looks like a source text (Chinese)"),
    ],
)
def test_what_cannot_be_compared(arguments: list[str], message: str) -> None:
    write(a=FIRST)
    Path("a.fr.txt").write_text("Le port.\n", encoding="utf-8")
    Path("c.txt").write_text("这家企业开采关键矿产。\n", encoding="utf-8")
    Path("pairs.jsonl").write_text('{"source": "港口开放。", "target": "The port is open."}\n', encoding="utf-8")
    CliRunner().invoke(main, ["memory", "add", "pairs.jsonl", "--memory", "m.sqlite"], catch_exceptions=False)
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Office of Rivers and Lakes (ORL) met.", {"ORL": ["Office of Rivers and Lakes"]}),
        ("The Office of Rivers (OR), not the office of rivers (OR).", {"OR": ["Office of Rivers"]}),
        ("The Deep-Sea Board (DSB) met. The Deep Sea Boards (DSB) met.", {"DSB": ["Deep-Sea Board"]}),
        ("It met. Rivers (OR) flow.", {}),
        ("The Bank of Luhe (BOL) met the Bank of Lakes (BL).", {"BOL": ["Bank of Luhe"], "BL": ["Bank of Lakes"]}),
    ],
)
def test_the_full_name_has_the_initials_of_its_acronym(text: str, names: dict[str, list[str]]) -> None:
    assert {acronym: list(found) for acronym, found in find_expansions(text).items()} == names


@given(st.text(st.sampled_from("AaBb ofOF(). \n-'"), max_size=60))
def test_full_names_stand_in_the_text(text: str) -> None:
    for acronym, names in find_expansions(text).items():
        for name, places in names.items():
            assert text[slice(*places[0])] == name
            assert all(text[end:].lstrip(" -'").startswith(f"({acronym})") for _, end in places)
