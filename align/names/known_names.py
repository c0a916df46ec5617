"""People whom English knows by a name that is not the pinyin of its characters (李显龙, Lee Hsien Loong).

The table is `zh_en/known_names`, a person in each row: the name in simplified script, and in English. It leaves out
names that other people bear, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.model import Span
from align.names.misspelling import Misspelling, Texts
from align.names.possible_names import PossibleNames
from align.names.spelled_names import SpelledName
from align.names.spellings import find_readings, fold_spelling, join_syllables
from glossary.pack.tables import Form, cache_by_packs, read_rows

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

KNOWN_NAMES = Form(
    "align", "zh_en/known_names", ("name", "english"), key=("name",), needed=("english",), chinese=("name",)
)

_WORD = re.compile(r"[^\W\d_]+")
_CUT_LENGTH, _GAP = 3, "，"
_SHORTEST_WORD = 3
"""Letters of a word of a name that shows, where it stands in a translation, that the person is named there."""


@dataclass(frozen=True)
class KnownName:
    """A person: the name in simplified script, and in English."""

    name: str
    english: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the English name that tell the person, folded."""
        return frozenset(word for word in _fold_words(self.english) if len(word) >= _SHORTEST_WORD)

    @cached_property
    def pinyin(self) -> re.Pattern[str]:
        """What finds the name as its characters are read in Mandarin: the surname first, last, or left out; of four
        characters the last one may be missing, too.
        """
        surname, given = self.name[:1], self.name[1:]
        forms = [join_syllables(self.name), f"{join_syllables(given)} {join_syllables(surname)}"]
        if len(given) > 1:
            forms.append(join_syllables(given))
        if len(given) > 2:
            forms += [join_syllables(self.name[:-1]), join_syllables(self.name[2:])]
        either = "|".join(sorted(forms, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?=[A-Z])(?i:{either})(?![\w-])")

    @cached_property
    def cut_pinyin(self) -> re.Pattern[str] | None:
        """What finds the name, of three characters, without the last one: Zhang Zhong; None for others."""
        if len(self.name) != _CUT_LENGTH:
            return None
        return re.compile(rf"(?<![\w-])(?=[A-Z])(?i:{join_syllables(self.name[:-1])})(?![\w-]| [A-Z])")

    def find(self, source: str, target: str) -> re.Match[str] | None:
        """Find the name in pinyin; without its last syllable only where nothing else in the source is read so."""
        match = self.pinyin.search(target)
        if match or not self.cut_pinyin or not (cut := self.cut_pinyin.search(target)):
            return match
        surname, given = map(fold_spelling, find_readings(self.name[:-1])[0])
        others = PossibleNames(source.replace(self.name, _GAP))
        return None if others.has_spelling(SpelledName(surname, (given,), True, Span(*cut.span()))) else cut


def find_names_in_pinyin(texts: Texts, neighbours: Sequence[Texts] = ()) -> Iterator[Misspelling]:
    """The known people of a source whose name its translation has in pinyin, and nowhere near as English has it."""
    from glossary.dictionary.script_folding import simplify

    source, target = texts
    written: frozenset[str] | None = None
    names, automaton = _build_index()
    encodable = simplify(source).encode(errors="replace").decode()
    for index, start, end in automaton.find_matches_as_indexes(encodable):
        if written is None:
            written = frozenset(_fold_words("\n".join((target, *(text for _, text in neighbours)))))
        match = names[index].find(encodable, target)
        if match and written.isdisjoint(names[index].words - frozenset(_fold_words(match.group()))):
            yield Misspelling(Span(*match.span()), Span(start, end), names[index].english, in_pinyin=True)


def is_known_by(name: str, target: str) -> bool:
    """Whether a translation has the English name of the person that a name in simplified script is."""
    english = (known.english for known in load_known_names() if known.name == name)
    return any(re.search(rf"\b{re.escape(one)}\b", target) for one in english)


def _fold_words(text: str) -> Iterator[str]:
    return map(fold_spelling, _WORD.findall(text))


@cache_by_packs
def load_known_names() -> tuple[KnownName, ...]:
    """Return the table, in its order. Raises PackError."""
    return tuple(KnownName(*row.cells) for row in read_rows(KNOWN_NAMES))


@cache_by_packs
def _build_index() -> "tuple[tuple[KnownName, ...], AhoCorasick]":
    from ahocorasick_rs import AhoCorasick, MatchKind

    names = load_known_names()
    return names, AhoCorasick([known.name for known in names], matchkind=MatchKind.LeftmostLongest)
