"""How well a memory of published texts shows that a new text writes a term or a name otherwise, and how often wrongly.

    python benchmarks/memory_drift.py DATA [--house NAME]... [--half 0|1] [--seeds 5] [--plants 6] [--show SHARE]
        [--drafts N]

DATA is the folder of real data. Each house has an archive, which the memory is made of, and later texts, in which
drifts are planted: `bank` (reports by year: 2015 to 2017, then 2018 and 2019), `form-library` and `queue`
(documentation, split by file) and `news` (human references, split by line). The later texts are divided into two
halves: rules are tuned on half 0, and half 1 is reported. Without `--half`, all count.

A planted term is a recurring term of the archive whose English, found by counting alone, is in four fifths of its
sentences; in one of its sentences in a later text the English gets another word that the dictionary has for a part of
the term, or is replaced by another gloss of it, never by what the archive has for it. A planted name has one or two
letters changed. Alarms are counted on the same texts as they were published, and with the archive of another house.
`--drafts`: so many machine drafts of the later reports of the bank are checked, too, and each warning printed, with
whether the human translation has the house's rendering. `--show` prints a share of all that is planted and found.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from in_memory import InMemory

from align.aligners.documents import align_documents
from align.analysis.characters import count_words
from align.commands.terms.collect import make_passages
from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.scanner import check_document
from align.memory.counting import DocumentCounts, count_document
from align.memory.evidence import EvidenceFinder, MemoryDocument, Sentence, Subject
from align.model import Alignment, Finding, Severity, Span
from align.readers import ReadOptions, read_document
from glossary.dictionary.cedict import load_dictionary
from glossary.dictionary.glosses import find_glosses
from glossary.dictionary.script_folding import simplify
from glossary.lang import en, fluency, zh
from glossary.lang.en_phrases import are_forms
from glossary.lang.function_words import is_function_word
from glossary.renderings.recurring_terms import find_recurring_terms

RULES = ("differs-from-memory", "name-differs-from-memory")
NEWS_LINES = 40
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
NAME = re.compile(r"(?<![\w@#./-])[A-Z][a-z]{4,}(?![\w@]|[./-]\w)")


class Text(NamedTuple):
    """A document: its name, which also says how it is read, its date, and both texts."""

    name: str
    date: str
    source: str
    target: str


class House(NamedTuple):
    """The texts of a house: those in the memory, and later ones."""

    name: str
    archive: Sequence[Text]
    later: Sequence[Text]


class Plant(NamedTuple):
    """What stands in a text instead of what was published, and where."""

    kind: str
    old: str
    new: str
    span: Span


def read_houses(data: Path) -> Iterator[House]:
    """The houses whose files are there."""
    bank = data / "terms" / "hkma_docs.dev.jsonl"
    if bank.is_file():
        texts = [
            Text(f"{row['id']}.txt", f"{row['id'][4:8]}-04-26", row["zh_hant"], row["en"]) for row in records(bank)
        ]
        yield House("bank", [t for t in texts if t.date < "2018"], [t for t in texts if t.date >= "2018"])
    form = data / "docs" / "formily"
    if form.is_dir():
        yield split("form-library", read_folder(form, lambda path: path.with_name(path.name.replace(".zh-CN", ""))))
    queue = data / "fresh" / "docs-rmq"
    if queue.is_dir():
        yield split("queue", read_folder(queue / "zh", lambda path: queue / "en" / path.relative_to(queue / "zh")))
    news = data / "qa" / "wmt21_23_references.dev.jsonl"
    if news.is_file():
        rows = list(records(news))
        texts = []
        for start in range(0, len(rows), NEWS_LINES):
            some = rows[start : start + NEWS_LINES]
            sides = ("\n".join(" ".join(row[side].split()) for row in some) for side in ("src", "tgt"))
            texts.append(Text(f"news-{start}.txt", "", *sides))
        cut = len(texts) * 3 // 5
        yield House("news", texts[:cut], texts[cut:])


def records(path: Path) -> Iterator[dict[str, str]]:
    """The records of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_folder(folder: Path, partner: Callable[[Path], Path]) -> Iterator[Text]:
    """The pages of a folder whose translation is in English."""
    for path in sorted(folder.rglob("*.zh-CN.md" if folder.name == "formily" else "*.md")):
        other = partner(path)
        if other.is_file():
            source, target = path.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")
            if len(re.findall("[\u4e00-\u9fff]", target)) < 0.05 * len(target):
                yield Text(path.name, "", source, target)


