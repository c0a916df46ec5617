"""Foreign places and people that the dictionary knows, and what misspells them in a translation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from align.model import Span
from align.names.comparison import differ_in_two_letters, is_within_one_edit
from align.names.misspelling import Misspelling
from align.names.spelled_names import Row, find_rows
from align.names.spellings import fold_spelling
from glossary.dictionary.files import cache_by_dictionary
from glossary.lang import fluency

_WORD = r"[A-Z][\w’'-]+"
_NAME = re.compile(rf"(?:the )?({_WORD}(?: (?:{_WORD}|de|la))*)((?: or {_WORD}(?: {_WORD})*)*)")
_LIVED = re.compile(r"\(\D{0,3}\d|\d\)|\bBC\b")
"""The years of a person, who is mostly called by the last word of the name."""

_MANY_SPELLINGS = re.compile(
    r"\(name|surname|Xinjiang|Tibet|Mongol|U[iy]gh?ur|ethnic|dynasty|Buddh|Sanskrit|Islam|Ministry|Organization"
    r"|China|Taiwan|Korea|Ukrain|Yangtze"
)
"""What the dictionary says of names that are spelled in several ways, or are no names of one place or person."""

_SHORTEST_WORD, _LONG_WORD = 5, 8
_NOT_LETTERS = re.compile("[^A-Za-z]")
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
_MOST_LACKING = 300
"""A source with more names that its translation lacks is a list in which nothing matches."""

_ENDING = 2
_OF_PEOPLES = ("n", "i", "ic", "ish", "ese", "ist")
"""What words for peoples and followers end in: Mauritian, Marxist."""


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A foreign name in a Chinese text, where it stands, and its English names, each in words."""

    span: Span
    names: tuple[tuple[str, ...], ...]


def find_misspelled_foreign_names(source: str, rows: Sequence[Row], neighbours: Sequence[str]) -> Iterator[Misspelling]:
    """The foreign names of a source that stand nowhere near, and what misspells them: a word that English has not,
    alone or beside the rest of the name (San Fransisco).

    `rows` are the capitalised words of the translation, `neighbours` the translations around it.
    """
    suspects = [(row, place) for row in rows for place, word in enumerate(row) if _may_misspell(word[0])]
    if not suspects:
        return
    found = list(find_foreign_names(source))
    shown = fold_spelling("".join(word[0] for row in chain(rows, *map(find_rows, neighbours)) for word in row))
    names = [(one, name) for one in found for name in one.names]
    once = {one.names: one for one in reversed(found)}.values()
    lacking = [one for one in once if not any(fold_spelling("".join(name)) in shown for name in one.names)]
    if len(lacking) > _MOST_LACKING:
        return
    others = {fold_spelling(word) for _, name in names for word in name}
    for row, place in suspects:
        if fold_spelling(row[place][0]) not in others and (wrong := _find_misspelled(row, place, lacking)):
            yield wrong


def find_foreign_names(text: str) -> Iterator[ForeignName]:
    """The foreign names that a text has, in order, each time it has them."""
    from glossary.dictionary.script_folding import simplify
    from glossary.lang.zh import segment

    plain = simplify(text)
    for start, end in pairwise((0, *accumulate(map(len, segment(plain))))):
        if end - start > 1 and (names := _find_english_names(plain[start:end])):
            yield ForeignName(Span(start, end), names)


@cache_by_dictionary(1 << 16)
def _find_english_names(word: str) -> tuple[tuple[str, ...], ...]:
    """The English names of a foreign place or person; none for any other word, and none where one is its pinyin."""
    from glossary.dictionary.cedict import load_dictionary
    from glossary.dictionary.files import DictionaryNotFoundError

    try:
        entries = [entry for entry in load_dictionary().look_up(word) if entry.is_proper]
    except DictionaryNotFoundError:
        return ()
    senses = [sense for entry in entries for sense in entry.senses]
    names = tuple(dict.fromkeys(chain.from_iterable(map(_list_names, senses))))
    pinyin = [fold_spelling(_NOT_LETTERS.sub("", entry.pinyin.replace("u:", "v"))) for entry in entries]
    is_pinyin = any(_begins_nearly(own, fold_spelling(name[0])) for own in pinyin for name in names)
    return () if is_pinyin or any(map(_MANY_SPELLINGS.search, senses)) else names


def _list_names(sense: str) -> Iterator[tuple[str, ...]]:
    """The names that a sense of the dictionary begins with, in words; of a person, who has years, the last word."""
    if match := _NAME.match(sense):
        for name in (match[1], *filter(None, match[2].split(" or "))):
            words = tuple(name.split())
            yield words[-1:] if _LIVED.search(sense) else words


def _begins_nearly(pinyin: str, word: str) -> bool:
    if pinyin.startswith(word):
        return True
    near = (pinyin[: len(word) + more] for more in (-1, 0, 1))
    return len(word) >= _SHORTEST_WORD and any(is_within_one_edit(start, word) for start in near)


def _may_misspell(word: str) -> bool:
    """Whether a word may be a misspelled part of a name: a long one that English does not have, and no acronym."""
    is_long = len(word) >= (_LONG_WORD if word.isupper() else _SHORTEST_WORD - 1) and "-" not in word
    return is_long and (word.title() in _KNOWN or not fluency.is_known(word.lower()))


def _find_misspelled(row: Row, place: int, lacking: Iterable[ForeignName]) -> Misspelling | None:
    """What a word of a row misspells of the names that are lacking; None where it is none of their words."""
    written = row[place][0]
    parts = ((one, name, at) for one in lacking for name in one.names for at in range(len(name)))
    for one, name, at in parts:
        first, last = place - at, place - at + len(name)
        if _is_near(name[at], written) and 0 <= first < last <= len(row) and _has_rest(row[first:last], name, at):
            span = Span(row[first].start(), row[last - 1].end())
            return Misspelling(span, one.span, _write_like(written, " ".join(name)))
    return None


def _has_rest(row: Row, name: Sequence[str], at: int) -> bool:
    """Whether a row of words is a name but for the word at one place."""
    pairs = enumerate(zip(row, name, strict=True))
    return all(fold_spelling(word[0]) == fold_spelling(right) for place, (word, right) in pairs if place != at)


def _is_near(right: str, word: str) -> bool:
    """Whether a word differs in one letter from a word of a name, in a long one also in two in a row.

    That is no misspelling where it is another form or spelling of the name.
    """
    if known := _KNOWN.get(word.title()):
        return known == right
    one, other = fold_spelling(right), fold_spelling(word)
    if len(one) < _SHORTEST_WORD or _is_form(one, other):
        return False
    return is_within_one_edit(one, other) or (len(one) >= _LONG_WORD and differ_in_two_letters(one, other))


def _is_form(name: str, word: str) -> bool:
    """Whether a word is an accepted spelling of a name, goes on behind it (Bolivian), or has another ending."""
    if name.startswith(word) or word.startswith(name) or word in map(fold_spelling, _OTHER_SPELLINGS):
        return True
    return word.endswith(_OF_PEOPLES) and word.startswith(name[:-_ENDING])


def _write_like(word: str, name: str) -> str:
    return name.upper() if word.isupper() else name
