"""`aligncheck rules [NAME]`."""

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.options import argument, as_command
from align.cli.terminal import measure_width
from align.report.tables import lay_out, wrap_anywhere

if TYPE_CHECKING:
    from align.linter.rule import Bad, Rule, Sourced

_JOINED = re.compile(r"(?<=[^\n-])\n(?:  )?(?=[^\s-])")
"""A line break inside a paragraph or item: not next to a blank line or one of dashes, nor before an item."""
_INDENT = re.compile(r"(  \S+ {2,}|- |)")


@dataclass(frozen=True, slots=True)
class RulesOptions:
    """The options of `rules`."""

    name: Annotated[str | None, argument(required=False, kind=str)]


@as_command("rules", RulesOptions)
def command(options: RulesOptions) -> int:
    """List the rules, or explain the rule NAME."""
    from align.linter.registry import all_rules, find_rule, use_installed
    from align.linter.rule import PREVIEW

    use_installed()
    if options.name is None:
        rules = all_rules().values()
        notes = {rule.name: f" ({PREVIEW})" if rule.preview else "" for rule in rules}
        rows = [(rule.name, str(rule.severity), f"{rule.summary}{notes[rule.name]}") for rule in rules]
        for line in lay_out(rows, measure_width(), wraps=sys.stdout.isatty()):
            click.echo(line)
    else:
        for line in _explain(find_rule(options.name)):
            click.echo("\n".join(fit(line, measure_width())) if sys.stdout.isatty() else line)
    return 0


def fit(text: str, columns: int) -> Iterator[str]:
    """Yield the lines of a page, each wrapped to so many columns and indented as its second column is."""
    for line in _JOINED.sub(" ", text).split("\n"):
        indent = _INDENT.match(line)
        yield wrap_anywhere(line, columns, " " * len(indent[0] if indent else ""))


def _explain(rule: "Rule") -> Iterator[str]:
    """Yield a rule's page, its options, and its examples."""
    from align.config.rule_options import list_options
    from align.linter.rule import PREVIEW, Sourced

    known = rule.describe_languages()
    status = (f"; {PREVIEW}" if rule.preview else "") + (f"; runs on {known}" if known else "")
    yield f"{rule.name} ({rule.severity}, MQM {rule.mqm}{status})\n\n{inspect.getdoc(rule)}\n"
    if rule.options:
        yield f"Options\n-------\n\nUnder [rules.{rule.name}] in aligncheck.toml:\n"
        yield from (f"  {name}: {key.meaning}" for name, key in list_options(rule.options).items())
        yield ""
    yield "Examples\n--------\n"
    for bad in rule.bad:
        yield from _show_example("found", bad)
    for good in rule.good:
        yield from _show_example("silent", Sourced(good) if isinstance(good, str) else good)


def _show_example(label: str, example: "Bad | Sourced") -> Iterator[str]:
    """Yield a text, under the glossary, the checklist and the source it is checked against."""
    given = {
        "glossary": example.glossary,
        "checks": example.checklist,
        "memory": example.memory,
        "source": example.source,
        label: example.text,
    }
    for name, lines in given.items():
        for number, line in enumerate(lines.splitlines()):
            yield f"  {'' if number else name:8}  {line}"
