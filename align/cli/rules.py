"""`aligncheck rules [NAME]`."""

import inspect

import click

from align.cli.glossary.tables import print_listing
from align.cli.messages import fail


@click.command("rules")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the rules, or explain the rule NAME."""
    from align.errors import UnknownRuleError
    from align.linter.registry import all_rules, find_rule

    if name is None:
        print_listing((rule.name, str(rule.severity), rule.summary) for rule in all_rules().values())
        return
    try:
        rule = find_rule(name)
    except UnknownRuleError as error:
        fail(str(error))
    click.echo(f"{rule.name} ({rule.severity}, MQM {rule.mqm})\n\n{inspect.getdoc(rule)}\n")
    click.echo("Examples\n--------\n")
    for bad in rule.bad:
        _example("found", bad.text, bad.source, bad.glossary)
    for good in rule.good:
        _example("silent", *((good, "", "") if isinstance(good, str) else (good.text, good.source, good.glossary)))


def _example(label: str, text: str, source: str, glossary: str) -> None:
    """A text, under the glossary and the source it is checked against."""
    for name, lines in (("glossary", glossary), ("source", source), (label, text)):
        for number, line in enumerate(lines.splitlines()):
            click.echo(f"  {'' if number else name:8}  {line}")
