"""The senses that several headwords share, which only suggestions ask for: made, and kept, when they do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from glossary.dictionary.files import DictionaryFile
from glossary.dictionary.index import parse_entries
from glossary.dictionary.sorted_lines import join_rows, load_lines
from glossary.lang.en_function_words import ARTICLES

FORMAT = 1  # raise when the layout changes
_MOST_WORDS = 40  # headwords that share a sense; one that more words share says little
_ASIDE = re.compile(r" \([^/\n]*")
_PARTICLE = re.compile(rf"/(?:{'|'.join(sorted(ARTICLES | {'to'}))}) (?=[^/\n])")


def build_shared_senses(text: str) -> bytes:
    """Return sorted lines "sense TAB headwords" for each sense that 2 to 40 headwords of a CC-CEDICT text share.

    Headwords stand in the order of the text. Raises LineError for a line that is not CC-CEDICT.
    """
    entries = list(parse_entries(text))
    senses = list_plain_senses(rest for _, _, rest in entries)
    shared = _find_shared([simplified for _, simplified, _ in entries], senses)
    return join_rows(sorted((f"{sense}\t", " ".join(words)) for sense, words in shared.items()))


def list_plain_senses(rests: Iterable[str]) -> list[list[str]]:
    """Return the senses in the rest of each line, in lower case, without "to", articles and parentheses."""
    text = "\n".join([rest.partition("] ")[2] for rest in rests]).lower().replace("; ", "/")
    return [line.split("/") for line in _PARTICLE.sub("/", _ASIDE.sub("", text))[1:-1].split("/\n/")]


def _find_shared(headwords: list[str], senses: list[list[str]]) -> dict[str, dict[str, None]]:
    """Return the senses that 2 to 40 headwords share, with these; `senses` has a list for each headword."""
    counts = Counter(chain.from_iterable(senses))
    repeated, shared = {sense for sense, count in counts.items() if count > 1 and sense}, dict[str, dict[str, None]]()
    for headword, found in zip(headwords, senses, strict=True):
        for sense in repeated.intersection(found):
            shared.setdefault(sense, {})[headword] = None
    return {sense: words for sense, words in shared.items() if 1 < len(words) <= _MOST_WORDS}


def load_shared_senses(file: DictionaryFile) -> bytes:
    """Return the shared senses of a dictionary file, from the cache where that is sound. Raises DictionaryError."""
    return load_lines(file, f"senses-{FORMAT}", build_shared_senses)
