"""What the values of a configuration may be: what reads each kind, and its JSON schema, for editors."""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar

from align.config.choices import FAIL_ON, MOST_JOBS
from align.errors import AligncheckError, ConfigError
from align.lang.codes import check_language_code
from align.model import Severity
from align.readers import PARTS

_BRACES = re.compile(r"\{([^{}]*)\}")
_RULE = {"$ref": "#/$defs/rule"}
_SEVERITIES = ["error", "warning", "info"]


_Given = TypeVar("_Given")
_Value = TypeVar("_Value")


class Kind(NamedTuple):
    """A kind of value: what reads it, raising ConfigError, and its JSON schema."""

    read: Callable[[object], Any]
    schema: Mapping[str, Any]


class Key(NamedTuple):
    """A key of a table: its kind, and what it says, for the schema.

    `join` makes one value of what a configuration says and what the one says that it extends; without it, the first
    replaces the second.
    """

    kind: Kind
    meaning: str
    join: Callable[[Any, Any], Any] | None = None


def read_table(value: object, keys: Mapping[str, Key], of: str = "key") -> dict[str, Any]:
    """Return the values of a table, each read by its key, under names that Python can use. Raises ConfigError.

    `of` is what a message calls an entry of the table.
    """
    values = {}
    for key, entry in read_mapping(value).items():
        if key not in keys:
            raise ConfigError(f"unknown {of} {key!r}: {advise(key, keys)}")
        values[key.replace("-", "_")] = read_under(key, keys[key].kind.read, entry)
    return values


def advise(name: str, known: Collection[str]) -> str:
    """Return what a person may have intended: the nearest name, or all where none is near.

    >>> advise("slect", ["select", "ignore"]), advise("rules", ["one", "two"])
    ("did you mean 'select'?", 'there are one, two')
    """
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"


def read_under(name: str, read: Callable[[_Given], _Value], value: _Given) -> _Value:
    """Return what a reader makes of a value; where it raises ConfigError, the message names the key."""
    try:
        return read(value)
    except ConfigError as error:
        raise ConfigError(f"{name}: {error}") from None


def describe_table(keys: Mapping[str, Key], **further: object) -> dict[str, Any]:
    """Return the JSON schema of a table of these keys."""
    properties = {name: {**key.kind.schema, "description": key.meaning} for name, key in keys.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties, **further}


def read_mapping(value: object) -> dict[str, object]:
    """Return a table, whatever its keys."""
    if not isinstance(value, dict):
        raise ConfigError("must be a table")
    return value


def read_text(value: object) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not value:
        raise ConfigError("must be a text in quotes")
    return value


def read_texts(value: object) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(value, list):
        raise ConfigError('must be a list of texts, such as ["one", "two"]')
    return tuple(read_text(entry) for entry in value)


def make_text(check: Callable[[str], object], schema: Mapping[str, Any]) -> Kind:
    """Return the kind of a text for which a check raises no error."""

    def read(value: object) -> str:
        text = read_text(value)
        try:
            check(text)
        except AligncheckError as error:
            raise ConfigError(str(error)) from None
        return text

    return Kind(read, schema)


def make_number(least: float, most: float, called: str, *, is_whole: bool) -> Kind:
    """Return the kind of a number between bounds; `called` is what a message calls it."""

    def read(value: object) -> float:
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
        if not least <= number <= most or (is_whole and not isinstance(number, int)):
            raise ConfigError(f"must be {called} from {least} to {most}")
        return number

    return Kind(read, {"type": "integer" if is_whole else "number", "minimum": least, "maximum": most})


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ConfigError("must be true or false")
    return value


def _check_path(path: str) -> None:
    if "\0" in path:
        raise ConfigError(f"{path!r} holds a NUL character: write the path of a file")


def _read_severity(value: object) -> Severity:
    if not isinstance(value, str) or value.upper() not in Severity.__members__:
        raise ConfigError(f"must be one of {', '.join(_SEVERITIES)}")
    return Severity[value.upper()]


def _read_patterns(value: object) -> tuple[str, ...]:
    from pathspec import GitIgnoreSpec

    patterns = read_texts(value)
    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except (ValueError, re.error):
            raise ConfigError(f"{pattern!r} is not a pattern of paths: write it as in a .gitignore") from None
    return patterns


