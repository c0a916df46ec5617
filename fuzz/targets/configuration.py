"""A configuration file: whatever stands in it, a text beside it is checked, or one line says what is wrong."""

from pathlib import Path
from random import Random

from atoms import DIGITS, FORMATS, NAMES
from faults import Fault, expect_clear_errors, require
from mutation import pick_atom
from recipes import Recipe, make_bytes
from reports import check_result

from align.commands.check import check_files
from align.config.settings import Request
from align.linter.registry import all_rules
from targets import BadCaseError, Case, Observed

_KEYS = (
    "select",
    "ignore",
    "fail-on",
    "severity",
    "source-lang",
    "target-lang",
    "glossaries",
    "allow",
    "baseline",
    "extend",
    "extend-select",
    "extend-ignore",
    "include",
    "exclude",
    "per-file-ignores",
    "source",
    "checklist",
    "rules",
    "weights",
    "x",
)
_FILES = ("aligncheck.toml", "aligncheck.toml", "pyproject.toml")
_TEXT = "The the mine in 摆脱 reopened on 2023-05-12 ,said a ministry.\n"
_DEPTHS = (1, 3, 90, 900, 4000)
_LITERALS = (
    "true",
    "nan",
    "-inf",
    "1979-05-27",
    "07:32:00",
    "0x_1",
    "1__0",
    "''",
    '"""a\n"""',
    "{a.b = 1}",
    "[]",
    "{}",
)


def make(random: Random) -> Case:
    """A file of a few keys, some right, some with values that no key takes."""
    name = random.choice(_FILES)
    head = random.choice(("[tool.aligncheck]\n", "tool = 3\n", "[tool]\naligncheck = []\n")) if name[0] == "p" else ""
    lines: list[Recipe] = [head]
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        lines.extend((_make_line(random), "\n"))
    if random.random() < 0.1:
        lines.insert(random.randint(0, len(lines)), pick_atom(random))
    return {"name": name, "content": {"join": lines}}


def _make_line(random: Random) -> Recipe:
    key = random.choice(_KEYS)
    if key == "allow" and random.random() < 0.7:
        parts = [f"{name} = {_make_list(random)}\n" for name in ("text", "rules", "paths", "reason", "line")]
        return "[[allow]]\n" + "".join(part for part in parts if random.random() < 0.4)
    if key == "checklist" and random.random() < 0.7:
        return _make_entry(random)
    return {"join": [key, " = ", _make_value(random)]}


def _make_entry(random: Random) -> Recipe:
    """An entry of a checklist, often of patterns that are none."""
    patterns = ("(a+)+$", "(?=a)", "[", "\\p{Han}", "x{1000}", "the", ".", "mine in")
    texts = {
        key: f'"{random.choice(patterns)}"'.replace("\\", "\\\\") if random.random() < 0.5 else _quote(random)
        for key in ("target", "source", "name", "message", "suggestion")
    }
    flags = {key: random.choice(("true", "false")) for key in ("regex", "match-case", "whole-words")}
    values = {**texts, **flags, "must": random.choice(('"occur"', '"not occur"'))}
    return "[[checklist]]\n" + "".join(f"{key} = {values[key]}\n" for key in values if random.random() < 0.6)


def _make_value(random: Random) -> Recipe:
    match random.randint(0, 7):
        case 0:
            times = random.choice(_DEPTHS)
            return {"join": [{"repeat": "[", "times": times}, "1", {"repeat": "]", "times": times}]}
        case 1:
            return {"repeat": random.choice(("9", "a", "[", "{a=", '"')), "times": random.choice(_DEPTHS)}
        case 2:
            return random.choice(_LITERALS + DIGITS)
        case 3:
            return "{" + ", ".join(f"{random.choice(tuple(all_rules()))} = {_quote(random)}" for _ in range(3)) + "}"
        case 4:
            return _quote(random)
        case _:
            return _make_list(random)


def _make_list(random: Random) -> str:
    return "[" + ", ".join(_quote(random) for _ in range(random.choice((0, 1, 2, 5)))) + "]"


def _quote(random: Random) -> str:
    """A text in quotes: the name of a rule, a pattern of paths, a file, a language, or something odd."""
    rules = tuple(all_rules())
    words = ("error", "info", "never", "zh", "en", "xx", "**", "!a", "[a-", "a/**/b", "../..", "/", "a.txt", "\\", "~")
    value = random.choice(
        (random.choice(rules), random.choice(words), pick_atom(random), random.choice(NAMES + FORMATS))
    )
    escaped = "".join(f"\\u{ord(char):04x}" if char < " " or char in '"\\' else char for char in value)
    return f'"{escaped}"'


def check(case: Case, folder: Path) -> Observed:
    """Check a text in the folder of the configuration, and one in a folder below it."""
    match case:
        case {"name": "aligncheck.toml" | "pyproject.toml" as name, "content": content}:
            Path(name).write_bytes(make_bytes(content))
        case _:
            raise BadCaseError
    Path("below").mkdir()
    for path in ("a.txt", "below/b.txt"):
        Path(path).write_text(_TEXT, encoding="utf-8")
    said = list[str]()
    with expect_clear_errors(said):
        return _check_texts()
    require(name in said[0] or "a.txt" in said[0] or ":" in said[0], "an error that names no file", said[0])
    return {"said": said}


def _check_texts() -> Observed:
    request = Request((".",))
    first, second = check_files(request), check_files(request)
    if first != second:
        raise Fault("another report the second time")
    report = first.report
    left_out = {skipped.path for skipped in report.skipped}
    for path in {"a.txt", "below/b.txt"} - left_out:
        _check_alone(path, report.diagnostics)
    return {"findings": len(report.diagnostics), "suppressed": report.suppressed, "documents": report.documents}


def _check_alone(path: str, together: tuple[object, ...]) -> None:
    """See that a file has the findings that it has beside others, and that they are sound."""
    from align.commands.results import Result
    from align.model import Diagnostic

    report = check_files(Request((path,))).report
    expected = tuple(one for one in together if isinstance(one, Diagnostic) and one.path == path)
    require(report.diagnostics == expected, "other findings in a file alone")
    check_result(Result(path, report.words, diagnostics=report.diagnostics, signature="x"), len(_TEXT))
