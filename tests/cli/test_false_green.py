"""A run that looks clean is clean: what was not checked, hidden or switched off is said."""

import json
import re
import shlex
from pathlib import Path

import pytest
from command_line import run
from roots import ROOT

CLEAN = "The mine in Ganzhou reopened on May 12.\n"
FAULTY = "The the mine reopened.\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def unused(*arguments: str) -> list[tuple[str, int]]:
    document = json.loads(run(*arguments, "--output-format", "json").stdout)
    return [(entry["path"], entry["line"]) for entry in document["unused_allows"]]


def test_a_clean_file_beside_an_unread_one() -> None:
    write("a.txt", CLEAN)
    write("draft.doc", "PK")
    result = run("a.txt", "draft.doc")
    assert result.exit_code == 2
    assert (
        result.stdout == "No findings in 1 document (8 words), not compared with a source. Not checked:\ndraft.doc.\n"
    )
    document = json.loads(run("a.txt", "draft.doc", "--output-format", "json").stdout)
    assert document["summary"]["failed"] == 1
    assert [(entry["path"], entry["failed"]) for entry in document["skipped"]] == [("draft.doc", True)]
    assert run("a.txt", "draft.doc", "--output-format", "github").stdout.startswith(
        "::error file=draft.doc,title=not checked::unknown format .doc; "
    )


def test_configurations_in_force_are_named() -> None:
    write("aligncheck.toml", 'glossaries = ["g.csv"]\n')
    write("g.csv", "zh,en\n矿,mine\n")
    write("a.txt", CLEAN)
    write("inner/aligncheck.toml", '[[allow]]\ntext = "mine"\n')
    write("inner/b.txt", CLEAN)
    assert run("inner").stdout == (
        "No findings in 1 document (8 words), not compared with a source. Settings from\n"
        "inner/aligncheck.toml. 1 [[allow]] without a finding: inner/aligncheck.toml:1.\n"
    )
    document = json.loads(run(".", "--output-format", "json").stdout)
    assert document["configurations"] == ["aligncheck.toml", "inner/aligncheck.toml"]
    assert run(".", "--show-settings", "--select", "mojibake").stdout == (
        "texts          a.txt\n"
        "configuration  aligncheck.toml\n"
        "glossaries     g.csv (aligncheck.toml)\n"
        "dictionary     the installed CC-CEDICT\n"
        "languages      zh into en\n"
        "encoding       found out for each text\n"
        "fail-on        warning\n"
        "rules          mojibake (command line)\n"
        "severity       as the rules have it\n"
        "allow          none\n"
        "\n"
        "texts          inner/b.txt\n"
        "configuration  inner/aligncheck.toml\n"
        "glossaries     none\n"
        "dictionary     the installed CC-CEDICT\n"
        "languages      zh into en\n"
        "encoding       found out for each text\n"
        "fail-on        warning\n"
        "rules          mojibake (command line)\n"
        "severity       as the rules have it\n"
        "allow          line 1 (mine) (inner/aligncheck.toml)\n"
    )


def test_what_makes_a_run_fail_is_shown() -> None:
    write("aligncheck.toml", '[severity]\ndoubled-word = "info"\n')
    write("a.txt", FAULTY)
    assert run("a.txt").stdout == (
        "No errors or warnings in 1 document (4 words), not compared with a source. 1\n"
        "info hidden (--min-severity info shows it). Settings from aligncheck.toml.\n"
    )
    result = run("a.txt", "--fail-on", "info")
    assert result.exit_code == 1
    assert result.stdout.startswith("a.txt:1:1: info doubled-word\n")
    assert run("a.txt", "--fail-on", "info", "--min-severity", "error").stdout.startswith("No errors in 1 document")
    write("aligncheck.toml", 'fail-on = "info"\n[severity]\ndoubled-word = "info"\n')
    assert run("a.txt").stdout.startswith("a.txt:1:1: info doubled-word\n")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "NaN"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("terms", "a.tsv", "--fail-under"),
        ("align", "a.zh.txt", "a.en.txt", "--min-score"),
        ("glossary", "set", "g.csv", "--all", "--min-score"),
    ],
)
def test_number_options_are_finite(arguments: tuple[str, ...], value: str) -> None:
    write("a.tsv", "矿山重新开放。\tThe mine reopened.\n")
    write("g.csv", "zh,en\n矿,mine\n")
    result = run(*arguments, value)
    assert result.exit_code == 2
    assert re.search(rf"Invalid value for '{arguments[-1]}': .*{value}", result.stderr)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("xx", "xx is not a language code: give one such as zh, en or pt-BR"),
        ("cn", "cn is not a language code: did you mean zh?"),
        ("eng", "eng is not a language code: did you mean en?"),
        ("zh_CN", "zh_CN is not a language code: did you mean zh-CN?"),
    ],
)
def test_a_language_that_nobody_speaks(code: str, message: str) -> None:
    write("a.txt", CLEAN)
    for command in ("check", "terms"):
        result = run(command, "a.txt", "--languages", f"zh,{code}")
        assert (result.exit_code, result.stderr) == (2, f"aligncheck: --languages: {message}\n")
    write("aligncheck.toml", f'source-lang = "{code}"\n')
    result = run("a.txt")
    assert (result.exit_code, result.stderr) == (
        2,
        f"aligncheck: {Path.cwd()}/aligncheck.toml: source-lang: {message}\n",
    )


