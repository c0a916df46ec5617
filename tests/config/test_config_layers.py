"""Configurations over others, which files they leave out, where sources stand, and options of rules."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from marked import verdict
from mistakes import MISTAKES_IN_LAYERS

from align.config.file import load_config
from align.config.rule_options import list_options
from align.config.settings import Request, Settings, SettingsFinder
from align.errors import AligncheckError
from align.inputs.tasks import Task, plan_tasks
from align.linter.registry import all_rules, find_rule
from align.linter.suppression import Allow
from align.model import Severity
from align.rules.accuracy.entity_missing import EntityMissingOptions
from align.rules.accuracy.low_confidence_alignment import LowConfidenceAlignmentOptions
from align.rules.linguistic.doubled_word import DoubledWordOptions
from align.rules.linguistic.repeated_phrase import RepeatedPhraseOptions
from align.rules.terminology.unintroduced_acronym import UnintroducedAcronymOptions


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str = "They use it.\n") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def settings(path: str, **request: Any) -> Settings:
    return SettingsFinder(Request((), **request)).find(path)


def rules(path: str, **request: Any) -> list[str]:
    return [rule.name for rule in settings(path, **request).find_rules()]


def error(path: str) -> str:
    with pytest.raises(AligncheckError) as raised:
        settings(path)
    return str(raised.value).replace(f"{Path.cwd()}/", "")


# extend


def test_the_child_replaces_lists_and_adds_to_tables() -> None:
    write(
        "aligncheck.toml",
        'select = ["mojibake", "doubled-word"]\nfail-on = "never"\nsource-lang = "ja"\nexclude = ["old/"]\n'
        'glossaries = ["g.csv", "builtin:news"]\nbaseline = "b.jsonl"\ndictionary = "d.u8"\n'
        '[severity]\nmojibake = "info"\ndoubled-word = "info"\n[weights]\nerror = 9\nwarning = 2\n'
        '[per-file-ignores]\n"*.md" = ["mojibake"]\n[rules.doubled-word]\nallow = ["so"]\n'
        '[rules.unintroduced-acronym]\nknown = ["NHC"]\n'
        '[[checklist]]\ntarget = "utilise"\n[[allow]]\ntext = "一"\npaths = ["sub/a.txt"]\n',
    )
    write(
        "sub/aligncheck.toml",
        'extend = "../aligncheck.toml"\nselect = ["mojibake"]\nfail-on = "error"\n'
        '[severity]\nmojibake = "error"\n[weights]\nerror = 4\n[rules.unintroduced-acronym]\noccurrences = 3\n'
        '[[checklist]]\ntarget = "leverage"\n[[allow]]\ntext = "二"\n',
    )
    found, folder = settings("sub/a.txt"), str(Path.cwd())
    assert found.rules == ("mojibake",)
    assert (found.threshold, found.source_lang, found.target_lang) == (Severity.ERROR, "ja", "en")
    assert found.glossaries == ("g.csv", "builtin:news")
    assert (found.baseline, found.dictionary) == ("b.jsonl", "d.u8")
    assert dict(found.severities) == {"mojibake": Severity.ERROR, "doubled-word": Severity.INFO}
    assert dict(found.weights) == {"error": 4, "warning": 2}
    assert set(found.options) == {DoubledWordOptions(("so",)), UnintroducedAcronymOptions(("NHC",), 3)}
    assert [entry.target for entry in found.checklist] == ["leverage", "utilise"]
    assert found.allow == (Allow("二"), Allow("一", paths=("sub/a.txt",), folder=folder))
    assert found.configuration == "sub/aligncheck.toml"
    assert rules("sub/a.md") == []
    assert SettingsFinder(Request(())).is_excluded("old/a.txt")


def test_extending_goes_on_over_several_files_and_kinds() -> None:
    write("a/base.toml", 'target-lang = "fr"\nfail-on = "info"\nsource-lang = "ja"')
    write("b/pyproject.toml", '[tool.aligncheck]\nextend = "../a/base.toml"\nfail-on = "error"')
    write("c/aligncheck.toml", 'extend = "../b/pyproject.toml"\ntarget-lang = "de"')
    found = settings("c/x.txt")
    assert (found.source_lang, found.target_lang, found.threshold) == ("ja", "de", Severity.ERROR)


def test_rules_are_added_and_the_nearer_file_decides() -> None:
    write("aligncheck.toml", 'select = ["mojibake"]\nextend-select = ["doubled-word"]\nignore = ["photo-credit"]')
    assert rules("a.txt") == ["doubled-word", "mojibake"]
    write("a/aligncheck.toml", 'extend = "../aligncheck.toml"\nextend-ignore = ["doubled-word"]')
    assert rules("a/a.txt") == ["mojibake"]
    write("b/aligncheck.toml", 'extend = "../aligncheck.toml"\nextend-select = ["photo-credit"]')
    assert rules("b/a.txt") == ["doubled-word", "mojibake", "photo-credit"]
    write("b/c/aligncheck.toml", 'extend = "../aligncheck.toml"\nselect = ["byline-leak"]\nignore = []')
    assert rules("b/c/a.txt") == ["byline-leak", "doubled-word", "photo-credit"]
    write("d/aligncheck.toml", 'extend-select = ["unintroduced-acronym"]')
    assert set(rules("d/a.txt")) - set(rules("a.txt", config="none")) == {"unintroduced-acronym"}
    assert rules("a/a.txt", select=("doubled-word",)) == ["doubled-word"]


def test_circles_and_missing_files_are_said_in_one_line() -> None:
    write("aligncheck.toml", 'extend = "aligncheck.toml"')
    circle = "aligncheck.toml -> aligncheck.toml"
    assert error("a.txt") == f"aligncheck.toml: extend: forms a circle ({circle}): take it out of one of them"
    write("aligncheck.toml", 'extend = "x/a.toml"')
    write("x/a.toml", 'extend = "../x/../aligncheck.toml"')
    circle = "aligncheck.toml -> x/a.toml -> aligncheck.toml"
    assert error("a.txt") == f"x/a.toml: extend: forms a circle ({circle}): take it out of one of them"
    write("aligncheck.toml", 'extend = "x/b.toml"')
    said = "x/b.toml: no such file: name a configuration, relative to this one"
    assert error("a.txt") == f"aligncheck.toml: extend: {said}"
    write("aligncheck.toml", "extend = 'x'")
    assert error("a.txt") == "aligncheck.toml: extend: x: no such file: name a configuration, relative to this one"


def test_a_rule_that_does_not_exist_is_named_with_the_file_that_names_it() -> None:
    write("base.toml", 'extend-ignore = ["mojibak"]')
    write("aligncheck.toml", 'extend = "base.toml"\nignore = ["mojibake"]')
    assert error("a.txt").startswith("base.toml: there is no rule 'mojibak': did you mean 'mojibake'?")


def test_an_inherited_allow_is_not_reported_as_unused() -> None:
    write("aligncheck.toml", '[[allow]]\ntext = "一"\n')
    write("sub/aligncheck.toml", 'extend = "../aligncheck.toml"\n[[allow]]\ntext = "二"\n')
    write("sub/a.txt")
    unused = json.loads(run("check", "sub", "--output-format", "json").stdout)["unused_allows"]
    assert [(entry["path"], entry["text"]) for entry in unused] == [("sub/aligncheck.toml", "二")]


# include, exclude, per-file-ignores


def checked(*paths: str, **request: Any) -> list[str]:
    return [task.path for task in plan_tasks(Request(paths, **request)) if isinstance(task, Task)]


def test_files_are_left_out_of_folders_and_checked_where_they_are_named() -> None:
    write("aligncheck.toml", 'include = ["*.md", "notes/"]\nexclude = ["drafts/", "!drafts/keep.md"]')
    for name in ("a.md", "a.txt", "drafts/b.md", "drafts/keep.md", "notes/c.txt", "x/drafts/d.md"):
        write(name)
    assert checked(".") == ["a.md", "drafts/keep.md", "notes/c.txt"]
    assert checked("drafts") == ["drafts/keep.md"]
    assert checked("drafts/b.md", "a.txt", ".") == ["drafts/b.md", "a.txt", "a.md", "drafts/keep.md", "notes/c.txt"]
    assert checked("drafts/b.md", str(Path("a.md").absolute()), force_exclude=True) == [str(Path("a.md").absolute())]
    assert checked(".", str(Path("a.txt").absolute())) == ["a.md", "a.txt", "drafts/keep.md", "notes/c.txt"]
    result = run("check", "drafts/b.md", "--force-exclude", "--allow-empty")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(checked(".", config="none")) == 6
    skipped = json.loads(run("check", ".", "--output-format", "json").stdout)["skipped"]
    left_out = "left out by the configuration"
    assert [entry["path"] for entry in skipped if entry["reason"] == left_out] == [
        "a.txt",
        "drafts/b.md",
        "x/drafts/d.md",
    ]
    assert run("check", "x").exit_code == 2


def test_a_source_that_is_left_out_is_still_a_source() -> None:
    write("aligncheck.toml", 'exclude = ["zh/"]')
    write("en/a.txt")
    write("zh/a.txt", "他们使用它。\n")
    (task,) = [task for task in plan_tasks(Request((".",))) if isinstance(task, Task)]
    assert (task.path, task.source) == ("en/a.txt", "zh/a.txt")


def test_rules_are_ignored_in_some_files() -> None:
    write("aligncheck.toml", 'select = ["doubled-word", "mojibake"]\n[per-file-ignores]\n'
          '"essays/" = ["doubled-word"]\n"*.md" = ["mojibake"]\n')  # fmt: skip
    assert rules("a.txt") == ["doubled-word", "mojibake"]
    assert rules("essays/a.txt") == ["mojibake"]
    assert rules("essays/a.md") == []
    assert rules("essays/a.txt", select=("doubled-word",)) == ["doubled-word"]
    write("essays/a.txt", "The the mine.\n")
    write("b.txt", "The the mine.\n")
    found = json.loads(run("check", ".", "--output-format", "json").stdout)["findings"]
    assert [(one["path"], one["rule"]) for one in found] == [("b.txt", "doubled-word")]


# source


def sources(pattern: str, *names: str, paths: tuple[str, ...] = (".",)) -> dict[str, str]:
    write("aligncheck.toml", f"source = {pattern}")
    for name in names:
        write(name)
    return {task.path: task.source for task in plan_tasks(Request(paths)) if isinstance(task, Task)}


@pytest.mark.parametrize(
    ("pattern", "names", "found"),
    [
        ('"originals/{name}.md"', ("a.md", "originals/a.md", "originals/b.md"), {"a.md": "originals/a.md"}),
        ('"originals/{name}.md"', ("a.en.md", "originals/a.md"), {"a.en.md": "originals/a.md"}),
        ('"{folder}/{name}.src.md"', ("x/a.md", "x/a.src.md"), {"x/a.md": "x/a.src.md"}),
        (
            '"{folder}/{name}.md"',
            ("x/a.en.md", "x/a.md", "b.en.md", "b.md"),
            {"x/a.en.md": "x/a.md", "b.en.md": "b.md"},
        ),
        ('"src/{lang}/{folder}/{name}.txt"', ("en/y/a.md", "src/zh/y/a.txt"), {"en/y/a.md": "src/zh/y/a.txt"}),
        (
            '["s/{name}.md", "s/{name}.txt"]',
            ("a.md", "s/a.txt", "b.md", "s/b.md"),
            {"a.md": "s/a.txt", "b.md": "s/b.md"},
        ),
    ],
)
def test_sources_stand_where_the_configuration_says(
    pattern: str, names: tuple[str, ...], found: dict[str, str]
) -> None:
    assert sources(pattern, *names) == found
    one = next(iter(found))
    assert sources(pattern, paths=(one,)) == {one: found[one]}


def test_a_source_that_is_not_where_it_should_be_is_said() -> None:
    assert sources('"s/{name}.md"', "a.md", "b.md", "s/b.md", "a.zh.md") == {"a.md": "", "b.md": "s/b.md"}
    result = run("check", ".")
    assert result.exit_code == 2
    said = "checked without a source: the configuration says that it is s/a.md, which does not exist"
    assert result.stderr == f"aligncheck: a.md: {said}\n"
    assert run("check", "a.md", "--source", "s/b.md").exit_code == 0


def test_a_pattern_of_another_configuration_is_relative_to_that() -> None:
    write("base/aligncheck.toml", 'source = "{folder}/{name}.src.md"')
    write("aligncheck.toml", 'extend = "base/aligncheck.toml"')
    write("base/a.src.md")
    write("a.md")
    assert [task.source for task in plan_tasks(Request(("a.md",))) if isinstance(task, Task)] == ["base/a.src.md"]


# options of rules


def messages(name: str, text: str, *options: object, source: str = "") -> list[str]:
    return [found.message for found in verdict(find_rule(name), text, source=source, options=options)]


def test_options_change_what_rules_find() -> None:
    assert messages("doubled-word", "Improve the system system.") != []
    assert messages("doubled-word", "Improve the system system.", DoubledWordOptions(("System",))) == []
    text = "The office for the control of floods met, and the office for the control of floods warned farmers."
    assert (
        len(messages("repeated-phrase", text)) == len(messages("repeated-phrase", text, RepeatedPhraseOptions(7))) == 1
    )
    assert messages("repeated-phrase", text, RepeatedPhraseOptions(8)) == []
    text = "The NDRC met on Monday. The NDRC said so."
    assert messages("unintroduced-acronym", text) == ["“NDRC” occurs twice and is never spelled out."]
    assert messages("unintroduced-acronym", text, UnintroducedAcronymOptions(("NDRC",))) == []
    assert messages("unintroduced-acronym", text, UnintroducedAcronymOptions(occurrences=3)) == []
    once = messages("unintroduced-acronym", "The NDRC met.", UnintroducedAcronymOptions(occurrences=1))
    assert once == ["“NDRC” occurs once and is never spelled out."]
    source, text = "代码存放在GitHub上。", "The code is kept on a website."
    assert messages("entity-missing", text, source=source) != []
    assert messages("entity-missing", text, EntityMissingOptions(("github",)), source=source) == []
    (doubtful,) = find_rule("low-confidence-alignment").bad
    text = doubtful.text.replace("⟦", "").replace("⟧", "")
    name = "low-confidence-alignment"
    assert messages(name, text, LowConfidenceAlignmentOptions(0.0), source=doubtful.source) == []
    assert len(messages(name, text, LowConfidenceAlignmentOptions(1.0), source=doubtful.source)) > 1


def test_options_are_read_from_the_configuration() -> None:
    write("aligncheck.toml", '[rules.doubled-word]\nallow = ["system"]\n')
    write("a.txt", "The system system is a joint joint.\n")
    found = json.loads(run("check", "a.txt", "--output-format", "json").stdout)
    assert [one["text"] for one in found["findings"]] == ["joint joint"]
    assert settings("a.txt").sign([]) != settings("a.txt", config="none").sign([])


NO_NUMBER = (
    "[rules.low-confidence-alignment]\nbelow = nan",
    "rules.low-confidence-alignment: below: must be a number from 0 to 1",
)
"""JSON knows no such number, and so its schemas cannot refuse it."""


@pytest.mark.parametrize(("text", "message"), [*MISTAKES_IN_LAYERS, NO_NUMBER])
def test_mistake_is_named(text: str, message: str) -> None:
    write("aligncheck.toml", text)
    assert error("a.txt") == f"aligncheck.toml: {message}"


def test_a_rule_in_the_table_of_options_exists() -> None:
    write("aligncheck.toml", "[rules.doubled-wrd]\nallow = []")
    assert error("a.txt").startswith("aligncheck.toml: there is no rule 'doubled-wrd': did you mean 'doubled-word'?")


@pytest.mark.parametrize("name", [rule.name for rule in all_rules().values() if rule.options])
def test_every_option_has_a_default_and_a_meaning(name: str) -> None:
    options = find_rule(name).options
    assert options is not None
    assert hash(options()) == hash(options())
    assert all(key.meaning.endswith(").") for key in list_options(options).values())


# --show-settings


def test_where_settings_come_from_is_shown() -> None:
    write("base.toml", 'fail-on = "error"\nglossaries = ["g.csv"]\n[severity]\nmojibake = "info"\n')
    write("g.csv", "zh,en\n矿,mine\n")
    write("c.csv", "target\nutilise\n")
    write(
        "aligncheck.toml",
        'extend = "base.toml"\nselect = ["mojibake"]\nsource = "zh/{name}.txt"\nchecklist = "c.csv"\n'
        '[severity]\ndoubled-word = "info"\n[rules.doubled-word]\nallow = ["so"]\n[weights]\nerror = 2.5\n',
    )
    write("a.txt")
    write("zh/a.txt")
    assert run("check", "a.txt", "--show-settings", "--fail-on", "info", "--encoding", "utf-8").stdout == (
        "texts          a.txt (source zh/a.txt)\n"
        "configuration  aligncheck.toml\n"
        "glossaries     g.csv (base.toml)\n"
        "dictionary     the installed CC-CEDICT\n"
        "languages      zh into en\n"
        "encoding       utf-8 (command line)\n"
        "fail-on        info (command line, base.toml)\n"
        "rules          mojibake (aligncheck.toml)\n"
        "severity       mojibake info, doubled-word info (aligncheck.toml, base.toml)\n"
        "allow          none\n"
        "source         zh/{name}.txt (aligncheck.toml)\n"
        "checklist      1 entry (aligncheck.toml)\n"
        "options        doubled-word allow so (aligncheck.toml)\n"
        "weights        error 2.5 (aligncheck.toml)\n"
    )


def test_settings_are_shown_where_there_is_no_text_yet() -> None:
    write("aligncheck.toml", 'fail-on = "error"\nselect = ["mojibake"]\n')
    assert run("check", "--show-settings").stdout.splitlines() == [
        "texts          none",
        "configuration  aligncheck.toml",
        "glossaries     none",
        "dictionary     the installed CC-CEDICT",
        "languages      zh into en",
        "encoding       found out for each text",
        "fail-on        error (aligncheck.toml)",
        "rules          mojibake (aligncheck.toml)",
        "severity       as the rules have it",
        "allow          none",
    ]


# init


def test_init_writes_a_file_that_fits_and_never_overwrites() -> None:
    write("en/a.md")
    write("zh/a.md", "他们使用它。\n")
    write("en/b.md")
    write("术语.csv", "zh,en\n矿,mine\n")
    write("prices.csv", "a,b\n")
    result = run("init")
    assert result.stdout == "aligncheck.toml: written for 2 translations, 1 with a source, checked against 术语.csv\n"
    text = Path("aligncheck.toml").read_text("utf-8")
    config = load_config(Path("aligncheck.toml"))
    assert (config.source_lang, config.target_lang) == ("zh", ("en",))
    assert [one.path for one in config.glossaries] == ["术语.csv"]
    assert "# 2 translations found here, 1 with a source." in text
    again = run("init")
    assert (again.exit_code, Path("aligncheck.toml").read_text("utf-8")) == (2, text)
    assert again.stderr == "aligncheck: aligncheck.toml: is there already: change it, or name another folder\n"
    assert run("check", ".").exit_code == 0


def test_init_extends_the_configuration_above_and_knows_other_languages() -> None:
    write("aligncheck.toml", 'fail-on = "never"\n')
    write("sub/deep/a.txt")
    assert run("init", "sub/deep").exit_code == 0
    assert load_config(Path("sub/deep/aligncheck.toml")).extend == "../../aligncheck.toml"
    assert settings("sub/deep/a.txt").threshold is None
    Path("aligncheck.toml").unlink()
    write("other/ja/a.txt", "彼らはそれを使う。\n")
    write("other/fr/a.txt", "Ils l'utilisent.\n")
    assert run("init", "other").exit_code == 0
    found = load_config(Path("other/aligncheck.toml"))
    assert (found.source_lang, found.target_lang, found.extend) == ("ja", ("fr",), None)


PAGE = """# The queue

