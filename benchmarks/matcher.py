"""How fast a glossary of 10,000 terms is found in text, beside the bare automaton and a regular expression a term.

    python benchmarks/matcher.py TERMS.jsonl... --texts TEXTS.jsonl [--language zh] [--terms 10000]

Records of terms and texts hold a text under the name of the language; headwords or senses of CC-CEDICT, evenly taken,
fill the terms up. Speeds are UTF-8 bytes of text a second of processor time; the regular expressions see a sample.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from glossary.dictionary.files import find_dictionary_file
from glossary.dictionary.index import Index, load_index
from glossary.dictionary.shared_senses import build_shared_senses
from glossary.lang.scripts import BASIC_HAN
from glossary.matching.term_matcher import Matcher
from glossary.model import Concept, Glossary, Term

_DOCUMENT = 50_000  # characters
_SAMPLE = 20_000  # characters for the regular expressions


def main() -> None:
    """Print the time to build, and a line for each peer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("glossaries", nargs="+", type=Path)
    parser.add_argument("--texts", required=True, type=Path)
    parser.add_argument("--language", default="zh", choices=("zh", "en"))
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=20, help="copies of the texts")
    options = parser.parse_args()
    terms = list(dict.fromkeys(text for path in options.glossaries for text in fields(path, options.language)))
    terms = (terms + fillers(options.language, options.terms - len(terms), set(terms)))[: options.terms]
    text = "\n".join(fields(options.texts, options.language))
    run(terms, text, options.repeat, options.language)


def fields(path: Path, language: str) -> Iterator[str]:
    """The texts of a language in the records of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if text := json.loads(line).get(language):
            yield text


def fillers(language: str, number: int, known: set[str]) -> list[str]:
    """Headwords of two characters and more, or senses, evenly taken from the dictionary."""
    entries = Index(load_index(find_dictionary_file())).lines
    lines = (build_shared_senses(entries) if language == "en" else entries).decode()
    pattern = r"\n([a-z][a-z -]+)\t" if language == "en" else rf"\n\S+ ([{BASIC_HAN}]{{2,}}) \["
    found = [text for text in dict.fromkeys(re.findall(pattern, lines)) if text not in known]
    return found[:: len(found) // number][:number] if number > 0 else []


def run(terms: list[str], text: str, repeat: int, language: str) -> None:
    """Measure the matcher and its peers on documents of 50,000 characters."""
    documents = [text[place : place + _DOCUMENT] for place in range(0, len(text), _DOCUMENT)] * repeat
    size = sum(len(document.encode()) for document in documents)
    concepts = tuple(Concept(str(place), (Term(term, language),)) for place, term in enumerate(terms))
    matcher = Matcher([Glossary(concepts)])
    start = time.process_time()
    matcher.find(terms[0], language)
    print(f"{language}: {len(terms)} terms, {size / 1e6:.1f} MB; built in {_since(start):.2f} s")
    report("matcher", lambda: sum(len(matcher.find(document, language)) for document in documents), size)
    search = bare(terms).find_matches_as_indexes
    report("bare automaton", lambda: sum(len(search(document, overlapping=True)) for document in documents), size)
    sample = text[:_SAMPLE]
    expressions = [re.compile(rf"(?<!\w){re.escape(term)}(?!\w)" if language == "en" else term) for term in terms[:500]]
    found = report(
        "a regex a term (500 terms)", lambda: sum(len(e.findall(sample)) for e in expressions), len(sample.encode())
    )
    print(f"  that is {found * 500 / len(terms):.3f} MB/s for all terms")


def bare(terms: list[str]) -> AhoCorasick:
    """The automaton of the terms as they are."""
    return AhoCorasick(terms)


def report(name: str, search: Callable[[], int], size: int) -> float:
    """Print and return the speed of a search, in MB/s."""
    start = time.process_time()
    hits = search()
    speed = size / 1e6 / _since(start)
    print(f"  {name:28}{speed:8.2f} MB/s  {hits} hits")
    return speed


def _since(start: float) -> float:
    return time.process_time() - start


if __name__ == "__main__":
    main()