def test_an_allow_that_matches_nothing() -> None:
    write("texts/a.txt", "He wrote the 立场 down.\n")
    write("texts/b.txt", FAULTY.replace("The the", "The"))
    config = '# editors\n[[allow]]\ntext = "立场"\n\n[[allow]]\ntext = "摆脱"\nreason = "once discussed"\n'
    write("texts/aligncheck.toml", config)
    assert unused("texts") == unused(".") == [("texts/aligncheck.toml", 5)]
    assert run("texts").exit_code == 0
    assert run("texts", "--strict").exit_code == 1
    assert run("texts", "--output-format", "github").stdout.startswith(
        "::notice file=texts/aligncheck.toml,line=5,title=unused-allow::"
    )
    write("texts/c.txt", "They 摆脱 it.\n")
    assert unused("texts") == []
    assert run("texts", "--strict").exit_code == 0


@pytest.mark.parametrize("arguments", [("texts/b.txt",), ("texts", "--ignore", "mojibake"), ("texts", "draft.doc")])
def test_an_allow_that_a_part_of_the_run_may_need_is_not_called_unused(arguments: tuple[str, ...]) -> None:
    write("texts/b.txt", CLEAN)
    write("draft.doc", "PK")
    write("texts/aligncheck.toml", '[[allow]]\ntext = "立场"\n')
    assert unused("texts") == [("texts/aligncheck.toml", 1)]
    assert unused(*arguments) == []


def test_an_unused_allow_in_pyproject() -> None:
    write("a.txt", CLEAN)
    write("pyproject.toml", '[project]\nname = "x"\n\n  [[ tool.aligncheck.allow ]]\n  text = "立场"\n')
    assert unused(".") == [("pyproject.toml", 4)]
    write("pyproject.toml", '[tool.aligncheck]\nallow = [{ text = "立场" }]\n')
    assert unused(".") == [("pyproject.toml", 1)]


def test_the_documented_hook_passes_where_only_sources_are_committed() -> None:
    page = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    (entry,) = re.findall(r"entry: aligncheck (check\b.*)", page)
    write("articles/a.zh.txt", "这家公司昨天宣布了新的计划。\n")
    result = run(*shlex.split(entry, comments=True), "articles/a.zh.txt")
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.tsv"])
def test_an_empty_file_is_not_called_checked(name: str) -> None:
    write(f"texts/{name}", "\n" if name != "a.jsonl" else "")
    result = run("texts")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"aligncheck: nothing to check: skipped texts/{name} (no text in it); "
        "give a text, or --allow-empty if that is right\n"
    )
    assert run("texts", "--allow-empty").exit_code == 0
    write("texts/b.txt", CLEAN)
    assert run("texts", "--output-format", "concise").stdout == (
        "No findings in 1 document (8 words), not compared with a source. "
        f"Skipped 1 file: no text in it (texts/{name}).\n"
    )
    assert run("check", "--gate", "texts").exit_code == 2
    assert json.loads(run("check", "--gate", "texts", "--output-format", "json").stdout)["not_checked"] == [
        {"path": f"texts/{name}", "reason": "no text in it"}
    ]


def test_source_code_without_comments_is_checked() -> None:
    write("a.py", "x = 1\n")
    assert run("a.py", "--parts", "comments").stdout == "No findings in 1 document (0 words).\n"


