"""Each row of a table of patterns is used, and one with words of a team is not kept for all packs."""

import re
from collections import defaultdict
from collections.abc import Iterator

from roots import ROOT

from align.commands.pack.patterns import TABLES
from align.config.packs import list_forms
from align.lang import patterns as of_words
from align.quantities import patterns as of_quantities
from glossary.lang import function_words
from glossary.pack.patterns import PatternTable

QUOTED = re.compile(r"""(?<!f)(["'])([a-z_0-9 ]+)\1""")
MADE, ENDED = re.compile(r'f"([a-z_]{4,})\{'), re.compile(r'\}([a-z_]{4,})"')
"""Names that the code puts together: f"begins_{name}", f"{name}_amount"."""
NAMED = re.compile(r"\{(?:([a-z_]+)\.)?([a-z]\w*)(?::\w+)?\}")


def list_unused() -> Iterator[str]:
    code = "\n".join(path.read_text("utf-8") for room in ("align", "glossary") for path in (ROOT / room).rglob("*.py"))
    quoted = {word for _, text in QUOTED.findall(code) for word in text.split()}
    starts, ends = tuple(MADE.findall(code)), tuple(ENDED.findall(code))
    named = defaultdict[str, set[str]](set)
    tables = {form.name: form.read_built_in() for form in TABLES}
    for table, rows in tables.items():
        for other, name in NAMED.findall("\n".join(cell for row in rows for cell in row.cells[1:6])):
            named[f"{table.partition('/')[0]}/{other}" if other else table].add(name)
    for table, rows in tables.items():
        for name in (row.cells[0] for row in rows):
            if not (name in quoted or name in named[table] or name.startswith(starts) or name.endswith(ends)):
                yield f"{table}: {name}"


def test_each_pattern_is_used() -> None:
    assert [*list_unused()] == []


LATE = re.compile(r"""([A-Z_]+)\.late\(["']([a-z_0-9]+)["']""")
LATE_OF_EACH = re.compile(r"""([A-Z_]+)\.late\(\w+\)\s+for \w+ in \(([^()]*)\)""")


def list_late() -> Iterator[tuple[str, str]]:
    """Yield the rows whose pattern the code keeps from its first use on, each with the table in the code."""
    for room in ("align", "glossary"):
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text("utf-8")
            yield from LATE.findall(text)
            for table, names in LATE_OF_EACH.findall(text):
                yield from ((table, name) for name in re.findall(r'"([a-z_0-9]+)"', names))


def test_no_pattern_that_is_kept_has_words_to_which_a_team_can_add() -> None:
    modules = (of_words, of_quantities, function_words)
    tables = {name: one for module in modules for name, one in vars(module).items() if isinstance(one, PatternTable)}
    rows = {
        table.form.name: {row.cells[0]: row.cells[1:6] for row in table.form.read_built_in()}
        for table in tables.values()
    }
    open_to_teams = {form.name for form in list_forms()}

    def list_tables(table: str, name: str) -> Iterator[str]:
        if name not in rows.get(table, {}):
            yield table
            return
        for other, inner in NAMED.findall("\n".join(rows[table][name])):
            yield from list_tables(f"{table.partition('/')[0]}/{other}" if other else table, inner)

    late = [(tables[table].form.name, name) for table, name in list_late() if table in tables]
    assert len(late) > 300
    assert [one for one in late if not open_to_teams.isdisjoint(list_tables(*one))] == []
