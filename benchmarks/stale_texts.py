"""How long `aligncheck --stale` takes where no source has changed: for git and for recorded sources.

    python benchmarks/stale_texts.py [--copies N] FOLDER

The translations of a folder and their sources (`NAME.zh.*`, `NAME.en.*`) are copied N times (1) into a repository made
for this, each copy into a folder of its own, and committed. Each command is a program of its own; it must find nothing.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
_GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@y")


def copy_texts(folder: Path, root: Path, copies: int) -> int:
    """Copy the texts of a folder; return how many translations there are."""
    texts = sorted(path for path in folder.iterdir() if ".zh." in path.name or ".en." in path.name)
    for number in range(copies):
        (root / f"{number:03}").mkdir()
        for text in texts:
            copy(text, root / f"{number:03}" / text.name)
    return copies * sum(".en." in text.name for text in texts)


def run(root: Path, *command: str) -> tuple[float, float, str]:
    """Run a command in a folder: seconds on the clock and of processors, and the last line that it prints."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment)
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed: {done.stdout[:500]}{done.stderr[:500]}")
    return wall, sum(after[2:4]) - sum(before[2:4]), " ".join(done.stdout.split())


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    options = parser.parse_args()
    stale = (sys.executable, "-P", "-m", "align", "check", "--stale", ".")
    with TemporaryDirectory() as name:
        root = Path(name)
        count = copy_texts(options.folder, root, options.copies)
        for arguments in (("init", "-q", "."), ("add", "-A"), ("commit", "-qm", "x")):
            run(root, *_GIT, *arguments)
        run(root, *stale, "--record")
        for way in ((), ("--since", "HEAD"), ("--stored",)):
            wall, cpu, said = run(root, *stale, *way)
            print(f"{' '.join(('stale', *way)):18} {count:5} texts {wall:7.2f} s wall {cpu:7.2f} s CPU   {said}")


if __name__ == "__main__":
    main()
