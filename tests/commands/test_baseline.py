"""What is known is not reported again, and nothing else is hidden by it."""

import json
import os
import subprocess
import textwrap
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import ARTICLE, CLEAN, FAULTY, places, run, write
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import FINDINGS

from align.cli import main
from align.commands.baseline import Comparison
from align.commands.check import check_each
from align.commands.results import Result
from align.config.decisions.decision import Decision
from align.config.decisions.files import DEFAULT_NAME, read_findings, write_findings
from align.config.settings import Request, Settings
from align.errors import FileError

ONE_RULE = ("--options", "--select doubled-word")
USE = f'baseline = "{DEFAULT_NAME}"\n'


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def git(*arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def summarise(*arguments: str) -> str:
    return run(*arguments).stdout.splitlines()[-1]


def test_what_is_known_is_not_reported(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    created = run("baseline", "a.txt")
    advice = f'for every run to use it, write into aligncheck.toml: baseline = "{DEFAULT_NAME}"\n'
    assert (created.exit_code, created.output) == (
        0,
        f"{DEFAULT_NAME}: 1 error, 1 warning recorded, 0 dropped, 0 known before\n{advice}",
    )
    write(folder / "aligncheck.toml", USE)
    result = run("a.txt")
    assert result.exit_code == 0
    assert " ".join(result.stdout.split()) == (
        "No findings in 1 document (15 words), not compared with a source. Settings from aligncheck.toml. "
        f"Against {DEFAULT_NAME}: 0 new, 2 known, 0 no longer there."
    )


def test_what_is_hidden_is_counted_apart(folder: Path) -> None:
    write(folder / "a.txt", f"{ARTICLE}\nThey said “so'.\n\n  Then   they  left .\n")
    found = json.loads(run("a.txt", "--output-format", "json").stdout)["summary"]
    assert (found["error"], found["warning"], found["info"] > 0) == (1, 2, True)
    told = run("baseline", "a.txt").output.partition("\n")[0]
    assert told == f"{DEFAULT_NAME}: 1 error, 2 warnings recorded (and {found['info']} info), 0 dropped, 0 known before"


def test_lines_of_earlier_builds_are_read_and_written_in_the_shape_of_all_decisions(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    found = json.loads(run("a.txt", "--baseline", "none", "--output-format", "json").stdout)["findings"]
    first, second = ({"path": "a.txt", "rule": one["rule"], "fingerprint": one["fingerprint"]} for one in found)
    write(folder / DEFAULT_NAME, json.dumps({**first, "excerpt": "x"}) + "\n")
    kept = {**second, "excerpt": "y", "reason": "a name", "by": "Ann", "on": "2026-01-02"}
    write(folder / "aligncheck-accepted.jsonl", json.dumps(kept) + "\n")
    assert places("a.txt") == []
    (one,), (other,) = read_findings(DEFAULT_NAME), read_findings("aligncheck-accepted.jsonl")
    assert (one.decision, one.id, one.rule, one.excerpt) == ("known", first["fingerprint"], first["rule"], "x")
    assert (other.decision, other.reason, other.by, other.at) == ("accept", "a name", "Ann", "2026-01-02")
    assert run("baseline", "a.txt").exit_code == 0
    assert json.loads((folder / DEFAULT_NAME).read_text("utf-8"))["id"] == first["fingerprint"]


def test_what_is_written(folder: Path) -> None:
    write(folder / "in/b.txt", ARTICLE)
    write(folder / "a.txt", "x" * 50 + " \x1b[31m::error::the the" + "y" * 50 + "\n")
    run("baseline", ".")
    lines = (folder / DEFAULT_NAME).read_text("utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    assert entries == sorted(entries, key=lambda one: (one["path"], one["rule"], one["id"]))
    assert [list(one) for one in entries] == [["kind", "path", "id", "decision", "rule", "excerpt"]] * len(lines)
    assert {(one["kind"], one["decision"]) for one in entries} == {("finding", "known")}
    assert {(json.loads(line)["path"], json.loads(line)["rule"]) for line in lines} >= {
        ("in/b.txt", "residual-source"),
        ("in/b.txt", "doubled-word"),
    }
    assert "The mine in 摆脱 reopened on May 12." in {json.loads(line)["excerpt"] for line in lines}
    assert "\x1b" not in "".join(lines)


def test_what_is_new_is_reported_alone(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    write(folder / "aligncheck.toml", USE)
    run("baseline", "a.txt")
    write(folder / "a.txt", f"{ARTICLE}\nNobody nobody came.\n")
    assert places("a.txt") == ["a.txt:5:1 doubled-word"]
    assert run("a.txt").exit_code == 1


def test_a_mended_fault_hides_no_equal_one_elsewhere(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut for a year.\n\nThe owner said so.\n")
    run("baseline", "a.txt")
    write(folder / "a.txt", "It lay shut for a year.\n\nThe owner lay lay there so.\n")
    assert places("a.txt") == ["a.txt:3:11 doubled-word"]
    assert run("a.txt").exit_code == 1
    assert "1 new, 0 known, 1 no longer there" in " ".join(run("a.txt").stdout.split())


def test_of_equal_sentences_each_has_an_entry(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut.\n\n" * 2)
    run("baseline", "a.txt")
    write(folder / "a.txt", "It lay lay shut.\n\n" * 3)
    assert places("a.txt") == ["a.txt:5:4 doubled-word"]
    write(folder / "a.txt", "It lay lay shut.\n\n")
    assert places("a.txt") == []
    assert json.loads(run("a.txt", "--output-format", "json").stdout)["summary"]["gone"] == 1


def test_update_and_prune(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut.\n")
    write(folder / "b.txt", "Nobody nobody came.\n")
    run("baseline", ".")
    write(folder / "a.txt", "It lay shut, and the the mine closed.\n")
    assert run("baseline", "a.txt", "--prune").output == f"{DEFAULT_NAME}: 1 dropped, 1 known before\n"
    assert places(".") == ["a.txt:1:18 doubled-word"]
    assert run("baseline", "a.txt").output == f"{DEFAULT_NAME}: 1 error recorded, 0 dropped, 1 known before\n"
    assert (places("."), run(".").exit_code) == ([], 0)
    before = (folder / DEFAULT_NAME).read_bytes()
    assert run("baseline", ".").output == f"{DEFAULT_NAME}: nothing new, 0 dropped, 2 known before\n"
    assert (folder / DEFAULT_NAME).read_bytes() == before


def test_entries_of_other_files_and_rules_stay(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", ARTICLE)
    run("baseline", ".")
    write(folder / "a.txt", CLEAN)
    write(folder / "b.txt", CLEAN)
    assert "0 known, 1 no longer there" in " ".join(run("a.txt", "--select", "doubled-word").stdout.split())
    assert run("baseline", "a.txt", "--prune", *ONE_RULE).output.endswith("1 dropped, 3 known before\n")
    assert run("baseline", "a.txt", "--prune").output.endswith("1 dropped, 2 known before\n")


def test_entries_of_a_deleted_file_are_gone(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", CLEAN)
    run("baseline", ".")
    (folder / "a.txt").unlink()
    assert "0 new, 0 known, 2 no longer there" in " ".join(run(".").stdout.split())


def test_a_baseline_can_be_ignored_and_be_strict(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    run("baseline", "a.txt")
    assert run("a.txt", "--strict").exit_code == 0
    assert len(places("a.txt", "--baseline", "none")) == 2
    assert run("a.txt", "--baseline", "none").exit_code == 1
    assert "Against" not in run("a.txt", "--baseline", "none").stdout
    assert "no such baseline" in run("a.txt", "--baseline", "./none").stderr
    told = "--baseline none: there is nothing to write into: name a file (./none for one called so)"
    assert run("baseline", "a.txt", "--baseline", "none").stderr == f"aligncheck: {told}\n"
    write(folder / "a.txt", CLEAN)
    assert run("a.txt").exit_code == 0
    strict = run("a.txt", "--strict")
    drop = "`aligncheck baseline PATHS --prune` drops what is gone"
    message = f"aligncheck: 2 of the baseline no longer there: {drop}\n"
    assert (strict.exit_code, strict.stderr) == (1, message)


def test_a_baseline_can_be_named(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    assert run("baseline", "a.txt", "--baseline", "known.jsonl").exit_code == 0
    assert places("a.txt", "--baseline", "known.jsonl") == []
    assert len(places("a.txt")) == 2
    assert places("known.jsonl", "a.txt", "--baseline", "known.jsonl") == []


def test_the_path_in_a_configuration_is_relative_to_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "news/aligncheck.toml", 'baseline = "../ci/known.jsonl"\n')
    write(folder / "news/in/a.txt", ARTICLE)
    (folder / "ci").mkdir()
    run("baseline", "news")
    assert {entry.path for entry in read_findings("ci/known.jsonl")} == {"in/a.txt"}
    monkeypatch.chdir(folder / "news/in")
    assert run("a.txt").exit_code == 0


def test_a_baseline_is_no_text(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("baseline", ".")
    for configuration in (USE, ""):
        write(folder / "aligncheck.toml", configuration)
        [skipped] = json.loads(run(".", "--output-format", "json").stdout)["skipped"]
        assert (skipped["path"], skipped["reason"]) == ("aligncheck-baseline.jsonl", "baseline")
        assert "Skipped" not in run(".").stdout


def test_stdin_is_compared_as_the_file_that_it_stands_for(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    run("baseline", "a.txt")
    arguments = ["check", "-", "--stdin-filename", "a.txt"]
    assert CliRunner().invoke(main, arguments, input=ARTICLE.encode()).exit_code == 0
    assert CliRunner().invoke(main, arguments, input=(ARTICLE + FAULTY).encode()).exit_code == 1


def test_infos_and_severities(folder: Path) -> None:
    write(folder / "aligncheck.toml", f'fail-on = "error"\n{USE}[severity]\ndoubled-word = "error"\n')
    write(folder / "a.txt", "It lay lay shut.\n")
    run("baseline", "a.txt")
    assert run("a.txt").exit_code == 0
    write(folder / "aligncheck.toml", f'fail-on = "info"\n{USE}[severity]\ndoubled-word = "info"\n')
    assert run("a.txt").exit_code == 0


def test_too_many_findings_still_fail(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.linter.surplus.MOST", 1)
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut, and and so so on.\n")
    created = run("baseline", "a.txt")
    assert created.stderr == "aligncheck: not in the baseline, for a text has too many of one rule: 1\n"
    assert run("a.txt").exit_code == 1
    assert json.loads(run("a.txt", "--output-format", "json").stdout)["summary"]["gone"] == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, f"{DEFAULT_NAME}: no such baseline: make it with `aligncheck baseline PATHS`"),
        (b"\xff", f"{DEFAULT_NAME}: cannot be read: is not UTF-8"),
        (b"<<<<<<< main\n", f"{DEFAULT_NAME}:1: {{}}"),
        (b'\n{"kind": "finding", "path": "a", "id": "c"}\n', f"{DEFAULT_NAME}:2: {{}}"),
        (b'{"path": "a", "rule": "b", "fingerprint": "c", "excerpt": 1}\n', f"{DEFAULT_NAME}:1: {{}}"),
        (b"[" * 100_000, f"{DEFAULT_NAME}:1: {{}}"),
        (b"[1]", f"{DEFAULT_NAME}:1: {{}}"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_one_line(folder: Path, content: bytes | None, message: str) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    if content is not None:
        write(folder / DEFAULT_NAME, content)
    keys = "kind, path, id, decision"
    advice = f"is not a line of a baseline (JSON with {keys}): delete it; `aligncheck baseline` adds what is missing"
    result = run("a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"aligncheck: {message.format(advice)}\n"
    assert run("a.txt", "--baseline", "none").exit_code == 1


def test_a_baseline_that_is_there_is_brought_up_to_date_and_keeps_what_others_have(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", ARTICLE)
    run("baseline", "b.txt")
    assert (
        run("baseline", "a.txt").output == f"{DEFAULT_NAME}: 1 error, 1 warning recorded, 0 dropped, 2 known before\n"
    )
    before = (folder / DEFAULT_NAME).read_bytes()
    assert run("baseline", "a.txt", "b.txt").output == f"{DEFAULT_NAME}: nothing new, 0 dropped, 4 known before\n"
    assert (folder / DEFAULT_NAME).read_bytes() == before


def test_only_a_baseline_that_is_there_is_pruned(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    result = run("baseline", "a.txt", "--prune")
    message = f"{DEFAULT_NAME}: no such baseline: make it with `aligncheck baseline PATHS`"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")
    assert not (folder / DEFAULT_NAME).exists()


def test_the_options_of_check_may_name_the_baseline(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    made = run("baseline", "a.txt", "--options", "--baseline known.jsonl --select doubled-word").output
    assert made.splitlines()[0] == "known.jsonl: 1 warning recorded, 0 dropped, 0 known before"
    assert run("baseline", "a.txt", "--baseline", "own.jsonl", "--options", "--baseline known.jsonl").exit_code == 0
    assert [len(read_findings(name)) for name in ("known.jsonl", "own.jsonl")] == [1, 2]


def test_nothing_is_written_where_nothing_is_checked(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("baseline", "empty")
    assert (result.exit_code, result.stderr) == (2, "aligncheck: nothing to check: no baseline is written\n")
    assert not (folder / DEFAULT_NAME).exists()


def test_an_unreadable_file_keeps_its_entries(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", CLEAN)
    run("baseline", ".")
    write(folder / "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    result = run("baseline", ".")
    assert (result.exit_code, result.stdout) == (2, f"{DEFAULT_NAME}: nothing new, 0 dropped, 2 known before\n")


def test_files_of_one_name_below_two_configurations_do_not_hide_each_other(folder: Path) -> None:
    for name in ("x", "y"):
        write(folder / name / "aligncheck.toml", "")
        write(folder / name / "a.txt", ARTICLE)
    run("baseline", "x", "--baseline", "known.jsonl")
    assert places("x", "y", "--baseline", "known.jsonl") == ["y/a.txt:1:13 residual-source", "y/a.txt:3:4 doubled-word"]
    run("baseline", "x", "y", "--baseline", "known.jsonl")
    entries = read_findings("known.jsonl")
    assert [entry.path for entry in entries] == ["x/a.txt", "x/a.txt", "y/a.txt", "y/a.txt"]
    assert places("x", "y", "--baseline", "known.jsonl") == []


def test_two_packages_have_a_baseline_each(folder: Path) -> None:
    for name in ("x", "y"):
        write(folder / name / "aligncheck.toml", "")
    write(folder / "x/a.txt", ARTICLE)
    write(folder / "y/a.txt", "It lay lay shut for a year.\n")
    advice = 'for every run to use it, write into {0}/aligncheck.toml: baseline = "aligncheck-baseline.jsonl"\n'
    made = "{0}/aligncheck-baseline.jsonl: {1} recorded, 0 dropped, 0 known before\n"
    expected = "".join((made + advice).format(*one) for one in (("x", "1 error, 1 warning"), ("y", "1 warning")))
    assert run("baseline", "x", "y").output == expected
    for name in ("x", "y"):
        write(folder / name / "aligncheck.toml", USE)
    assert (places("."), places("x"), places("y")) == ([], [], [])
    (folder / "y/aligncheck-baseline.jsonl").unlink()
    one, other = "x/aligncheck-baseline.jsonl: nothing new, 0 dropped, 2 known before\n", made.format("y", "1 warning")
    assert run("baseline", "x", "y").output == one + other


def test_a_baseline_is_where_the_configuration_that_is_advised_looks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / ".git/HEAD", "")
    write(folder / "news/a.txt", ARTICLE)
    monkeypatch.chdir(folder / "news")
    advice = f'for every run to use it, write into ../aligncheck.toml: baseline = "{DEFAULT_NAME}"'
    assert run("baseline", ".").stdout.splitlines()[-1] == advice
    write(folder / "aligncheck.toml", USE)
    assert run("a.txt").exit_code == 0
    write(folder / "aligncheck.toml", "")
    created = run("baseline", ".", "--baseline", "../ci.jsonl")
    assert created.stdout.splitlines()[-1] == (
        'for every run to use it, write into ../aligncheck.toml: baseline = "ci.jsonl"'
    )


def test_a_second_entry_on_a_finding_is_not_gone(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    run("baseline", "a.txt")
    lines = (folder / DEFAULT_NAME).read_text("utf-8")
    write(folder / DEFAULT_NAME, lines * 2)
    assert (places("a.txt"), run("a.txt", "--strict").exit_code) == ([], 0)
    assert run("baseline", "a.txt").output == f"{DEFAULT_NAME}: nothing new, 0 dropped, 2 known before\n"
    assert (folder / DEFAULT_NAME).read_text("utf-8") == lines


def test_what_is_known_of_a_file_is_known_under_its_new_name(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    run("baseline", ".")
    write(folder / "copy.txt", ARTICLE)
    assert places(".") == ["copy.txt:1:13 residual-source", "copy.txt:3:4 doubled-word"]
    (folder / "in").mkdir()
    (folder / "a.txt").rename("in/b.txt")
    (folder / "copy.txt").unlink()
    assert (places("."), run(".", "--strict").exit_code) == ([], 0)
    write(folder / "in/c.txt", ARTICLE)
    assert places(".") == ["in/c.txt:1:13 residual-source", "in/c.txt:3:4 doubled-word"]
    (folder / "in/c.txt").unlink()
    output = f"{DEFAULT_NAME}: nothing new, 0 dropped, 2 known before, 2 of them renewed\n"
    assert run("baseline", ".").output == output
    assert {entry.path for entry in read_findings(DEFAULT_NAME)} == {"in/b.txt"}
    assert places(".") == []


# Fingerprints


def prints(*arguments: str) -> list[str]:
    found = json.loads(run(*arguments, "--output-format", "json").stdout)["findings"]
    return [one["fingerprint"] for one in found]


@pytest.mark.parametrize("anchor", ["aligncheck.toml", ".git/HEAD"])
def test_a_fingerprint_is_the_same_wherever_it_is_made(
    folder: Path, anchor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for clone in ("one", "two/deep"):
        write(folder / clone / anchor, "")
        write(folder / clone / "a/x.md", ARTICLE)
    monkeypatch.chdir(folder / "one")
    expected = prints("a/x.md")
    assert len(set(expected)) == 2
    ways = ["./a/x.md", "a/../a/x.md", str(folder / "one/a/x.md"), "a", ".", str(folder / "two/deep/a/x.md")]
    assert [prints(way) for way in ways] == [expected] * len(ways)
    for inner, way in (("one/a", "x.md"), ("two/deep", "a/x.md"), ("", "one/a/x.md")):
        monkeypatch.chdir(folder / inner)
        assert prints(way) == expected


@pytest.mark.parametrize(
    "data",
    [
        ("Another line, and nothing more.\n" * 100 + "\n" + ARTICLE).encode(),
        ARTICLE.replace("\n", "\r\n").encode(),
        ARTICLE.encode("utf-8-sig"),
        ARTICLE.encode("utf-16"),
        ARTICLE.encode("gb18030"),
        ("A new headline\n\n" + ARTICLE + "\nA new end, where where another fault is.\n").encode(),
    ],
    ids=["100 lines above", "crlf", "bom", "utf-16", "gb18030", "other faults"],
)
@pytest.mark.parametrize("name", ["x.md", "x.txt"])
def test_a_fingerprint_outlives_what_does_not_concern_the_fault(folder: Path, name: str, data: bytes) -> None:
    write(folder / name, ARTICLE)
    expected = prints(name)
    assert len(expected) == 2
    write(folder / name, data)
    assert prints(name)[:2] == expected


@pytest.mark.parametrize("name", ["a.en.txt", "a.en.md"])
def test_a_fingerprint_holds_what_is_compared_of_the_source(folder: Path, name: str) -> None:
    source = name.replace("en", "zh")
    chinese = "矿山去年卖了12吨铜，\n工人们周一复工。\n\n城里的学校都关门了。\n"
    english = (
        "The mine sold 15 tonnes of copper last year, and the workers went back on Monday.\n\nSchools are closed.\n"
    )
    if name.endswith(".txt"):
        chinese = chinese.replace("，\n", "，")
    write(folder / source, chinese)
    write(folder / name, english)
    expected = prints(name)
    assert len(expected) == 1
    one_line = chinese.replace("，\n", "，")
    same = [
        one_line.encode("gb18030"),
        chinese.replace("\n", "\r\n").encode(),
        ("新的标题\n\n" + chinese).encode("utf-16"),
        one_line.replace("复工", "又复工").encode(),
        one_line.encode(),
    ]
    for data in same:
        write(folder / source, data)
        write(folder / name, ("A new title\n\n" if "新".encode("utf-16-le") in data else "") + english)
        assert prints(name) == expected
    write(folder / name, english)
    run("accept", "--all", name, "--reason", "the year before")
    assert prints(name) == []
    write(folder / source, chinese.replace("12", "13"))
    assert len(prints(name)) == 1
    assert prints(name) != expected
    assert "Accepted, and no longer there" in " ".join(run(name).stdout.split())


WORDS = """It lay lay shut for a year, said the owner of the mine, who had been told of it by a clerk of the head \
office in May, and who wrote to the the ministry twice before the the summer. Nobody nobody at the ministry answered."""


@pytest.mark.parametrize(("name", "widths"), [("a.md", (20, 40, 72)), ("a.txt", (55, 72, 100))])
def test_a_re_wrapped_text_has_nothing_new(folder: Path, name: str, widths: tuple[int, ...]) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / name, f"{WORDS}\n")
    assert run("baseline", name).output == f"{DEFAULT_NAME}: 2 errors, 2 warnings recorded, 0 dropped, 0 known before\n"
    for width in widths:
        write(folder / name, "\n".join(textwrap.wrap(WORDS, width)) + "\n")
        assert (places(name), run(name, "--strict").exit_code) == ([], 0)


# Fingerprints of version 1


def date_back(path: Path, *names: str) -> None:
    """Write the entries of a file as version 1 had them."""
    results = check_each(Request(names))
    former = {found.fingerprint: found.formerly for result in results for found in result.diagnostics}
    old = [entry._replace(id=former[entry.id]) for entry in read_findings(str(path))]
    write_findings(str(path), old)


def test_what_an_earlier_version_knew_is_known_said_and_renewed(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", ARTICLE)
    run("accept", "a.txt:1:13", "--reason", "a quotation", "--by", "A")
    run("baseline", ".")
    date_back(folder / DEFAULT_NAME, "a.txt", "b.txt")
    date_back(folder / "aligncheck-accepted.jsonl", "a.txt")
    marks = [entry.id for entry in read_findings("aligncheck-accepted.jsonl")]
    assert [len(mark) for mark in marks] == [20]
    result = " ".join(run(".", "--strict").stdout.split())
    why = "by an earlier version, which did not look at the source: `aligncheck baseline PATHS` does so now"
    assert f"3 of {DEFAULT_NAME} were entered {why}." in result
    assert f"1 of aligncheck-accepted.jsonl was entered {why}." in result
    assert (places("."), run(".", "--strict").exit_code) == ([], 0)
    assert run("baseline", "a.txt").output == (
        f"{DEFAULT_NAME}: nothing new, 0 dropped, 3 known before, 1 of them renewed, 2 of them of an earlier version\n"
        "aligncheck-accepted.jsonl: 1 renewed\n"
    )
    assert run("baseline", ".").output == f"{DEFAULT_NAME}: nothing new, 0 dropped, 3 known before, 2 of them renewed\n"
    [accepted] = read_findings("aligncheck-accepted.jsonl")
    assert (accepted.id[:3], accepted.reason, accepted.by) == ("v2-", "a quotation", "A")
    assert "earlier version" not in run(".").stdout
    assert places(".") == []


def test_what_an_earlier_version_accepted_is_named_by_either_fingerprint(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("accept", "--all", "a.txt", "--reason", "x")
    before = read_findings("aligncheck-accepted.jsonl")
    date_back(folder / "aligncheck-accepted.jsonl", "a.txt")
    old = read_findings("aligncheck-accepted.jsonl")
    assert run("accept", old[0].id, "--reason", "y").exit_code == 0
    assert {entry.reason for entry in read_findings("aligncheck-accepted.jsonl")} == {"x", "y"}
    assert len(read_findings("aligncheck-accepted.jsonl")) == 2
    for entry in before:
        assert run("accept", entry.id, "--undo").exit_code == 0
    assert read_findings("aligncheck-accepted.jsonl") == ()


def test_a_fingerprint_of_a_later_version_is_not_taken_for_one_that_is_gone(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / DEFAULT_NAME, '{"path": "a.txt", "rule": "x", "fingerprint": "v3-0", "excerpt": ""}\n')
    result = run("a.txt")
    message = f"{DEFAULT_NAME}:1: is of version 3, this program reads 2: update it"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")


# Git


def accept_on_branch(branch: str, addition: str) -> None:
    git("checkout", "-q", "-b", branch, "main")
    path = Path("a.md")
    path.write_text(addition + path.read_text("utf-8") if branch == "one" else path.read_text("utf-8") + addition)
    assert run("a.md").exit_code == 1
    run("baseline", "a.md")
    git("commit", "-qam", branch)


def test_git_merges_what_two_branches_accept(folder: Path) -> None:
    git("init", "-q")
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.md", ARTICLE)
    created = run("baseline", ".")
    assert created.stdout.splitlines()[1] == ".gitattributes: has git keep the entries of both sides of a merge"
    assert (folder / ".gitattributes").read_text() == f"{DEFAULT_NAME} merge=union\n"
    git("add", "-A")
    git("commit", "-qm", "base")
    accept_on_branch("one", "Nobody nobody came.\n\n")
    accept_on_branch("two", "\nThe the mine and and the owner.\n")
    git("merge", "-q", "one", "-m", "merged")
    assert len(read_findings(DEFAULT_NAME)) == 5
    result = run("a.md", "--strict")
    assert (places("a.md"), result.exit_code) == ([], 0)


def test_git_merges_a_branch_that_accepts_with_one_that_mends(folder: Path) -> None:
    git("init", "-q")
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.md", "It lay lay shut.\n\n" + "A paragraph between.\n\n" * 5)
    run("baseline", ".")
    git("add", "-A")
    git("commit", "-qm", "base")
    accept_on_branch("two", "\nNobody nobody came.\n")
    git("checkout", "-q", "-b", "mending", "main")
    write(folder / "a.md", (folder / "a.md").read_text().replace("lay lay", "lay"))
    run("baseline", ".", "--prune")
    git("commit", "-qam", "mended")
    git("merge", "-q", "two", "-m", "merged")
    assert (places("a.md"), run("a.md").exit_code) == ([], 0)
    run("baseline", ".", "--prune")
    assert [entry.excerpt for entry in read_findings(DEFAULT_NAME)] == ["Nobody nobody came."]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, f"{DEFAULT_NAME} merge=union\n"),
        ("*.csv text", f"*.csv text\n{DEFAULT_NAME} merge=union\n"),
        (f"{DEFAULT_NAME} -text\n", f"{DEFAULT_NAME} -text\n"),
    ],
)
def test_what_is_said_of_a_file_to_git_stays(folder: Path, before: str | None, after: str) -> None:
    (folder / ".git").mkdir()
    write(folder / "a.txt", ARTICLE)
    if before is not None:
        write(folder / ".gitattributes", before)
    run("baseline", "a.txt")
    assert (folder / ".gitattributes").read_text() == after


def test_outside_git_nothing_is_said_to_it(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("baseline", "a.txt")
    assert not (folder / ".gitattributes").exists()


# The file, and what it is compared with


ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9)


@given(
    st.lists(
        st.builds(
            lambda path, mark, rule, excerpt: Decision(
                "finding", f"{path}.txt", f"f{mark}", "known", rule=rule, excerpt=excerpt
            ),
            *[ANY_TEXT] * 4,
        ),
        max_size=9,
    )
)
def test_a_baseline_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "b.jsonl"
    write_findings(str(path), entries)
    assert sorted(read_findings(str(path))) == sorted(entries)
    first = path.read_bytes()
    write_findings(str(path), reversed(entries))
    assert path.read_bytes() == first


def test_a_baseline_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"cannot be written \(Is a directory\): name another with --baseline"):
        write_findings(str(tmp_path), [])


FEW = st.lists(st.sampled_from("abc"), max_size=6)


@given(held=FEW, found=FEW)
def test_an_entry_stands_for_one_finding(held: list[str], found: list[str]) -> None:
    """What is known is what both have in common; a second entry on a finding that is known is not gone."""
    name = "a.txt"
    entries = tuple(Decision("finding", name, mark, "known", rule="doubled-word") for mark in held)
    diagnostics = tuple(replace(FINDINGS[0], fingerprint=mark, path=name) for mark in found)
    comparison = Comparison("b.jsonl", entries)
    settings = Settings(folder=str(Path.cwd()))
    result = comparison.subtract(Result(name, diagnostics=diagnostics, settings=settings), settings)
    both = Counter(held) & Counter(found)
    assert Counter(one.fingerprint for one in result.diagnostics) == Counter(found) - both
    assert Counter(entry.id for entry in comparison.known) == both
    assert {entry.id for entry in comparison.find_gone()} == set(held) - set(found)
    assert Counter(entry.id for entry in comparison.new) == Counter(found) - both
