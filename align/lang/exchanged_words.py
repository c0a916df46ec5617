"""Words whose place another word of the same kind has taken in a translation: Paris for 柏林, a profit for 亏损.

A table (`zh_en/places`, `opposites`, `relative_dates`, `bearers`, `kinds`) has one meaning in each row: its kind, its
words in simplified script, other words and characters that show that a source may mean it, its English words, and other
words that show that a translation does. A `*` means any letters. What shows a meaning is much more than what says
it: of a country its capital and its people, of a rise each verb that has anything to do with one. The words of a row
without English ones are only passed over: 目前总统 is not 前总统. Of the kinds of `zh_en/exact_kinds`, another word is
wrong even next to the right one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from align.lang.negation import ENGLISH_DENIALS
from align.lang.patterns import CHINESE_COLUMNS, compile_english, find_pattern
from align.model import Span
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Texts = tuple[str, str]
"""A source and its translation."""

TABLES = {
    name.partition("/")[2]: Form(
        "align",
        name,
        ("kind", "words", "hints", "english", "signs"),
        key=("words", "english"),
        needed=("kind",),
        chinese=("words", "hints"),
    )
    for name in ("zh_en/places", "zh_en/opposites", "zh_en/relative_dates", "zh_en/bearers", "zh_en/kinds")
}
"""The tables by name."""
EXACT_KINDS = Form(
    "align", "zh_en/exact_kinds", ("kind", "source", "target"), key=("kind",), needed=("source", "target")
)
"""Kinds of which a translation has no word more than its source; an outcome or a place it may add."""
HARMLESS = Form("align", "zh/harmless_words", ("words",), key=("words",), chinese=("words",))
"""Words a character of which shows nothing: 消息 is no fall, and 上海 no rise."""
DENIALS_AHEAD = Form("align", "zh/denials_ahead", CHINESE_COLUMNS, key=("words",), chinese=CHINESE_COLUMNS)
"""What denies a Chinese word that follows within a few characters."""
_STOP, _REACH, _DENIED = compile_late(r"[,;:]|\.(?=\s)"), 60, 8
_WORD = compile_late(r"\w")
_JUST_AFTER = r"[^，。；：！？,;]{0,5}\Z"


@dataclass(frozen=True)
class Meaning:
    """A line of a table; meanings of one kind can be exchanged for each other."""

    kind: str
    words: tuple[str, ...]
    hints: tuple[str, ...]
    english: tuple[str, ...]
    signs: tuple[str, ...]

    @cached_property
    def said(self) -> re.Pattern[str]:
        """Return what finds one of its English words."""
        return re.compile(_join(self.english))

    def is_shown(self, folded: str) -> bool:
        """Return whether a translation, folded by `fold`, has a word that shows it, or no word could."""
        return not self._folded or any(_has_word(folded, word) for word in self._folded)

    def is_in(self, folded: str) -> bool:
        """Return whether a translation, folded by `fold`, has one of its English words."""
        return any(_has_word(folded, word) for word in self._folded[: len(self.english)])

    def may_be_said(self, folded: str) -> bool:
        """Return whether a translation, folded by `fold`, has the letters of one of its English words in a row."""
        return any(word.strip("*") in folded for word in self._folded[: len(self.english)])

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(map(fold, (*self.english, *self.signs)))

    def may_be_in_longer(self, lines: str) -> bool:
        """Return whether any of some folded English words, each in a line, but its own holds one of its own or a sign;
        its own are among them.
        """
        own = fold("\n".join(word for word in self.english if "*" not in word))
        stems = (max(word.split("*"), key=len) for word in self._folded)
        return any(stem and lines.count(stem) > own.count(stem) for stem in stems)

    def is_said(self, source: str) -> bool:
        """Return whether a source in simplified script has one of its words."""
        return any(word in source for word in self.words)

    def may_be_intended_by_words(self, source: str) -> bool:
        """Return whether a source in simplified script has one of its words, or a hint of two characters or more."""
        return self.is_said(source) or any(word in source for word in self.hints if len(word) > 1)

    def may_be_intended(self, source: str, rest: str) -> bool:
        """Return whether a source in simplified script may mean it; `rest` is the source without harmless words."""
        return self.is_said(source) or any(word in rest for word in self.hints)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A meaning of a source, where its word is, and the word of another meaning in the translation."""

    meaning: Meaning
    source: Span
    target: Span


def fold(text: str) -> str:
    """Return an English text in small letters, with plain apostrophes, in which words are looked for."""
    return text.lower().replace("’", "'")


