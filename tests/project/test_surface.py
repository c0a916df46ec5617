"""What docs/versioning.md promises: nothing public goes without a word in the changelog.

`PYTHONPATH=tests/helpers python tests/project/test_surface.py` records the surface, when a version is released.
"""

import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from report_keys import REPORTS, list_report_keys
from roots import ROOT, TESTS

import align
from align.cli import ending, main
from align.cli.check import command as check
from align.config.model import KEYS
from align.deprecations import DEPRECATED, Deprecated
from align.linter.registry import all_rules
from align.report import FORMATS, statistics

RECORDED = TESTS / "project" / "surface.json"


def list_surface() -> Iterator[str]:
    """Yield each public name, with what it belongs to."""
    yield from _list_commands(main, "aligncheck")
    yield from (f"rule {name}" for name in all_rules())
    yield from map(_name_deprecated, DEPRECATED)
    yield from (f"key {name}" for name in KEYS)
    yield from (f"format {name}" for name in FORMATS)
    for name in align.__all__:
        value = getattr(align, name)
        yield f"align.{name}"
        if inspect.isfunction(value):
            parameters = inspect.signature(value).parameters
            yield from (f"align.{name}({parameter})" for parameter in parameters)
            needed = [key for key, one in parameters.items() if one.default is one.empty]
            yield f"align.{name} needs only {', '.join(needed) or 'nothing'}"
        yield from (f"align.{name}.{field}" for field in getattr(value, "__dataclass_fields__", ()))
    for path in sorted((ROOT / "docs").glob("*.schema.json")):
        yield from _list_keys(json.loads(path.read_text("utf-8")), path.name)
    yield from list_report_keys()


def _name_deprecated(row: Deprecated) -> str:
    """Return a deprecated name as it was when it was recorded: it is there until its row goes."""
    return {
        "command": f"aligncheck {row.old}",
        "option": " ".join(filter(None, ("aligncheck", row.of, row.old))),
        "key": f"key {row.old}",
        "value": f"value {row.of} {row.old}",
        "rule": f"rule {row.old}",
    }[row.kind]


def _list_commands(command: click.Command, path: str) -> Iterator[str]:
    needed = [one for one in command.params if one.required]
    if not isinstance(command, click.Group):
        options = [one.opts[-1] for one in needed if isinstance(one, click.Option)]
        yield " ".join((path, "needs only", f"{len(needed) - len(options)} arguments", *options))
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice):
            yield from (f"{path} {parameter.opts[-1]} {word}" for word in parameter.type.choices)
        yield from (f"{path} {name}" for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("-"))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield f"{path} {name}"
            yield from _list_commands(child, f"{path} {name}")


def _list_keys(schema: object, path: str) -> Iterator[str]:
    """Yield each key of a JSON schema with the types of its value, and the words that it may be."""
    if isinstance(schema, list):
        for value in schema:
            yield from _list_keys(value, path)
    if not isinstance(schema, dict):
        return
    yield from (f"{path} = {word}" for word in schema.get("enum", ()) if path != "aligncheck.schema.json rule")
    for name, value in schema.items():
        if name in ("properties", "$defs"):
            for key, one in value.items():
                kinds = one.get("type", [])
                kinds = [kinds] if isinstance(kinds, str) else kinds
                yield from (f"{path} {key}{kind and f': {kind}'}" for kind in ("", *kinds))
                yield from _list_keys(one, f"{path} {key}")
        elif name == "required" and isinstance(value, list) and not path.startswith("aligncheck."):
            yield from (f"{path} always has {key}" for key in value)
        elif name not in ("enum", "description"):
            yield from _list_keys(value, path)


def find_unannounced(recorded: set[str], now: set[str], changelog: str) -> list[str]:
    """Return what is gone and is not named, in backticks, by a line `- Removed: ...` of the next version.

    That is what is above the first version with a date: `## Unreleased`, and a version that is about to be published.
    Whoever names a command, an option or a key names all that belongs to it.
    """
    unpublished = re.split(r"\n## \S+ - \d{4}-\d\d-\d\d\n", changelog)[0]
    lines = [entry for entry in unpublished.split("\n- ") if entry.startswith("Removed:")]
    named = {name for line in lines for name in re.findall(r"`([^`]+)`", line)}
    below = tuple(f"{name}{sign}" for name in named for sign in " .:[(")
    return sorted(one for one in recorded - now - named if not one.startswith(below))


def test_nothing_public_goes_without_a_word() -> None:
    recorded = set(json.loads(RECORDED.read_text("utf-8")))
    assert find_unannounced(recorded, set(list_surface()), (ROOT / "CHANGELOG.md").read_text("utf-8")) == []


