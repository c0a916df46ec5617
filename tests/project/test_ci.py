"""What other systems are told: the recipes of docs/ci.md, run as written, and the image, the quick start.
The steps of the action are run by test_action.py.

The services themselves cannot be had here; their schemas are those that check-jsonschema carries.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner
from command_line import write
from roots import ROOT, SOURCES
from sample_reports import VALIDATORS, validate

from align.cli import main

PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
SHIM = '#!/bin/sh\nexec "{python}" -P -m align "$@"\n'
SCHEMAS = {
    "GitHub Actions": ("vendor.github-workflows",),
    "GitLab": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "Azure Pipelines": (
        *("vendor.azure-pipelines", "--data-transform", "azure-pipelines"),
        *("--regex-variant", "nonunicode"),  # in which its patterns are written
    ),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _own_environment(cache: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    monkeypatch.delenv("ALIGNCHECK_NO_CACHE")  # the commands check the same texts, one after the other, as in CI
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def make_program(path: Path) -> None:
    """Make a command `aligncheck`, which runs the code that is tested."""
    write(path, SHIM.format(python=sys.executable)).chmod(0o755)


def list_sections() -> Iterator[tuple[str, str]]:
    for section in PAGE.split("\n## ")[1:]:
        title, _, text = section.partition("\n")
        yield title, text


RECIPES = [
    (title, block) for title, text in list_sections() for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
]


# Schemas


def validate_file(path: Path, schema: str, *options: str) -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-P", "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.full
@pytest.mark.parametrize(("title", "text"), [recipe for recipe in RECIPES if recipe[0] in SCHEMAS])
def test_a_recipe_is_what_its_service_takes(folder: Path, title: str, text: str) -> None:
    validate_file(write(folder / "recipe.yml", text), *SCHEMAS[title])


def test_every_service_has_a_recipe() -> None:
    assert [title for title, _ in RECIPES] == ["pre-commit", *SCHEMAS]


def test_the_recipe_for_pre_commit_names_our_hooks(folder: Path) -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    (text,) = (text for title, text in RECIPES if title == "pre-commit")
    (repository,) = clientlib.load_config(write(folder / ".pre-commit-config.yaml", text))["repos"]
    hooks = [hook["id"] for hook in clientlib.load_manifest(ROOT / ".pre-commit-hooks.yaml")]
    assert [hook["id"] for hook in repository["hooks"]] == hooks


def test_the_action_is_what_github_takes() -> None:
    validate_file(ROOT / "action.yml", "vendor.github-actions")


# Workflows

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.full
@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_what_github_takes(path: Path) -> None:
    validate_file(path, "vendor.github-workflows")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_names_its_actions_in_full_and_gives_rights_to_jobs_alone(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"]
        actions = [step["uses"] for step in job["steps"] if "uses" in step]
        assert [one for one in actions if not re.search(r"@(v\d+\.\d+\.\d+|[0-9a-f]{40})$", one)] == []


@pytest.mark.parametrize(
    ("tag", "title", "code", "message"),
    [
        ("v1.2.3", "## 1.2.3 - 2026-05-01", 0, ""),
        ("", "## 1.2.3", 0, ""),  # a rehearsal
        ("v1.2.4", "## 1.2.4 - 2026-05-01", 1, "The tag of this commit is v1.2.4, but align.__version__ is 1.2.3.\n"),
        ("v1.2.3", "## 1.2.3", 1, 'CHANGELOG.md lacks the day of this version: "## 1.2.3 - YYYY-MM-DD".\n'),
        (
            "v1.2.3",
            "## 1x2.3 - 2026-05-01",
            1,
            'CHANGELOG.md lacks the day of this version: "## 1.2.3 - YYYY-MM-DD".\n',
        ),
    ],
)
def test_a_tag_is_published_only_if_code_and_changelog_name_it(
    tag: str, title: str, code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, found, _ = (ROOT / ".ci/release").read_text("utf-8").partition("rm -rf build dist\n")
    assert found
    monkeypatch.setenv("RELEASE_TAG", tag)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    start = start.replace("git log -1 --format=%ct", "echo 0")
    write(tmp_path / ".ci/release", start)
    write(tmp_path / "align/__init__.py", '__version__ = "1.2.3"\n')
    write(tmp_path / "CHANGELOG.md", f"# Changelog\n\n## Unreleased\n\n{title}\n")
    done = subprocess.run(["bash", tmp_path / ".ci/release"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, message)


# Issues

FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))


@pytest.mark.full
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_for_issues_is_what_github_takes(path: Path) -> None:
    validate_file(path, f"vendor.github-issue-{'config' if path.stem == 'config' else 'forms'}")


@pytest.mark.parametrize("name", ["false-alarm", "missed-fault"])
def test_the_row_that_a_form_shows_is_one_that_a_pack_takes(folder: Path, name: str) -> None:
    form = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8"))
    (field,) = (one for one in form["body"] if one.get("id") == "row")
    table, _, rows = field["attributes"]["placeholder"].partition("\n")
    write(folder / "pack" / table, rows)
    done = CliRunner().invoke(main, ["pack", "check", "pack"])
    assert (done.exit_code, done.output) == (0, "1 row in 1 table: no faults\n")


# Commands


def list_commands() -> Iterator[str]:
    """Each command of the page that runs aligncheck and nothing that is not here."""
    for line in PAGE.splitlines():
        found = re.match(r"(?:    |\s+- (?:run: |script: )?|\s+sh ')((?:\.venv/bin/)?aligncheck [^|']*)", line)
        if found:
            yield found[1].strip()


COMMANDS = list(dict.fromkeys(list_commands()))


def test_the_page_has_these_commands() -> None:
    """None is overlooked: the rest installs aligncheck, or runs it in an image."""
    lines = [line for line in PAGE.splitlines() if re.search(r"\baligncheck (check|gate|articles/)", line)]
    described = [line for line in lines if line.startswith(("|", "|")) or "`aligncheck" in line]
    assert len(COMMANDS) == 7
    assert [line for line in lines if line not in described and not any(one in line for one in COMMANDS)] == [
        '    docker run --rm --network none -v "$PWD:/work" aligncheck articles/'
    ]


@pytest.fixture
def articles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder of faulty articles, and aligncheck where the recipes install it."""
    for name in ("trade-graphite.zh.txt", "trade-graphite.en.txt"):
        (folder / "articles").mkdir(exist_ok=True)
        shutil.copy(ROOT / "seeds" / name, folder / "articles")
    write(folder / "draft.md", "The the mine reopened.\n")
    make_program(folder / ".venv/bin/aligncheck")
    monkeypatch.setenv("PATH", str(folder / ".venv/bin"), prepend=os.pathsep)
    return folder


