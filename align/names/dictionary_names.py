"""Names that the dictionary knows, Chinese places and foreign places and people, and what misspells them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from align.lang.patterns import ZH_NAMES
from align.lang.pinyin import is_pinyin, is_spelled_after, sounds_alike
from align.model import Span
from align.names.comparison import MOST_LACKING, Misspelling, differ_in_two_letters, is_within_one_edit
from align.names.spelled_names import Row, find_rows
from align.names.spellings import find_given_spellings, fold_spelling
from glossary.dictionary.files import cache_by_dictionary
from glossary.lang import fluency
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form

if TYPE_CHECKING:
    from glossary.dictionary.cedict import Entry

_KIND = compile_late(
    r"\b(?:city|county|district|province|prefecture|town|village|municipality|capital of the People's Republic)\b",
    re.IGNORECASE,
)
_SEE = compile_late(r"see (?:\S+\|)?([^\s\[]+)\[")
_HEADS = compile_late(r"[A-Z][a-z’']+(?: or [A-Z][a-z’']+)*")
_SHAAN = ZH_NAMES.late("shaan")
_NOT_LETTERS = compile_late("[^A-Za-z]")
_POSTAL = frozenset(["nanking", "shansi", "sian", "peiping", "taipei"])

_LONGEST_PLACE, _SHORTEST_SPELLING = 4, 5

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
    """A place named in a Chinese text: its name in simplified script and in English, and its span.

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
        """Return whether a spelling holds one of its English names."""
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
    return (name for name in _find_names(text) if isinstance(name, Place))


def _find_names(text: str) -> Iterator["Place | ForeignName"]:
    """Yield the places, and the foreign names, that a text names, in order, each time it names them."""
    from glossary.dictionary.script_folding import simplify
    from glossary.lang.zh import segment

    end, look_up = 0, _look_up_names.bind()
    for word in segment(simplify(text)):
        end += len(word)
        if len(word) > 1:
            names, foreign = look_up(word)
            if names:
                yield Place(word, names, Span(end - len(word), end))
            if foreign:
                yield ForeignName(Span(end - len(word), end), foreign)


