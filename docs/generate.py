"""Writes docs/rules.md from the rules themselves: `python docs/generate.py`. A test checks that it is up to date."""

import inspect
from pathlib import Path

from align.linter.registry import all_rules
from align.linter.rule import Rule, Sourced

PAGE = Path(__file__).parent / "rules.md"


def page() -> str:
    """The page of all rules."""
    rules = list(all_rules().values())
    rows = [f"| [{rule.name}](#{rule.name}) | {rule.severity} | {rule.summary} |" for rule in rules]
    table = "\n".join(["| rule | severity | what is wrong |", "|---|---|---|", *rows])
    head = (
        "# The rules\n\n`aligncheck rules NAME` prints the section of a rule."
        " In the examples, ⟦ and ⟧ enclose the marked text.\n"
        "(This page is generated from the rules' docstrings and examples by `python docs/generate.py`.)\n"
    )
    return "\n".join([head, table, *map(section, rules)])


def section(rule: Rule) -> str:
    """One rule's part of the page."""
    text = (inspect.getdoc(rule) or "").split("\n")
    body = "\n".join(
        f"### {line}" if _underlined(text, index) else line for index, line in enumerate(text) if not _rule(line)
    )
    found = "\n".join(_example(bad.text, bad.source, bad.glossary) for bad in rule.bad)
    silent = "\n".join(
        _example(good.text, good.source, good.glossary) if isinstance(good, Sourced) else _example(good)
        for good in rule.good
    )
    return (
        f"\n## {rule.name}\n\n{rule.severity}, MQM `{rule.mqm}`\n\n{body}\n\n"
        f"### Found\n\n{found}\n\n### Silent\n\n{silent}\n"
    )


def _example(text: str, source: str = "", glossary: str = "") -> str:
    """A text, and before it the glossary and the source it is checked against."""
    given = [("glossary", line) for line in glossary.split("\n")] + [("source", line) for line in source.split("\n")]
    lines = [f"{name}: {line}" for name, line in given if line] + text.split("\n")
    return "\n".join(f"    {line}" for line in lines)


def _underlined(lines: list[str], index: int) -> bool:
    return index + 1 < len(lines) and _rule(lines[index + 1])


def _rule(line: str) -> bool:
    return len(line) > 3 and set(line) == {"-"}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
