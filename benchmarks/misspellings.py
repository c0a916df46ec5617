"""How many misspelled words `misspelled-word` finds, and how often it marks a text as it is; with codespell as a peer.

    python benchmarks/misspellings.py PATH... [--count N] [--seed N] [--half 0|1] [--least N] [--show N]

PATHs are texts and folders of texts with their sources, as for `aligncheck check`, or JSON lines of `tgt` with `src`
(or `en`, `zh`), in documents by `doc` and `system`. `--count` (200) times, a word of `--least` (4) small letters or
more in one of the texts gets one slip: a letter too many, too few, another, or two swapped, each as likely in any
place. A slip that makes another word of English is none that a list of words can show: it is counted, and another word
is taken. codespell, which knows words that people are known to misspell, is asked about the same texts. `--half` takes
only texts whose name has an even (0) or odd (1) digest. `--show` prints slips that were missed, and marks in the texts
as they are.
"""

import argparse
import contextlib
import io
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import md5
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory

from align.analysis.misspellings import WORD, find_misspellings
from align.config.settings import Request
from align.inputs.loading import load_task
from align.inputs.tasks import Task, plan_tasks
from align.model import Document
from align.readers import ReadOptions, read
from glossary.lang.spelling import find_unlisted
from glossary.lang.words import Words

FEWEST = 50
"""How many words that may be misspelled a text has at least."""


@dataclass(frozen=True)
class Text:
    """A translation, and what its source says."""

    name: str
    document: Document
    source: str

    def find(self) -> list[tuple[int, str, str]]:
        """Return where words are misspelled, how, and what is right."""
        words = Words(self.document.prose)
        found = find_misspellings(self.document, words, self.source)
        return [(one.span.start, words.text[slice(*one.span)], one.right) for one in found]


@dataclass(frozen=True)
class Planted:
    """A text with a slip: where it is, the word, and the right one."""

    text: Text
    start: int
    word: str
    right: str


def load(paths: Sequence[Path]) -> Iterator[Text]:
    """Yield the texts of some paths."""
    for path in paths:
        if path.suffix == ".jsonl":
            yield from load_records(path)
            continue
        for task in plan_tasks(Request(paths=(str(path),))):
            loaded = load_task(task, with_source=True) if isinstance(task, Task) else None
            for one in loaded.texts if loaded else ():
                document = one if isinstance(one, Document) else one.target
                source = (loaded.source if loaded else None) if isinstance(one, Document) else one.source
                yield Text(document.path, document, source.text if source else "")


def load_records(path: Path) -> Iterator[Text]:
    """Yield the documents of a file of JSON lines."""
    documents = dict[str, dict[tuple[str, str], None]]()
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        name = record.get("doc") or record["id"].rpartition("#" if "#" in record["id"] else "-")[0]
        pair = record.get("src") or record.get("zh") or "", record.get("tgt") or record["en"]
        documents.setdefault(f"{path.name} {name} {record.get('system', '')}", {})[pair] = None
    for name, pairs in documents.items():
        target = "\n".join(target for _, target in pairs).encode()
        (document,) = read("text.txt", target, ReadOptions())
        assert isinstance(document, Document)
        yield Text(name, document, "\n".join(source for source, _ in pairs))


def misspell(word: str, chance: random.Random) -> str:
    """Return a word with one slip."""
    place, letter = chance.randrange(len(word)), chance.choice(ascii_lowercase)
    before, here, behind = word[:place], word[place], word[place + 1 :]
    swapped = before + behind[:1] + here + behind[1:]
    return chance.choice((before + behind, before + letter + here + behind, before + letter + behind, swapped))


def plant(texts: Sequence[Text], count: int, least: int, chance: random.Random) -> tuple[list[Planted], int]:
    """Return texts with a slip each, and how many slips made another word."""
    places = [[match for match in WORD.finditer(text.document.prose) if len(match[0]) >= least] for text in texts]
    able = [(text, found) for text, found in zip(texts, places, strict=True) if len(found) >= FEWEST]
    planted, others = list[Planted](), 0
    while able and len(planted) < count:
        text, found = chance.choice(able)
        match = chance.choice(found)
        word = misspell(match[0], chance)
        if word == match[0]:
            continue
        if not list(find_unlisted([word])):
            others += 1
            continue
        prose = text.document.prose
        changed = prose[: match.start()] + word + prose[match.end() :]
        document = replace(text.document, text=changed, masked=(), elements=(), stretches=None)
        planted.append(Planted(replace(text, document=document), match.start(), word, match[0]))
    return planted, others


def ask_codespell(texts: Sequence[str]) -> list[set[str]] | None:
    """Return the words that codespell marks in each text; None where it is not installed."""
    try:
        import codespell_lib
    except ImportError:
        return None
    found: list[set[str]] = [set() for _ in texts]
    printed = io.StringIO()
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number}.txt").write_text(text, "utf-8")
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            codespell_lib.main(folder)
    for line in printed.getvalue().splitlines():
        place, arrow, _ = line.partition(" ==> ")
        if arrow:
            path, _, word = place.rsplit(":", 2)
            found[int(Path(path).stem)].add(word.strip())
    return found


def main() -> int:
    """Plant, find, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args()
    if missing := [str(path) for path in options.paths if not path.exists()]:
        print(f"skipped: no {', '.join(missing)}")
        return 0
    texts = [
        one for one in load(options.paths) if options.half in (None, int(md5(one.name.encode()).hexdigest(), 16) % 2)
    ]
    planted, others = plant(texts, options.count, options.least, random.Random(options.seed))
    answers = [{(word, right) for start, word, right in one.text.find() if start == one.start} for one in planted]
    found = sum(bool(answer) for answer in answers)
    right = sum((one.word, one.right) in answer for one, answer in zip(planted, answers, strict=True))
    marks = [(text.name, *mark) for text in texts for mark in text.find()]
    size = sum(len(text.document.prose.split()) for text in texts)
    share, rate = found / max(len(planted), 1), len(marks) * 1000 / max(size, 1)
    print(
        f"planted: {share:.3f} found, {found} of {len(planted)}, {right} with the right word; {others} made other words"
    )
    print(f"as they are: {len(marks)} marks in {len(texts)} texts of {size:,} words, {rate:.3f} per 1,000 words")
    if (peers := ask_codespell([one.text.document.text for one in planted])) is not None:
        theirs = sum(one.word in words for one, words in zip(planted, peers, strict=True))
        print(f"codespell: {theirs / max(len(planted), 1):.3f} found, {theirs} of {len(planted)}")
        alone = ask_codespell([text.document.prose for text in texts]) or []
        print(f"codespell as they are: {sum(map(len, alone))} marks")
    missed = [f"{one.right} {one.word}" for one, answer in zip(planted, answers, strict=True) if not answer]
    for line in [*missed[: options.show], *(" ".join(map(str, mark)) for mark in marks[: options.show])]:
        print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