def _has_word(folded: str, word: str) -> bool:
    """Return whether a folded text has a folded word of a table; faster than an expression for each word.

    >>> _has_word("the un's ex-envoys", "envoy"), _has_word("two envoys", "envoy*"), _has_word("it isn't", "*n't")
    (False, True, True)
    """
    stem = word.strip("*")
    start = folded.find(stem)
    while start >= 0:
        begin, end = start, start + len(stem)
        while word[0] == "*" and begin and _is_of_word(folded[begin - 1], "_"):
            begin -= 1
        is_whole = word[-1] in "*." or not _is_of_word(folded[end : end + 1], "_")
        if is_whole and not (begin and _is_of_word(folded[begin - 1], "_-")):
            return True
        start = folded.find(stem, start + 1)
    return False


def _is_of_word(character: str, others: str) -> bool:
    return character.isalnum() or (character != "" and character in others)


def find_exchanges(table: str, texts: Texts, neighbours: Iterable[Texts] = ()) -> Iterator[Exchange]:
    """Yield what a source means and its translation does not show, where that says what the source cannot mean.

    `neighbours` are the texts before and after, where either may have moved; they are taken only where a meaning is
    not shown. A word that the translation has in Chinese, as in the title of a page, is not exchanged.
    """
    from glossary.dictionary.script_folding import simplify

    source, target = simplify(texts[0]), texts[1]
    kept = "" if target.isascii() else simplify(target)
    said = dict[Meaning, Span]()
    for meaning, span in find_all_meanings(table, source):
        is_kept = source[slice(*span)] in kept
        if not is_kept and not _compile_denial().search(source, max(span.start - _DENIED, 0), span.start):
            said.setdefault(meaning, span)
    shown = {one for one in said if _is_shown(table, one, target)}
    # of an exact kind, a word that the source cannot mean is wrong even where the translation has the right one as well
    checked = [
        (one, span)
        for one, span in said.items()
        if one not in shown or (one.english and one.kind in _list_exact_kinds())
    ]
    near = [(simplify(text), fold(other)) for text, other in neighbours] if checked else []
    taken = set[Span]()
    for one, span in sorted(checked, key=lambda found: found[0] in shown):
        found = None if one in shown or _WORD.search(source, 0, span.start) else find_other(table, one, source, target)
        if not found or _WORD.search(target, 0, found.start):
            # unless it begins both texts, it may have moved
            has_moved = one not in shown and any(one.is_in(other) for text, other in near if not one.is_said(text))
            found = None if has_moved else find_other(table, one, source, target, near)
            if not found and not has_moved and one not in shown and one.kind in _list_exact_kinds():
                found = _find_repeated(table, one, span, source, target)
        if found and found not in taken:
            taken.add(found)
            yield Exchange(one, span, found)


def _is_shown(table: str, meaning: Meaning, target: str) -> bool:
    """Return whether a translation shows a meaning other than in longer words: "vice president" is not 总统."""
    if not meaning.is_shown(fold(target)):
        return False
    longer = _find_longer(table, meaning)
    return not longer or meaning.is_shown(fold(longer.sub(" ", target)))


@cache_by_packs
def _list_exact_kinds() -> frozenset[str]:
    return frozenset(row.cells[0] for row in read_rows(EXACT_KINDS))


@cache_by_packs
def _find_longer(table: str, meaning: Meaning) -> re.Pattern[str] | None:
    """Return what finds the English words of its kind that hold one of its own; None where there are none."""
    lines = _list_english(table, meaning.kind)
    # an expression takes longer to compile than to find out that it finds nothing
    if not meaning.may_be_in_longer(_fold_english(table, meaning.kind)):
        return None
    shows = re.compile(_join((*meaning.english, *meaning.signs)))
    found = (match.span() for match in shows.finditer(lines))
    words = {lines[lines.rfind("\n", 0, start) + 1 : lines.find("\n", end)] for start, end in found}
    longer = [word for word in words if not shows.fullmatch(word)]
    return re.compile(_join(longer)) if longer else None


@cache_by_packs
def _list_english(table: str, kind: str) -> str:
    """Return the English words of a kind, each in a line."""
    return "\n".join(("", *chain.from_iterable(one.english for one in _group_by_kind(table)[kind]), ""))


@cache_by_packs
def _fold_english(table: str, kind: str) -> str:
    return fold(_list_english(table, kind))


