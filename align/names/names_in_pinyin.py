"""People whom English knows by a name that is not the pinyin of its characters (李显龙, Lee Hsien Loong).

The table is `zh_en/known_names`, a person in each row: the name in simplified script, and in English. It leaves out
names that other people bear, too.

Vietnamese names are such as well: Chinese writes them in characters, and pinyin makes them unrecognisable (阮德坚,
Nguyen Duc Kien). The table is `zh_en/vietnamese_names`: how each character is read in Sino-Vietnamese, as a surname and
in a given name, without accents, as English-language news writes it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from align.lang.patterns import ZH_NAMES
from align.model import Span
from align.names.chinese_names import PossibleNames, find_chinese_names
from align.names.comparison import Misspelling, Texts
from align.names.spelled_names import SpelledName
from align.names.spellings import find_readings, fold_spelling, join_syllables
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

KNOWN_NAMES = Form(
    "align", "zh_en/known_names", ("name", "english"), key=("name",), needed=("english",), chinese=("name",)
)
VIETNAMESE_NAMES = Form(
    "align",
    "zh_en/vietnamese_names",
    ("character", "surname", "given", "only_vietnamese"),
    key=("character",),
    chinese=("character",),
    choices=(("only_vietnamese", ("", "yes")),),
)

_VIETNAM = ZH_NAMES.late("vietnam")
_WORD = compile_late(r"[^\W\d_]+")
_CUT_LENGTH, _GAP = 3, "，"
_SHORTEST_WORD = 3
"""Letters of a word of a name that shows, where a translation has it, that the person is named there."""


@dataclass(frozen=True)
class KnownName:
    """A person: the name in simplified script, and in English."""

    name: str
    english: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words of the English name that distinguish the person, folded."""
        return frozenset(word for word in _fold_words(self.english) if len(word) >= _SHORTEST_WORD)

    @cached_property
    def pinyin(self) -> re.Pattern[str]:
        """Return what finds the name as it is read in Mandarin, the surname first, last, or left out.

        Of four characters the last one may be missing, too.
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
        """Return what finds a name of three characters without the last one, Zhang Zhong; None for others."""
        if len(self.name) != _CUT_LENGTH:
            return None
        return re.compile(rf"(?<![\w-])(?=[A-Z])(?i:{join_syllables(self.name[:-1])})(?![\w-]| [A-Z])")

    def find(self, source: str, target: str) -> re.Match[str] | None:
        """Return where the name is in pinyin; without its last syllable if nothing else in the source is read so."""
        match = self.pinyin.search(target)
        if match or not self.cut_pinyin or not (cut := self.cut_pinyin.search(target)):
            return match
        surname, given = map(fold_spelling, find_readings(self.name[:-1])[0])
        others = PossibleNames(source.replace(self.name, _GAP))
        return None if others.has_spelling(SpelledName(surname, (given,), True, Span(*cut.span()))) else cut


def find_names_in_pinyin(texts: Texts, neighbours: Sequence[Texts] = ()) -> Iterator[Misspelling]:
    """Yield the known people of a source whose name its translation has in pinyin, nowhere near as English has it."""
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
    """Return whether a translation has the English name of the person that a name in simplified script is."""
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


class Reading(NamedTuple):
    """How a character is read: as a surname, and in a given name; empty where it is not one, or not in one.

    A surname that is only Vietnamese is hardly ever that of a Chinese in a text on Vietnam.
    """

    surname: str
    given: str
    is_only_vietnamese: bool


@cache_by_packs
def load_readings() -> Mapping[str, Reading]:
    """Return the readings of the characters of the table. Raises PackError."""
    rows = (row.cells for row in read_rows(VIETNAMESE_NAMES))
    return {character: Reading(surname, given, only == "yes") for character, surname, given, only in rows}


@cache_by_packs
def _compile_surnames() -> re.Pattern[str]:
    """Return an expression for a surname as a word: its first letter is looked for first, which is fast."""
    readings = load_readings()
    pinyin = (join_syllables(character).capitalize() for character, one in readings.items() if one.is_only_vietnamese)
    names = [name for name in (*(one.surname for one in readings.values()), *pinyin) if name]
    first = re.escape("".join(sorted({name[0] for name in names})))
    either = "|".join(f"(?<={re.escape(name[0])}){re.escape(name[1:])}" for name in names)
    return re.compile(rf"[{first}](?<!\w.)(?:{either}) (?=[A-Z])")


def find_vietnamese_in_pinyin(texts: Texts) -> Iterator[Misspelling]:
    """Yield the Vietnamese people of a source whose given name its translation has in pinyin.

    Vietnamese is a person whose surname the translation spells so (Nguyen Dejian), or who is called 阮 where the source
    speaks of Vietnam (越).
    """
    from glossary.dictionary.script_folding import simplify

    source, target = texts
    if not _compile_surnames().search(target):
        return
    on_vietnam, readings, unknown = bool(_VIETNAM.search(source)), load_readings(), Reading("", "", False)
    for name in sorted(find_chinese_names(simplify(source)), key=lambda name: -len(name.given)):
        known = readings.get(name.surname, unknown)
        given = [readings.get(character, unknown).given for character in name.given]
        if not known.surname or not all(given):
            continue
        surnames = [re.escape(known.surname)]
        if on_vietnam and known.is_only_vietnamese:
            surnames.append(join_syllables(name.surname))
        pinyin = rf"(?i:{'|'.join(surnames)}) (?=[A-Z])(?i:{join_syllables(name.given)})"
        if match := re.search(rf"\b{pinyin}(?![\w-])", target):
            yield Misspelling(Span(*match.span()), name.span, " ".join((known.surname, *given)), in_pinyin=True)