def split(name: str, texts: Iterator[Text]) -> House:
    """Put two of three texts in the memory."""
    found = list(texts)
    return House(name, [t for n, t in enumerate(found) if n % 3], [t for n, t in enumerate(found) if not n % 3])


def align(text: Text, target: str | None = None) -> Alignment:
    """The two texts aligned."""
    source = read_document(text.name, text.source.encode(), ReadOptions("zh", "utf-8"))
    other = read_document(text.name, (text.target if target is None else target).encode(), ReadOptions("en", "utf-8"))
    return align_documents(source, other)


class Archive:
    """The memory of a house, and what is planted by."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.pairs = {text.name: [(p.source, p.target) for p in make_passages(align(text))] for text in texts}
        counts: dict[str, DocumentCounts] = {name: count_document(pairs) for name, pairs in self.pairs.items()}
        self.memory = InMemory(
            [MemoryDocument(text.name, text.name, (), text.date, "", counts[text.name].words) for text in texts],
            [(name, term) for name, one in counts.items() for term in one.terms],
            [(name, found) for name, one in counts.items() for found in one.names],
            [Sentence(source, target, name) for name, pairs in self.pairs.items() for source, target in pairs],
        )
        self.finder = EvidenceFinder(self.memory)
        self.english = "\n".join(target for pairs in self.pairs.values() for _, target in pairs)
        self.terms = dict(self._list_terms())
        self.names = self._list_names()

    def _list_terms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The recurring terms with the lemmas of their English, by counts of stretches of words alone."""
        rows = [(name, simplify(s), lemmatize(t)) for name, pairs in self.pairs.items() for s, t in pairs]
        grams = [frozenset(list_grams(words)) for _, _, words in rows]
        overall = Counter(gram for some in grams for gram in some)
        for term in find_recurring_terms([source for _, source, _ in rows], 3):
            having = [number for number, (_, source, _) in enumerate(rows) if term in source]
            if len(having) < 3 or len({rows[number][0] for number in having}) < 2:
                continue
            found = Counter(gram for number in having for gram in grams[number])
            likely = [
                (found[g] / len(having) - (overall[g] - found[g]) / max(len(rows) - len(having), 1), len(g), g)
                for g in found
                if found[g] >= max(3, 0.8 * len(having))
            ]
            if likely:
                best = max(score for score, _, _ in likely)
                yield term, max((size, score, g) for score, size, g in likely if score >= best - 0.05)[2]

    def _list_names(self) -> frozenset[str]:
        """The names that are three times in two documents, and unknown words of English."""
        counts, documents = Counter[str](), defaultdict[str, set[str]](set)
        for name, pairs in self.pairs.items():
            for _, target in pairs:
                for word in set(NAME.findall(target)):
                    counts[word] += 1
                    documents[word].add(name)
        return frozenset(
            w
            for w, n in counts.items()
            if n >= 3 and len(documents[w]) > 1 and not fluency.is_known(w.lower()) and not en.find_lemmas(w.lower())
        )


def lemmatize(text: str) -> list[str]:
    """The lemmas of the words of an English text."""
    return [en.find_lemma(word.lower()) for word in WORD.findall(text)]


def list_grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The stretches of one to four content words."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + 4, len(words)) + 1):
            if is_function_word(words[end - 1], "en"):
                break
            yield tuple(words[start:end])


