"""Speed of whole processes, as ratios against peers in the same run.

    pip install -e '.[bench]' && python benchmarks/speed.py [CLEAN_TEXT]

CLEAN_TEXT is a file of clean English; it is repeated to 20 MB. Without one the clean sample article serves.
Each pair of commands runs in turn, A B A B ..., and the median of the ratios A/B is printed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SIZE = 20_000_000
RUNS = 5


def seconds(command: list[str], cache: Path) -> float:
    """The wall time of one run of a command, with its own cache folder."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment)
    return time.perf_counter() - start


def compare(name: str, ours: list[str], theirs: list[str], cache: Path) -> None:
    """Print the median times of two commands and of their ratios."""
    pairs = [(seconds(ours, cache), seconds(theirs, cache)) for _ in range(RUNS + 1)][1:]
    own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:45} {own:7.3f} s {other:7.3f} s   ratio {ratio:.2f}")


def cold(name: str, command: list[str]) -> None:
    """Print the median time of a command that finds no cache of its own."""
    times = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as cache:
            times.append(seconds(command, Path(cache)))
    print(f"{name:45} {statistics.median(times):7.3f} s")


def main() -> None:
    """Run all comparisons."""
    aligncheck, codespell = shutil.which("aligncheck"), shutil.which("codespell")
    if not aligncheck or not codespell:
        sys.exit("needs aligncheck and codespell on the PATH: pip install -e '.[bench]', and activate the environment")
    article = next((ROOT / "seeds").glob("clean*.en.txt"))
    sample = Path(sys.argv[1]) if len(sys.argv) > 1 else article
    with tempfile.TemporaryDirectory() as folder:
        clean, cache = Path(folder, "clean.txt"), Path(folder, "cache")
        text = "".join(char for char in sample.read_text(encoding="utf-8") if char.isascii()) + "\n\n"
        clean.write_text((text * (SIZE // len(text) + 1))[:SIZE], encoding="utf-8")
        check = [aligncheck, "--isolated", "--quiet", str(clean)]
        compare("20 MB of clean English / codespell", check, [codespell, str(clean)], cache)
        click = [sys.executable, "-c", "import click"]
        compare("--version / import click", [aligncheck, "--version"], click, cache)
        compare("--help / import click", [aligncheck, "--help"], click, cache)
    cold("clean article, cold start", [aligncheck, str(article)])
    for path in sorted((ROOT / "seeds").glob("trade*.en.txt")):
        cold(f"{path.name} with residues, cold start", [aligncheck, str(path)])


if __name__ == "__main__":
    main()