The queue holds all the messages that wait, and it is emptied by the workers in the order in which they were sent.
"""
SITES = {
    "Latin script": (["docs/a.md", "docs/de/a.md", "docs/ja/a.md"], "en", ["de", "ja"]),
    "folders": (["en/a.md", "zh/a.md", "ja/a.md"], "en", ["ja", "zh"]),
    "more in Chinese": (["zh/a.md", "zh/b.md", "en/a.md", "fr/a.md"], "zh", ["en", "fr"]),
    "Docusaurus": (
        [
            "docs/a.md",
            "i18n/ja/docusaurus-plugin-content-docs/current/a.md",
            "i18n/zh-CN/docusaurus-plugin-content-docs/current/a.md",
        ],
        "en",
        ["ja", "zh"],
    ),
    "VitePress": (["docs/a.md", "docs/ko/a.md", "docs/zh/a.md"], "en", ["ko", "zh"]),
    "MkDocs, names": (["docs/a.md", "docs/a.ja.md", "docs/a.zh.md"], "en", ["ja", "zh"]),
    "Hugo": (["content/en/a.md", "content/zh/a.md", "content/ko/a.md"], "en", ["ko", "zh"]),
    "two languages": (["zh/a.md", "en/a.md"], "zh", "en"),
}
"""Files of sites, and the languages that `init` finds there."""

IN = {"zh": "# 队列\n\n队列保存所有等待的消息。\n", "ja": "# キュー\n\nキューは待っているメッセージを保持します。\n"}
IN["de"] = """# Die Schlange

