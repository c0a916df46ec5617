"""Whether the tables of the docs are older than what they measure. A library of `ratchet.py`.

`tables.json` lists them: the page, the command that measures the table, and its rows. A row holds a digest of what it
measures: of a rule its own file, the modules about language that it rests on, and the tables of words that these name;
of anything else the `files` of the table. Docstrings, comments, layout and examples do not enter, so that a row is
stale only when what it measures may have changed. Where the rows are rules and the command is `alarms.py`, a row holds
its `count` too, in so many `words`, and can be measured again.
"""

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
KNOWLEDGE = ("align/rules", "align/linter/families", "align/analysis", "align/quantities", "align/names", "align/lang")
"""Where the modules stand that decide what a rule says; what all rules share, such as readers, does not count."""
EXAMPLES = frozenset(("good", "bad"))
_DATA = re.compile(r"[\w-]+\.json")
_PACKS = "align/packs"
_TABLE = re.compile(r"(?:zh|en|zh_en)?/[a-z_]+")
"""What the name of a table of a pack looks like, or its end behind the name of a pair."""


@dataclass(frozen=True)
class Row:
    """A row of a table: the digest of what it measures, and how many alarms there were, if that is known."""

    digest: str
    count: int | None = None


@dataclass(frozen=True)
class Table:
    """A table of a page: how it is measured, on which data, and its rows by name (a rule, or anything with `files`)."""

    name: str
    page: str
    command: tuple[str, ...]
    rows: dict[str, Row]
    files: tuple[str, ...] = ()
    words: int = 0

    def list_stale(self) -> list[str]:
        """Return the names of the rows whose digest is no longer that of what they measure."""
        return [name for name, row in self.rows.items() if row.digest != self.digest(name)]

    def digest(self, name: str) -> str:
        """Return the digest of what a row measures, as it is now."""
        found = (path for pattern in self.files for path in ROOT.glob(pattern))
        return digest_files(found if self.files else find_files(name))

    def count(self, printed: str) -> dict[str, int]:
        """Return how many alarms of each rule `alarms.py` has printed, over all its files."""
        counts = dict.fromkeys(self.rows, 0)
        for name, *numbers in re.findall(r"^([a-z-]+) +(\d+) +(\d+) +(\d+) ", printed, re.MULTILINE):
            if name in counts:
                counts[name] += sum(map(int, numbers))
        return counts

    def stamp(self, counts: Mapping[str, int | None]) -> "Table":
        """Return the table with these rows as they are now, their counts among them."""
        now = {name: Row(self.digest(name), count) for name, count in counts.items()}
        return replace(self, rows=self.rows | now)


def read_tables(path: Path) -> list[Table]:
    """Return the tables that a file lists."""
    records = json.loads(path.read_text(encoding="utf-8"))
    return [
        Table(
            **one
            | {"command": tuple(one["command"]), "files": tuple(one.get("files", ()))}
            | {"rows": {name: Row(**row) for name, row in one["rows"].items()}}
        )
        for one in records
    ]


def write_tables(path: Path, tables: Sequence[Table]) -> None:
    """Write tables as `read_tables` reads them."""
    path.write_text(json.dumps([asdict(one) for one in tables], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def find_files(rule: str) -> set[Path]:
    """Return the file of a rule, the modules of `KNOWLEDGE` it imports, directly or not, and the data they name."""
    found: set[Path] = set()
    waiting = list((ROOT / "align/rules").glob(f"*/{rule.replace('-', '_')}.py"))
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _list_imported(path) if path.suffix == ".py" else ()
    return found


@cache
def _list_imported(path: Path) -> tuple[Path, ...]:
    """Return the modules and the data files that a module names."""
    paths: list[Path] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (node.module, *(f"{node.module}.{name.name}" for name in node.names))
            modules = (ROOT / f"{name.replace('.', '/')}.py" for name in names)
            paths += (one for one in modules if any(one.is_relative_to(ROOT / folder) for folder in KNOWLEDGE))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _DATA.fullmatch(node.value):
                paths.append(path.parent / "data" / node.value)
            elif _TABLE.fullmatch(node.value):
                paths += (ROOT / _PACKS).glob(f"{'*' * (node.value[0] == '/')}{node.value}.tsv")
    return tuple(one for one in paths if one.is_file())


def digest_files(paths: Iterable[Path]) -> str:
    """Return twelve digits that change with the names of files and with what they say, see `_read_meaning`."""
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + _read_meaning(path) + b"\0")
    return digest.hexdigest()[:12]


@cache
def _read_meaning(path: Path) -> bytes:
    """Return a file's bytes; of a module its syntax tree, without docstrings and the examples of rules."""
    if path.suffix != ".py":
        return path.read_bytes().replace(b"\r\n", b"\n")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            node.body = [line for line in node.body if not _says_nothing(line)]
    return ast.dump(tree).encode()


def _says_nothing(line: ast.stmt) -> bool:
    """Whether a statement is a text that stands alone, or the examples of a rule."""
    if isinstance(line, ast.Expr):
        return isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)
    targets = line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
    return any(isinstance(target, ast.Name) and target.id in EXAMPLES for target in targets)


def tell_stale(tables: Sequence[Table]) -> Iterator[tuple[Table, list[str]]]:
    """Yield each table that has stale rows, with their names."""
    for table in tables:
        if stale := table.list_stale():
            yield table, stale
