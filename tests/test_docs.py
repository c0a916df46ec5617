"""The docs say what the code says."""

import importlib.util
import json
import re
from pathlib import Path

from click.testing import CliRunner

from align.report import FORMATS, Style, renderer
from align.rulebook import all_rules

ROOT = Path(__file__).parent.parent


def test_rules_page_is_what_the_rules_say():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None and spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert generate.PAGE.read_text(encoding="utf-8") == generate.page(), "run `python docs/generate.py`"


def test_json_page_names_every_key():
    from test_reports import WHOLE

    text = (ROOT / "docs/json-output.md").read_text(encoding="utf-8")
    document = json.loads("".join(renderer("json")(WHOLE, Style())))
    example = json.loads(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])
    assert list(example) == list(document)
    assert list(example["summary"]) == list(document["summary"])
    assert list(example["findings"][0]) == list(document["findings"][0])
    assert all(f"`{key}`" in text for key in document["findings"][0])


def test_readme_names_every_rule_format_and_command():
    from align.cli import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*all_rules(), *FORMATS, *COMMANDS) if name not in readme] == []


def test_every_local_link_leads_somewhere():
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_readme_options_exist():
    from align.cli import main

    help_text = CliRunner().invoke(main, ["check", "--help"]).output
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"aligncheck [^`\n]*?(--[a-z-]+)", readme)) - {"--version", "--help"}
    assert {option for option in used if option not in help_text} == set()
