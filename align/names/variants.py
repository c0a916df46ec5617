"""Names in an English text that can be two spellings of one name."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from align.lang.pinyin import is_pinyin, sounds_alike
from align.model import Span
from align.names.comparison import is_within_one_edit
from glossary.lang import en, fluency
from glossary.lang.words import Words
from glossary.pack.patterns import compile_late

_NAME = compile_late(r"[A-Z](?<![\w@#./-].)[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@-]|[./]\w)")
_NAME_LAST = compile_late(r"(?<![\w@#./-])[A-Z][^\W\d_]+(?:-[^\W\d_]+)*\Z")
_ACCENT = compile_late("[\u0300-\u036f]")
_INNER_CAPITAL = compile_late("[a-z][A-Z]")
_PART = compile_late("[A-Z][a-z]*")
_ABBREVIATION = 3  # letters of a part of an identifier, at most, that may distinguish it from another one
_SHORTEST, _SHORTEST_UNKNOWN, _SHORTEST_GIVEN, _LONGEST = 6, 8, 5, 24
_LONGEST_SURNAME = 6
_MANY = 1000
"""Above how many names it pays to look which of them can be alike with one of other letters."""
_MOST_ALIKE = 40
"""More words that share a key are no names."""


@dataclass
class Name:
    """A capitalised word, its places in a text, and the capitalised words right before and right after it somewhere.

    `alone` says whether it has no such word somewhere.
    """

    text: str
    places: list[Span] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)
    alone: bool = False


def list_names(words: Iterable[str]) -> set[str]:
    """Return the capitalised words in what is between spaces; words in capitals throughout are left out."""
    return {name for name in _NAME.findall(" ".join(words)) if not name.isupper()}


def find_names(words: Words, wanted: Collection[str]) -> dict[str, Name]:
    """Return the wanted ones of the names that `list_names` lists, with their places in a text, by their text."""
    found = {text: Name(text) for text in sorted(wanted)}
    spans = [(0, len(words.text))] if found else []
    if found and words.is_long:
        has_name = words.numbered.ask(
            lambda piece: not piece.islower() and any(map(found.__contains__, _NAME.findall(piece)))
        )
        spans = words.numbered.find_spans(has_name)
    for start, end in spans:
        for match in _NAME.finditer(words.text, start, end):
            if name := found.get(match[0]):
                _add_place(name, words.text, Span(*match.span()))
    return found


def keep_rare(words: Words, pairs: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """Return the pairs of names one of which has at most `most` places in a text.

    Of a short text it returns all pairs, whose places are soon found.
    """
    if not words.is_long or not pairs:
        return list(pairs)
    import numpy as np

    counts = dict.fromkeys((name for pair in pairs for name in pair), 0)
    for piece, times in zip(words.distinct, np.bincount(words.numbered.numbers).tolist(), strict=True):
        for name in _NAME.findall(piece) if not piece.islower() else ():
            if name in counts:
                counts[name] += times
    return [(one, other) for one, other in pairs if min(counts[one], counts[other]) <= most]


def _add_place(name: Name, prose: str, place: Span) -> None:
    if name.places and name.places[-1] == place:
        return
    name.places.append(place)
    before = None
    if prose.startswith(" ", max(place.start - 1, 0)):
        before = _NAME_LAST.search(prose[prose.rfind(" ", 0, place.start - 1) + 1 : place.start - 1])
    after = _NAME.match(prose, place.end + 1) if prose.startswith(" ", place.end) else None
    if before:
        name.before.add(before[0])
    if after:
        name.behind.add(after[0])
    name.alone |= not before and not after


def pair_alike(names: Collection[str]) -> list[tuple[str, str]]:
    """Return the pairs of names whose letters say that they can be two spellings of one, in order."""
    first, near = dict[str, str](), dict[str, set[str]]()
    find_keys = _find_keys if len(names) > _MANY else _make_keys
    for word in names:
        for key in find_keys(word) if len(word) <= _LONGEST else ():
            known = first.setdefault(key, word)
            if known != word:  # few share a key
                near.setdefault(key, {known}).add(word)
    groups = (sorted(words) for words in near.values() if len(words) <= _MOST_ALIKE)
    return sorted(pair for pair in {pair for words in groups for pair in combinations(words, 2)} if _are_alike(*pair))


def find_variants(found: Mapping[str, Name], pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Name, Name]]:
    """Yield those pairs of names alike that can be one in their places; the more likely spelling goes first."""
    for one, other in ((found[one], found[other]) for one, other in pairs):
        if _are_variants(one, other):
            yield (one, other) if _rank(one, other) <= _rank(other, one) else (other, one)


def _find_keys(word: str) -> Collection[str]:
    """Return what `_make_keys` makes; of a word that is alike with none of other letters only those letters.

    That spares comparisons where there are many names.
    """
    plain = _fold(word)
    return (plain,) if "-" in word or (len(plain) < _SHORTEST and not is_pinyin(plain)) else _make_keys(word)


@lru_cache(maxsize=4096)
def _make_keys(word: str) -> frozenset[str]:
    """Return keys: words share one if they differ in a letter, two swapped, hyphens, capitals or accents."""
    plain = _fold(word)
    return frozenset((plain, *(plain[:place] + plain[place + 1 :] for place in range(1, len(plain)))))


@lru_cache(maxsize=16384)
def _fold(word: str) -> str:
    """Return the word in lower case, without accents and hyphens."""
    if word.isascii():
        return word.lower().replace("-", "")
    return _ACCENT.sub("", unicodedata.normalize("NFKD", word.lower())).replace("-", "")


def _rank(name: Name, other: Name) -> tuple[bool, int, Span]:
    """Return what sorts the more likely spelling first: a known word, if the letters differ, then the commoner one."""
    unknown = _fold(name.text) != _fold(other.text) and not fluency.is_known(name.text.lower())
    return unknown, -len(name.places), name.places[0]


def _are_alike(one: str, other: str) -> bool:
    first, second = _fold(one), _fold(other)
    if first == second:
        return _is_same_word(one, other)
    if "-" in one + other or not is_within_one_edit(first, second) or _are_identifiers(one, other):
        return False
    return sounds_alike(first, second) if is_pinyin(first) and is_pinyin(second) else _is_misspelled(first, second)


def _are_identifiers(one: str, other: str) -> bool:
    """Return whether words with capitals inside share a longer part, and differ in abbreviations: BitOr, BitXor."""
    parts, others = _PART.findall(one), _PART.findall(other)
    shared = [part for part, same in zip(parts, others, strict=False) if part == same]
    own = [part for part in (*parts, *others) if part not in shared]
    return any(len(part) > _ABBREVIATION for part in shared) and all(len(part) <= _ABBREVIATION for part in own)


def _are_variants(one: Name, other: Name) -> bool:
    """Return whether two names alike can be one where they are.

    Words that differ in a capital may belong to two longer names: FinTech Week, Fintech Connect. Two given names in
    pinyin must follow the same surname.
    """
    first, second = _fold(one.text), _fold(other.text)
    if first == second:
        rare = min(one, other, key=lambda name: len(name.places))
        apart = one.before.isdisjoint(other.before) and one.behind.isdisjoint(other.behind)
        return one.text.lower() != other.text.lower() or rare.alone or not apart
    if not (is_pinyin(first) and is_pinyin(second)):
        return True
    surnames = (word for word in one.before & other.before if len(word) <= _LONGEST_SURNAME and is_pinyin(word))
    return any(surnames) and min(len(one.text), len(other.text)) >= _SHORTEST_GIVEN


def _is_same_word(one: str, other: str) -> bool:
    """Return whether words of the same letters are one name: they differ in accents, a hyphen or a capital inside."""
    if one.lower() == other.lower():
        return len(one) > _ABBREVIATION and (_INNER_CAPITAL.search(one) is None) != (
            _INNER_CAPITAL.search(other) is None
        )
    if "-" in one + other:
        parts = max(one, other, key=lambda word: word.count("-")).lower().split("-")
        return all(map(is_pinyin, parts)) or not all(map(fluency.is_known, parts))
    return len(one) >= _SHORTEST - 1


def _is_misspelled(one: str, other: str) -> bool:
    """Return whether one of two words misspells the other: it is unknown, and they begin and end alike."""
    unknown = [word for word in (one, other) if not fluency.is_known(word)]
    shortest = _SHORTEST if len(unknown) == 1 else _SHORTEST_UNKNOWN
    if not unknown or min(len(one), len(other)) < shortest or one[0] != other[0]:
        return False
    if (len(unknown) == 1 and is_pinyin(unknown[0])) or any(map(en.find_lemmas, (one, other))):
        return False
    return one[-1] == other[-1] or sorted(one) == sorted(other)
