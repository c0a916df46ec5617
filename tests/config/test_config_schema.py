"""The JSON schema of the configuration: it takes what the reader takes, and refuses what the reader refuses."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mistakes import MISTAKES, MISTAKES_IN_LAYERS, WRONG_CHECKLISTS
from roots import ROOT
from rows import on_each

from align.config.file import load_config
from align.config.model import KEYS, Config, build_schema
from align.config.rule_options import list_options
from align.config.settings import Request, SettingsFinder
from align.linter import registry
from align.linter.registry import all_rules

SCHEMA = build_schema()
PAGE = (ROOT / "docs/configuration.md").read_text("utf-8")


def find_examples() -> Iterator[tuple[str, str]]:
    pages = (path for path in sorted((ROOT / "docs").glob("*.md")) if path.name != "editors.md")  # theirs are there
    for page in (ROOT / "README.md", *pages):
        for number, block in enumerate(re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)):
            yield f"{page.name}-{number}", block
    yield "seeds", (ROOT / "seeds/aligncheck.toml").read_text("utf-8")


EXAMPLES = dict(find_examples())


def takes(table: dict[str, Any]) -> bool:
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(table))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_in_the_docs_is_read_and_fits_the_schema(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_added", {"house": {}})
    path, text = tmp_path / "aligncheck.toml", EXAMPLES[name]
    for other in set(re.findall(r'"([\w./-]+\.csv)"', text)):
        (tmp_path / other).write_text("target\nutilise\n", "utf-8")
    for folder in re.findall(r'"([\w-]+-pack/)"', text):
        (tmp_path / folder / "zh_en").mkdir(parents=True)
        (tmp_path / folder / "zh_en/known_names.tsv").write_text("name\tenglish\n", "utf-8")
    table = tomllib.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(table)
    table.pop("extend", None)
    path.write_text(re.sub("^extend = .*$", "", text, flags=re.MULTILINE), "utf-8")
    config = load_config(path)
    assert set(config.origins) == set(table)
    SettingsFinder(Request((), config=path)).find(tmp_path)


@on_each([text for text, _ in (*MISTAKES, *MISTAKES_IN_LAYERS, *WRONG_CHECKLISTS)])
def test_the_schema_refuses_what_the_reader_refuses(text: str) -> None:
    assert not takes(tomllib.loads(text))


@pytest.mark.parametrize("key", ["select", "ignore", "extend-select", "extend-ignore"])
def test_the_schema_knows_the_rules(key: str) -> None:
    assert takes({key: list(all_rules())})
    assert not takes({key: ["no-rule"]})
    assert not takes({"severity": {"no-rule": "info"}})
    assert not takes({"rules": {"no-rule": {}}})


def test_there_is_a_key_for_every_field_and_an_example_in_the_docs_for_every_key() -> None:
    names = {one.name.replace("_", "-") for one in fields(Config)} - {"path", "origins", "checklist-files"}
    assert names == set(KEYS)
    examples = "".join(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
    assert [key for key in KEYS if not re.search(rf"^(?:\[\[?)?{key}\b", examples, re.MULTILINE)] == []


def test_the_docs_show_every_option_with_its_default() -> None:
    tables = tomllib.loads(re.findall(r"```toml\n(\[rules\..*?)```", PAGE, re.DOTALL)[0])["rules"]
    for rule in all_rules().values():
        assert bool(rule.options) is (rule.name in tables)
        if rule.options:
            assert set(tables[rule.name]) == set(list_options(rule.options))
            defaults = rule.options()
            for name, value in tables[rule.name].items():
                default = getattr(defaults, name.replace("-", "_"))
                assert default == (() if isinstance(value, list) else value)
