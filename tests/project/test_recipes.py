"""The recipes of CONTRIBUTING.md work as they stand: their code, their lines for other files, the tests they name."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from marked import marked, unmark, verdict
from pattern_steps import Counted, is_linear, list_pumps
from roots import ROOT
from sample_reports import WHOLE

from align.commands.check import check_files
from align.config.settings import Request
from align.linter.rule import Rule, Sourced
from align.model.formats import READERS, Reader
from align.report.style import Style

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Recipe:
    """What a section says: the file to save and its code, a change to each of other files, and commands to run."""

    title: str
    path: str
    code: str
    changes: tuple[tuple[str, str, str], ...]
    commands: tuple[tuple[str, ...], ...]

    @property
    def module(self) -> str:
        """The name of the module that the file is."""
        return self.path.removesuffix(".py").replace("/", ".")

    def change(self, root: Path) -> None:
        """Save the code and change the other files in a repository."""
        (root / self.path).write_text(self.code, encoding="utf-8")
        for name, old, new in self.changes:
            text = (root / name).read_text(encoding="utf-8")
            assert text.count(old) == 1, f"CONTRIBUTING.md, “{self.title}”: {name} does not have once\n{old}"
            (root / name).write_text(text.replace(old, new), encoding="utf-8")


def read_recipes() -> list[Recipe]:
    """The recipes of the page, in order."""
    part = re.search(r"^## Recipes\n(.*?)^## Fuzzing\n", PAGE, re.DOTALL | re.MULTILINE)
    assert part is not None
    sections = re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", part[1], re.DOTALL | re.MULTILINE)
    return [read_recipe(*section) for section in sections]


def read_recipe(title: str, text: str) -> Recipe:
    """The recipe that a section is."""
    saved = re.findall(r"Save this as\s`([^`]+)`[^`]*```python\n(.*?)```", text, re.DOTALL)
    ((path, code),) = saved
    changes = list[tuple[str, str, str]]()
    for diff in re.findall(r"```diff\n(.*?)```", text, re.DOTALL):
        for name, lines in re.findall(r"^--- (\S+)\n((?:(?!--- ).*\n)+)", diff, re.MULTILINE):
            old, new = ("".join(re.findall(rf"^[{mark} ](.*\n)", lines, re.MULTILINE)) for mark in ("-", "+"))
            changes.append((name, old, new))
    commands = (line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines())
    return Recipe(title, path, code, tuple(changes), tuple(tuple(shlex.split(command)) for command in commands))


RECIPES = read_recipes()
RULES = [recipe for recipe in RECIPES if recipe.path.startswith("align/rules/")]


def name(recipe: Recipe) -> str:
    return Path(recipe.path).stem


def load(part: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of the recipe whose file is in a folder, where imports find it."""
    (recipe,) = (one for one in RECIPES if str(Path(one.path).parent) == part)
    return execute(recipe, monkeypatch)


