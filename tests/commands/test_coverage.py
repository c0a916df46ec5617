"""`check --coverage`: pages, sections and stubs without translation."""

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from page_world import SITE, make_site
from repositories import write
from roots import ROOT

from align.cli import main
from align.model.coverage import CoverageReport, PageCoverage, State
from align.report.coverage import describe_coverage
from align.report.document import to_object

PAGE, GUIDE = ((ROOT / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("coverage", "documentation"))
EN, JA = SITE["docs/install.md"], SITE["docs/ja/install.md"]
ZH = SITE["docs/zh/install.md"] + "\n## 卸载\n\n用软件包管理器删除软件包。数据保留在原处。\n"
DE = (
    "# Installation\n\nFühren Sie das Programm auf jedem Knoten aus. Es fragt einmal nach einem Schlüssel.\n\n"
    "## Aktualisieren\n\nHalten Sie den Dienst an, bevor Sie ihn erneuern. Sichern Sie den Ordner der Daten.\n\n"
    "## Entfernen\n\nLöschen Sie das Paket mit Ihrer Paketverwaltung. Die Daten bleiben, wo sie sind.\n"
)
TABLE = "language  pages  translated  stubs  missing  untranslated sections  per cent\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--coverage", *arguments])


def read(*arguments: str) -> dict[str, list[tuple[str, ...]]]:
    """The state of each page in each language."""
    result = run(*arguments, "--output-format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    states: dict[str, list[tuple[str, ...]]] = {}
    for page in json.loads(result.stdout)["pages"]:
        states.setdefault(page["language"], []).append((page["source"], page["state"]))
    return states


def configure(source: str, *targets: str) -> None:
    write("aligncheck.toml", f"source-lang = {json.dumps(source)}\ntarget-lang = {json.dumps(targets)}\n")


def test_the_text_has_a_line_a_page_most_lacking_first_and_a_table_of_languages() -> None:
    make_site("")
    result = run(".")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "docs/faq.md: no translation into ja, zh (3 sentences)\n"
        "docs/usage.md: no translation into ja (3 sentences)\n"
        "docs/zh/usage.md: a stub, with 0 of 3 sentences of docs/usage.md translated\n"
        "docs/zh/install.md: without 1 of 3 sections of docs/install.md: “Remove”, 9:4\n"
        "\n" + TABLE + "zh            3           1      1        1                      1        22\n"
        "ja            3           1      0        2                      0        33\n"
    )
    assert run(".", "--quiet").stdout == result.stdout.partition("\n\n")[0] + "\n"


def test_the_page_shows_what_is_printed() -> None:
    make_site("")
    shown = json.loads(re.findall(r"```json\n(\{\n.*?)```", PAGE, re.DOTALL)[0])
    printed = json.loads(run(".", "--output-format", "json").stdout)
    assert {**printed, "pages": [page for page in printed["pages"] if page["path"] == "docs/zh/install.md"]} == shown


def test_the_workflow_takes_what_is_printed() -> None:
    (step,) = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0])
    first, *rest = step["run"].splitlines()
    make_site("")
    command, _, path = first.partition(" > ")
    printed = json.loads(CliRunner().invoke(main, shlex.split(command)[1:]).stdout)
    filters = [re.fullmatch(rf"jq \.badges\.(\w+) {path} > public/(\w+)\.json", line) for line in rest]
    assert [found and found.groups() for found in filters] == [(name, name) for name in printed["badges"]]


def test_the_tree_of_the_page_is_the_site() -> None:
    folders, paths = list[str](), list[str]()
    tree = re.findall(r"```text\nsite/\n(.*?)```", GUIDE, re.DOTALL)[0]
    for line in tree.splitlines():
        mark, name = re.split(r"(?<=── )", line)
        depth = len(mark) // 4 - 1
        folders[depth:] = [name] if name.endswith("/") else []
        paths += [] if name.endswith("/") else ["".join(folders) + name]
    assert sorted(paths) == sorted(SITE)


def test_init_writes_what_the_page_shows() -> None:
    make_site("", is_set_up=False)
    assert CliRunner().invoke(main, ["init", "."]).exit_code == 0
    assert re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0] in Path("aligncheck.toml").read_text("utf-8")


def test_one_language_of_several_can_be_asked_for() -> None:
    make_site("")
    assert read(".", "--languages", "en,ja") == {
        "ja": [("docs/faq.md", "missing"), ("docs/install.md", "translated"), ("docs/usage.md", "missing")]
    }


@pytest.mark.parametrize(
    ("translated", "pages", "message", "color"),
    [
        (0, 9, "0%", "red"),
        (1, 4, "25%", "orange"),
        (2, 3, "66%", "yellow"),
        (3, 4, "75%", "yellowgreen"),
        (999, 1000, "99%", "green"),
        (9, 9, "100%", "brightgreen"),
    ],
)
def test_a_badge_has_the_colour_of_its_share_and_is_never_rounded_up(
    translated: int, pages: int, message: str, color: str
) -> None:
    states = [State.TRANSLATED] * translated + [State.MISSING] * (pages - translated)
    report = CoverageReport(("zh",), tuple(PageCoverage("a.md", "zh", state) for state in states))
    data = to_object(describe_coverage(report).data())
    assert data["badges"] == {"zh": {"schemaVersion": 1, "label": "zh", "message": message, "color": color}}


