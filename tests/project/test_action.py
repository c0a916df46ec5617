"""The action for GitHub: its steps are run in order, as a runner would, on a repository made for it.

The actions of others that it uses are noted and not run. `python -m venv` makes an environment with the code that is
tested, but for the test marked `full`, which installs it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import write
from roots import ROOT
from sample_reports import VALIDATORS

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
SHELLS = {"bash": ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail"), "python": ("python",)}

PYTHON = """#!/bin/sh
if [ "$1 $2 $3" != "-m venv --clear" ]; then exec "{python}" -P "$@"; fi
mkdir -p "$4/bin"
printf '#!/bin/sh\\nexec "{python}" -P -m align "$@"\\n' > "$4/bin/aligncheck"
printf '#!/bin/sh\\nprintf "%%s\\\\n" "$@" > "{log}"\\n' > "$4/bin/pip"
chmod +x "$4/bin/aligncheck" "$4/bin/pip"
"""
"""A python that makes no environment, but one in which pip notes what it is to install."""

TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||[!(),]|[\w.-]+)")


class Expression:
    """An expression of a workflow, of the kinds that the action uses."""

    def __init__(self, text: str, names: Mapping[str, str], has_failed: bool) -> None:
        self.tokens = TOKEN.findall(text)
        assert "".join(self.tokens) == re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*$)", "", text), text
        self.names, self.has_failed = names, has_failed

    def evaluate(self) -> str | bool:
        value = self._read_or()
        assert not self.tokens
        return value

    def _next(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and (not wanted or self.tokens[0] in wanted) else ""

    def _read_or(self) -> str | bool:
        value = self._read_and()
        while self._next("||"):
            other = self._read_and()
            value = value or other
        return value

    def _read_and(self) -> str | bool:
        value = self._read_one()
        while self._next("&&"):
            other = self._read_one()
            value = value and other
        return value

    def _read_one(self) -> str | bool:
        if self._next("!"):
            return not self._read_one()
        token = self._next()
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if not self._next("("):
            return self.names[token]
        arguments = list[str | bool]()
        while not self._next(")"):
            arguments.append(self._read_or())
            self._next(",")
        if token == "format":
            return str(arguments[0]).format(*arguments[1:])
        return {"cancelled": False, "success": not self.has_failed}[token]


@dataclass
class Run:
    """What became of a run of the action: what was printed, installed and used, and its outputs."""

    code: int = 0
    printed: str = ""
    installed: list[str] = field(default_factory=list)
    used: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)

    def read_sarif(self) -> list[Any]:
        """Return the findings in the file that was uploaded."""
        (name, given) = self.used[-1]
        assert name.startswith("github/codeql-action/upload-sarif@")
        assert given == {"sarif_file": self.outputs["sarif"], "category": "aligncheck"}
        data = Path(self.outputs["sarif"]).read_bytes()
        VALIDATORS["sarif"](data)
        results: list[Any] = json.loads(data)["runs"][0]["results"]
        return results


def run_action(temp: Path, *, installs: bool = False, **inputs: str) -> Run:
    """Run the action in the working folder, with what a workflow gives; the folder is for what a runner keeps."""
    run, log = Run(), temp / "installed"
    names = {f"inputs.{name}": inputs.get(name, one["default"]) for name, one in ACTION["inputs"].items()}
    assert set(inputs) <= set(ACTION["inputs"])
    names |= {"github.action_path": str(ROOT)} | {f"steps.{name}": "" for name in ("check.outputs.sarif",)}
    if not installs:
        write(temp / "programs/python", PYTHON.format(python=sys.executable, log=log)).chmod(0o755)
    path = os.pathsep.join([str(temp / "programs"), str(Path(sys.executable).parent), os.environ["PATH"]])

    def fill(text: object) -> str:
        def put(found: re.Match[str]) -> str:
            return str(Expression(found[1], names, run.code != 0).evaluate())

        return re.sub(r"\$\{\{(.*?)\}\}", put, str(text))

    for number, step in enumerate(ACTION["runs"]["steps"]):
        condition = step.get("if", "${{ success() }}")
        if not Expression(condition.strip()[3:-2], names, run.code != 0).evaluate():
            continue
        if "uses" in step:
            run.used.append((step["uses"], {key: fill(value) for key, value in step["with"].items()}))
            continue
        output, script = write(temp / f"output{number}", ""), write(temp / f"script{number}", fill(step["run"]))
        given = {"RUNNER_TEMP": str(temp), "GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "true", "PATH": path}
        variables = {key: fill(value) for key, value in step.get("env", {}).items()}
        command = [*SHELLS[step["shell"]], str(script)]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, env={**os.environ, **given, **variables}
        )
        run.code, run.printed = run.code or done.returncode, run.printed + done.stdout + done.stderr
        for line in output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            names[f"steps.{step['id']}.outputs.{name}"] = value
    run.installed = log.read_text("utf-8").splitlines() if log.exists() else []
    run.outputs = {name: fill(one["value"]) for name, one in ACTION["outputs"].items()}
    return run


@pytest.fixture
def temp(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the runner; its path has a blank, as it may on a runner of one's own."""
    folder = tmp_path_factory.mktemp("runner temp")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return folder