@cache
def list_glosses(word: str) -> tuple[str, ...]:
    """The glosses of a Chinese word that are one to three plain words, the last a noun or an adjective."""
    found = (gloss for gloss in find_glosses(load_dictionary(), word) if not gloss.verb and not gloss.is_proper)
    texts = (gloss.text for gloss in found if re.fullmatch(r"[a-z]+(?: [a-z]+){0,2}", gloss.text))
    return tuple(dict.fromkeys(text for text in texts if is_nominal(text.split())))


def is_nominal(words: Sequence[str]) -> bool:
    """Whether words are a phrase whose last word is a noun or an adjective, without a function word."""
    last = en.find_lemmas(words[-1])
    return bool({"NOUN", "ADJ"} & set(last)) and not any(is_function_word(word, "en") for word in words)


def list_others(term: str, words: Sequence[str]) -> Iterator[str]:
    """Other English for a term: another gloss of all of it, or its English with another gloss of one of its words."""
    lemmas = [en.find_lemma(word.lower()) for word in words]
    for gloss in list_glosses(term):
        if not shares_words(gloss, " ".join(words)):
            yield inflect(gloss, words[-1])
    for part in zh.segment(term) if len(zh.segment(term)) > 1 else ():
        glosses = list_glosses(part)
        known = {word for gloss in glosses for word in lemmatize(gloss)}
        for place, lemma in enumerate(lemmas):
            for gloss in glosses if lemma in known else ():
                if not shares_words(gloss, " ".join(words)):
                    yield " ".join((*words[:place], inflect(gloss, words[place]), *words[place + 1 :]))


def shares_words(one: str, other: str) -> bool:
    """Whether two phrases have a word in common, in any form or spelling."""
    sides = (side.lower().replace("z", "s").replace("-", " ").split() for side in (one, other))
    return any(are_forms(a, b) or (len(a) > 5 and a[:5] == b[:5]) for a, b in product(*sides))


def inflect(gloss: str, like: str) -> str:
    """A gloss in the number and the case of a word."""
    first, _, last = gloss.rpartition(" ")
    if like.lower() != en.find_lemma(like.lower()) and like.endswith("s"):
        last = en.inflect(last, "NOUN", "NNS") or last
    both = f"{first} {last}".strip()
    return both.title() if like[:1].isupper() else both


def find_in(text: str, lemmas: tuple[str, ...]) -> list[re.Match[str]]:
    """Where a stretch of lemmas is in a text: its words, if they are together; empty where it is not."""
    words = list(WORD.finditer(text))
    size = len(lemmas)
    for start in range(len(words) - size + 1):
        some = words[start : start + size]
        if tuple(en.find_lemma(word[0].lower()) for word in some) == lemmas and all(
            text[one.end() : two.start()] in (" ", "-") for one, two in pairwise(some)
        ):
            return some
    return []


def list_term_plants(archive: Archive, alignment: Alignment, rng: random.Random) -> Iterator[Plant]:
    """Plants of terms in a text, one for each of its terms."""
    passages = list(make_passages(alignment))
    for term, lemmas in sorted(archive.terms.items()):
        places = []
        for passage in passages:
            found = find_in(passage.target, lemmas) if term in simplify(passage.source) else []
            if found and alignment.target.text[passage.start + found[0].start() :].startswith(found[0][0]):
                places.append((passage, found))
        if not places:
            continue
        passage, words = rng.choice(places)
        others = [
            other
            for other in dict.fromkeys(list_others(term, [word[0] for word in words]))
            if not re.search(rf"\b{re.escape(other)}\b", archive.english, re.IGNORECASE)
            and all(map(fluency.is_known, other.lower().replace("-", " ").split()))
        ]
        if others:
            start, end = passage.start + words[0].start(), passage.start + words[-1].end()
            yield Plant("term", alignment.target.text[start:end], rng.choice(others), Span(start, end))


