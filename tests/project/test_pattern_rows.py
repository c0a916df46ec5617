"""Each row of a table of patterns is used: by the code, or by another row."""

import re
from collections import defaultdict
from collections.abc import Iterator

from roots import ROOT

from align.commands.pack.patterns import CHECKS

QUOTED = re.compile(r"""(?<!f)(["'])([a-z_0-9 ]+)\1""")
MADE, ENDED = re.compile(r'f"([a-z_]{4,})\{'), re.compile(r'\}([a-z_]{4,})"')
"""Names that the code puts together: f"begins_{name}", f"{name}_amount"."""
NAMED = re.compile(r"\{(?:([a-z_]+)\.)?([a-z]\w*)(?::\w+)?\}")


def list_unused() -> Iterator[str]:
    code = "\n".join(path.read_text("utf-8") for room in ("align", "glossary") for path in (ROOT / room).rglob("*.py"))
    quoted = {word for _, text in QUOTED.findall(code) for word in text.split()}
    starts, ends = tuple(MADE.findall(code)), tuple(ENDED.findall(code))
    named = defaultdict[str, set[str]](set)
    tables = {form.name: form.read_built_in() for form in CHECKS}
    for table, rows in tables.items():
        for other, name in NAMED.findall("\n".join(cell for row in rows for cell in row.cells[1:6])):
            named[f"{table.partition('/')[0]}/{other}" if other else table].add(name)
    for table, rows in tables.items():
        for name in (row.cells[0] for row in rows):
            if not (name in quoted or name in named[table] or name.startswith(starts) or name.endswith(ends)):
                yield f"{table}: {name}"


def test_each_pattern_is_used() -> None:
    assert [*list_unused()] == []
