"""Chinese words that machines translate character by character, and the wordings that give this away.

The table is `zh_en/literal_renderings`, a word in each row: the word (variants divided by `/`), longer words in which
it is not a word of its own, the wordings, what English says (both divided by `|`), the severity, three counts, and
whether it is a name that always has one of these renderings, a term of the glossary `builtin:news`. The counts are of
`benchmarks/literal_renderings.py`: occurrences in 20,873 annotated pairs of machine translation, how many of these
touch a span that an annotator marked as an error, and occurrences in 9,303 pairs of human translation. A `*` after
a word of a wording is for its endings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from align.lang.codes import name_language
from glossary.lang.en import find_forms
from glossary.lang.scripts import count_east_asian
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

CHINESE_ENGLISH = "zh_en"
"""The pair of languages whose table is built in."""

_PAIR = compile_late(r"([a-z]{2,3})_([a-z]{2,3})/literal_renderings")


@cache
def make_form(pair: str = CHINESE_ENGLISH) -> Form:
    """Return the form of the table of a pair of languages, such as `ja_en`."""
    return Form(
        "align",
        f"{pair}/literal_renderings",
        ("words", "not_within", "wordings", "renderings", "severity", "machine", "marked", "human", "term"),
        key=("words",),
        needed=("wordings", "renderings", "severity"),
        chinese=("words", "not_within"),
        choices=(("severity", ("error", "warning", "info")), ("term", ("", "no", "yes"))),
        is_built_in=pair == CHINESE_ENGLISH,
    )


def find_form(name: str) -> Form | None:
    """Return the form of a table of this name; None where it is no table of a pair.

    >>> find_form("ja_en/literal_renderings").name, find_form("ja_en/places")
    ('ja_en/literal_renderings', None)
    """
    match = _PAIR.fullmatch(name)
    return make_form(f"{match[1]}_{match[2]}") if match else None


def name_pair(source: str, target: str) -> str:
    """Return the name of a pair of languages, given their codes in BCP 47: `zh_en` for `zh-Hant` and `en-GB`."""
    return f"{name_language(source)}_{name_language(target)}"


_ENDING = r"(?:e?s|(?:{last})?e?d|\w?ing)?"
"""What a `*` is for after a short word, whose last letter may be doubled: chopped."""

_LONG_ENDING = r"\w{0,6}"
"""What a `*` is for after a word of at least `_LONG` letters."""

_LONG = 5
_ODD = compile_late("[\u0130\u0131\u017f]")
"""Letters that count as i or s where case is ignored, and are not in lower case."""


@dataclass(frozen=True)
class LiteralRendering:
    """A Chinese word and how it is not rendered. `renderings` are what English says; `severity` is error, warning or
    info: how sure it is that the wording is a fault where the source has the word. `is_term`: a translation of the word
    has one of the renderings.
    """

    words: tuple[str, ...]
    within: tuple[str, ...]
    wordings: tuple[str, ...]
    renderings: tuple[str, ...]
    severity: str
    is_term: bool

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return those of the renderings that are names: where a text has one, the wording only explains it."""
        return tuple(text for text in self.renderings if text != text.lower())

    def find_wording(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first wording in a text, or in a part of it; of two at one place the longest.

        An expression, which takes longest to compile, is asked where a text has all the words of a wording.
        """
        end = len(text) if end is None else end
        plain = _fold(text[start:end])
        likely = any(all(any(form in plain for form in forms) for forms in words) for words in self._forms)
        return self.pattern.search(text, start, end) if likely or _ODD.search(text, start, end) else None

    @cached_property
    def _forms(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Return the words of each wording, in lower case, each with what it may begin with in a text."""
        split = (map(_list_forms, wording.split()) for wording in self.wordings)
        return tuple(tuple(tuple(map(_fold, forms)) for forms in words) for words in split)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the wordings in a text, the longest first."""
        longest_first = sorted(self.wordings, key=len, reverse=True)
        body = "|".join(r"\s+".join(map(_expand, wording.split())) for wording in longest_first)
        if any(map(count_east_asian, self.wordings)):  # no blank divides the words
            return re.compile(body, re.IGNORECASE)
        return re.compile(rf"(?<![\w-])(?:{body})(?:e?s|['’]s)?(?![\w-])", re.IGNORECASE)


class Occurrence(NamedTuple):
    """A word of the table in a text: where it is, and what the table says of it."""

    start: int
    end: int
    entry: LiteralRendering


@cache_by_packs
def load_literal_renderings(pair: str = CHINESE_ENGLISH) -> tuple[LiteralRendering, ...]:
    """Return the table of a pair of languages, in its order. Raises PackError."""
    return tuple(map(parse_rendering, read_rows(make_form(pair))))


def find_words(text: str, pair: str = CHINESE_ENGLISH) -> Iterator[Occurrence]:
    """Yield the words of the table in a source text, from left to right; of two the longer one.

    A Chinese text is in simplified script. Of other languages capitals do not matter, and a word that is written with
    blanks between words is found whole.
    """
    entries, automaton = _build_index(pair)
    if not entries:
        return
    is_chinese = pair == CHINESE_ENGLISH
    for index, start, end in automaton.find_matches_as_indexes(text if is_chinese else _lower(text)):
        if (entry := entries[index]) and (is_chinese or _is_whole(text, start, end)):
            yield Occurrence(start, end, entry)


def _lower(text: str) -> str:
    """Return a text in small letters, of the same length."""
    return lowered if len(lowered := text.lower()) == len(text) else text


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a word is not a part of a longer one, where blanks divide words."""
    return not (_joins(text[start - 1 : start], text[start]) or _joins(text[end - 1], text[end : end + 1]))


def _joins(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not count_east_asian(left + right)


@cache_by_packs
def _build_index(pair: str) -> "tuple[list[LiteralRendering | None], AhoCorasick]":
    """Return what the table says of each word, None for longer words that are not of it, and what finds the words."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    entries = load_literal_renderings(pair)
    longer: dict[str, LiteralRendering | None] = {word: None for entry in entries for word in entry.within}
    said = longer | {word: entry for entry in entries for word in entry.words}
    if pair != CHINESE_ENGLISH:
        said = {_lower(word): entry for word, entry in said.items()}
    return list(said.values()), AhoCorasick(list(said), matchkind=MatchKind.LeftmostLongest)


def parse_rendering(row: Row) -> LiteralRendering:
    """Return what a row of the table says."""
    words, within, wordings, renderings, severity, _, _, _, is_term = row.cells
    return LiteralRendering(
        split_cell(words, "/"),
        split_cell(within, "/"),
        split_cell(wordings, "|"),
        split_cell(renderings, "|"),
        severity,
        is_term == "yes",
    )


def _expand(word: str) -> str:
    """Return the pattern of one word of a wording; a `*` is for irregular forms, too: `throw*` finds “threw”."""
    stem, *irregular = _list_forms(word)
    if stem == word:
        return _escape(stem)
    ending = _LONG_ENDING if len(stem) >= _LONG else _ENDING.format(last=re.escape(stem[-1:]))
    return f"(?:{'|'.join((_escape(stem) + ending, *map(_escape, irregular)))})"


def _list_forms(word: str) -> tuple[str, ...]:
    """Return a word of a wording without its `*`, then the irregular forms of one with a `*`."""
    stem = word.removesuffix("*")
    if stem == word:
        return (stem,)
    return (stem, *sorted(form for form in find_forms(stem, "VERB").values() if not form.startswith(stem)))


def _fold(text: str) -> str:
    return text.lower().replace("’", "'")


def _escape(word: str) -> str:
    return re.escape(word).replace("'", "['’]")
