"""Commands as the system runs them: odd files and folders, closed and full streams, locales, odd options.

A case has `files`, `arguments`, and may have `stdin` (a recipe, or "closed"), `stdout` ("closed", "full", "first line")
and `environment` (null: not set). A file has a `path` and one of `content` (a recipe), `link`, `fifo`, `folder`; `deep`
puts it below so many folders, `mode` gives its permissions, which stop nobody where root runs this.
"""

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from atoms import NAMES
from faults import require
from mutation import make_odd_bytes, make_odd_text, pick_atom
from recipes import make_bytes
from reports import ACTIVE, check_lines

from targets import BadCaseError, Case, Observed

_SECONDS = 40
"""How long a command may take."""

_MEMORY = 6_000_000
"""How much memory a command may ask for, in KiB (numeric libraries reserve much more than they use)."""

_COMPLAINT = re.compile("broken pipe|stdout", re.IGNORECASE)
_INPUTS = {"closed": "<&-"}
_OUTPUTS = {"closed": ">&-", "full": ">/dev/full", "first line": "| head -n 1"}
_ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"COLUMNS": "1"},
    {"HOME": "/nowhere", "XDG_CACHE_HOME": ""},
    {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "no/such/summary"},
    {"TZ": "x", "LANG": "zz_ZZ.GB18030"},
    {"FORCE_COLOR": "1", "TERM": "dumb"},
)
_OPTIONS = (
    ("--output-format", "json"),
    ("--output-format", "jsonl"),
    ("--output-format", "github"),
    ("--output-format", "concise"),
    ("--output-format", "sarif"),
    ("--output-format", "junit"),
    ("--output-format", "csv"),
    ("--output", "rdjson=a.csv"),
    ("--output", "xlsx=none/x"),
    ("--encoding", "utf-7"),
    ("--encoding", "rot13"),
    ("--encoding", "\x00"),
    ("--languages", "zh,xx"),
    ("--languages", "-"),
    ("--select", "doubled-word,"),
    ("--config", "a.txt"),
    ("--glossary", "a.csv"),
    ("--source", "."),
    ("--stdin-filename", "a/../b.md"),
    ("--fail-on", "info"),
    ("--min-severity", "info"),
    ("--allow-empty",),
    ("--config", "none"),
    ("--color", "always"),
    ("--quiet",),
)
_COMMANDS = (
    ("check", "--gate", ".", "--fail-on", "error:3"),
    ("check", "--gate", "a.txt", "--output-format", "json"),
    ("check", "--stale", "."),
    ("check", "--coverage", "."),
    ("baseline", "."),
    ("align", "a.zh.txt", "a.txt", "--aligner", "length"),
    ("align", "a.zh.txt", "a.txt", "--aligner", "length", "--min-score", "nan"),
    ("glossary", "lint", "a.csv"),
    ("glossary", "stats", "a.csv"),
    ("glossary", "stats", "a.csv", "--input-format", "memoq"),
    ("glossary", "sort", "a.csv"),
    ("glossary", "diff", "a.csv", "b.csv"),
    ("glossary", "merge", "a.csv", "b.csv"),
    ("glossary", "convert", "a.csv", "b.tbx"),
    ("glossary", "page", "a.csv", "b.csv", "--to", "c.html"),
    ("glossary", "add", "a.csv", "矿", "mine"),
    ("glossary", "set", "a.csv", "矿", "--status", "forbidden", "--field", "note=x"),
    ("glossary", "rename", "a.csv", "矿", "石"),
    ("glossary", "remove", "a.csv", "矿"),
    ("glossary", "find", "矿", "-g", "a.csv", "--in", "."),
    ("terms", ".", "-g", "a.csv", "--fail-under", "nan"),
    ("terms", "a.txt"),
    ("score", "a.txt", "--reference", "a.csv", "--fail-under", "chrf:nan"),
    ("score", "a.txt", "--reference", "b.md", "--against", ".", "--output", "json=out.json"),
    ("score", "--select", "agreement", "a.txt", "a.csv"),
    ("rules", "doubled-word"),
    ("--help",),
    ("completion", "bash"),
)


def make(random: Random) -> Case:
    """Some files, a command, and the streams and the environment that it gets."""
    case: Case = {"files": [_make_file(random) for _ in range(random.choice((1, 2, 4)))]}
    case["arguments"] = _make_arguments(random)
    if case["arguments"][:1] == ["-"] or random.random() < 0.1:
        case["stdin"] = random.choice(("closed", make_odd_bytes(random), ""))
    if random.random() < 0.25:
        case["stdout"] = random.choice((*_OUTPUTS,))
    case["environment"] = random.choice(_ENVIRONMENTS)
    return case


def _make_file(random: Random) -> Case:
    path = random.choice(("a.txt", "a.csv", "b.csv", "aligncheck.toml", ".gitignore", "a.zh.txt", *NAMES))
    file: Case = {"path": path} | random.choice(
        (
            {"content": make_odd_text(random)},
            {"content": make_odd_text(random)},
            {"content": make_odd_bytes(random)},
            {"content": f"concept,language,term\n1,zh,矿{pick_atom(random)}\n1,en,mine\n"},
            {"fifo": True},
            {"link": random.choice(("/dev/zero", "/dev/full", "/proc/self/mem", "..", ".", "a.txt", "none", "/"))},
            {"folder": True},
        )
    )
    if random.random() < 0.1:
        file["deep"] = random.choice((1, 30, 300, 1200))
    if random.random() < 0.1:
        file["mode"] = random.choice((0o000, 0o444, 0o111))
    return file