def list_name_plants(archive: Archive, alignment: Alignment, rng: random.Random) -> Iterator[Plant]:
    """Plants of misspelled names in a text."""
    for name in sorted(archive.names):
        places = [
            (passage, match)
            for passage in make_passages(alignment)
            for match in NAME.finditer(passage.target)
            if match[0] == name
        ]
        if places:
            passage, match = rng.choice(places)
            new = misspell(name, rng)
            if new not in archive.english and not fluency.is_known(new.lower()):
                start = passage.start + match.start()
                yield Plant("name", name, new, Span(start, start + len(name)))


def misspell(name: str, rng: random.Random) -> str:
    """A name with one letter changed, left out, doubled or swapped with the next; two of a longer one."""
    letters = list(name)
    for _ in range(1 if len(name) < 7 else rng.choice((1, 2))):
        place = rng.randrange(1, len(letters) - 1)
        match rng.randrange(4):
            case 0:
                letters[place] = rng.choice([c for c in "aeiounrslt" if c != letters[place]])
            case 1:
                del letters[place]
            case 2:
                letters.insert(place, letters[place])
            case _:
                letters[place : place + 2] = reversed(letters[place : place + 2])
    return "".join(letters) if "".join(letters) != name else misspell(name, rng)


def choose_plants(plants: Sequence[Plant], most: int, alignment: Alignment, rng: random.Random) -> list[Plant]:
    """Some of the plants, no two in one sentence."""
    chosen, taken = list[Plant](), set[int]()
    for plant in rng.sample(plants, len(plants)):
        sentence = alignment.target.segment(plant.span.start).start
        if sentence not in taken and len(chosen) < most:
            taken.add(sentence)
            chosen.append(plant)
    return sorted(chosen, key=lambda plant: plant.span)


def write(text: str, plants: Sequence[Plant]) -> tuple[str, list[Span]]:
    """The text with the plants, and where they are."""
    pieces, spans, last, size = list[str](), list[Span](), 0, 0
    for plant in plants:
        pieces += [text[last : plant.span.start], plant.new]
        size += plant.span.start - last
        spans.append(Span(size, size + len(plant.new)))
        size += len(plant.new)
        last = plant.span.end
    return "".join((*pieces, text[last:])), spans


def check(archive: Archive, alignment: Alignment, path: str = "") -> list[Finding]:
    """What the rules say of a text."""
    source, target = ([segment.text for segment in side.segments] for side in (alignment.source, alignment.target))
    evidence = archive.finder.find(Subject(source, target, path))
    return check_document(
        alignment.target, [find_rule(name) for name in RULES], Context(alignment=alignment, evidence=evidence)
    )


def interval(hits: int, total: int) -> str:
    """A share with Wilson's interval of 95 %."""
    if not total:
        return "-"
    p, z = hits / total, 1.96
    middle, half = p + z * z / (2 * total), z * sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    low, high = ((middle + sign * half) / (1 + z * z / total) for sign in (-1, 1))
    return f"{p:.2f} ({low:.2f} to {high:.2f})"


def measure_plants(house: House, archive: Archive, texts: Sequence[Text], options: argparse.Namespace) -> None:
    """Plant drifts with each seed, and print how many are found."""
    sure, found_any, totals = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        alignment = align(text)
        for seed in range(options.seeds):
            rng = random.Random(f"{seed} {text.name}")
            plants = choose_plants(list(list_term_plants(archive, alignment, rng)), options.plants, alignment, rng)
            names = choose_plants(list(list_name_plants(archive, alignment, rng)), options.plants, alignment, rng)
            for some in (plants, names):
                if not some:
                    continue
                target, spans = write(alignment.target.text, some)
                findings = check(archive, align(text, target))
                for plant, span in zip(some, spans, strict=True):
                    hits = [f for f in findings if f.span.start < span.end and span.start < f.span.end]
                    totals[plant.kind] += 1
                    found_any[plant.kind] += bool(hits)
                    sure[plant.kind] += any(f.severity >= Severity.WARNING for f in hits)
                    if options.show and random.random() < options.show:
                        verdict = "FOUND " + str(hits[0].severity) if hits else "MISSED"
                        print(f"  {verdict} {plant.old} -> {plant.new}")
    for kind, total in sorted(totals.items()):
        print(
            f"{house.name}: {total} planted {kind}s: warning {interval(sure[kind], total)}, any "
            f"{interval(found_any[kind], total)}"
        )