def test_a_removal_that_the_changelog_does_not_name_is_found() -> None:
    now = set(list_surface())
    before = now | {"aligncheck check --colour", "aligncheck check --colour auto", "rule old-name", "align.Request.old"}
    removed = "- Removed: `aligncheck check --colour`, now `--color`."
    dated = "## 0.1.0 - 2026-05-01\n\n- Removed: `rule old-name`.\n"
    for unpublished in ("## Unreleased\n\n", "## Unreleased\n\n## 1.0.0\n\n### Checking\n\n"):
        changelog = f"# Changelog\n\n{unpublished}{removed}\n- `rule old-name`\n\n{dated}"
        assert find_unannounced(before, now, changelog) == ["align.Request.old", "rule old-name"]
    assert find_unannounced(now, now, "") == []
    assert find_unannounced(now, set(), (ROOT / "CHANGELOG.md").read_text("utf-8")) == sorted(now)


def find_lost() -> list[str]:
    """Return what the surface has no longer, which is not said anywhere."""
    return find_unannounced(set(json.loads(RECORDED.read_text("utf-8"))), set(list_surface()), "")


def test_a_removed_option_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    params = [one for one in check.params if one.name != "select"]
    monkeypatch.setattr(check, "params", params)
    assert find_lost() == ["aligncheck check --select"]
    (color,) = (one for one in params if one.name == "color")
    monkeypatch.setattr(color, "type", click.Choice(["auto", "never"]))
    monkeypatch.setattr(color, "required", True)
    assert find_lost() == [
        "aligncheck check --color always",
        "aligncheck check --select",
        "aligncheck check needs only 0 arguments",
    ]


def test_a_removed_name_of_the_python_interface_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_file(task: object, more: object) -> None:
        """Take an argument more than before."""

    monkeypatch.setattr(align, "__all__", [name for name in align.__all__ if name != "Task"])
    monkeypatch.setattr(align, "check_file", check_file, raising=False)
    assert {"align.Task", "align.Task.path", "align.check_file needs only task"} <= set(found := find_lost())
    assert all(name.startswith(("align.Task", "align.check_file")) for name in found)


def test_a_renamed_rule_is_found_unless_its_old_name_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {("said-twice" if name == "doubled-word" else name): rule for name, rule in all_rules().items()}
    monkeypatch.setitem(globals(), "all_rules", lambda: rules)
    assert find_lost() == ["rule doubled-word"]
    row = Deprecated("rule", "doubled-word", "said-twice", "1.2")
    monkeypatch.setitem(globals(), "DEPRECATED", (row,))
    assert find_lost() == []


def test_a_key_of_a_schema_and_its_type_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = json.loads((ROOT / "docs/gate.schema.json").read_text("utf-8"))
    before = set(_list_keys(schema, "gate.schema.json"))
    del schema["properties"]["thresholds"]
    schema["properties"]["signature"]["type"] = "integer"
    schema["properties"]["verdict"]["enum"].remove("incomplete")
    schema["required"].remove("version")
    lost = before - set(_list_keys(schema, "gate.schema.json"))
    assert {one for one in lost if "thresholds" not in one} == {
        "gate.schema.json signature: string",
        "gate.schema.json verdict = incomplete",
        "gate.schema.json always has version",
    }
    assert "gate.schema.json thresholds fail_on" in lost


def test_a_key_of_a_report_and_an_exit_code_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(list_report_keys())
    data = statistics._list_data
    monkeypatch.setattr(
        statistics, "_list_data", lambda report: {key: one for key, one in data(report).items() if key != "words"}
    )
    monkeypatch.setattr(ending, "_FAILED", 1)
    monkeypatch.setattr("report_keys.REPORTS", {"statistics": REPORTS["statistics"]})
    monkeypatch.setattr("report_keys._OTHER_FORMATS", ())
    lost = before - set(list_report_keys.__wrapped__())
    assert "json of statistics: words" in lost
    assert "json of statistics: documents" not in lost
    assert {one for one in lost if one.startswith("exit code")} == {
        f"exit code: {cause}: 2"
        for cause in ("no such file", "no such rule", "a wrong configuration", "nothing to check")
    }


def test_the_surface_has_every_kind_of_name() -> None:
    assert {
        "aligncheck check --source",
        "aligncheck glossary add",
        "rule residual-source",
        "key glossaries",
        "format sarif",
        "align.check_text(source)",
        "align.Request.paths",
        "gate.schema.json verdict",
        "aligncheck.schema.json source-lang",
        "report.schema.json findings fingerprint: string",
        "report.schema.json always has findings",
        "json of score: references bleu score",
        "sarif of check: runs[] results[] ruleId",
        "exit code: a finding: 1",
        "aligncheck check --color always",
        "aligncheck glossary add needs only 3 arguments",
    } <= set(list_surface())


if __name__ == "__main__":
    Path(RECORDED).write_text(json.dumps(sorted(set(list_surface())), indent=0) + "\n", encoding="utf-8")
