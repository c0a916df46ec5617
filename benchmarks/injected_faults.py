"""How many faults put into the numbers of good translations are found, by kind.

    python benchmarks/injected_faults.py REFERENCES.jsonl... [--seed N] [--show N]

A record holds `src` and `tgt`. Each kind of fault is put into a target once, alone, at a place chosen by chance; a
number only where its digits, without final zeros, stand in the source too: the rest is not the source's to lose.
The fault is found when the comparison says something of the spoilt target that it does not say of the good one.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from align.lang.en_conventions import list_months
from align.quantities import find_extractor
from align.quantities.compare import compare
from align.quantities.judgements import judge
from align.quantities.model import Quantity
from align.quantities.passages import Comparison, Passage

Record = dict[str, Any]
Edit = Callable[[re.Match[str], random.Random], str]

_NUMBER = r"(?<![A-Za-z\d.,/:-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d/:]|[.,]\d|-?[A-Z])"
_MONTH = "|".join(month for month in list_months() if month != "May")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CURRENCIES = {
    "yuan": "US dollars",
    "US dollars": "yuan",
    "dollars": "yuan",
    "euros": "yuan",
    "RMB": "USD",
    "USD": "RMB",
    "$": "€",
}
_SHORT = 40


def digit_changed(match: re.Match[str], chance: random.Random) -> str:
    """Another digit in one place; the first is never a zero."""
    number = match[0]
    place = chance.choice([index for index, char in enumerate(number) if char.isdigit()])
    others = [char for char in "123456789" if char != number[place]]
    return number[:place] + chance.choice(others) + number[place + 1 :]


def deleted(_: re.Match[str], __: random.Random) -> str:
    """Nothing in its place."""
    return ""


def tenfold(match: re.Match[str], _: random.Random) -> str:
    """Ten times as much."""
    whole, _point, fraction = match[0].replace(",", "").partition(".")
    digits = f"{int(whole + (fraction[:1] or '0')):,}" if "," in match[0] else str(int(whole + (fraction[:1] or "0")))
    return f"{digits}.{fraction[1:]}" if len(fraction) > 1 else digits


def scale_swapped(match: re.Match[str], _: random.Random) -> str:
    """A million for a billion, and the other way."""
    return "billion" if match[0] == "million" else "million"


def month_changed(match: re.Match[str], chance: random.Random) -> str:
    """Another month."""
    return chance.choice([month for month in list_months() if month != match[0]])


def date_shifted(match: re.Match[str], chance: random.Random) -> str:
    """Another day of the month."""
    day = int(match[0])
    return str(chance.choice([other for other in range(max(day - 3, 1), min(day + 4, 32)) if other != day]))


def points_swapped(match: re.Match[str], _: random.Random) -> str:
    """Percent for percentage points, and the other way."""
    return " percent" if "point" in match[0] else " percentage points"


def currency_swapped(match: re.Match[str], _: random.Random) -> str:
    """Another currency."""
    return _CURRENCIES[match[0]]


def word_changed(match: re.Match[str], chance: random.Random) -> str:
    """Another small number word."""
    return chance.choice([word for word in _WORDS if word != match[0]])


FAULTS: dict[str, tuple[re.Pattern[str], Edit]] = {
    "digit changed": (re.compile(_NUMBER), digit_changed),
    "number deleted": (re.compile(_NUMBER), deleted),
    "ten times as much": (re.compile(_NUMBER), tenfold),
    "million/billion": (re.compile(r"(?<=\d )[mb]illion\b"), scale_swapped),
    "month changed": (re.compile(rf"\b(?:{_MONTH})\b"), month_changed),
    "date shifted": (re.compile(r"(?<=ary |rch |ril |May |une |uly |ust |ber )\d{1,2}(?!\d)"), date_shifted),
    "percentage point/percent": (
        re.compile(r"(?<=\d)(?: percentage points?\b| percent\b| per cent\b|%)"),
        points_swapped,
    ),
    "currency swapped": (
        re.compile(r"(?:(?<=\d )|(?<=illion ))(?:yuan|US dollars|dollars|euros|RMB|USD)\b|(?<![A-Z])\$(?=\d)"),
        currency_swapped,
    ),
    "small word changed": (re.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?! (?:hundred|thousand|million))"), word_changed),
}
"""Each kind of fault: where it can be put, and what then stands there."""


def figures(number: str) -> str:
    """The significant digits of a number."""
    return re.sub(r"[,.]", "", number).strip("0")


def spoilt(source: str, target: str, kind: str, chance: random.Random) -> tuple[str, str] | None:
    """The target with one fault, and how that reads; None where it has no place for it."""
    pattern, edit = FAULTS[kind]
    said_there = {figures(number) for number in re.findall(r"\d+(?:[,.]\d+)*", source)}
    places = [
        match for match in pattern.finditer(target) if not match[0][0].isdigit() or figures(match[0]) in said_there
    ]
    if not places:
        return None
    match = chance.choice(places)
    new = edit(match, chance)
    before, after = target[max(match.start() - _SHORT, 0) : match.start()], target[match.end() : match.end() + _SHORT]
    return target[: match.start()] + new + target[match.end() :], f"{before}[{match[0]} -> {new}]{after}"


def said(comparison: Comparison) -> Counter[tuple[object, ...]]:
    """What a comparison complains of, wherever in the target it stands."""
    return Counter(
        [("missing", quantity) for quantity in comparison.missing]
        + [("extra", quantity.kind, quantity.value, quantity.moment) for quantity in comparison.extra]
        + [
            ("wrong", wrong.source, wrong.target.value, wrong.target.moment, wrong.problem)
            for wrong in comparison.wrong
        ]
    )


def trials(records: list[Record], seed: int) -> Iterator[tuple[str, bool, str]]:
    """Each fault that was put in: its kind, whether it was found, how it reads."""
    chinese, english = find_extractor("zh"), find_extractor("en")
    assert chinese and english
    for record in records:
        chance = random.Random(f"{seed} {record['id']}")
        text = record["src"]
        source = chinese(text)

        def find(target: str, text: str = text, source: tuple[Quantity, ...] = source) -> Counter[tuple[object, ...]]:
            found = english(target)
            return said(judge(Passage(compare(source, found), text, target, source, found)))

        good = find(record["tgt"])
        for kind in FAULTS:
            bad = spoilt(record["src"], record["tgt"], kind, chance)
            if bad:
                yield kind, bool(find(bad[0]) - good), f"{bad[1]}   {record['src'][:120]}"


def main() -> None:
    """Put the faults in and print how many were found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print up to N that were not found, of each kind"
    )
    options = parser.parse_args()
    records = [
        json.loads(line) for path in options.paths for line in path.read_text(encoding="utf-8").splitlines() if line
    ]
    found: Counter[str] = Counter()
    missed: defaultdict[str, list[str]] = defaultdict(list)
    for kind, hit, reading in trials(records, options.seed):
        found[kind] += hit
        if not hit:
            missed[kind].append(reading)
    report(found, missed, options.show)


def report(found: Counter[str], missed: dict[str, list[str]], show: int) -> None:
    """One line a kind, then the sum, then samples of what was missed."""
    for kind in FAULTS:
        count = found[kind] + len(missed.get(kind, ()))
        print(f"{kind:26}{found[kind]:6} of {count:5}  recall {found[kind] / max(count, 1):.3f}")
    total = sum(found.values())
    count = total + sum(map(len, missed.values()))
    print(f"{'all':26}{total:6} of {count:5}  recall {total / max(count, 1):.3f}")
    for kind, readings in missed.items():
        for reading in readings[:show]:
            print(f"{kind}: {reading}")


if __name__ == "__main__":
    main()