def execute(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType(recipe.module)
    monkeypatch.setitem(sys.modules, recipe.module, module)
    exec(compile(recipe.code, recipe.path, "exec"), vars(module))
    return module


def test_each_part_has_a_recipe() -> None:
    assert [str(Path(recipe.path).parent) for recipe in RECIPES] == [
        "align/rules/linguistic",
        "align/rules/accuracy",
        "align/rules/locale",
        "align/readers",
        "glossary/formats",
        "align/commands/corpus",
        "align/aligners",
        "align/report",
        "align/cli",
    ]


@pytest.mark.parametrize("recipe", RECIPES, ids=name)
def test_a_recipe_fits_the_repository(recipe: Recipe) -> None:
    """Its file is new, the lines that it changes are there once, and the tests that it names exist."""
    assert not (ROOT / recipe.path).exists()
    for path, old, new in recipe.changes:
        assert (ROOT / path).read_text(encoding="utf-8").count(old) == 1, f"{path} does not have once\n{old}"
        assert old != new
    named = [word for command in recipe.commands for word in command[1:] if word.startswith(("tests/", "docs/"))]
    assert [path for path in named if not (ROOT / path).is_file()] == []
    assert [command[0] for command in recipe.commands][-1] == "pytest"


@pytest.mark.parametrize("recipe", RULES, ids=name)
def test_the_rules_pass_their_examples(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    module = execute(recipe, monkeypatch)
    (kind,) = (one for one in vars(module).values() if isinstance(one, type) and one.__module__ == recipe.module)
    rule = kind()
    assert isinstance(rule, Rule)
    assert rule.name == Path(recipe.path).stem.replace("_", "-")
    assert recipe.changes == ()
    for bad in rule.bad:
        text = unmark(bad.text)
        assert marked(text, verdict(rule, text, source=bad.source)) == bad.text
    for good in rule.good:
        shown = good if isinstance(good, Sourced) else Sourced(good)
        assert verdict(rule, shown.text, source=shown.source) == []


CUES = {
    "zh": ("港口五月开放。", "新码头耗资2510亿元。", "第一批船已经到了。"),
    "en": ("The port opens in May.", "The new pier costs\n25.1 billion yuan.", "The first ships have already arrived."),
}


def test_the_reader_gives_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that gives its places an id is aligned with its source, and its findings name the place."""
    load("align/readers", monkeypatch)
    monkeypatch.setitem(READERS, ".cues", Reader("cues"))
    for language, texts in CUES.items():
        cues = (f"{number}\n00:00:0{number} --> 00:00:0{number + 1}\n{text}\n" for number, text in enumerate(texts, 1))
        (tmp_path / f"talk.{language}.cues").write_text("\n".join(cues), encoding="utf-8")
    report = check_files(Request((str(tmp_path),))).report
    assert (report.skipped, report.compared) == ((), 1)
    (found,) = report.diagnostics
    assert (found.finding.rule, found.text, found.start.segment, found.start.line, found.start.column) == (
        "money-mismatch",
        "25.1 billion yuan",
        "2",
        7,
        20,
    )


def test_patterns_of_the_recipes_are_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = [execute(recipe, monkeypatch) for recipe in RECIPES]
    patterns = [one for module in modules for one in vars(module).values() if isinstance(one, re.Pattern)]
    assert len(patterns) == 2
    for pattern in map(Counted, patterns):
        for before, unit in islice(list_pumps(pattern.nodes, pattern.flags), 8):
            assert all(is_linear(pattern, *text) for text in (("", unit), (before, unit), ("", before + unit)))


def test_the_glossary_format_reads_what_it_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    from glossary.formats.base import DEFAULT_LANGUAGES

    module = load("glossary/formats", monkeypatch)
    data = "石墨|graphite\n矿|mine\n".encode()
    glossary = module.load(io.BytesIO(data), DEFAULT_LANGUAGES)
    assert b"".join(module.dump(glossary, DEFAULT_LANGUAGES)) == data
    assert (module.keep(glossary, DEFAULT_LANGUAGES), module.find_losses(glossary, DEFAULT_LANGUAGES)) == (glossary, [])


def test_the_engine_does_each_task(monkeypatch: pytest.MonkeyPatch) -> None:
    module = load("align/commands/corpus", monkeypatch)
    assert list(module.InlineEngine(lambda: str.upper).run(["a", "b"])) == ["A", "B"]


def test_the_aligner_keeps_what_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    from align import aligners
    from align.aligners.side import Side
    from align.model import Bead

    load("align/aligners", monkeypatch)
    monkeypatch.setitem(aligners.ALIGNERS, "stretches", "stretches")
    sides = Side("zh", tuple("一二三四")), Side("en", tuple("abcde"))
    fixed = [Bead((1,), (2,)), Bead((3,), ())]
    assert [(bead.source, bead.target) for bead in aligners.align(*sides, "stretches", fixed=fixed)] == [
        ((0,), (0, 1)),
        ((1,), (2,)),
        ((2,), (3, 4)),
        ((3,), ()),
    ]


def test_the_output_format_leaves_nothing_unsaid(monkeypatch: pytest.MonkeyPatch) -> None:
    module = load("align/report", monkeypatch)
    lines = "".join(module.render(WHOLE, Style())).splitlines()
    assert lines[1] == WHOLE.diagnostics[0].path
    assert lines[-1].startswith("# ")


def test_the_command_prints_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    module = load("align/cli", monkeypatch)
    result = CliRunner().invoke(module.command, ["htm"])
    assert (result.exit_code, result.output) == (0, ".html\n.htm\n.xhtml\n")


def test_the_files_that_the_page_names_exist() -> None:
    shown = re.sub(r"^```.*?^```", "", PAGE, flags=re.DOTALL | re.MULTILINE)
    named = set(re.findall(r"`((?:align|glossary|tests|benchmarks|docs|fuzz)/[\w/.]+)`", shown))
    made = {*(recipe.path for recipe in RECIPES), "fuzz/crashes/"}
    assert [path for path in sorted(named - made) if not (ROOT / path).exists()] == []


@pytest.mark.full
@pytest.mark.parametrize("recipe", RECIPES, ids=name)
def test_a_recipe_works_in_a_copy(recipe: Recipe, tmp_path: Path) -> None:
    """The commands that it names end well in a copy of the repository to which it was applied."""
    left_out = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "node_modules", "dist", "crashes")
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=left_out)
    recipe.change(copy)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    for given in recipe.commands:
        variables = dict(word.split("=", 1) for word in given if re.match(r"[A-Z]+=", word))
        command = given[len(variables) :]
        python = [sys.executable, *(("-m", "pytest", "-n", "0") if command[0] == "pytest" else ())]
        words = [command[0]] if command[0] == "sed" else python
        done = subprocess.run(
            [*words, *command[1:]],
            cwd=copy,
            env={
                **environment,
                **variables,
                "PYTHONPATH": os.pathsep.join((str(copy), variables.get("PYTHONPATH", ""))),
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert re.search(r"^[1-9]\d* passed", done.stdout, re.MULTILINE), done.stdout[-3000:]
