"""Where the source of a text is, as a configuration says it: `source = "zh/{name}.md"`."""

import re
from collections.abc import Mapping

from align.config.values import PATH, Kind, check_placeholders, describe_list, describe_placeholders
from align.errors import ConfigError

PLACEHOLDERS = ("name", "folder", "lang")
"""What may be in braces in a pattern: the name of the text's file without its language and suffix, its folder below
that of the configuration without the one that is called by a language, the language of the sources."""

_BRACES = re.compile(r"\{([^{}]*)\}")


def _read_source(value: object) -> tuple[str, ...]:
    patterns = []
    for one in value if isinstance(value, list) else [value]:
        pattern = PATH.read(one)
        check_placeholders(pattern, PLACEHOLDERS)
        if "{name}" not in pattern:
            advice = 'write {name} in it, such as "zh/{name}.md"'
            raise ConfigError(f"{pattern!r} names one file for all texts: {advice}")
        patterns.append(pattern)
    return tuple(patterns)


def fill_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """Return the path that a pattern gives; an empty folder leaves no slash.

    >>> fill_pattern("{lang}/{folder}/{name}.md", {"lang": "zh", "folder": "", "name": "news"})
    'zh/news.md'
    """
    if not values["folder"]:
        pattern = pattern.replace("{folder}/", "")
    return _BRACES.sub(lambda match: values[match[1]], pattern)


def matches_pattern(pattern: str, path: str, lang: str) -> bool:
    """Return whether a path may be what a pattern gives for some text.

    >>> [matches_pattern(pattern, "zh/2020/a.md", "zh") for pattern in ("{lang}/{folder}/{name}.md", "zh/{name}.md")]
    [True, False]
    """
    unknown = {"{folder}/": "(?P<folder>(?:.*/)?)", "{folder}": "(?P<folder>.*)", "{name}": "(?P<name>[^/]*)"}
    known, expression = {"{lang}": re.escape(lang)}, ""
    for index, part in enumerate(re.split(r"(\{folder\}/|\{\w+\})", pattern)):
        expression += known.get(part) or unknown[part] if index % 2 else re.escape(part)
        known |= {part: f"(?P={part[1 : part.index('}')]})"} if index % 2 and part not in known else {}
    return re.fullmatch(expression, path) is not None


_PATTERN = describe_placeholders(PLACEHOLDERS, r"\{name\}")

SOURCE = Kind(_read_source, {"anyOf": [_PATTERN, describe_list(_PATTERN)]})
