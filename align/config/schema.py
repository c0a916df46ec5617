"""The JSON schema of the configuration, from the keys that its reader knows."""

from typing import Any

from align.config.keys import KEYS
from align.config.rule_options import describe_options
from align.config.values import describe_table
from align.linter.registry import all_rules


def build_schema() -> dict[str, Any]:
    """Return the schema of an `aligncheck.toml`, for editors that complete and check it."""
    names = sorted({name for rule in all_rules().values() for name in (rule.name, *rule.aliases)})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "aligncheck.toml",
        "description": "The configuration of aligncheck.",
        **describe_table(KEYS),
        "$defs": {"rule": {"enum": names}, "options": describe_options()},
    }