@pytest.mark.parametrize("source", [CLEAN, f"{CLEAN}The owner of 赣州 saw it.\n"])
def test_a_source_in_another_language_is_no_source(source: str) -> None:
    write("a.txt", CLEAN)
    write("b.txt", source)
    result = run("a.txt", "--source", "b.txt")
    assert (result.exit_code, result.stdout) == (
        2,
        "No findings in 1 document (8 words), not compared with a source. Not checked:\nb.txt.\n",
    )
    assert result.stderr == (
        "aligncheck: b.txt: holds no text in zh: nothing was compared with it; name the source with --source\n"
    )


SOURCES = ["赣州的矿山5月12日重新开放。\n", "GitHub 2.0\n", "## 概述\nUse the option below: `x`\n"]


@pytest.mark.parametrize("source", SOURCES)
def test_what_may_be_a_source_is_compared(source: str) -> None:
    write("a.txt", "The mine in Ganzhou reopened on May 12. GitHub 2.0\n")
    write("b.txt", source)
    assert "compared with b.txt" in run("a.txt", "--source", "b.txt", "--select", "mojibake,omission").stdout


@pytest.mark.parametrize("rows", ["", "zh,en\n", "矿\n石墨\n", "source,target,state\n矿,mine,candidate\n"])
def test_a_glossary_that_nothing_is_checked_against_is_named(rows: str) -> None:
    write("a.txt", CLEAN)
    write("g.csv", rows)
    assert run("a.txt", "-g", "g.csv", "--output-format", "concise").stdout == (
        "No findings in 1 document (8 words), not compared with a source. No accepted term in en in g.csv. "
        "Checked against g.csv.\n"
    )
    write("g.csv", "zh,en\n矿,mine\n")
    assert "accepted term" not in run("a.txt", "-g", "g.csv").stdout


def test_a_list_of_more_than_300_prices_is_compared_or_the_run_says_that_it_was_not() -> None:
    for wrong, found in ((1, ["money-mismatch"]), (400, [])):
        source = "，".join(f"货品{price}元" for price in range(1000, 2200, 3))
        target = ", ".join(f"goods {price + (price < 1000 + 3 * wrong)} yuan" for price in range(1000, 2200, 3))
        write("a.jsonl", json.dumps({"source": source, "target": target}))
        document = json.loads(run("a.jsonl", "--select", "money-mismatch", "--output-format", "json").stdout)
        assert [one["rule"] for one in document["findings"]] == found
        said = "a.jsonl: a table of more than 300 numbers that the other side lacks was not compared"
        assert document["notes"][1:] == [said] * (wrong > 300)
        assert (said in " ".join(run("a.jsonl", "--select", "money-mismatch").stdout.split())) is (wrong > 300)


def test_a_run_without_a_source_says_that_nothing_was_compared_with_one() -> None:
    write("a.txt", CLEAN)
    write("b.txt", CLEAN)
    write("g.csv", "zh,en\n矿,mine\n")
    single = "No findings in 1 document (8 words), not compared with a source. Checked against g.csv."
    assert " ".join(run("a.txt", "-g", "g.csv").stdout.split()) == single
    both = "No findings in 2 documents (16 words), none compared with a source."
    assert " ".join(run("a.txt", "b.txt").stdout.split()) == both
    assert " ".join(run("check", "--gate", "a.txt", "b.txt").stdout.split()) == f"Pass {both}"
    for command in (["a.txt"], ["check", "--gate", "a.txt"]):
        document = json.loads(run(*command, "--output-format", "json").stdout)
        assert document["summary"]["compared"] == 0


def test_a_run_of_selected_rules_says_that_only_they_ran() -> None:
    write("a.txt", CLEAN)
    one, many = ["--select", "doubled-word"], []
    for rule in ("mojibake", "doubled-word", "omission", "addition"):
        many += ["--select", rule]
    for options, said in (
        (one, "Only the rule doubled-word ran (--select)"),
        (many, "Only 4 rules ran (--select): addition, doubled-word, mojibake and 1 more"),
        ([], None),
    ):
        notes = [said] * bool(said)
        assert json.loads(run("a.txt", *options, "--output-format", "json").stdout)["notes"] == notes
        assert ("(--select)" in run("a.txt", *options).stdout) is bool(said)
        sarif = json.loads(run("a.txt", *options, "--output-format", "sarif").stdout)["runs"][0]["invocations"][0]
        told = [(one["level"], one["message"]["text"]) for one in sarif.get("toolExecutionNotifications", [])]
        assert told == [("note", said)] * bool(said)
        if options:
            assert (
                json.loads(run("check", "--gate", "a.txt", *options, "--output-format", "json").stdout)["notes"]
                == notes
            )
