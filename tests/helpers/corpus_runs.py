"""What the tests of corpora share: pairs, files of them, corpora, an engine without processes, what a run left."""

import json
from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align.commands.corpus.check import CorpusOutcome, CorpusRequest, check_corpus
from align.config.settings import Request
from align.corpora.manifest import Input, Manifest, Signature, cut_units
from align.corpora.runs import WHOLE, Shard
from align.corpora.schema import CheckedRow, build_table
from align.corpora.storage import Corpus, write_unit
from align.corpora.units import Make, UnitResult, make_worker

PAIRS = [
    ("出口增长12.5%。", "Exports rose 12.6%."),
    ("会议在北京举行。", "The meeting was held in 北京."),
    ("他笑了。", "He laughed."),
    ("公司计划投资。", "The company plans to invest，soon."),
    ("没有人受伤。", ""),
]
"""Pairs of which the first, second, fourth and fifth are faulty."""


@dataclass
class InlineEngine:
    """Does tasks in this process: in order, or the last first. `done` are the numbers of the units it did."""

    backwards: bool = False
    done: list[int] = field(default_factory=list)
    make: Make = make_worker

    def run(self, tasks: Sequence[Any]) -> Generator[UnitResult]:
        run = self.make()
        for task in reversed(tasks) if self.backwards else tasks:
            self.done.append(task.unit.number)
            yield run(task)


def write_corpus(
    folder: Path,
    files: Mapping[str, Sequence[CheckedRow]],
    most: int,
    *,
    rules: tuple[str, ...] = ("residual-source",),
    source_lang: str = "zh",
    missing: Collection[int] = (),
) -> Corpus:
    """A corpus that was checked: the rows of each file, in units of `most`; those of some numbers are missing."""
    inputs = [Input(name, 1, name, Path(name).suffix[1:], len(rows)) for name, rows in files.items()]
    signature = Signature("cc", "1.0", "default", rules, source_lang, "en", "dd", "ee")
    manifest = Manifest(signature, tuple(inputs), most, tuple(cut_units(inputs, [{} for _ in inputs], most)))
    (folder / "units").mkdir(parents=True)
    manifest.write(folder)
    corpus, held = Corpus(folder, manifest), list(files.values())
    for unit in manifest.units:
        if unit.number not in missing:
            table = build_table(held[unit.input][unit.start : unit.start + unit.rows])
            write_unit(corpus.locate(unit), table, manifest.identify(unit), "cc")
    return corpus


def list_term_pairs(number: int) -> list[tuple[str, str]]:
    """Pairs in which terms recur, and one that has no word of them."""
    return [
        (f"昨天供应链中断了{number}次。", f"The supply chain broke {number} times yesterday."),
        (f"第{number}家工厂需要供应链。", f"Plant {number} needs a supply chain."),
        ("", ""),
    ]


def make_pairs(count: int) -> list[tuple[str, str]]:
    """So many pairs, no two of them the same."""
    return [
        (f"{source}{number}。", f"{target} {number}.") for number in range(count) for source, target in [pick(number)]
    ]


def pick(number: int) -> tuple[str, str]:
    return PAIRS[number * number % 7 % len(PAIRS)]


def write_lines(path: Path, pairs: Sequence[tuple[str, str]]) -> None:
    """Write JSON lines with ids."""
    rows = ({"source": one, "target": other, "id": f"p{number}"} for number, (one, other) in enumerate(pairs))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def make_request(
    *paths: Path,
    output: Path,
    preset: str = "residue",
    unit_rows: int = 4,
    shard: Shard = WHOLE,
    force: bool = False,
    columns: str = "",
    skip_bad_rows: bool = False,
) -> CorpusRequest:
    """What a person asks for without a configuration."""
    run = Request(paths=tuple(map(str, paths)), config="none", text_columns=columns, select=(preset,))
    return CorpusRequest(run, str(output), False, unit_rows, shard, force, skip_bad_rows=skip_bad_rows)


def check(*paths: Path, output: Path, **options: object) -> CorpusOutcome:
    """Check without processes."""
    return check_corpus(make_request(*paths, output=output, **options), InlineEngine())  # type: ignore[arg-type]


def read_units(folder: Path) -> dict[str, bytes]:
    """The bytes of each unit's file. Nothing else may be beside them."""
    found = {path.name: path.read_bytes() for path in sorted((folder / "units").iterdir())}
    assert all(name.endswith(".parquet") and not name.startswith(".") for name in found)
    return found


def read_log(folder: Path) -> list[dict[str, object]]:
    """The events of all logs."""
    lines = [line for path in sorted((folder / "log").iterdir()) for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines if line]