@cache_by_dictionary(1 << 16)
def _look_up_names(word: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the English names of a Chinese place, and those of a foreign place or person, in words; none for any other
    word.
    """
    from glossary.dictionary.cedict import load_dictionary
    from glossary.dictionary.files import DictionaryNotFoundError

    try:
        entries = load_dictionary().look_up(word)
        shorter = [other for entry in entries for sense in entry.senses if (other := _SEE.match(sense))]
        others = [entry for other in shorter for entry in load_dictionary().look_up(other[1])]
    except DictionaryNotFoundError:
        return (), ()
    proper, is_short = [entry for entry in entries if entry.is_proper], len(word) <= _LONGEST_PLACE
    of_places = [*proper, *(entry for entry in others if entry.is_proper)] if is_short else []
    return _list_place_names(of_places), _list_foreign_names(proper) if proper else ()


def _list_place_names(entries: Iterable["Entry"]) -> tuple[str, ...]:
    """Return the English names of a place, where one is its pinyin or nearly so (Shaanxi)."""
    for entry in entries:
        pinyin = _fold_pinyin(entry)
        for sense in entry.senses:
            heads = _HEADS.match(sense)
            names = heads[0].split(" or ") if heads and _KIND.search(sense) else []
            if any(_begins_nearly(pinyin, fold_spelling(name)) for name in names):
                return tuple(sorted(names, key=lambda name: not pinyin.startswith(fold_spelling(name))))
    return ()


def _fold_pinyin(entry: "Entry") -> str:
    return fold_spelling(_NOT_LETTERS.sub("", entry.pinyin.replace("u:", "v")))


def _begins_nearly(pinyin: str, head: str) -> bool:
    """Return whether pinyin (Shanxi Sheng) begins with a word, or with one that differs in one letter."""
    near = (pinyin[: len(head) + more] for more in (-1, 0, 1))
    return pinyin.startswith(head) or any(is_within_one_edit(part, head) for part in near)


def find_misspelled_names(source: str, rows: Sequence[Row], neighbours: Sequence[str]) -> Iterator[Misspelling]:
    """Yield what misspells the places, then the foreign names, of a source that are nowhere near.

    `rows` are the capitalised words of the translation, `neighbours` the translations around it. A place is misspelled
    by a word, a foreign name by a word that English has not, alone or next to the rest of the name (San Fransisco).
    """
    unknown = dict[str, list[Span]]()
    for match in chain.from_iterable(rows):
        if _may_be_place(match[0]) or match[0] in load_provinces():
            unknown.setdefault(match[0], []).append(Span(*match.span()))
    suspects = [(row, place) for row in rows for place, word in enumerate(row) if _may_misspell(word[0])]
    found = list(_find_names(source)) if unknown or suspects else []
    if found:
        words = (match[0] for row in chain(rows, *map(find_rows, neighbours)) for match in row)
        shown = fold_spelling("".join(words))
        yield from _find_misspelled_places(source, unknown, [one for one in found if isinstance(one, Place)], shown)
        foreign = [one for one in found if isinstance(one, ForeignName)]
        yield from _find_misspelled_foreign_names(suspects, foreign, shown)


def _find_misspelled_places(
    source: str, unknown: Mapping[str, Sequence[Span]], found: Sequence[Place], shown: str
) -> Iterator[Misspelling]:
    """Yield what misspells the places of a source that are not `shown`: words that are `unknown`, with their places."""
    once = {place.english: place for place in reversed(found)}.values()
    lacking = [place for place in once if not place.is_named(shown)]
    if len(lacking) > MOST_LACKING:
        return
    for word, where in unknown.items() if lacking else ():
        if place := next((place for place in lacking if _is_misspelled(place, word, source)), None):
            yield from (Misspelling(span, place.span, place.english) for span in where)


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
    rest = source.replace(place.text, " ") if near else ""
    runs = (rest[start : start + length] for start in range(len(rest)) for length in (2, 3))
    return near and not any(len(run) > 1 and " " not in run and is_spelled_after(run, word) for run in runs)


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


_WORD = r"[A-Z][\w’'-]+"
_NAME = compile_late(rf"(?:the )?({_WORD}(?: (?:{_WORD}|de|la))*)((?: or {_WORD}(?: {_WORD})*)*)")
_LIVED = compile_late(r"\(\D{0,3}\d|\d\)|\bBC\b")
"""The years of a person, who is mostly called by the last word of the name."""

_MANY_SPELLINGS = compile_late(
    r"\(name|surname|Xinjiang|Tibet|Mongol|U[iy]gh?ur|ethnic|dynasty|Buddh|Sanskrit|Islam|Ministry|Organization"
    r"|China|Taiwan|Korea|Ukrain|Yangtze"
)
"""What the dictionary says of names that are spelled in several ways, or are no names of one place or person."""

_SHORTEST_WORD, _LONG_WORD = 5, 8
_KNOWN = {
    "Angelos": "Angeles",
    "Aries": "Aires",
    "Huston": "Houston",
    "Massachussetts": "Massachusetts",
    "Phillipines": "Philippines",
    "Pittsburg": "Pittsburgh",
    "Sidney": "Sydney",
}
"""Misspellings that the model of English has as words, and what they misspell where the source has that."""

_OTHER_SPELLINGS = frozenset(["Abeba", "Chaikovsky", "Chornobyl", "Ekaterinburg", "Hannover", "Toshkent"])

_ENDING = 2
_OF_PEOPLES = ("n", "i", "ic", "ish", "ese", "ist")
"""What words for peoples and followers end in: Mauritian, Marxist."""


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A foreign name in a Chinese text, its place there, and its English names, each in words."""

    span: Span
    names: tuple[tuple[str, ...], ...]


def _find_misspelled_foreign_names(
    suspects: Sequence[tuple[Row, int]], found: Sequence[ForeignName], shown: str
) -> Iterator[Misspelling]:
    """Yield what misspells the foreign names of a source that are not `shown`; suspects are places in rows of words."""
    names = [(one, name) for one in found for name in one.names]
    once = {one.names: one for one in reversed(found)}.values()
    lacking = [one for one in once if not any(fold_spelling("".join(name)) in shown for name in one.names)]
    if not lacking or len(lacking) > MOST_LACKING:
        return
    others = {fold_spelling(word) for _, name in names for word in name}
    for row, place in suspects:
        if fold_spelling(row[place][0]) not in others and (wrong := _find_misspelled(row, place, lacking)):
            yield wrong


def _list_foreign_names(entries: Sequence["Entry"]) -> tuple[tuple[str, ...], ...]:
    """Return the English names of a foreign place or person; none where one is the pinyin."""
    senses = [sense for entry in entries for sense in entry.senses]
    names = tuple(dict.fromkeys(chain.from_iterable(map(_list_names, senses))))
    pinyin = list(map(_fold_pinyin, entries))
    for first in (fold_spelling(name[0]) for name in names):
        is_long = len(first) >= _SHORTEST_WORD
        if any(own.startswith(first) or (is_long and _begins_nearly(own, first)) for own in pinyin):
            return ()
    return () if any(map(_MANY_SPELLINGS.search, senses)) else names


def _list_names(sense: str) -> Iterator[tuple[str, ...]]:
    """Yield the names that a sense of the dictionary begins with, in words; of a person, who has years, the last."""
    if match := _NAME.match(sense):
        for name in (match[1], *filter(None, match[2].split(" or "))):
            words = tuple(name.split())
            yield words[-1:] if _LIVED.search(sense) else words


def _may_misspell(word: str) -> bool:
    """Return whether a word may misspell a part of a name: a long one that English lacks, and no acronym."""
    is_long = len(word) >= (_LONG_WORD if word.isupper() else _SHORTEST_WORD - 1) and "-" not in word
    return is_long and (word.title() in _KNOWN or not fluency.is_known(word.lower()))


def _find_misspelled(row: Row, place: int, lacking: Iterable[ForeignName]) -> Misspelling | None:
    """Return what a word of a row misspells of the names that are lacking; None where it is none of their words."""
    written = row[place][0]
    parts = ((one, name, at) for one in lacking for name in one.names for at in range(len(name)))
    for one, name, at in parts:
        first, last = place - at, place - at + len(name)
        if first < 0 or last > len(row) or not _is_near(name[at], written):
            continue
        rest = zip(row[first:place], name[:at], strict=True), zip(row[place + 1 : last], name[at + 1 :], strict=True)
        if all(fold_spelling(word[0]) == fold_spelling(right) for word, right in chain(*rest)):
            right = " ".join(name)
            span = Span(row[first].start(), row[last - 1].end())
            return Misspelling(span, one.span, right.upper() if written.isupper() else right)
    return None


def _is_near(right: str, word: str) -> bool:
    """Return whether a word differs in one letter from a word of a name, in a long one also in two in a row.

    That is no misspelling where it is another form (Bolivian) or spelling of the name.
    """
    if known := _KNOWN.get(word.title()):
        return known == right
    one, other = fold_spelling(right), fold_spelling(word)
    if len(one) < _SHORTEST_WORD or one.startswith(other) or other.startswith(one):
        return False
    if other in map(fold_spelling, _OTHER_SPELLINGS) or (
        other.endswith(_OF_PEOPLES) and other.startswith(one[:-_ENDING])
    ):
        return False
    return is_within_one_edit(one, other) or (len(one) >= _LONG_WORD and differ_in_two_letters(one, other))
