"""`aligncheck rules [NAME]`."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.options import as_command
from align.cli.tables import print_listing

if TYPE_CHECKING:
    from align.linter.rule import Rule


@dataclass(frozen=True, slots=True)
class RulesOptions:
    """The options of `rules`."""

    name: Annotated[str | None, click.Argument(["name"], required=False)]


@as_command("rules", RulesOptions)
def command(options: RulesOptions) -> int:
    """List the rules, or explain the rule NAME."""
    from align.linter.registry import all_rules, find_rule

    if options.name is None:
        print_listing((rule.name, str(rule.severity), rule.summary) for rule in all_rules().values())
    else:
        for line in _explain(find_rule(options.name)):
            click.echo(line)
    return 0


def _explain(rule: "Rule") -> Iterator[str]:
    """A rule's page, and its examples."""
    yield f"{rule.name} ({rule.severity}, MQM {rule.mqm})\n\n{inspect.getdoc(rule)}\n"
    yield "Examples\n--------\n"
    for bad in rule.bad:
        yield from _show_example("found", bad.text, bad.source, bad.glossary)
    for good in rule.good:
        text, source, glossary = (good, "", "") if isinstance(good, str) else (good.text, good.source, good.glossary)
        yield from _show_example("silent", text, source, glossary)


def _show_example(label: str, text: str, source: str, glossary: str) -> Iterator[str]:
    """A text, under the glossary and the source it is checked against."""
    for name, lines in (("glossary", glossary), ("source", source), (label, text)):
        for number, line in enumerate(lines.splitlines()):
            yield f"  {'' if number else name:8}  {line}"