Die Schlange hält alle Nachrichten, die warten, und sie wird von den Arbeitern in der Reihenfolge geleert, in der sie
gesendet wurden.
"""
IN["ko"] = "# 큐\n\n큐는 기다리는 모든 메시지를 보관합니다.\n"


@pytest.mark.parametrize(("paths", "source", "targets"), SITES.values(), ids=SITES)
def test_init_knows_the_languages_of_a_site(paths: list[str], source: str, targets: list[str] | str) -> None:
    """All translations are compared with their sources, whose text is no translation."""
    for path in paths:
        code = next((code for code in IN if f"/{code}" in f"/{path}" or f".{code}." in path), "")
        write(path, IN.get(code, PAGE))
    result = run("init")
    found = load_config(Path("aligncheck.toml"))
    assert (found.source_lang, list(found.target_lang)) == (source, targets if isinstance(targets, list) else [targets])
    translations = sum(1 for path in paths if "/b." not in path) - 1
    assert f"written for {translations} translation" in result.stdout
    report = json.loads(run("check", ".", "--output-format", "json", "--no-cache").stdout)
    assert (report["summary"]["documents"], report["summary"]["compared"]) == (translations, translations)


def test_init_knows_catalogues_of_gettext() -> None:
    write("docs/a.rst", "Queue\n=====\n\nThe queue holds all the messages that wait.\n")
    for code in ("zh_CN", "ja"):
        entry = 'msgid "The queue holds 12 messages."\nmsgstr "12"\n'
        write(f"locales/{code}/LC_MESSAGES/a.po", f'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n\n{entry}')
    assert run("init").exit_code == 0
    found = load_config(Path("aligncheck.toml"))
    assert (found.source_lang, found.target_lang) == ("en", ("ja", "zh"))
    report = json.loads(run("check", ".", "--output-format", "json", "--no-cache").stdout)
    assert (report["summary"]["documents"], report["summary"]["compared"]) == (2, 2)


def test_init_tells_what_it_cannot_do() -> None:
    write("p/pyproject.toml", "[tool.aligncheck]\n")
    said = "has a [tool.aligncheck] already: change it, or name another folder"
    assert run("init", "p").stderr == f"aligncheck: p/pyproject.toml: {said}\n"
    assert run("init", "nowhere").stderr == "aligncheck: nowhere: no such file or folder\n"
    write("a.txt")
    assert run("init", "a.txt").stderr == "aligncheck: a.txt: is not a folder: name the folder of the texts\n"
    Path("dangling").mkdir()
    Path("dangling/aligncheck.toml").symlink_to("gone.toml")
    assert run("init", "dangling").exit_code == 2
    assert not Path("dangling/gone.toml").exists()


def test_every_line_that_init_comments_out_is_right_once_it_counts() -> None:
    write("en/b.md")
    assert run("init").exit_code == 0
    lines = Path("aligncheck.toml").read_text("utf-8").splitlines()
    rule = r"# (?=\[|\w[\w-]* = |\"interviews)"
    write("aligncheck.toml", "\n".join(re.sub(rule, "", line) for line in lines).replace('"glossary.csv"', ""))
    Path("aligncheck-baseline.jsonl").touch()
    config = load_config(Path("aligncheck.toml"))
    assert set(config.origins) == {
        "source-lang", "target-lang", "source", "glossaries", "exclude", "fail-on", "ignore", "extend-select",
        "per-file-ignores", "severity", "checklist", "allow", "text-columns", "baseline",
    }  # fmt: skip
    assert rules("en/b.md") != []
