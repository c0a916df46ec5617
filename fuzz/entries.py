"""Inputs on disk: `TARGET/NAME.json` with the `case`, why it is there, and what is expected of it.

An expectation names something that the target observes. A value is equal to it; `{"has": X}`: X stands in it;
`{"lacks": X}`: it does not; `{"any": X}`: X stands in something of the list.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from faults import Fault, require
from targets import Case, Observed

HOME = Path(__file__).parent
CORPUS = HOME / "corpus"
CRASHES = HOME / "crashes"


def find_entries(target: str) -> list[Path]:
    """The inputs of the corpus for a target, in order."""
    return sorted((CORPUS / target).glob("*.json"))


def read_entry(path: Path) -> dict[str, Any]:
    """An input: its `case`, and what is said of it."""
    entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return entry


def save_crash(target: str, case: Case, kind: str, detail: str) -> Path:
    """Keep a case that shows a fault; gives the file."""
    name = hashlib.sha256(f"{target}\0{kind}".encode()).hexdigest()[:10]
    path = CRASHES / target / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"fault": kind, "detail": detail, "case": case}, indent=2) + "\n", encoding="utf-8")
    return path


def check_expectations(observed: Observed, expected: dict[str, Any]) -> str:
    """What is not as expected, in a line; empty where all is."""
    try:
        for name, wanted in expected.items():
            _compare(name, observed.get(name), wanted)
    except Fault as fault:
        return str(fault)
    return ""


def _compare(name: str, value: object, wanted: object) -> None:
    held = value if isinstance(value, str | list) else ()
    match wanted:
        case {"has": part}:
            require(part in held, f"{name} lacks {part!r}", value)
        case {"lacks": part}:
            require(part not in held, f"{name} has {part!r}", value)
        case {"any": part}:
            require(any(part in one for one in held), f"nothing in {name} has {part!r}", value)
        case _:
            require(value == wanted, f"{name} is not {wanted!r}", value)
