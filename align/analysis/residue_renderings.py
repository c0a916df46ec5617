"""What could be in the place of a run of source script: the word it is a piece of, and renderings of it or drafts.

A run whose rendering is next to it already is to be deleted: nothing has to be written.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from align.analysis.known_parts import find_known_parts
from align.model import Suggestion
from align.names.proper_names import has_word, is_word, load_endings, load_names, spell_name
from glossary.lang.function_words import is_function_word
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

PINYIN, CALCULATED = "pinyin", "calculated"
NAMES = "table of names"
"""What a suggestion says that it comes from: how it is spelled, or these tables."""

_HAN_ONLY = compile_late(f"[{HAN}]+")
_LONGEST_SOURCE = 2_000
_LONGEST_WORD = 8
_LONGEST_NAME = 4
_PHRASE = 5  # characters that are words of their own, if no word is known of which they are a piece
_LETTERS = r"[^\W_]{1,40}(?:['’-][^\W_]{1,40}){0,3}"
_LAST_WORDS = re.compile(rf"(?:(?<![^\W_]){_LETTERS} ){{0,2}}(?<![^\W_]){_LETTERS} ?\Z")
_FIRST_WORDS = re.compile(rf" ?{_LETTERS}(?: {_LETTERS}){{0,2}}")
_LETTERS_BEFORE = re.compile(r"(?<![\w$])([A-Z]{1,3})\Z")
_FIGURE = re.compile(r" ?(\d[\d,.]*(?: ?(?:trillion|billion|million|thousand))?)")
_MOST_DRAFTS = 40
"""Distinct phrases of a document that are drafted: a draft takes some 25 ms of a processor."""


class Place(NamedTuple):
    """A word of the source, the text before and after the run that was left of it, and its sentence."""

    word: str
    left: str
    right: str
    source: str


def find_source_word(run: str, source: str) -> str:
    """Return the word of the source that a run is a piece of; else the run itself.

    A sentence of the source that is longer than any is not read.

    >>> find_source_word("赢", "他赢得了时间。"), find_source_word("时间", "他赢得了时间。")
    ('赢得', '时间')
    >>> find_source_word("积电", "台积电涨了。")
    '台积电'
    """
    from glossary.lang.zh import segment

    at = source.find(run) if len(source) <= _LONGEST_SOURCE and _HAN_ONLY.fullmatch(run) else -1
    if at < 0:
        return run
    first, edges = at, [0, *accumulate(map(len, segment(source)))]
    while at >= 0:
        if at in edges and at + len(run) in edges:
            return run
        at = source.find(run, at + 1)
    start, end = edges[bisect_right(edges, first) - 1], edges[bisect_left(edges, first + len(run))]
    word = source[start:end]
    if is_word(word):
        return word
    if is_word(run):
        return run
    wider = (
        source[left:right]
        for length in range(len(run) + 1, _LONGEST_WORD + 1)
        for left in range(max(first + len(run) - length, 0), first + 1)
        if (right := left + length) <= len(source)
    )
    return next(filter(is_word, wider), word if _HAN_ONLY.fullmatch(word) and len(run) < _PHRASE else run)


def find_next_rendering(place: Place) -> str:
    """Return a rendering of a word that is next to its place already, as the text writes it; empty where none is.

    >>> find_next_rendering(Place("罕见", "This is rare", " for the young.", "这较为罕见。"))
    'rare'
    """
    from glossary.lang import en, word_formation
    from glossary.suggestions.dictionary_candidates import COMPOSED, DICTIONARY
    from glossary.suggestions.drafts import load_draft_words
    from glossary.suggestions.slot_suggestions import find_candidates

    glosses = [one.text for one in find_candidates(place.word) if one.origin in (DICTIONARY, COMPOSED)]
    glosses += load_draft_words().get(place.word, ())
    lexemes = {en.find_lexeme(gloss) for gloss in glosses}
    derived = {word for gloss in glosses for word in word_formation.derive_words(gloss)}
    before, after = _LAST_WORDS.search(place.left), _FIRST_WORDS.match(place.right)
    for words in (before[0].strip() if before else "", after[0].strip() if after else ""):
        parts = words.split()
        for count in range(1, len(parts) + 1):
            near = parts[-count:] if before and words == before[0].strip() else parts[:count]
            text = " ".join(near)
            if len(text) > 2 and (en.find_lexeme(text) in lexemes or text.lower() in derived):
                return text
    return ""


def complete_sign(place: Place) -> tuple[int, str] | None:
    """Return how many letters before a run are part of a sign of money, and the whole sign; None where none is.

    >>> complete_sign(Place("新元", "nearly S", "500 million", "近5亿新元"))
    (1, 'S$')
    """
    from align.quantities.en import extract as read_english
    from align.quantities.zh import extract

    letters, figure = _LETTERS_BEFORE.search(place.left), _FIGURE.match(place.right)
    if not letters or not figure:
        return None
    sign = f"{letters[1]}$"
    units = {one.unit for one in read_english(sign + figure[1]) if one.unit}
    return (len(letters[1]), sign) if any(one.unit in units for one in extract(place.source)) else None


def _spell_unknown(place: Place) -> tuple[Suggestion, ...]:
    """Return a name of a table, or in pinyin, before what such names end with: 影业, Pictures.

    Without an ending, the pinyin of two to four characters no two of which are a word.
    """
    name, endings, kind = place.word, load_endings(), list[str]()
    while ending := next((name[at:] for at in range(1, len(name)) if name[at:] in endings), ""):
        name, kind = name.removesuffix(ending), [endings[ending], *kind]
    if name in load_names():
        return (Suggestion(" ".join((load_names()[name], *kind)), NAMES, 0.5),) if kind else ()
    begins_with_name = any(name[:end] in load_names() for end in range(2, len(name)))
    is_name = 2 <= len(name) <= _LONGEST_NAME and _HAN_ONLY.fullmatch(name) and not begins_with_name
    is_name = is_name and (bool(kind) or not has_word(name))
    if not is_name or any(is_function_word(character, "zh") for character in name[1:]):
        return ()
    return (Suggestion(" ".join((spell_name(name), *kind)), PINYIN, 0.5),)


def find_renderings(places: Sequence[Place]) -> dict[Place, tuple[Suggestion, ...]]:
    """Return suggestions for each place: its name, renderings of the word, or drafts of a phrase; equal places count
    once.
    """
    from glossary.suggestions.slot_suggestions import Slot, suggest_renderings

    distinct = list(dict.fromkeys(places))
    if not distinct:
        return {}
    slots = [Slot(*place, known=find_known_parts(place.word)) for place in distinct]
    answers = suggest_renderings(slots, spell=spell_name, most_drafts=_MOST_DRAFTS)
    names = load_names()
    found = {}
    for place, slot, answer in zip(distinct, slots, answers, strict=True):
        figure = dict(slot.known).get(place.word, "") if place.word not in names else ""
        named = (Suggestion(names[place.word], NAMES, 1.0),) if place.word in names else _spell_unknown(place)
        named = (Suggestion(figure, CALCULATED, 1.0),) if figure else named
        offers = (*named, *(Suggestion(one.text, one.origin, one.score) for one in answer))
        found[place] = tuple({one.text: one for one in reversed(offers)}.values())[::-1]
    return found
