"""What `name-mismatch` says of given pairs, how often annotators agree, and how fast it is.

    python benchmarks/names.py PAIRS.jsonl... [--sample N] [--seed N] [--inject]

A record holds `src` and `tgt`, and may hold `doc`, `system` and `labels` (see alarms.py). An alarm agrees with people
when it overlaps a label of theirs. The same alarm on the same pair of names is counted each time, and once as a kind.
With --inject, each kind of fault is put once, alone, into each name that is spelled right, and sought.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from alarms import Text, load, overlaps

from align.linter.context import Context
from align.model import Finding
from align.names.chinese_names import PossibleNames, find_chinese_names
from align.names.misspellings import find_misspellings
from align.names.spelled_names import SpelledName, find_rows, find_spelled_names
from align.names.spellings import find_full_spellings, find_surname_pinyin, fold_spelling
from align.rules.accuracy.name_mismatch import NameMismatch

_REACH = 40


class Alarm(NamedTuple):
    """What is written, what is expected, the words around, and whether people marked it (None: nobody looked)."""

    written: str
    right: str
    excerpt: str
    agreed: bool | None


def alarms(text: Text) -> Iterator[Alarm]:
    """The alarms on one document."""
    alignment = text.bitext.alignment if text.bitext else None
    for finding in NameMismatch().check(alignment, Context()) if alignment else ():
        yield described(text, finding)


def described(text: Text, finding: Finding) -> Alarm:
    """An alarm with what people said of its place."""
    document, (start, end) = text.document, finding.span
    frame, where = document.offsets.frame(start), document.offsets.locate(start).segment
    labels = text.records[where or ""].get("labels")
    agreed = any(overlaps(label, start - frame.start, end - frame.start) for label in labels) if labels else None
    left, right = document.text[max(frame.start, start - _REACH) : start], document.text[end : end + _REACH]
    name = finding.source_text[slice(*finding.source_span)] if finding.source_span else finding.source_text
    excerpt = f"{name}: {left}⟦{document.text[start:end]}⟧{right}".replace("\n", " ")
    right = next((suggestion.text for suggestion in finding.suggestions), "another one")
    return Alarm(document.text[start:end], right, excerpt, agreed)


def dropped(name: str, chance: random.Random) -> str:
    """A letter is missing."""
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def changed(name: str, chance: random.Random) -> str:
    """A letter is another one."""
    at = chance.randrange(1, len(name))
    return name[:at] + chance.choice([char for char in "aeiouhngl" if char != name[at]]) + name[at + 1 :]


def turned(name: str, chance: random.Random) -> str:
    """Two letters are turned round."""
    at = chance.randrange(1, max(len(name) - 1, 2))
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def nasal(name: str, chance: random.Random) -> str:
    """The last n is ng, the last ng n."""
    return re.sub(r"n(g?)(?=[^n]*$)", lambda match: "n" if match[1] else "ng", name)


def retroflex(name: str, chance: random.Random) -> str:
    """The first zh, ch, sh is z, c, s, or the other way round."""
    return re.sub("([zcsZCS])(h?)", lambda match: match[1] if match[2] else match[1] + "h", name, count=1)


def other_syllable(name: str, chance: random.Random) -> str:
    """The second syllable is another one."""
    return re.sub("(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])[aeiou]+(?:ng?)?$", chance.choice(_SYLLABLES), name)


_SYLLABLES = (
    "bin",
    "cheng",
    "dan",
    "fei",
    "guo",
    "hai",
    "jun",
    "kai",
    "lei",
    "mei",
    "peng",
    "qi",
    "rong",
    "shan",
    "wen",
    "xia",
)
_FAULTS: tuple[Callable[[str, random.Random], str], ...] = (dropped, changed, turned, nasal, retroflex, other_syllable)


def spelled_right(source: str, target: str) -> Iterator[SpelledName]:
    """The names of a target that spell one of the source in pinyin, surname first."""
    right = {
        spelling: name
        for name in find_chinese_names(source)
        for spelling in find_full_spellings(name.surname, name.given)
    }
    for name in find_spelled_names(find_rows(target)):
        person = right.get(fold_spelling(name.surname) + name.given_letters)
        if person and name.surname_first and fold_spelling(name.surname) in find_surname_pinyin(person.surname):
            yield name


def inject(texts: list[Text], seed: int) -> Iterator[tuple[str, bool]]:
    """Each fault put into a name, and whether a misspelling is found there."""
    chance = random.Random(seed)
    for record in (record for text in texts for record in text.records.values()):
        source, target = record["src"], record["tgt"]
        for name in spelled_right(source, target):
            given = name.given[-1]
            for fault in _FAULTS:
                wrong = fault(given, chance)
                start = name.span.end - len(given)
                spoilt = target[:start] + wrong + target[name.span.end :]
                if fold_spelling(wrong) != fold_spelling(given):
                    found = find_misspellings((source, spoilt), PossibleNames(source))
                    yield fault.__name__, any(slip.span.start < start < slip.span.end for slip in found)


def report_injected(texts: list[Text], seed: int) -> None:
    """Print how many of the faults were found, by kind."""
    results = Counter(inject(texts, seed))
    for fault in dict.fromkeys(kind for kind, _ in results):
        found, all_ = results[fault, True], results[fault, True] + results[fault, False]
        print(f"{fault:16}{found:5} of {all_:5}: {found / all_:.3f}")
    found = sum(number for (_, hit), number in results.items() if hit)
    print(f"{'all':16}{found:5} of {results.total():5}: {found / max(results.total(), 1):.3f}")


def report(path: Path, texts: list[Text], sample: int, seed: int) -> None:
    """Print the figures of one file and a sample of its alarms."""
    start = time.process_time()
    found = [alarm for text in texts for alarm in alarms(text)]
    seconds = time.process_time() - start
    segments, size = sum(len(text.records) for text in texts), sum(len(text.document.text.encode()) for text in texts)
    judged = [alarm for alarm in found if alarm.agreed is not None]
    kinds = len({(alarm.written, alarm.right) for alarm in found})
    print(f"== {path}: {segments} segments, {len(found)} alarms of {kinds} kinds; {size / 1e6 / seconds:.2f} MB/s")
    print(f"in segments that people marked: {len(judged)}, of which {sum(bool(a.agreed) for a in judged)} on a label")
    for alarm in random.Random(seed).sample(found, min(sample, len(found))):
        print(f"{'?+-'[(alarm.agreed is not None) + (alarm.agreed is False)]} {alarm.right} <- {alarm.excerpt}")


def main() -> None:
    """Check the pairs of each file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N alarms")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inject", action="store_true", help="put faults into right names, and seek them")
    options = parser.parse_args()
    for path in options.paths:
        if not path.exists():
            print(f"{path}: skipped, no such file")
            continue
        texts = list(load(path, alone=False))
        report(path, texts, options.sample, options.seed)
        if options.inject:
            report_injected(texts, options.seed)


if __name__ == "__main__":
    main()
