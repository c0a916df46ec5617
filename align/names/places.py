"""Chinese places that the dictionary knows, and what misspells them in a translation."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise

from align.lang.patterns import ZH_NAMES
from align.lang.pinyin import is_pinyin, sounds_alike
from align.lang.romanization import is_spelled_after
from align.model import Span
from align.names.comparison import is_within_one_edit
from align.names.spelled_names import Row, find_rows
from align.names.spellings import find_given_spellings, fold_spelling
from glossary.dictionary.files import cache_by_dictionary
from glossary.lang import fluency
from glossary.pack.tables import Form

_KIND = re.compile(
    r"\b(?:city|county|district|province|prefecture|town|village|municipality|capital of the People's Republic)\b",
    re.IGNORECASE,
)
_SEE = re.compile(r"see (?:\S+\|)?([^\s\[]+)\[")
_HEADS = re.compile(r"[A-Z][a-z’']+(?: or [A-Z][a-z’']+)*")
_SHAAN = ZH_NAMES.late("shaan")
_PINYIN_ONLY = re.compile("[^A-Za-z]")
_POSTAL = frozenset(["nanking", "shansi", "sian", "peiping", "taipei"])
_MOST_LACKING = 300
"""A source with more places that its translation lacks is a list in which nothing matches."""

_SHORTEST, _LONGEST_PLACE, _SHORTEST_SPELLING = 2, 4, 5

PROVINCES = Form(
    "align",
    "zh_en/provinces",
    ("english", "name", "short"),
    key=("english",),
    needed=("name", "short"),
    chinese=("name",),
)
"""Provinces whose names are taken for each other: those that share a character in Chinese."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a Chinese text: its name in simplified script and in English, and where it stands.

    `names` are its English names, if there are several; the first is the nearest to the pinyin.
    """

    text: str
    names: tuple[str, ...]
    span: Span

    @property
    def english(self) -> str:
        """Return its English name."""
        return self.names[0]

    def is_named(self, spelling: str) -> bool:
        """Return whether one of its English names stands in a spelling."""
        return any(fold_spelling(name) in spelling for name in self.names)

    def is_spelled(self, spelling: str) -> bool:
        """Return whether `spelling` is one of its accepted spellings: pinyin, Wade-Giles, postal; 陕 may be Shaan."""
        if spelling in map(fold_spelling, self.names) or self.text.startswith(ZH_NAMES.words("shaanxi")):
            return spelling in map(fold_spelling, self.names)
        bare = self.text.rstrip(ZH_NAMES.characters("kind_of_place"))
        forms = find_given_spellings(self.text) | find_given_spellings(bare) | _POSTAL
        return spelling in forms or bool(_SHAAN.search(self.text) and spelling.replace("shaan", "shan", 1) in forms)


@cache
def load_provinces() -> Mapping[str, tuple[str, str]]:
    """Return the English name of each, with its Chinese name in simplified script and the one of one character."""
    return {english: (name, short) for english, name, short in (row.cells for row in PROVINCES.read_built_in())}


def find_places(text: str) -> Iterator[Place]:
    """Yield the places that a text names, in order, each time it names them."""
    from glossary.dictionary.script_folding import simplify
    from glossary.lang.zh import segment

    plain = simplify(text)
    for start, end in pairwise((0, *accumulate(map(len, segment(plain))))):
        if _SHORTEST <= end - start <= _LONGEST_PLACE and (names := _find_english_names(plain[start:end])):
            yield Place(plain[start:end], names, Span(start, end))


@cache_by_dictionary(1 << 16)
def _find_english_names(word: str) -> tuple[str, ...]:
    """Return the English names of a place, where one is its pinyin or nearly so (Shaanxi); none for any other word."""
    from glossary.dictionary.cedict import load_dictionary
    from glossary.dictionary.files import DictionaryNotFoundError

    try:
        entries = list(load_dictionary().look_up(word))
        shorter = [other for entry in entries for sense in entry.senses if (other := _SEE.match(sense))]
        entries += [entry for other in shorter for entry in load_dictionary().look_up(other[1])]
    except DictionaryNotFoundError:
        return ()
    for entry in entries:
        pinyin = fold_spelling(_PINYIN_ONLY.sub("", entry.pinyin.replace("u:", "v")))
        for sense in entry.senses if entry.is_proper else ():
            heads = _HEADS.match(sense)
            names = heads[0].split(" or ") if heads and _KIND.search(sense) else []
            if any(_starts_with(pinyin, fold_spelling(name)) for name in names):
                return tuple(sorted(names, key=lambda name: not pinyin.startswith(fold_spelling(name))))
    return ()


def _starts_with(pinyin: str, head: str) -> bool:
    """Whether the pinyin of a place (Shanxi Sheng) starts with a word, or with one that differs in one letter."""
    near = (pinyin[: len(head) + more] for more in (-1, 0, 1))
    return pinyin.startswith(head) or any(is_within_one_edit(part, head) for part in near)


def find_misspelled_places(source: str, rows: Sequence[Row], neighbours: Sequence[str]) -> Iterator[tuple[Place, Span]]:
    """Yield places of a source whose names stand nowhere near, each with the place of a word in the translation that
    misspells it. `rows` are the capitalised words of the translation, `neighbours` the translations around it.
    """
    unknown: dict[str, list[Span]] = {}
    for match in chain.from_iterable(rows):
        if _may_be_place(match[0]) or match[0] in load_provinces():
            unknown.setdefault(match[0], []).append(Span(*match.span()))
    lacking = _find_lacking(source, rows, neighbours) if unknown else []
    if len(lacking) > _MOST_LACKING:
        return
    for word, where in unknown.items():
        if place := next((place for place in lacking if _is_misspelled(place, word, source)), None):
            yield from ((place, span) for span in where)


def _find_lacking(source: str, rows: Iterable[Row], neighbours: Sequence[str]) -> list[Place]:
    """Return the places of a source, each once, whose names stand nowhere near."""
    near = chain(rows, *map(find_rows, neighbours))
    spelled = "".join(fold_spelling(match[0]) for row in near for match in row)
    found = {place.english: place for place in reversed(list(find_places(source)))}
    return [place for place in found.values() if not place.is_named(spelled)]


@lru_cache(maxsize=1 << 14)
def _may_be_place(word: str) -> bool:
    """Return whether a word is long enough for the name of a place, and no English word."""
    return len(fold_spelling(word)) >= _SHORTEST_SPELLING and not fluency.is_known(word.lower())


def _is_misspelled(place: Place, word: str, source: str) -> bool:
    """Return whether a word is nearly the name of a place, and no pinyin of anything else in the source."""
    if _names_other_province(place.text, word, source):
        return True
    right, spelling = fold_spelling(place.english), fold_spelling(word)
    if place.is_spelled(spelling) or not _may_be_place(word):
        return False
    near = is_within_one_edit(right, spelling) or (is_pinyin(spelling) and sounds_alike(right, spelling))
    return near and not _has_pinyin(source.replace(place.text, " "), word)


def _names_other_province(text: str, word: str, source: str) -> bool:
    """Return whether a word is the name of a province that a source does not name, and is easily taken for the one that
    `text`, a place in the source in simplified script, is or begins with: both names have a character in common.
    """
    from glossary.dictionary.script_folding import simplify

    provinces = load_provinces()
    if word not in provinces or any(name in simplify(source) for name in provinces[word]):
        return False
    own = next((name for name, _ in provinces.values() if text.startswith(name)), "")
    return bool(set(own) & set(provinces[word][0]))


def _has_pinyin(source: str, word: str) -> bool:
    """Return whether a word is the pinyin of two or three characters in a row of a source."""
    runs = (source[start : start + length] for start in range(len(source)) for length in (2, 3))
    return any(len(run) > 1 and " " not in run and is_spelled_after(run, word) for run in runs)
