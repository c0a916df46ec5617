"""How many lines of our own Python code run for the sample texts: a measure of work that no machine changes.

    python benchmarks/steps.py

Each piece of work is done on other texts first, so that tables are loaded. Time in libraries does not count.
"""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from operations import count_lines

from align import Settings, align_texts, check_text

SEEDS = Path(__file__).parent.parent / "seeds"
WARM, SAMPLE = ("energy-storage-draft", "technology-inspection-robots"), "trade-graphite"
REPEATS = 50
"""How often the clean text stands in the long one."""


def read(name: str, language: str) -> str:
    """A sample text."""
    return (SEEDS / f"{name}.{language}.txt").read_text(encoding="utf-8")


def list_works(name: str, clean: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """The pieces of work, on the sample of this name and on a clean text."""
    source, target = read(name, "zh"), read(name, "en")
    settings = Settings(glossaries=(str(SEEDS / "glossary.csv"),))
    yield "check a long clean text", partial(check_text, clean * REPEATS)
    yield "check a text", partial(check_text, target)
    yield "check a text with its source", partial(check_text, target, None, source)
    yield "check a text with its source and a glossary", partial(check_text, target, settings, source)
    yield "align a text with its source", partial(align_texts, source, target)


def main() -> None:
    """Print the lines of each piece of work; no vectors are taken from earlier runs."""
    os.environ["ALIGNCHECK_NO_CACHE"] = "1"
    clean = read("clean-thermal-paste", "en")
    for warm in WARM:
        for _, work in list_works(warm, read(warm, "en")):
            work()
    for name, work in list_works(SAMPLE, clean):
        print(f"{name}: {sum(count_lines(work).values())} lines")


if __name__ == "__main__":
    main()
