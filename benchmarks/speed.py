"""Processor time of whole processes, as ratios against peers in the same run.

    pip install -e '.[bench]'
    python benchmarks/speed.py [--size BYTES] [--varied TEXT] [--runs N] [--no-cold] [CLEAN_TEXT]

CLEAN_TEXT is a file of clean English; it is repeated to --size (20 MB), as it is and without what is not ASCII. Without
one the clean sample article serves. --varied names a long text of English in which hardly a sentence comes twice, which
is taken as it is: rules that remember what they have seen save nothing there.
Each pair of commands runs in turn, A B A B ..., --runs times (5) after one that does not count, and the median of the
ratios A/B is printed; then, unless --no-cold, that of commands that find no cache.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(command: list[str], cache: Path, code: Path) -> float:
    """The processor time of one run of a command and what it starts, with a cache folder that holds no results.

    Byte code is kept in the folder `code`: installed packages have it.
    """
    places = {"XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(code), "PYTHONDONTWRITEBYTECODE": ""}
    environment = os.environ | places | {"ALIGNCHECK_NO_CACHE": "1"}
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def compare(name: str, ours: list[str], theirs: list[str], folder: Path, runs: int) -> None:
    """Print the median times of two commands and of their ratios."""
    cache, code = folder / "cache", folder / "byte-code"
    pairs = [(seconds(ours, cache, code), seconds(theirs, cache, code)) for _ in range(runs + 1)][1:]
    own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:45} {own:7.3f} s {other:7.3f} s   ratio {ratio:.2f}")


def cold(name: str, command: list[str], folder: Path, runs: int) -> None:
    """Print the median time of a command that finds no cache of its own."""
    times = []
    for _ in range(runs + 1):
        with tempfile.TemporaryDirectory() as cache:
            times.append(seconds(command, Path(cache), folder / "byte-code"))
    print(f"{name:45} {statistics.median(times[1:]):7.3f} s")


def repeat(sample: str, size: int) -> str:
    """A text, over and over, up to a number of characters."""
    return ((sample + "\n\n") * (size // (len(sample) + 2) + 1))[:size]


def compare_all(aligncheck: str, codespell: str, texts: dict[str, str], folder: Path, runs: int) -> None:
    """Print the comparisons with peers; `texts` have names."""
    clean = folder / "clean.txt"
    check = [aligncheck, "--config", "none", "--quiet", str(clean)]
    for name, text in texts.items():
        clean.write_text(text, encoding="utf-8")
        compare(f"{len(text) / 1e6:.3g} MB of {name} / codespell", check, [codespell, str(clean)], folder, runs)
    click = [sys.executable, "-c", "import click"]
    compare("--version / import click", [aligncheck, "--version"], click, folder, runs)
    compare("--help / import click", [aligncheck, "--help"], click, folder, runs)


def main() -> None:
    """Run all comparisons."""
    article = next((ROOT / "seeds").glob("clean*.en.txt"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("text", metavar="CLEAN_TEXT", nargs="?", type=Path, default=article)
    parser.add_argument("--size", type=int, default=20_000_000, metavar="BYTES", help="of the clean text")
    parser.add_argument("--varied", type=Path, metavar="TEXT", help="a long text that hardly repeats, taken as it is")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="of each command")
    parser.add_argument("--cold", action=argparse.BooleanOptionalAction, default=True, help="time cold starts too")
    options = parser.parse_args()
    aligncheck, codespell = shutil.which("aligncheck"), shutil.which("codespell")
    if not aligncheck or not codespell:
        sys.exit("needs aligncheck and codespell on the PATH: pip install -e '.[bench]', and activate the environment")
    sample = options.text.read_text(encoding="utf-8")
    plain = "".join(filter(str.isascii, sample))
    texts = {"clean English": repeat(sample, options.size), "it in ASCII": repeat(plain, options.size)}
    if options.varied:
        texts["varied English"] = options.varied.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        compare_all(aligncheck, codespell, texts, Path(folder), options.runs)
        if options.cold:
            cold("clean article, cold start", [aligncheck, str(article)], Path(folder), options.runs)
            for path in sorted((ROOT / "seeds").glob("trade*.en.txt")):
                name = f"{path.name} with residues, cold start"
                cold(name, [aligncheck, str(path)], Path(folder), options.runs)


if __name__ == "__main__":
    main()
