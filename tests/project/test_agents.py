"""The file for language models that translate: short, and its commands are those that there are."""

import re

from click.testing import CliRunner
from roots import ROOT

from align.cli import main
from align.linter.registry import all_rules

SKILL = (ROOT / "editors/skill/SKILL.md").read_text(encoding="utf-8")


def test_the_skill_is_short_and_has_a_head() -> None:
    assert len(SKILL.splitlines()) <= 60
    name, description = re.findall(r"\A---\nname: (\S+)\ndescription: (.+)\n---\n", SKILL)[0]
    assert name == "aligncheck"
    assert len(description) <= 1024


def test_each_option_and_rule_of_the_skill_exists() -> None:
    runner = CliRunner()
    helps = {name: runner.invoke(main, [name, "--help-all"]).output for name in ("check", "accept")}
    lines = re.findall(r"^ {7}aligncheck (\w+) (.+)$", SKILL, re.MULTILINE)
    assert [name for name, _ in lines] == ["check", "accept"]
    for name, line in lines:
        assert [option for option in re.findall(r"--[a-z-]+", line) if option not in helps[name]] == []
    rules = re.findall(r"^- `([a-z-]+)`(?: and `([a-z-]+)`)? ", SKILL, re.MULTILINE)
    named = [rule for found in rules for rule in found if rule and not rule.startswith("--")]
    assert named == ["missing-term", "forbidden-term", "omission"]
    assert set(named) <= all_rules().keys()
