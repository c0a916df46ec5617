"""A translation beside its source, and files of pairs."""

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import make_odd_text, pick_atom, read_seeds
from recipes import make_text
from reports import check_places, check_result

from align.commands.check import check_file, check_text
from align.commands.results import Result
from align.inputs.tasks import Task
from align.readers import encode
from targets import BadCaseError, Case, Observed
from targets.texts import GLOSSARIES, find_settings

_KEYS = ("id", "doc")


def make(random: Random) -> Case:
    """A source and a translation of it, or rows of both."""
    if random.random() < 0.5:
        return {"name": random.choice(("a.txt", "a.md")), **_make_sides(random)}
    rows = [_make_row(random) for _ in range(random.choice((1, 1, 2, 5)))]
    return {"name": random.choice(("a.jsonl", "a.jsonl", "a.tsv")), "rows": rows}


def _make_sides(random: Random) -> Case:
    if random.random() < 0.3:
        return {"source": random.choice(read_seeds("zh")), "target": make_odd_text(random)}
    return {"source": make_odd_text(random, "zh"), "target": make_odd_text(random)}


def _make_row(random: Random) -> Case:
    row = _make_sides(random)
    for key in _KEYS:
        if random.random() < 0.3:
            row[key] = random.choice((pick_atom(random), "1", 1))
    return row


def check(case: Case, folder: Path) -> Observed:
    """Check the translation, twice."""
    said = list[str]()
    with expect_clear_errors(said):
        first, size = _check(case)
        require(_check(case)[0] == first, "another result the second time")
        if case["name"] == "a.txt":
            check_places(first, encode(make_text(case["target"])).decode().removeprefix("\ufeff"))
        return check_result(first, size)
    return {"said": said}


def _check(case: Case) -> tuple[Result, int]:
    """The result, and how many characters were checked."""
    match case:
        case {"name": "a.txt" | "a.md" as name, "source": source, "target": target}:
            source, target = make_text(source), make_text(target)
            result = check_text(target, find_settings(), source, path=name, glossaries=GLOSSARIES)
            return result, len(source) + len(target)
        case {"name": "a.jsonl" | "a.tsv" as name, "rows": list(rows)}:
            text = _build_rows(name, rows)
            return check_file(Task(name, settings=find_settings()), GLOSSARIES, encode(text)), len(text)
    raise BadCaseError


def _build_rows(name: str, rows: Iterable[Case]) -> str:
    lines = []
    for row in rows:
        match row:
            case {"source": source, "target": target}:
                sides = make_text(source), make_text(target)
            case _:
                raise BadCaseError
        keys = {key: row[key] for key in _KEYS if key in row}
        lines.append(
            "\t".join(sides) if name == "a.tsv" else json.dumps({"source": sides[0], "target": sides[1], **keys})
        )
    return "\n".join(lines)