def measure_alarms(label: str, archive: Archive, texts: Sequence[Text], show: float) -> None:
    """Print how often published texts have findings."""
    counts, words = Counter[tuple[str, Severity]](), 0
    for text in texts:
        alignment = align(text)
        words += count_words(alignment.target)
        for finding in check(archive, alignment):
            counts[finding.rule, finding.severity] += 1
            if show and random.random() < show:
                print(f"  ALARM {finding.severity} {finding.message}")
    for rule in RULES:
        ours = {severity: n for (name, severity), n in counts.items() if name == rule}
        warnings = sum(n for severity, n in ours.items() if severity >= Severity.WARNING)
        print(
            f"{label}: {rule}: warnings {warnings} ({1000 * warnings / words:.3f} per 1,000 words), any "
            f"{sum(ours.values())} ({1000 * sum(ours.values()) / words:.3f}); {words} words"
        )


def measure_drafts(path: Path, archive: Archive, texts: Sequence[Text], number: int) -> None:
    """Print the warnings on so many machine drafts of some texts, each once."""
    if not path.is_file():
        print(f"{path}: not there: no drafts are checked")
        return
    by_name = {text.name: text for text in texts}
    drafts = [row for row in records(path) if f"{row['doc']}.txt" in by_name]
    warnings, words, agreed, seen = 0, 0, 0, set[tuple[str, str]]()
    for row in random.Random(0).sample(drafts, min(number, len(drafts))):
        text = by_name[f"{row['doc']}.txt"]
        alignment, human = align(text, row["en"]), {simplify(p.source): p.target for p in make_passages(align(text))}
        words += count_words(alignment.target)
        for finding in check(archive, alignment):
            if finding.severity >= Severity.WARNING and (finding.message, finding.source_text) not in seen:
                seen.add((finding.message, finding.source_text))
                house = re.findall("“([^”]*)”", finding.message)[0]
                source = simplify(finding.source_text)
                near = " ".join(target for known, target in human.items() if known in source or source in known)
                has = bool(find_in(near, tuple(lemmatize(house))))
                warnings, agreed = warnings + 1, agreed + has
                around = alignment.target.text[max(finding.span.start - 60, 0) : finding.span.end + 60]
                print(f"  {'+' if has else '-'} {text.name} {row['system']} {finding.message}")
                print(f"      {source}\n      {' '.join(around.split())}\n      {near}")
    share = interval(agreed, warnings)
    print(
        f"drafts: {warnings} warnings ({1000 * warnings / max(words, 1):.2f} per 1,000 words), human as house {share}"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--house", action="append", default=[])
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--plants", type=int, default=6)
    parser.add_argument("--show", type=float, default=0)
    parser.add_argument("--drafts", type=int, default=0)
    options = parser.parse_args()
    houses = [house for house in read_houses(options.data) if not options.house or house.name in options.house]
    if not houses:
        print(f"{options.data}: no texts of a house are here: nothing is measured")
        return
    archives = {house.name: Archive(house.archive) for house in houses}
    for house in houses:
        archive = archives[house.name]
        texts = [text for number, text in enumerate(house.later) if options.half in (None, number % 2)]
        known = f"{len(archive.terms)} terms, {len(archive.names)} names"
        print(f"{house.name}: {len(house.archive)} texts in memory, {known}")
        measure_plants(house, archive, texts, options)
        measure_alarms(house.name, archive, texts, options.show)
        for other, memory in archives.items():
            if other != house.name:
                measure_alarms(f"{house.name} with the memory of {other}", memory, texts, options.show)
        if house.name == "bank" and options.drafts:
            measure_drafts(
                options.data / "terms" / "hkma_zhen_system_outputs.dev.jsonl", archive, texts, options.drafts
            )


if __name__ == "__main__":
    main()