VALIDATE: dict[str, Callable[[bytes], object]] = {
    **VALIDATORS,
    "full": lambda data: None,
    "checkstyle": ElementTree.fromstring,
}


@pytest.mark.full
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs_as_written(articles: Path, command: str) -> None:
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    outputs = dict(re.findall(r"--output (\w+)=(\S+)", command))
    for name, path in outputs.items():
        data = done.stdout if path == "-" else (articles / path).read_bytes()
        assert b"money-mismatch" in data
        VALIDATE[name](data)
        assert path == "-" or PAGE.count(path) > 1, f"{path} is written and not read"
    if "gate" in command:
        validate(json.loads(done.stdout))
    if "--output-format github" in command:
        assert b"::error file=articles/" in done.stdout


# The action


def read_action() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return action


def test_no_script_of_the_action_holds_what_somebody_typed() -> None:
    action = read_action()
    assert [step["run"] for step in action["runs"]["steps"] if "${{" in step.get("run", "")] == []
    page = set(re.findall(r"^- `([\w-]+)`: ", dict(list_sections())["GitHub Actions"], re.MULTILINE))
    assert page == set(action["inputs"])


# The image


def test_the_image_holds_what_is_installed() -> None:
    """What it copies is there, is all that a build of the wheel reads, and is let through to the build."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    copied = {name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE) for name in line.split()}
    assert copied == {*SOURCES, "requirements-image.lock"}
    assert set(re.findall(r"^!(.*)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)) == copied
    (base,) = re.findall(r"^ARG BASE=(\S+)$", text, re.MULTILINE)
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+(@sha256:[0-9a-f]{64})?", base)
    assert re.findall(r"^FROM (\S+)", text, re.MULTILINE) == ["$BASE", "$BASE"]
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["65534:65534"]


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    tool = shutil.which("hadolint")
    if tool is None:
        pytest.skip("needs hadolint")
    done = subprocess.run([tool, str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


# The quick start


def test_the_quick_start_shows_what_is_printed(folder: Path) -> None:
    page = (ROOT / "docs/quick-start.md").read_text("utf-8")
    for name, text in re.findall(r"^`(articles/\S+)`\n\n```text\n(.*?)```", page, re.DOTALL | re.MULTILINE):
        write(folder / name, text)
    translation = folder / "articles/mine.en.txt"
    examples = re.findall(r"^    \$ aligncheck (.*)\n((?:    (?!\$).*\n|\n(?=    [^$]))*)", page, re.MULTILINE)
    assert len(examples) == 5
    for command, shown in examples:
        printed = CliRunner().invoke(main, shlex.split(command)).output
        assert [line.strip() for line in printed.splitlines()] == [line.strip() for line in shown.splitlines()]
        if command.endswith("=findings.csv"):
            mended = re.search(r"Here `(.*)` became `(.*)`, and\n`(.*)` became `(.*)`", page)
            assert mended
            text = translation.read_text("utf-8").replace(mended[1], mended[2]).replace(mended[3], mended[4])
            write(translation, text)
    assert "the carving itself is meant" in (folder / "aligncheck-accepted.jsonl").read_text("utf-8")
    assert (folder / "findings.csv").read_text("utf-8-sig").startswith("severity,rule,path")
