"""Countries and cities that everybody knows, and those that a translation exchanged for others.

The table is `align/lang/data/places.tsv`, one place a line: its kind, its names in simplified script, other words and
characters that show that a source means it, its English names, and other words that show that a translation does. A
`*` stands for an ending. What shows a place is much more than what names it: a capital, a people, a single character.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from align.model import Span
from align.names.misspelling import Texts
from glossary.storage.reading import read_resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ahocorasick_rs import AhoCorasick

_COLUMNS = 5


@dataclass(frozen=True)
class WorldPlace:
    """A place of the table; places of one kind can be exchanged for each other."""

    kind: str
    names: tuple[str, ...]
    hints: tuple[str, ...]
    english: tuple[str, ...]
    signs: tuple[str, ...]

    @cached_property
    def named(self) -> re.Pattern[str]:
        """What finds one of its English names."""
        return re.compile(_join(self.english))

    @cached_property
    def shown(self) -> re.Pattern[str]:
        """What finds one of its English names, or a word that shows it."""
        return re.compile(_join((*self.english, *self.signs)), re.IGNORECASE)

    def is_named(self, source: str) -> bool:
        """Whether a source in simplified script has one of its names."""
        return any(name in source for name in self.names)

    def may_stand_in(self, source: str) -> bool:
        """Whether a source in simplified script may mean the place in any way."""
        return self.is_named(source) or any(word in source for word in self.hints)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A place of a source, where its name stands, and the name of another place in the translation."""

    place: WorldPlace
    source: Span
    target: Span


def find_exchanged_places(texts: Texts, neighbours: Sequence[Texts] = ()) -> "Iterator[Exchange]":
    """The places of a source that nothing near its translation shows, where another that the source does not have is
    named in the translation. `neighbours` are the texts before and after.
    """
    from glossary.dictionary.script_folding import simplify

    source = simplify(texts[0])
    found = _find_places(source)
    if not found:
        return
    lost = [(place, span) for place, span in found.items() if not place.shown.search(texts[1])]
    beside = [(simplify(text), target) for text, target in neighbours] if lost else []
    for place, span in lost:
        has_moved = any(place.shown.search(target) for text, target in beside if not place.is_named(text))
        if not has_moved and (
            other := _find_other(place, "\n".join((source, *(text for text, _ in beside))), texts[1])
        ):
            yield Exchange(place, span, other)


def _find_other(place: WorldPlace, source: str, target: str) -> Span | None:
    """The first name in a translation of another place of a kind that its source does not have."""
    for name in place.names:
        source = source.replace(name, " ")
    rest = (one for one in load_places() if one.kind == place.kind and one is not place)
    others = (one.named.search(target) for one in rest if not one.may_stand_in(source))
    return min((Span(*match.span()) for match in others if match), default=None)


def _find_places(source: str) -> dict[WorldPlace, Span]:
    """The places that a text in simplified script names, with the first place where it does."""
    names, automaton = _build_index()
    encodable = source.encode(errors="replace").decode()
    found = dict[WorldPlace, Span]()
    for index, start, end in automaton.find_matches_as_indexes(encodable):
        found.setdefault(names[index], Span(start, end))
    return found


@cache
def load_places() -> tuple[WorldPlace, ...]:
    """The table, in its order."""
    lines = read_resource("align.lang", "places.tsv").splitlines()
    return tuple(_parse(line) for line in lines if not line.startswith("#"))


@cache
def _build_index() -> "tuple[list[WorldPlace], AhoCorasick]":
    from ahocorasick_rs import AhoCorasick, MatchKind

    names = {name: place for place in load_places() for name in place.names}
    return list(names.values()), AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)


def _parse(line: str) -> WorldPlace:
    kind, names, hints, english, signs = (*line.split("\t"), "")[:_COLUMNS]
    return WorldPlace(kind, *(tuple(filter(None, re.split("[/|]", part))) for part in (names, hints, english, signs)))


def _join(words: Sequence[str]) -> str:
    """What finds one of some words."""
    return rf"(?<![\w-])(?:{'|'.join(map(_expand, sorted(words, key=len, reverse=True)))})"


def _expand(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"\w*"
    return re.escape(word) + ("" if word.endswith(".") else r"(?!\w)")
