"""The keys of what commands print for programs, and how commands exit: small runs, each in a folder of its own."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from roots import TESTS

from align.cli import main

_RULES = ("--select", "doubled-word,number-mismatch,residual-source", "--config", "none")
_FILES = {
    "a.zh.txt": "矿山昨天重新开放。\n\n它有300名工人。\n",
    "a.txt": "The the mine reopened yesterday.\n\nIt has 200 workers, said 上涨.\n",
    "clean.txt": "The mine reopened yesterday.\n",
    "reference.txt": "The mine reopened yesterday.\n",
    "g.csv": "zh,en\n矿山,mine\n",
    "h.csv": "zh,en\n矿山,pit\n工人,worker\n",
    "wrong.toml": "selct = []\n",
    "empty/readme.bin": "",
}
REPORTS = {
    "check": ("check", "a.txt", *_RULES),
    "gate": ("check", "a.txt", "--gate", *_RULES),
    "statistics": ("check", "a.txt", "--statistics", *_RULES),
    "stale": ("check", "a.txt", "--stale", "--stored", "--config", "none"),
    "coverage": ("check", "a.txt", "--coverage", "--config", "none"),
    "score": ("score", "clean.txt", "--reference", "reference.txt", "--config", "none"),
    "terms": ("terms", "a.txt", "-g", "g.csv", "--config", "none"),
    "review status": ("review", "status", "page.review.json"),
    "glossary stats": ("glossary", "stats", "g.csv"),
    "glossary find": ("glossary", "find", "矿山", "-g", "g.csv"),
    "glossary diff": ("glossary", "diff", "g.csv", "h.csv"),
    "glossary suggest": ("glossary", "suggest", "工人"),
}
"""What prints each report; `--output-format json` is added."""

_OTHER_FORMATS = ("jsonl", "sarif", "gitlab", "rdjson")
_TABLES = frozenset({"languages", "statuses", "states", "subjects", "counts", "badges"})
"""Keys whose value has keys that are data."""

_EXITS = {
    "nothing found": ("clean.txt",),
    "a finding": ("a.txt", *_RULES),
    "a finding below the limit": ("a.txt", *_RULES, "--fail-on", "never"),
    "--gate that fails": ("a.txt", "--gate", *_RULES),
    "--fix --diff that would change something": ("a.txt", "--diff", *_RULES),
    "no such file": ("none.txt",),
    "no such option": ("a.txt", "--no-such-option"),
    "no such rule": ("a.txt", "--select", "no-such-rule"),
    "a wrong configuration": ("a.txt", "--config", "wrong.toml"),
    "nothing to check": ("empty",),
    "nothing to check, --allow-empty": ("empty", "--allow-empty"),
    "glossary lint of a good glossary": ("glossary", "lint", "g.csv"),
    "glossary diff of different ones": ("glossary", "diff", "g.csv", "h.csv"),
    "glossary find of a missing word": ("glossary", "find", "铁路", "-g", "g.csv"),
    "score below the limit": ("score", "a.txt", "--reference", "reference.txt", "--fail-under", "bleu:99.5"),
}


@cache
def list_report_keys() -> tuple[str, ...]:
    """Return each key of each report, and each exit code: `json of check: findings[] fingerprint`."""
    with _make_folder():
        return (*dict.fromkeys(_list_keys()), *_list_exits())


def _list_keys() -> Iterator[str]:
    for name, arguments in REPORTS.items():
        yield from (f"json of {name}: {key}" for key in _list_paths(json.loads(_run(*arguments, "json")[1])))
    for form in _OTHER_FORMATS:
        printed = _run(*REPORTS["check"], form)[1]
        for value in map(json.loads, printed.splitlines() if form == "jsonl" else [printed]):
            yield from (f"{form} of check: {key}" for key in _list_paths(value))


def _list_paths(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield f"{path} {key}".strip()
            if key not in _TABLES:
                yield from _list_paths(one, f"{path} {key}".strip())
    elif isinstance(value, list):
        for one in value:
            yield from _list_paths(one, f"{path}[]")


def _list_exits() -> Iterator[str]:
    for cause, arguments in _EXITS.items():
        yield f"exit code: {cause}: {_run(*arguments)[0]}"


def _run(*arguments: str) -> tuple[int, str]:
    """Run a command, whose output format is the last argument where that is one; return how it ends and its stdout."""
    if arguments[-1] in ("json", *_OTHER_FORMATS):
        arguments = (*arguments[:-1], "--output-format", arguments[-1])
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout


@contextmanager
def _make_folder() -> Iterator[None]:
    before = Path.cwd()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, text in _FILES.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        shutil.copy(TESTS / "samples/earlier_builds/fingerprints_2/page.review.json", folder)
        os.chdir(folder)
        try:
            _run("check", "a.txt", "--stale", "--record", "--config", "none")
            source = Path("a.zh.txt")
            source.write_text(source.read_text("utf-8").replace("300", "350"), encoding="utf-8")
            yield
        finally:
            os.chdir(before)
