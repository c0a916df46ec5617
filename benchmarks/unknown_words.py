"""How often what a dictionary says of a word is composed of its parts, where the dictionary lacks the word.

    python benchmarks/unknown_words.py [--half 0|1] [--every N] [--show N]

Each word of the dictionary of three to five characters is taken out in turn, if it is a character behind another word
of the dictionary and has a gloss of three words at most. What is suggested for it without a text round it counts as
right if it is one of its glosses up to inflection, "to" and article. `--half` takes only words with an even (0) or odd
(1) digest: suffixes (`glossary/packs/zh_en/suffixes.tsv`) were chosen by looking at half 0. `--every` takes each Nth
word.
"""

import argparse
from collections.abc import Iterator, Sequence
from hashlib import md5
from itertools import islice

from glossary.dictionary.cedict import Dictionary, Entry, load_dictionary
from glossary.dictionary.glosses import find_glosses
from glossary.lang import en
from glossary.lang.word_formation import load_suffixes
from glossary.suggestions import ranking, slot_suggestions
from glossary.suggestions.dictionary_candidates import Candidate, find_dictionary_candidates

LENGTHS = range(3, 6)
MOST_WORDS = 3


class Without(Dictionary):
    """A dictionary without one of its words."""

    def __init__(self, dictionary: Dictionary, word: str) -> None:
        self._dictionary, self._word = dictionary, word

    def look_up(self, word: str) -> tuple[Entry, ...]:
        """Return the entries of a word."""
        return tuple(one for one in self._dictionary.look_up(word) if one.simplified != self._word)


def list_words(dictionary: Dictionary, half: int | None) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the words, each with the lexemes of its glosses, in the order of the file."""
    lines = dictionary.index.lines.decode().split("\n")
    words = dict.fromkeys(line.split(" ", 2)[1] for line in lines if line.strip())
    for word in words:
        is_chosen = half in (None, int(md5(word.encode()).hexdigest(), 16) % 2)
        if is_chosen and len(word) in LENGTHS and word.isalpha() and word[:-1] in words and word[-1] in words:
            glosses = [one for one in find_glosses(dictionary, word) if not (one.is_proper or one.labelled)]
            right = {en.find_lexeme(one.text) for one in glosses if len(one.text.split()) <= MOST_WORDS}
            if right:
                yield word, frozenset(right)


def suggest(words: Sequence[str], choices: Sequence[tuple[Candidate, ...]]) -> Iterator[list[str]]:
    """Yield the candidates of each word, the best first."""
    slots = [slot_suggestions.Slot(word) for word in words]
    for found, rows in zip(choices, slot_suggestions.compute_features(slots, choices), strict=True):
        utilities = [ranking.compute_utility(row) for row in rows]
        order = sorted(range(len(found)), key=lambda index: (-utilities[index], found[index].order))
        yield [found[index].text for index in order]


def report(label: str, hits: Sequence[Sequence[bool]]) -> None:
    """Print the shares of words whose first, one of whose first three, and any of whose suggestions is right."""
    count = max(len(hits), 1)
    shares = [sum(any(row[:most]) for row in hits) / count for most in (1, 3, None)]
    print(f"{label:<30} top-1 {shares[0]:.3f}  top-3 {shares[1]:.3f}  any {shares[2]:.3f}  n {len(hits)}")


def main() -> int:
    """Print the figures of words that end in a suffix, and of the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N words with their suggestions")
    options = parser.parse_args()
    dictionary = load_dictionary()
    rows = list(islice(list_words(dictionary, options.half), 0, None, options.every))
    words = [word for word, _ in rows]
    choices = [find_dictionary_candidates(Without(dictionary, word), word) for word in words]
    texts = list(suggest(words, choices))
    hits = [[en.find_lexeme(text) in right for text in ours] for (_, right), ours in zip(rows, texts, strict=True)]
    is_suffixed = [word[-1] in load_suffixes() for word in words]
    report("words with a suffix", [row for row, flag in zip(hits, is_suffixed, strict=True) if flag])
    report("other words", [row for row, flag in zip(hits, is_suffixed, strict=True) if not flag])
    for word, ours in list(zip(words, texts, strict=True))[: options.show]:
        print(f"  {word}: {', '.join(ours[:3])}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
