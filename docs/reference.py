"""The pages of the site that are made from the code: options, keys, rules, the Python interface; and llms.txt."""

import html
import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import generate
from command_pages import CommandPage, Record, is_example, list_commands

import align
from align.config.model import build_schema
from align.linter.registry import all_rules


def build_options() -> str:
    """Return the page of the options of every command."""
    lines = [
        "# Options of every command\n",
        "What `aligncheck COMMAND --help-all` says. [Commands](commands.md) says which command does what; "
        "`man aligncheck` shows this page, too.\n",
    ]
    for page in list_commands():
        lines.append(f"{'#' * min(page.path.count(' ') + 2, 3)} {page.path}\n")
        lines += _describe(page)
    return "\n".join(lines)


def _describe(page: CommandPage) -> Iterator[str]:
    yield f"    {page.usage}\n"
    for paragraph in page.text:
        yield f"{paragraph if is_example(paragraph) else _escape(paragraph)}\n"
    for heading, records in page.options:
        yield from _build_table("option" if heading == "Options" else heading, records)
    if page.commands:
        yield from _build_table("command", page.commands)


def _build_table(title: str, records: Sequence[Record]) -> Iterator[str]:
    yield f"| {title} | meaning |\n|---|---|"
    yield from (f"| `{_escape_bars(name)}` | {_escape(text)} |" for name, text in records)
    yield ""


def _escape(text: str) -> str:
    """Return a text of a help as Markdown; what is between back quotes is code in both."""
    parts = re.split(r"(`[^`]+`)", " ".join(text.split()))
    plain = (re.sub(r"([*_\[\]\\])", r"\\\1", html.escape(part, quote=False)) for part in parts[::2])
    return _escape_bars("".join(part for pair in zip(plain, [*parts[1::2], ""], strict=True) for part in pair))


def _escape_bars(text: str) -> str:
    return text.replace("|", "\\|")


def build_keys() -> str:
    """Return the page of the keys of the configuration."""
    schema = build_schema()
    rows = "\n".join(_list_keys(schema["properties"], "", schema["$defs"]))
    return (
        "# Keys of the configuration\n\n[The configuration](configuration.md) has an example with all of them, and "
        "says how files are found and joined; editors check a file by its [schema](aligncheck.schema.json). After `[]` "
        "are the keys of each table in a list.\n\n"
        f"| key | what it holds | meaning |\n|---|---|---|\n{rows}\n"
    )


def _list_keys(keys: Mapping[str, Any], before: str, definitions: Mapping[str, Any]) -> Iterator[str]:
    for name, key in keys.items():
        path = f"{before}{name}"
        kind = " or ".join(dict.fromkeys(_name_kinds(key)))
        yield f"| `{path}` | {_escape_bars(kind)} | {_escape(key['description'])} |"
        for inner, mark in _list_tables(key, definitions):
            yield from _list_keys(inner, f"{path}{mark}.", definitions)


def _list_tables(key: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the keys of each table that a key may hold, and how entries of a list are written."""
    if key.get("$ref") == "#/$defs/options":
        for rule, table in definitions["options"]["properties"].items():
            yield {f"{rule}.{name}": one for name, one in table["properties"].items()}, ""
    for one in (key, *key.get("anyOf", ())):
        if "properties" in one:
            yield one["properties"], ""
        items = one.get("items", {})
        for entry in (items, *items.get("anyOf", ())):
            if "properties" in entry:
                yield entry["properties"], "[]"


_KINDS = {"string": "text", "boolean": "true or false", "integer": "a number", "number": "a number"}
_PLURALS = {"text": "texts", "a rule": "rules", "a table": "tables", "a number": "numbers"}


def _name_kinds(key: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a key may hold, in words."""
    if "properties" in key:
        yield "a table"
    elif "anyOf" in key:
        for one in key["anyOf"]:
            yield from _name_kinds(one)
    elif "enum" in key:
        yield ", ".join(f"`{value}`" for value in key["enum"])
    elif "$ref" in key:
        yield "a rule" if key["$ref"] == "#/$defs/rule" else "a table"
    elif key["type"] == "array":
        kinds = dict.fromkeys(_PLURALS.get(kind, kind) for kind in _name_kinds(key["items"]))
        yield f"a list of {' or '.join(kinds)}"
    else:
        yield _KINDS.get(key["type"], "a table")


def build_python() -> str:
    """Return the page of the Python interface, which the generator of the site fills from docstrings."""
    values = (getattr(align, name) for name in align.__all__ if name != "__version__")
    parts = (f"::: {value.__module__}.{value.__name__}\n" for value in values)
    before, mark, example = (inspect.getdoc(align) or "").partition(">>> ")
    shown = "\n".join(f"    {line}" for line in f"{mark}{example}".split("\n"))
    version = f"`align.__version__` is the version, “{align.__version__}” here.\n"
    return f"# Python\n\n{before}{shown}\n\n{version}\n" + "\n".join(parts)


def write_rules(folder: Path) -> None:
    """Write a page a rule, and a page that lists them."""
    head = "# Rules\n\n`aligncheck rules NAME` prints the page of a rule, with all its examples."
    lines = [head, "", "| rule | severity | what is wrong |\n|---|---|---|", *generate.list_rows("{}.md")]
    (folder / "index.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    pages = "|".join(path.stem for path in Path(__file__).parent.glob("*.md"))
    for rule in all_rules().values():
        text = re.sub(r"^#(?=#)", "", generate.section(rule).strip(), flags=re.MULTILINE)
        text = re.sub(r"\]\(#([a-z-]+)\)", r"](\1.md)", text)
        text = re.sub(rf"\]\((?=(?:{pages})\.md)", "](../", text)
        (folder / f"{rule.name}.md").write_text(f"{text}\n", encoding="utf-8")


def build_summary(folder: Path, pages: Mapping[str, Sequence[str]]) -> str:
    """Return llms.txt (llmstxt.org): what the site is, and a line for each page, which it has as Markdown, too."""
    lines = ["# aligncheck", "", "> A linter, aligner and glossary tool for translated text, Chinese to English first."]
    for title, names in {"Home": ("index",), **pages}.items():
        lines += ["", f"## {title}", ""]
        for name in names:
            text = (folder / f"{name}.md").read_text("utf-8")
            lines.append(f"- [{read_title(text)}]({name}.md)")
    lines += ["", "## Rules", ""]
    lines += [f"- [{rule.name}](rules/{rule.name}.md): {rule.summary}" for rule in all_rules().values()]
    return "\n".join(lines) + "\n"


def read_title(page: str) -> str:
    """Return the title of a page in Markdown."""
    return page.partition("\n")[0].lstrip("# ")
