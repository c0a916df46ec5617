"""Names of which a run of source script is a part, or the whole, in full: “Li健” is Li Jian.

Machine translation leaves the given name next to a surname in Latin letters, or a syllable in the middle of one.
"""

import re
from typing import NamedTuple

from align.lang.patterns import ZH_NAMES
from align.lang.pinyin import is_pinyin
from align.lang.surnames import find_surname_readings, load_surnames
from align.model import Span
from align.names.chinese_names import ChineseName, find_chinese_names
from align.names.names_in_pinyin import load_known_names, load_readings
from align.names.spelled_names import SpelledName
from align.names.spellings import (
    find_given_spellings,
    find_readings,
    find_surname_spellings,
    fold_spelling,
    list_surname_pinyin,
)

_WORDS_BEFORE = re.compile(r"(?<![\w-])(?:[A-Z](?:[^\W\d_]|['’-]){0,20} )?[A-Z](?:[^\W\d_]|['’-]){0,20} ?\Z")
_WORD_AFTER = re.compile(r" ?([A-Z][a-z]{1,20})(?![\w-])")
_REST_OF_WORD = re.compile(r"([a-z]{1,20})(?![\w-])")
_VIETNAM = ZH_NAMES.late("vietnam")
_LONGEST_GIVEN = 2


class Completion(NamedTuple):
    """A name in full, and how many characters before and after a run belong to it."""

    before: int
    after: int
    text: str


def complete_name(left: str, run: str, right: str, source: str) -> Completion | None:
    """Return the name that a run is part of, with what is in Latin letters next to it; None where it is in none.

    `source` is the sentence of the source, empty where it is not known: then a run of a character or two right after a
    surname is its given name.

    >>> complete_name("Photograph by Li", "健", ") in May", "（摄影 李健）五月").text
    'Li Jian'
    >>> complete_name("", "国凯", " Chen spoke", "陈国凯发言").text
    'Guokai Chen'
    """
    from glossary.dictionary.script_folding import simplify

    plain, text = simplify(run), simplify(source)
    if not source:
        return _follow_surname(left, plain)
    if plain not in text:
        return None
    names = [name for name in find_chinese_names(text) if plain in name.text]
    for name in sorted(names, key=lambda name: (-len(name.text), name.span)):
        if found := _fit(name, plain, left, right, text):
            return found
    if known := next((one for one in load_known_names() if plain in one.name and one.name in text), None):
        return Completion(0, 0, known.english) if len(plain) > 1 else None
    if _VIETNAM.search(text) and (longer := _find_vietnamese(names, plain)):
        return Completion(0, 0, _render(longer, text))
    whole = [name for name in names if name.text == plain and load_surnames()[name.surname].is_common]
    return Completion(0, 0, _render(whole[0], text)) if whole and _is_name_in(whole[0], text) else None


def _find_vietnamese(names: list[ChineseName], run: str) -> ChineseName | None:
    """Return the longest Vietnamese name that begins with a run: 正 after 范明 is in it, though it means “just”."""
    readings = load_readings()
    found = [
        name
        for name in names
        if name.text.startswith(run)
        and len(run) > 1
        and name.surname in readings
        and readings[name.surname].surname
        and all(character in readings for character in name.given)
    ]
    return max(found, key=lambda name: len(name.text), default=None)


def _fit(name: ChineseName, run: str, left: str, right: str, source: str) -> Completion | None:
    """Return a name whose other characters are spelled next to a run of it, in either order."""
    start = name.text.find(run)
    end = start + len(run)
    before, after = _WORDS_BEFORE.search(left), _REST_OF_WORD.match(right)
    if start and before:
        rest = after[1] if after and name.text[end:] else ""
        if not name.text[end:] or rest in find_given_spellings(name.text[end:]):
            words = before[0].split()
            for count in range(len(words), 0, -1):
                spelled = words[-count:]
                surname, given = spelled[0], "".join(spelled[1:])
                is_surname = fold_spelling(surname) in find_surname_spellings(name.surname)
                head = name.text[len(name.surname) : start]
                if start >= len(name.surname) and is_surname and fold_spelling(given) in find_given_spellings(head):
                    return Completion(_measure(before[0], count), len(rest), _render(name, source, surname))
            if rest and left[-1:].isalpha() and is_pinyin(words[-1]):  # the surname was misread: Hu for 侯
                return Completion(len(words[-1]), len(rest), _render(name, source))
    behind = _WORD_AFTER.match(right) if run == name.given else None
    if behind and fold_spelling(behind[1]) in find_surname_spellings(name.surname):
        return Completion(0, behind.end(), _render(name, source, behind[1], surname_first=False))
    if run == name.surname and before and fold_spelling(before[0].split()[-1]) in find_given_spellings(name.given):
        return Completion(_measure(before[0], 1), 0, _render(name, source, surname_first=False))
    return None


def _measure(words: str, count: int) -> int:
    """Return how many characters the last words take, with the blank that may follow them."""
    return len(words) - len(words.rstrip()) + len(" ".join(words.split()[-count:]))


def _follow_surname(left: str, run: str) -> Completion | None:
    """Return the name that a surname in pinyin and the run that touches it are."""
    before = _WORDS_BEFORE.search(left)
    word = before[0].split()[-1] if before else ""
    if not left.endswith(word) or not word or not 1 <= len(run) <= _LONGEST_GIVEN:
        return None
    if fold_spelling(word) not in list_surname_pinyin(rare=False) or ZH_NAMES.late("in_no_given_name").search(run):
        return None
    return Completion(len(word), 0, _spell(word, run, surname_first=True))


def _render(name: ChineseName, source: str, surname: str = "", surname_first: bool = True) -> str:
    """Return a name as English has it; a Vietnamese one, in a source on Vietnam, in Vietnamese."""
    if known := next((one.english for one in load_known_names() if one.name == name.text), ""):
        return known
    readings = load_readings()
    first = readings.get(name.surname)
    given = [readings[character].given for character in name.given if character in readings]
    if _VIETNAM.search(source) and first and first.surname and len(given) == len(name.given) and all(given):
        return " ".join((first.surname, *given))
    return _spell(surname or find_surname_readings(name.surname)[0].replace("ü", "yu"), name.given, surname_first)


def _spell(surname: str, given: str, surname_first: bool) -> str:
    pattern = SpelledName(surname.capitalize(), ("x",), surname_first, Span(0, 0))
    syllables = tuple(syllable.replace("ü", "yu") for syllable in find_readings(given)[0])
    return pattern.respell(surname.capitalize(), syllables)


def _is_name_in(name: ChineseName, source: str) -> bool:
    """Return whether the segmenter takes a name for a word of its own."""
    from glossary.lang.zh import segment

    return name.text in segment(source)


def list_people(text: str) -> list[tuple[str, str]]:
    """Return the people whom a Chinese text may name, each with the name in English.

    >>> list_people("财政部部长刘昆周五说。")
    [('刘昆', 'Liu Kun')]
    """
    from glossary.dictionary.script_folding import simplify
    from glossary.lang.zh import segment

    plain = simplify(text)
    words = frozenset(segment(plain))
    return [
        (text[slice(*name.span)], _render(name, plain))
        for name in find_chinese_names(plain)
        if name.text in words and load_surnames()[name.surname].is_common
    ]
