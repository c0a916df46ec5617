"""Runs of pytest in a copy of the repository, whose tests, and the processes that they start, import the copy.

A library of `mutants.py`.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PLUGIN = Path(__file__).with_name("mutants_plugin.py")
PATIENCE = 120.0
"""A test is stuck after so many seconds and twenty times what it took."""
SLOWEST = 600.0
"""Some tests together are stuck after so many seconds and three times what they took."""


@dataclass
class Test:
    """What is known of a test: how long it takes, whether it runs without options, whether it fails anyhow."""

    seconds: float = 0.0
    default: bool = False
    failed: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a run of some tests ended: "killed" or "timeout", and by which test; or "" where all passed."""

    end: str = ""
    killer: str = ""


@dataclass(frozen=True)
class Note:
    """What the plugin notes: that a test is "found", starts ("start"), fails ("fail") or has ended ("end")."""

    event: str
    test: str
    seconds: float = 0.0
    fixtures: tuple[str, ...] = ()


class Place:
    """A folder with an environment whose Python and commands import the packages from `tree`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tree = folder, folder / "tree"
        self.notes, self.only = folder / "notes", folder / "only"
        environment = folder / "venv"
        venv.create(environment, symlinks=True)
        self.python = str(environment / "bin/python")
        ours = sysconfig.get_path("purelib")
        theirs = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
        (theirs / "tree.pth").write_text(f"{self.tree}\nimport site; site.addsitedir({ours!r})\n", encoding="utf-8")
        shutil.copy(PLUGIN, theirs)
        for command in Path(sys.executable).parent.iterdir():
            copy = environment / "bin" / command.name
            if command.is_file() and not copy.exists():
                copy.write_bytes(command.read_bytes().replace(sys.executable.encode(), self.python.encode(), 1))
                copy.chmod(0o755)

    def start(self, arguments: Iterable[str], *, quiet: bool = True, **environment: str) -> subprocess.Popen[bytes]:
        """Start pytest in the tree, with empty notes and an empty cache; on all tests unless some are named."""
        for name in ("cache", "tmp"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
        self.notes.write_bytes(b"")
        ours = {
            "MUTANTS_NOTES": str(self.notes),
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "PATH": os.pathsep.join([str(Path(self.python).parent), os.environ["PATH"]]),
        }
        options = ("-q", "--tb=no", "-p", "mutants_plugin", "-p", "no:cacheprovider", "--hypothesis-seed=0")
        return subprocess.Popen(
            [self.python, "-m", "pytest", *options, *arguments],
            cwd=self.tree,
            env=os.environ | ours | environment,
            stdout=subprocess.DEVNULL if quiet else None,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def start_chosen(self, names: Iterable[str], *options: str) -> subprocess.Popen[bytes]:
        """Start pytest on these tests, in this order, whether or not they run without options."""
        chosen = list(names)
        self.only.write_text("\n".join(chosen), encoding="utf-8")
        files = sorted({name.partition("::")[0] for name in chosen})
        return self.start([*options, "-m", "", "-n", "0", *files], MUTANTS_ONLY=str(self.only))

    def read_notes(self) -> list[Note]:
        """Read what the plugin has noted so far."""
        whole = self.notes.read_bytes().rpartition(b"\n")[0]
        return [Note(**json.loads(line)) for line in whole.splitlines()]

    def run(self, tests: Mapping[str, Test]) -> Outcome:
        """Run tests, the fastest first, until one fails or is stuck."""
        process = self.start_chosen(sorted(tests, key=lambda name: (tests[name].seconds, name)), "-x")
        try:
            outcome = self._await(process, tests)
        finally:
            end(process)
        return outcome

    def _await(self, process: subprocess.Popen[bytes], tests: Mapping[str, Test]) -> Outcome:
        """Wait for tests, and find out how they ended."""
        deadline = time.monotonic() + SLOWEST + 3 * sum(test.seconds for test in tests.values())
        while process.poll() is None:
            time.sleep(0.1)
            silent = time.time() - self.notes.stat().st_mtime
            if silent > PATIENCE or time.monotonic() > deadline:
                last = next((note.test for note in reversed(self.read_notes())), "import")
                usual = tests[last].seconds if last in tests else PATIENCE / 8
                if silent > PATIENCE + 20 * usual or time.monotonic() > deadline:
                    return Outcome("timeout", last)
        notes = self.read_notes()
        if failed := [note.test for note in notes if note.event == "fail"]:
            return Outcome("killed", failed[0])
        if process.returncode not in (0, 5):  # 5: the tests are gone, since their names come from what has changed
            return Outcome("killed", next((note.test for note in reversed(notes)), "import"))
        return Outcome()


def end(process: subprocess.Popen[bytes]) -> None:
    """End pytest, and what it has started and left behind."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
