"""The options of rules: what `[rules.NAME]` may hold is what the dataclass of the rule says."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import partial
from typing import Any, get_args, get_origin, get_type_hints

from align.config.values import (
    FLAG,
    TEXTS,
    Key,
    Kind,
    describe_table,
    make_number,
    read_mapping,
    read_table,
    read_under,
)
from align.errors import ConfigError
from align.linter.registry import all_rules, find_rule


def _read_rules(value: object) -> dict[str, dict[str, object]]:
    """Return the tables of options by rule; what is in them is read once the rules are known."""
    return {name: read_under(name, read_mapping, table) for name, table in read_mapping(value).items()}


def read_options(given: Mapping[str, Mapping[str, object]]) -> Iterator[object]:
    """Yield the options of each rule that a configuration gives any. Raises ConfigError, UnknownRuleError."""
    for name, table in given.items():
        options = find_rule(name).options
        if options is None:
            having = ", ".join(other.name for other in all_rules().values() if other.options)
            raise ConfigError(f"rules.{name}: this rule has no options (those that have: {having})")
        read = partial(read_table, keys=list_options(options), of="option")
        yield options(**read_under(f"rules.{name}", read, table))


def list_options(options: type) -> dict[str, Key]:
    """Return the options of a dataclass by the names they have in a configuration.

    The metadata of a field hold its `meaning`, and of a number its bounds `least` and `most`.
    """
    hints, keys = get_type_hints(options), {}
    for one in fields(options):
        hint, default = hints[one.name], one.default
        assert default is not MISSING
        if hint is bool:
            kind = FLAG
        elif get_origin(hint) is tuple and get_args(hint)[0] is str:
            kind = TEXTS
        else:
            called = "a whole number" if hint is int else "a number"
            kind = make_number(one.metadata["least"], one.metadata["most"], called, is_whole=hint is int)
        shown = list(default) if isinstance(default, tuple) else default
        keys[one.name.replace("_", "-")] = Key(kind, f"{one.metadata['meaning']} (default: {shown}).")
    return keys


def describe_options() -> dict[str, Any]:
    """Return the JSON schema of the options of all rules."""
    having = {rule.name: rule.options for rule in all_rules().values() if rule.options}
    properties = {name: describe_table(list_options(options)) for name, options in having.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


RULE_OPTIONS = Kind(_read_rules, {"$ref": "#/$defs/options"})