def find_other(
    table: str, meaning: Meaning, source: str, target: str, near: Sequence[tuple[str, str]] = ()
) -> Span | None:
    """Return the first word in a translation of another meaning of a kind that its source cannot mean, and that no
    source near it says without a translation that shows it there: their words count, a character does not.
    """
    for word in meaning.words:
        source = source.replace(word, " ")
        near = [(text.replace(word, " "), other) for text, other in near]
    own = [match.span() for match in meaning.said.finditer(target)] if meaning.english else []
    folded, rest = fold(target), find_pattern(HARMLESS).sub(" ", source)
    denials, limits = (compile_english(ENGLISH_DENIALS, kind, flags=re.IGNORECASE) for kind in ("ahead", "limit"))
    found = list[Span]()
    for one in _group_by_kind(table)[meaning.kind]:
        if one is meaning or not one.may_be_said(folded) or one.may_be_intended(source, rest):
            continue
        if any(one.may_be_intended_by_words(text) and not one.is_shown(other) for text, other in near):
            continue
        for match in one.said.finditer(target):
            if any(start <= match.start() and match.end() <= end for start, end in own):
                continue  # the right word holds another one: table tennis
            # a word ahead in the same clause turns the sense: "not a success", "only outdoors"; "no more than" does not
            clause = _STOP.split(target[max(match.start() - _REACH, 0) : match.start()])[-1]
            if not denials.search(limits.sub("", clause)):
                found.append(Span(*match.span()))
    return min(found, default=None)


def _find_repeated(table: str, meaning: Meaning, place: Span, source: str, target: str) -> Span | None:
    """Return the word of another meaning that a translation has in the place of one, where it has that word as often
    as the source has words of the two: 同比增长4%，环比增长1%, "up 4% year on year and 1% year on year".

    Only for exact kinds; it is the same word each time, for words of one root may be right: imports, importer.
    """
    meanings, _ = _build_index(table)
    words = [(meanings[index], start) for index, start, _ in _find_words(table, source)]
    for other in {one for one, _ in words if one.kind == meaning.kind and one.english and one is not meaning}:
        starts = [start for one, start in words if one in (meaning, other)]
        written = [match.span() for match in other.said.finditer(target)]
        if len(written) == len(starts) and len({fold(target[slice(*one)]) for one in written}) == 1:
            return Span(*written[starts.index(place.start)])
    return None


@cache_by_packs
def _compile_denial() -> re.Pattern[str]:
    """Return what finds a denial just before the end of a text."""
    return re.compile(f"(?:{find_pattern(DENIALS_AHEAD).pattern}){_JUST_AFTER}")


def find_places(table: str, source: str) -> list[int]:
    """Return where a text in simplified script says one of the meanings, in order."""
    return [start for _, start, _ in _find_words(table, source)]


def find_all_meanings(table: str, source: str) -> list[tuple[Meaning, Span]]:
    """Return the meanings that a text in simplified script says, with each place where it does, in order."""
    meanings, _ = _build_index(table)
    return [(meanings[index], Span(start, end)) for index, start, end in _find_words(table, source)]


def _find_words(table: str, source: str) -> list[tuple[int, int, int]]:
    """Return the index of each word of a table in a text, and where it starts and ends."""
    _, automaton = _build_index(table)
    try:
        return automaton.find_matches_as_indexes(source)
    except UnicodeEncodeError:  # a lone surrogate
        return automaton.find_matches_as_indexes(source.encode(errors="replace").decode())


@cache_by_packs
def load_meanings(table: str) -> tuple[Meaning, ...]:
    """Return a table, in its order. Raises PackError."""
    return tuple(map(parse_meaning, read_rows(TABLES[table])))


@cache_by_packs
def _group_by_kind(table: str) -> dict[str, list[Meaning]]:
    kinds = dict[str, list[Meaning]]()
    for meaning in load_meanings(table):
        kinds.setdefault(meaning.kind, []).append(meaning)
    return kinds


@cache_by_packs
def _build_index(table: str) -> "tuple[list[Meaning], AhoCorasick]":
    from ahocorasick_rs import AhoCorasick, MatchKind

    words = {word: meaning for meaning in load_meanings(table) for word in meaning.words}
    return list(words.values()), AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)


def parse_meaning(row: Row) -> Meaning:
    """Return what a row of a table says."""
    kind, words, hints, english, signs = row.cells
    return Meaning(
        kind, split_cell(words, "/"), split_cell(hints, "/"), split_cell(english, "|"), split_cell(signs, "|")
    )


def _join(words: Sequence[str]) -> str:
    """Return what finds one of some words."""
    return rf"(?<![\w-])(?:{'|'.join(map(_expand, sorted(words, key=len, reverse=True)))})"


def _expand(word: str) -> str:
    """Return what finds a word; one with a small letter also at the head of a sentence."""
    pattern = re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")
    if word[0].islower():
        pattern = f"[{word[0].upper()}{word[0]}]{pattern[1:]}"
    return pattern + ("" if word.endswith((".", "*")) else r"(?!\w)")
