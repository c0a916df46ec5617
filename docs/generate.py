"""Writes docs/rules.md and docs/languages.md from the rules, docs/aligncheck.schema.json from the keys of the
configuration; from the rows of formats the tables in docs/formats.md and docs/reports.md, and the suffixes in
.pre-commit-hooks.yaml; from the help of the commands the manual page, docs/aligncheck.1.

`python docs/generate.py`; a test checks that all are up to date.
"""

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from align.config.model import build_schema
from align.config.rule_options import list_options
from align.lang import list_languages
from align.linter.registry import all_rules
from align.linter.rule import PREVIEW, Bad, Rule, Sourced
from align.model.formats import CODE_READER, READERS
from align.report import FORMATS

PAGE = Path(__file__).parent / "rules.md"
LANGUAGES = Path(__file__).parent / "languages.md"
SCHEMA = Path(__file__).parent / "aligncheck.schema.json"
REPORTS = Path(__file__).parent / "reports.md"
FORMATS_READ = Path(__file__).parent / "formats.md"
HOOKS = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
MANUAL = Path(__file__).parent / "aligncheck.1"
SHOWN = 3
"""How many texts the page shows of those that a rule finds, and of those that it passes over."""


def page() -> str:
    """The page of all rules."""
    table = "\n".join(["| rule | severity | what is wrong |", "|---|---|---|", *list_rows("#{}")])
    head = (
        "# The rules\n\n`aligncheck rules NAME` prints the section of a rule, with all its examples."
        " In the examples, ⟦ and ⟧ enclose the marked text."
        " [measurements.md](measurements.md#rules) says on which texts each was measured.\n"
        "(This page is generated from the rules' docstrings and examples by `python docs/generate.py`.)\n"
    )
    return "\n".join([head, table, *map(section, all_rules().values())])


def list_rows(address: str) -> Iterator[str]:
    """Yield a row of the table of all rules for each, with a link to its name in an address."""
    for rule in all_rules().values():
        note = f" ({PREVIEW})" if rule.preview else ""
        yield f"| [{rule.name}]({address.format(rule.name)}) | {rule.severity} | {rule.summary}{note} |"


def languages() -> str:
    """The page of the languages: those that are known, and which rules run on which translations."""
    kinds = dict[str, list[str]]()
    for rule in all_rules().values():
        kind = rule.describe_languages() or "all translations"
        kinds.setdefault(kind, []).append(f"[{rule.name}](rules.md#{rule.name})")
    first = kinds.pop("all translations")
    text = _fill_table(LANGUAGES, ("translations", "rules"), _list_kinds({"all translations": first, **kinds}))
    known = ", ".join(f"{one.name} (`{one.code}`)" for one in list_languages())
    return re.sub(r"(?<=The languages that aligncheck knows are ).*?(?=\.\n)", lambda _: known, text, flags=re.DOTALL)


def _list_kinds(kinds: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for kind, names in kinds.items():
        yield kind, ", ".join(sorted(names))


def schema() -> str:
    """The JSON schema of the configuration."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n"


def formats_read() -> str:
    """The page of the formats that are read; those of which all the same is said are in one row."""
    files = dict[tuple[str, ...], list[str]]()
    for reader in dict.fromkeys((*READERS.values(), CODE_READER)):
        suffixes = (f"`{suffix}`" for suffix, one in READERS.items() if one == reader)
        said = (reader.holds, reader.places)
        files.setdefault(said, []).append(reader.files or ", ".join(suffixes))
    rows = ((", ".join(names), *said) for said, names in files.items())
    return _fill_table(FORMATS_READ, ("file", "what is checked", "places"), rows)


def hooks() -> str:
    """The hooks: the one for the files of a commit takes those that need not be named to be read."""
    suffixes = "|".join(sorted(suffix[1:] for suffix, reader in READERS.items() if not reader.if_named))
    return re.sub(r"(?<=\(\?i\)\\\.\()[\w|]+", suffixes, HOOKS.read_text("utf-8"))


def reports() -> str:
    """The page of the output formats."""
    rows = ((f"`{name}`", one.what, one.reader) for name, one in FORMATS.items())
    return _fill_table(REPORTS, ("format", "what it is", "who reads it"), rows)


def manual() -> str:
    """Return the manual page. The commands are imported only for it: the pages above are read in many tests."""
    from manual import render

    return render()


def _fill_table(path: Path, titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A page with the rows of its table that has these titles."""
    head, *lines = (f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in (titles, *rows))
    table = f"{head}{'|---' * len(titles)}|\n{''.join(lines)}"
    return re.sub(rf"^{re.escape(head)}(?:\|.*\n)+", lambda _: table, path.read_text("utf-8"), flags=re.MULTILINE)


def section(rule: Rule) -> str:
    """One rule's part of the page."""
    text = (inspect.getdoc(rule) or "").split("\n")
    body = "\n".join(
        f"### {line}" if _underlined(text, index) else line for index, line in enumerate(text) if not _rule(line)
    )
    found = _join(map(_example, rule.bad[:SHOWN]))
    silent = _join(_example(good if isinstance(good, Sourced) else Sourced(good)) for good in rule.good[:SHOWN])
    known = rule.describe_languages()
    preview = f"; {PREVIEW}" if rule.preview else ""
    preview += f"; runs on {known}" if known else ""
    return (
        f"\n## {rule.name}\n\n{rule.severity}, MQM `{rule.mqm}`{preview}\n\n{body}\n\n{_list_options(rule)}"
        f"### Found\n\n{found}\n\n### Silent\n\n{silent}\n"
    )


def _join(examples: Iterable[str]) -> str:
    """Return examples one below the other; those of several lines are set apart."""
    shown = list(examples)
    return ("\n\n" if any("\n" in one for one in shown) else "\n").join(shown)


def _example(example: Bad | Sourced) -> str:
    """A text, and before it what it is checked against: a glossary, a checklist, its source, what that was."""
    names = ("glossary", "checklist", "old_source", "source")
    given = [(name.replace("_", " "), line) for name in names for line in str(getattr(example, name)).split("\n")]
    lines = [f"{name}: {line}" for name, line in given if line] + example.text.split("\n")
    return "\n".join(f"    {line}" for line in lines)


def _list_options(rule: Rule) -> str:
    """What a configuration may set of a rule; empty where that is nothing."""
    if not rule.options:
        return ""
    lines = (f"- `{name}`: {key.meaning}" for name, key in list_options(rule.options).items())
    return f"### Options\n\nUnder `[rules.{rule.name}]` in the configuration:\n\n" + "\n".join(lines) + "\n\n"


def _underlined(lines: list[str], index: int) -> bool:
    return index + 1 < len(lines) and _rule(lines[index + 1])


def _rule(line: str) -> bool:
    return len(line) > 3 and set(line) == {"-"}


FILES = {
    **{PAGE: page, LANGUAGES: languages, SCHEMA: schema, REPORTS: reports},
    **{FORMATS_READ: formats_read, HOOKS: hooks, MANUAL: manual},
}
"""Each file, and what says what it holds."""

if __name__ == "__main__":
    for path, render in FILES.items():
        path.write_text(render(), encoding="utf-8")