def _make_arguments(random: Random) -> list[str]:
    if random.random() < 0.4:
        return list(random.choice(_COMMANDS))
    paths = random.choice((["."], ["a.txt"], ["-"], [random.choice(NAMES)], ["a.txt", "."], ["./a.txt", "none.txt"]))
    options = [part for _ in range(random.choice((0, 1, 2))) for part in random.choice(_OPTIONS)]
    return [*paths, *options]


def check(case: Case, folder: Path) -> Observed:
    """Run the command; its exit code, its streams and the files it leaves are as they must be."""
    arguments, environment = case.get("arguments"), case.get("environment", {})
    if not isinstance(arguments, list) or not isinstance(environment, dict) or not isinstance(case.get("files"), list):
        raise BadCaseError
    if any("\0" in str(part) for part in (*arguments, *environment, *environment.values())):
        raise BadCaseError
    work = folder / "work"
    work.mkdir()
    for file in case["files"]:
        _make_entry(work, file)
    done = _run(case, work)
    stderr = done.stderr.decode(errors="replace")
    is_verdict = "--gate" in case["arguments"]  # which says on stdout what was not checked
    said = stderr.strip() or (is_verdict and (done.stdout or case.get("stdout") == "closed"))
    require(done.returncode != 2 or said or case.get("stdout") == "first line", "an error that is not said")
    _check_end(case, done.returncode, stderr)
    _check_output(case, done.stdout, done.returncode)
    require(not [*work.glob(".aligncheck-*")], "files left behind")
    output = {"code": done.returncode, "stdout": done.stdout.decode(errors="replace"), "stderr": stderr}
    return {**output, **_read_files(work)}


def _read_files(work: Path) -> Observed:
    """What the files in the folder hold, small ones, by name."""
    files = [path for path in sorted(work.iterdir()) if path.is_file() and not path.is_symlink()]
    small = [path for path in files if path.stat().st_size < 10_000 and os.access(path, os.R_OK)]
    return {f"file {path.name}": path.read_bytes().decode(errors="replace") for path in small}


def _make_entry(work: Path, file: Case) -> None:
    path = work
    try:
        for _ in range(file.get("deep", 0)):
            path /= "d"
            path.mkdir(exist_ok=True)
        path /= file["path"]
        _fill(path, file)
        if "mode" in file:
            path.chmod(file["mode"])
    except (OSError, KeyError, TypeError, ValueError):  # two files of one name, or a name that this system lacks
        raise BadCaseError from None


def _fill(path: Path, file: dict[str, Any]) -> None:
    if path.is_symlink() or path.exists():
        return
    match file:
        case {"content": content}:
            path.write_bytes(make_bytes(content))
        case {"link": str(link)}:
            path.symlink_to(link)
        case {"fifo": _}:
            os.mkfifo(path)
        case {"folder": _}:
            path.mkdir()
        case _:
            raise BadCaseError


def _run(case: Case, work: Path) -> "subprocess.CompletedProcess[bytes]":
    """Run the command in a shell that limits its memory and sets its streams."""
    stdin, stdout = case.get("stdin", ""), case.get("stdout", "")
    streams = f"{_INPUTS.get(stdin, '') if isinstance(stdin, str) else ''} {_OUTPUTS.get(stdout, '')}"
    command = f'ulimit -v {_MEMORY}; exec "$@" {streams}'
    program = [sys.executable, "-P", "-m", "align"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(work.parent), "OPENBLAS_NUM_THREADS": "1"}
    environment |= case.get("environment", {})
    with subprocess.Popen(
        ["sh", "-c", command, "sh", *program, *case["arguments"]],
        cwd=work,
        env={name: value for name, value in environment.items() if value is not None},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        return _wait(process, b"" if stdin == "closed" else make_bytes(stdin))


def _wait(process: "subprocess.Popen[bytes]", data: bytes) -> "subprocess.CompletedProcess[bytes]":
    try:
        stdout, stderr = process.communicate(data, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        require(False, "a command hangs")
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def _check_end(case: Case, code: int, stderr: str) -> None:
    require("Traceback" not in stderr, f"a traceback: {stderr.strip().splitlines()[-1:]}", stderr[-300:])
    require("internal error" not in stderr, f"an internal error: {stderr.strip()[:150]}")
    require(code in (0, 1, 2, 141), "an exit code that means nothing", code)
    require(not ACTIVE.search(stderr), "a raw control character on stderr", ACTIVE.findall(stderr)[:3])
    check_lines(stderr, "stderr")
    if case.get("stdout") == "first line":
        require(not _COMPLAINT.search(stderr), "a closed pipe is complained of", stderr)


def _check_output(case: Case, stdout: bytes, code: int) -> None:
    """See that JSON is JSON, in UTF-8, whatever the locale, and that other output is tame."""
    arguments = list(case["arguments"])
    text = stdout.decode(errors="replace")
    written = [value for name, value in pairwise(arguments) if name == "--output-format"][-1:]
    if written in (["json"], ["jsonl"]):
        require("\ufffd" not in text or _is_utf8(stdout), "JSON that is not UTF-8", stdout[:200])
        whole = [text] if written == ["json"] else text.splitlines()
        cut = case.get("stdout") == "first line"
        require(cut or all(_is_json(part) for part in whole if part.strip()), "output that is no JSON", text[:200])
    if arguments[:2] != ["glossary", "merge"]:
        require(not ACTIVE.search(text.replace("\x1b[", "")), "a raw control character", ACTIVE.findall(text)[:3])
        check_lines(text, "github" if "github" in arguments else "stdout")
    require(code != 1 or "No findings" not in text, "exit code 1, and no findings", text[-200:])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
