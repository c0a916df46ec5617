"""Time and memory that `aligncheck align` and `check` take for long texts in which hardly a sentence comes twice.

    python benchmarks/varied_texts.py [--sizes N...] [--keep FOLDER]

A text of each of --sizes (3,000, 10,000 and 40,000 sentences a side) is made of words of CC-CEDICT and their glosses,
the same ones for the same dictionary: each sentence has two words that no other has, but for one in forty, which comes
again. What is printed is the processor time and the peak of memory of each command, in a process of its own with one
BLAS thread, and how many times as long as in the shortest text a sentence takes in the longest. --keep leaves the texts
in a folder.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from glossary.dictionary.cedict import Dictionary, load_dictionary
from glossary.dictionary.glosses import find_glosses

ROOT = Path(__file__).parent.parent
SIZES = (3000, 10_000, 40_000)
FRAMES = (
    ("{0}旁边有{1}，也有{2}。", "Beside the {0} there is {1}, and {2} as well."),
    ("他们先谈到{0}，后来又谈到{1}和{2}。", "They spoke of {0} first, and of {1} and {2} later."),
    ("没有人把{0}当作{1}，更没有人想到{2}。", "Nobody took {0} for {1}, and nobody thought of {2}."),
    (
        "书上写着“{0}”；第二页却写着“{1}”，不是{2}。",
        "The book says “{0}”; the second page, however, says “{1}”, not {2}.",
    ),
    (
        "那天早上，{0}还在，{1}已经不见了。有人说是{2}。",
        "{0} was still there that morning. {1} was gone; some said {2}.",
    ),
)
AGAIN = 40  # sentences of which one stood before
PARAGRAPH = 8  # sentences
LONGEST = 4  # words of a gloss


class Cost(NamedTuple):
    """User and system seconds, and the peak of memory in MB."""

    seconds: float
    memory: float


def list_words(dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """Yield the words of the dictionary with a short gloss of each, in an order of chance that is always the same."""
    lines = dictionary.index.lines.decode().split("\n")
    words = sorted({line.split(" ", 2)[1] for line in lines if line.strip()})
    Random(1).shuffle(words)
    han = {chr(code) for code in range(0x4E00, 0xA000)}
    for word in words:
        if len(word) > 1 and han.issuperset(word):
            found = (gloss.text for gloss in find_glosses(dictionary, word))
            if gloss := next((one for one in found if one.isascii() and len(one.split()) <= LONGEST), ""):
                yield word, gloss


def make_sentences(count: int) -> list[tuple[str, str]]:
    """Make so many sentences and their translations, each with two words that are new."""
    random, words = Random(2), list_words(load_dictionary())
    before, sentences = [("东西", "thing")], list[tuple[str, str]]()
    while len(sentences) < count:
        if sentences and not random.randrange(AGAIN):
            sentences.append(random.choice(sentences))
            continue
        new = next(words), next(words)
        chosen = [*new, random.choice(before)]
        before += new
        source, target = random.choice(FRAMES)
        english = target.format(*(gloss for _, gloss in chosen))
        sentences.append((source.format(*(word for word, _ in chosen)), english[0].upper() + english[1:]))
    return sentences


def write_texts(folder: Path, count: int) -> tuple[Path, Path]:
    """Write a text of so many sentences, and its translation beside it."""
    sides = zip(*make_sentences(count), strict=True)
    paths = folder / f"varied{count}.zh.txt", folder / f"varied{count}.en.txt"
    for path, side, blank in zip(paths, sides, ("", " "), strict=True):
        starts = range(0, count, PARAGRAPH)
        path.write_text("".join(f"{blank.join(side[start : start + PARAGRAPH])}\n\n" for start in starts), "utf-8")
    return paths


_WAIT = """
import os, sys
actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions), 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""
"""Starts a command and tells what it cost. Linux counts the peak of whoever starts a process as the new one's own, so
it is started by a small process, not by the tests.
"""


def measure(*arguments: str) -> Cost:
    """Return what a command costs; what it prints goes nowhere. Exits where it fails."""
    settings = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "ALIGNCHECK_NO_CACHE": "1"}
    command = [sys.executable, "-c", _WAIT, sys.executable, "-P", "-m", "align", *arguments]
    done = subprocess.run(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True, check=True)
    status, seconds, memory = map(float, done.stdout.split())
    if status not in (0, 1):
        sys.exit(f"failed: {' '.join(arguments)}")
    return Cost(seconds, memory)


def report(folder: Path, sizes: Sequence[int]) -> None:
    """Print what both commands cost for each size."""
    costs: dict[str, list[Cost]] = {"align": [], "check": []}
    for size in sizes:
        source, target = map(str, write_texts(folder, size))
        aligned = str(folder / f"varied{size}.tsv")
        costs["align"].append(measure("align", source, target, "--to", aligned))
        costs["check"].append(measure("check", target, "--source", source, "--jobs", "1"))
        for name, found in costs.items():
            seconds, memory = found[-1]
            print(f"{size:7} sentences: {name} {seconds:.1f} s, peak memory {memory:.0f} MB", flush=True)
    for name, found in costs.items():
        ratio = found[-1].seconds / sizes[-1] / (found[0].seconds / sizes[0])
        print(f"{name}: time for a sentence, longest text / shortest: {ratio:.2f}")


def main() -> None:
    """Make the texts and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="sentences of the texts")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the texts are written, and left")
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        report(options.keep or Path(temporary), options.sizes)


if __name__ == "__main__":
    main()
