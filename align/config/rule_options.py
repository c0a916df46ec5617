"""The options of rules: what `[rules.NAME]` may hold is what the dataclass of the rule says."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from functools import partial
from typing import Any, get_args, get_origin, get_type_hints

from align.config.values import (
    Key,
    Kind,
    advise,
    describe_list,
    describe_table,
    read_flag,
    read_mapping,
    read_texts,
    read_under,
)
from align.errors import ConfigError
from align.linter.registry import all_rules, find_rule
from align.linter.rule import Rule


def _read_rules(value: object) -> dict[str, dict[str, object]]:
    """Return the tables of options by rule; what is in them is read once the rules are known."""
    return {name: read_under(name, read_mapping, table) for name, table in read_mapping(value).items()}


def read_options(given: Mapping[str, Mapping[str, object]]) -> Iterator[object]:
    """Yield the options of each rule that a configuration gives any. Raises ConfigError, UnknownRuleError."""
    for name, table in given.items():
        yield read_under(f"rules.{name}", partial(_read_options, find_rule(name)), table)


def _read_options(rule: Rule, value: object) -> object:
    if rule.options is None:
        having = ", ".join(other.name for other in all_rules().values() if other.options)
        raise ConfigError(f"this rule has no options (those that have: {having})")
    keys = list_options(rule.options)
    values = {}
    for name, entry in read_mapping(value).items():
        if name not in keys:
            raise ConfigError(f"unknown option {name!r}: {advise(name, keys)}")
        values[name.replace("-", "_")] = read_under(name, keys[name].kind.read, entry)
    return rule.options(**values)


def list_options(options: type) -> dict[str, Key]:
    """Return the options of a dataclass by the names they have in a configuration.

    The metadata of a field hold its `meaning`, and of a number its bounds `least` and `most`.
    """
    hints = get_type_hints(options)
    return {
        one.name.replace("_", "-"): Key(_find_kind(one, hints[one.name]), _describe(one)) for one in fields(options)
    }


def _describe(option: Field[Any]) -> str:
    default = option.default
    assert default is not MISSING
    shown = list(default) if isinstance(default, tuple) else default
    return f"{option.metadata['meaning']} (default: {shown})."


def _find_kind(option: Field[Any], hint: object) -> Kind:
    if hint is bool:
        return Kind(read_flag, {"type": "boolean"})
    if get_origin(hint) is tuple and get_args(hint)[0] is str:
        return Kind(read_texts, describe_list({"type": "string", "minLength": 1}))
    least, most = option.metadata["least"], option.metadata["most"]
    name = "integer" if hint is int else "number"

    def read(value: object) -> object:
        is_number = isinstance(value, int if hint is int else int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            raise ConfigError(f"must be {'a whole' if hint is int else 'a'} number from {least} to {most}")
        return value

    return Kind(read, {"type": name, "minimum": least, "maximum": most})


def describe_options() -> dict[str, Any]:
    """Return the JSON schema of the options of all rules."""
    having = {rule.name: rule.options for rule in all_rules().values() if rule.options}
    properties = {name: describe_table(list_options(options)) for name, options in having.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


RULE_OPTIONS = Kind(_read_rules, {"$ref": "#/$defs/options"})
