"""What docs/versioning.md promises: nothing public goes without a word in the changelog.

`PYTHONPATH=tests/helpers python tests/project/test_surface.py` records the surface, when a version is released.
"""

import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
from roots import ROOT, TESTS

import align
from align.cli import main
from align.config.model import KEYS
from align.deprecations import DEPRECATED, Deprecated
from align.linter.registry import all_rules
from align.report import FORMATS

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
            yield from (f"align.{name}({parameter})" for parameter in inspect.signature(value).parameters)
        yield from (f"align.{name}.{field}" for field in getattr(value, "__dataclass_fields__", ()))
    for path in sorted((ROOT / "docs").glob("*.schema.json")):
        yield from _list_keys(json.loads(path.read_text("utf-8")), path.name)


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
    for parameter in command.params:
        yield from (f"{path} {name}" for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("-"))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield f"{path} {name}"
            yield from _list_commands(child, f"{path} {name}")


def _list_keys(schema: object, path: str) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name in ("properties", "$defs"):
                yield from (f"{path} {key}" for key in value)
            yield from _list_keys(value, path)
    elif isinstance(schema, list):
        for value in schema:
            yield from _list_keys(value, path)


def find_unannounced(recorded: set[str], now: set[str], changelog: str) -> list[str]:
    """Return what is gone and is not named, whole and in backticks, by a line `- Removed: ...` of the next version."""
    unreleased = changelog.partition("\n## Unreleased\n")[2].partition("\n## ")[0]
    lines = [entry for entry in unreleased.split("\n- ") if entry.startswith("Removed:")]
    return sorted(recorded - now - {name for line in lines for name in re.findall(r"`([^`]*)`", line)})


def test_nothing_public_goes_without_a_word() -> None:
    recorded = set(json.loads(RECORDED.read_text("utf-8")))
    assert find_unannounced(recorded, set(list_surface()), (ROOT / "CHANGELOG.md").read_text("utf-8")) == []


def test_a_removal_that_the_changelog_does_not_name_is_found() -> None:
    now = set(list_surface())
    before = now | {"aligncheck check --colour", "rule old-name", "align.Request.old"}
    removed = "- Removed: `aligncheck check --colour`, now `--color`."
    changelog = f"# Changelog\n\n## Unreleased\n\n{removed}\n- `rule old-name`\n\n## 0.1\n"
    assert find_unannounced(
        before,
        now,
        changelog,
    ) == [
        "align.Request.old",
        "rule old-name",
    ]
    assert find_unannounced(now, now, "") == []
    assert find_unannounced(now, set(), (ROOT / "CHANGELOG.md").read_text("utf-8")) == sorted(now)


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
    } <= set(list_surface())


if __name__ == "__main__":
    Path(RECORDED).write_text(json.dumps(sorted(set(list_surface())), indent=0) + "\n", encoding="utf-8")