def find_annotated(printed: str) -> list[str]:
    return re.findall("::(?:error|warning) file=([^,]*),line=1", printed)


def test_findings_are_annotated_and_uploaded_and_fail(folder: Path, temp: Path) -> None:
    write(folder / "a b.txt", "The the mine reopened.\n")
    write(folder / "in/c.txt", "It was on on the table.\n")
    write(folder / "$(touch hacked);.txt", "Nobody nobody came.\n")
    run = run_action(temp, paths="'a b.txt' in/\n'$(touch hacked);.txt'\n")
    assert (run.code, run.installed) == (1, ["install", "--quiet", str(ROOT)])
    assert find_annotated(run.printed) == ["a b.txt", "in/c.txt", "$(touch hacked);.txt"]
    assert [name.partition("@")[0] for name, _ in run.used] == [
        "actions/setup-python",
        "github/codeql-action/upload-sarif",
    ]
    assert len(run.read_sarif()) == 3
    assert not (folder / "hacked").exists()


def test_without_findings_it_passes_and_uploads_that_there_are_none(folder: Path, temp: Path) -> None:
    write(folder / "a.txt", "The mine reopened.\n")
    run = run_action(temp)
    assert (run.code, find_annotated(run.printed), run.read_sarif()) == (0, [], [])


def test_a_mistake_has_an_exit_code_of_its_own_and_uploads_nothing(folder: Path, temp: Path) -> None:
    run = run_action(temp, paths="missing.txt")
    assert (run.code, len(run.used), run.outputs) == (2, 1, {"sarif": ""})
    assert run.printed.startswith("aligncheck: missing.txt")
    run = run_action(temp, args="--ignore 'mojibake")
    assert (run.code, len(run.used)) == (2, 1)
    assert run.printed == "::error::paths or args of aligncheck: No closing quotation\n"


def test_arguments_are_passed_on_and_no_old_file_is_kept(folder: Path, temp: Path) -> None:
    write(folder / "a.txt", "The the mine reopened.\n")
    write(temp / "aligncheck.sarif", "old")
    run = run_action(temp, args="--fail-on never --ignore 'doubled-word, mojibake'", sarif="false", version="1.2.3")
    assert (run.code, find_annotated(run.printed), len(run.used), run.outputs) == (0, [], 1, {"sarif": ""})
    assert run.installed == ["install", "--quiet", "aligncheck==1.2.3"]
    assert not (temp / "aligncheck.sarif").exists()


def test_what_is_typed_is_run_by_no_shell(folder: Path, temp: Path) -> None:
    hostile = "$(touch hacked) `touch hacked`; touch hacked\n| touch hacked"
    run = run_action(temp, paths=hostile, args="", version=f"1; {hostile}")
    assert (run.code, run.installed) == (2, f"install\n--quiet\naligncheck==1; {hostile}".splitlines())
    run = run_action(temp, args=f"--exclude '{hostile}' {hostile}", sarif=hostile)
    assert run.code == 2
    assert list(folder.iterdir()) == []


@pytest.mark.full
def test_the_action_installs_what_it_runs(folder: Path, temp: Path) -> None:
    write(folder / "a.txt", "The the mine reopened.\n")
    run = run_action(temp, installs=True)
    assert (run.code, find_annotated(run.printed), len(run.read_sarif())) == (1, ["a.txt"], 1)
    assert shutil.which("aligncheck", path=temp / "aligncheck/bin")