@pytest.mark.parametrize(
    ("layout", "source", "target", "text"),
    [
        (("docs/{}.md", "docs/de/{}.md"), "en", "de", DE),
        (("docs/{}.md", "i18n/zh/docusaurus-plugin-content-docs/current/{}.md"), "en", "zh", ZH),
        (("docs/{}.md", "docs/{}.zh.md"), "en", "zh", ZH),
        (("content/en/{}.md", "content/ja/{}.md"), "en", "ja", JA),
    ],
)
def test_the_pages_of_a_site_are_known_wherever_it_keeps_them(
    layout: tuple[str, str], source: str, target: str, text: str
) -> None:
    configure(source, target)
    for name in ("a", "b"):
        write(layout[0].format(name), EN)
    write(layout[1].format("a"), text)
    expected = [(layout[0].format("a"), "translated"), (layout[0].format("b"), "missing")]
    assert read(".") == {target: expected}


@pytest.mark.parametrize("target", ["zh", "de"])
def test_where_nothing_is_translated_everything_is_missing(target: str) -> None:
    configure("en", target)
    write("docs/a.md", EN)
    assert read("docs") == {target: [("docs/a.md", "missing")]}


def test_out_of_chinese() -> None:
    for name, text in (("a.md", ZH), ("b.md", ZH), ("c.md", ZH), ("en/a.md", EN), ("en/c.md", ZH)):
        write(f"docs/{name}", text)
    assert read("docs") == {"en": [("docs/a.md", "translated"), ("docs/b.md", "missing"), ("docs/c.md", "stub")]}


def test_the_pages_of_a_folder_of_sources_count() -> None:
    for name, text in (("originals/a.md", ZH), ("originals/b.md", ZH), ("out/a.md", EN)):
        write(name, text)
    assert read("out", "--source", "originals") == {
        "en": [("originals/a.md", "translated"), ("originals/b.md", "missing")]
    }


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "stub"),
        (EN, "stub"),
        (EN.replace("each node", "every node"), "stub"),
        ("# 安装\n\n敬请期待。\n", "translated"),
        (ZH.partition("\n## 升级")[0], "translated"),
    ],
    ids=["empty", "the source", "the source as it was", "one sentence of nine", "one section of three"],
)
def test_a_stub_translates_less_than_a_tenth(text: str, state: str) -> None:
    configure("en", "zh")
    write("docs/en/a.md", EN)
    write("docs/zh/a.md", text)
    assert read(".") == {"zh": [("docs/en/a.md", state)]}


def test_sections_are_those_with_prose_below_their_heading_that_could_differ() -> None:
    configure("en", "zh")
    more = "\n## Example\n\n```\nls\n```\n\n## Authors\n\nAda Lovelace\n"
    write("docs/en/a.md", EN + more)
    write("docs/zh/a.md", ZH.replace(ZH.split("\n\n")[3], EN.split("\n\n")[3]) + more)
    (page,) = json.loads(run(".", "--output-format", "json").stdout)["pages"]
    assert (page["sections"], page["untranslated"]) == (3, 2)
    assert page["untranslated_sections"] == [{"heading": "Upgrade", "line": 5, "column": 4, "sentences": 2}]


def test_what_a_chinese_page_has_in_english_needs_no_translation() -> None:
    more = "\n## {}\n\nThis project exists thanks to all the people who help.\n\n- [formilyjs](https://example.com)\n"
    write("docs/zh/a.md", ZH + more.format("贡献者"))
    write("docs/en/a.md", EN + more.format("Contributors"))
    (page,) = json.loads(run(".", "--output-format", "json").stdout)["pages"]
    assert (page["sentences"], page["untranslated"], page["sections"]) == (10, 0, 3)


def test_a_page_of_code_needs_no_translation_and_catalogues_are_pages_of_their_language() -> None:
    configure("en", "zh", "ja")
    write("docs/en/code.md", "```\nls\n```\n")
    for code, text in (("zh_CN", ""), ("ja", "キーは一度だけ尋ねられます。")):
        message = f'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n\nmsgid "It asks for a key once."\nmsgstr "{text}"\n'
        write(f"locale/{code}/LC_MESSAGES/a.po", message)
    result = run(".", "--quiet")
    assert result.stdout == "locale/zh_CN/LC_MESSAGES/a.po: a stub, with 0 of 1 sentence translated\n"


def test_texts_cannot_act_on_a_terminal() -> None:
    configure("en", "zh")
    write("docs/en/a.md", EN.replace("Remove", "Re\x1b[2Jmove\u202e"))
    write("docs/zh/a.md", ZH.partition("\n## 卸载")[0])
    write("docs/en/b\x1b[31m.md", EN)
    for arguments in ((".",), (".", "--output-format", "json")):
        printed = run(*arguments).stdout
        assert "[31m.md" in printed
        assert "move" in printed
        assert not re.search("[\x1b\u202e]", printed)


def test_what_cannot_be_read_fails_and_the_rest_is_counted() -> None:
    configure("en", "zh")
    write("docs/en/a.md", EN)
    write("docs/zh/a.md", b"\xff\xfe\x00\xd8")
    write("docs/en/b.md", EN)
    result = run(".")
    assert result.exit_code == 2
    assert result.stderr.startswith("aligncheck: docs/zh/a.md: ")
    assert len(result.stderr.splitlines()) == 1
    assert "docs/en/b.md: no translation into zh (9 sentences)" in result.stdout


def test_where_there_is_nothing_to_count() -> None:
    write("notes.txt", "The port opened.\n")
    result = run("notes.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "aligncheck: nothing to count: skipped notes.txt (no source is known: name it with --source); "
        "give sources with their translations\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fix",), "--fix does not go with --coverage; leave it out"),
        (("--since", "main"), "--since does not go with --coverage; leave it out"),
        (("--select", "omission"), "--select does not go with --coverage; leave it out"),
        (("--stale",), "--coverage does not go with --stale; leave it out"),
        (("--output-format", "sarif"), "--coverage prints text or json, not sarif: leave --output-format out"),
    ],
)
def test_options_that_mean_nothing_are_refused(arguments: tuple[str, ...], said: str) -> None:
    make_site("")
    result = run(".", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