def check_placeholders(text: str, names: Sequence[str]) -> None:
    """See that nothing but these names is in braces. Raises ConfigError."""
    for name in _BRACES.findall(text):
        if name not in names:
            near = get_close_matches(name, names, n=1, cutoff=0)[0]
            raise ConfigError(f"there is no {{{name}}}: did you mean {{{near}}}?")


def describe_placeholders(names: Sequence[str], needed: str = "") -> dict[str, Any]:
    """Return the JSON schema of a text that has nothing but these names in braces, and the one that is needed."""
    within = "|".join(rf"{name}\}}" for name in names)
    return {"type": "string", "minLength": 1, "pattern": rf"^(?!.*\{{(?!{within})[^{{}}]*\}}).*{needed}"}


def find_threshold(fail_on: str) -> Severity | None:
    """Return the least severity that makes a run fail; of `never`, None."""
    return None if fail_on == "never" else Severity[fail_on.upper()]


def _read_fail_on(value: object) -> str:
    if not isinstance(value, str) or value not in FAIL_ON:
        raise ConfigError(f"must be one of {', '.join(FAIL_ON)}")
    return value


def _read_parts(value: object) -> tuple[str, ...]:
    names = read_texts(value)
    if any(name not in PARTS for name in names):
        raise ConfigError(f"must be a list of {', '.join(PARTS)}")
    return names


def _read_languages(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not values:
        raise ConfigError("must name a language, or a list of languages")
    return tuple(map(LANGUAGE.read, values))


def _read_severities(value: object) -> dict[str, Severity]:
    table = read_mapping(value)
    for rule, name in table.items():
        if name is False or name == "off":
            raise ConfigError(f"{rule}: is not a severity: to switch a rule off, name it in `ignore`")
    return {rule: read_under(rule, _read_severity, name) for rule, name in table.items()}


def _read_rules_of_paths(value: object) -> dict[str, tuple[str, ...]]:
    table = read_mapping(value)
    for pattern in table:
        read_under(repr(pattern), _read_patterns, [pattern])
    return {pattern: read_under(pattern, read_texts, rules) for pattern, rules in table.items()}


def _read_weights(value: object) -> dict[str, float]:
    weights = {}
    for name, weight in read_mapping(value).items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight < math.inf:
            raise ConfigError(f"{name}: must be a number from 0 up")
        if (near := get_close_matches(name.lower(), _SEVERITIES, n=1)) and near[0] != name:
            raise ConfigError(f"there is no severity {name!r}: did you mean {near[0]!r}?")
        weights[name] = float(weight)
    return weights


def describe_list(items: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON schema of a list of these items."""
    return {"type": "array", "items": items}


_TEXT = {"type": "string", "minLength": 1}

TEXT = Kind(read_text, _TEXT)
TEXTS = Kind(read_texts, describe_list(_TEXT))
FLAG = Kind(_read_flag, {"type": "boolean"})
PATH = make_text(_check_path, _TEXT)
PATTERNS = Kind(_read_patterns, describe_list(_TEXT))
RULES = Kind(read_texts, describe_list(_RULE))
LANGUAGE = make_text(check_language_code, {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"})
LANGUAGES = Kind(
    _read_languages, {"anyOf": [LANGUAGE.schema, {"type": "array", "items": LANGUAGE.schema, "minItems": 1}]}
)
SEVERITY = Kind(_read_severity, {"enum": _SEVERITIES})
FAIL_ON_KIND = Kind(_read_fail_on, {"enum": list(FAIL_ON)})
PARTS_KIND = Kind(_read_parts, describe_list({"enum": list(PARTS)}))
SEVERITIES = Kind(
    _read_severities, {"type": "object", "propertyNames": _RULE, "additionalProperties": {"enum": _SEVERITIES}}
)
JOBS = make_number(1, MOST_JOBS, "a number", is_whole=True)
WEIGHTS = Kind(
    _read_weights,
    {
        "type": "object",
        "propertyNames": {"anyOf": [_RULE, {"enum": _SEVERITIES}]},
        "additionalProperties": {"type": "number", "minimum": 0},
    },
)
RULES_OF_PATHS = Kind(
    _read_rules_of_paths,
    {"type": "object", "propertyNames": {"minLength": 1}, "additionalProperties": describe_list(_RULE)},
)
