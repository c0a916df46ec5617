"""The names of a translation that are slips for names of its source."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.lang.pinyin import is_pinyin
from align.model import Span
from align.names.candidates import PersonName, persons
from align.names.comparison import expected, full_spellings
from align.names.places import place_slips
from align.names.roster import Roster
from align.names.spellings import letters
from align.names.written import WrittenName, joined_names, written_names

_MOST = 300
"""A pair that lacks more names is a list in which nothing matches."""

Pair = tuple[str, str]
"""A source and its translation."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong name: where it stands in the translation, the name of the source it stands for, and what it should be."""

    span: Span
    source: Span
    right: str


def slips(pair: Pair, roster: Roster, neighbours: Sequence[Pair] = ()) -> list[Slip]:
    """The slips of a translation, in order of their place, none overlapping.

    `roster` knows the names of the whole source: a spelling of one of them is no slip for another. `neighbours` are
    the pairs before and after: a name may have moved there.
    """
    source, target = pair
    people = list(_persons(pair, roster, neighbours))
    taken = {offset for slip in people for offset in range(*slip.span)}
    near = "\n".join((target, *(text for _, text in neighbours)))
    found = (
        Slip(span, place.span, place.english)
        for place, span in place_slips(source, target, near)
        if taken.isdisjoint(range(*span))
    )
    return sorted((*people, *found), key=lambda slip: slip.span)


def _persons(pair: Pair, roster: Roster, neighbours: Sequence[Pair]) -> Iterator[Slip]:
    """The slips for names of people."""
    written = [name for name in written_names(pair[1]) if _may_be_chinese(name)]
    lacking = sorted(_lacking(pair, neighbours), key=lambda name: -len(name.given)) if written else []
    if len(lacking) > _MOST:
        return
    right = [name.span for name in written if lacking and name.surname_first and roster.has(name)]
    end = 0
    for spelled in sorted(written, key=lambda name: (name.span.start, -name.span.end)):
        if spelled.span.start < end or not (slip := _slip(spelled, lacking, roster)):
            continue
        if spelled.surname_first or not any(_overlap(span, spelled.span) for span in right):
            end = spelled.span.end
            yield slip


def _may_be_chinese(name: WrittenName) -> bool:
    return is_pinyin(letters(name.surname)) or is_pinyin(name.given_letters)


def _lacking(pair: Pair, neighbours: Sequence[Pair]) -> Iterator[PersonName]:
    """The names of a source, each once, that its translation spells less often than the source has them."""
    from glossary.lang.zh_folding import simplify

    source, target = pair
    found = list(persons(source))
    counts = Counter((name.surname, name.given) for name in found)
    spelled = Counter(joined_names(target))
    others = [(simplify(other), Counter(joined_names(text))) for other, text in neighbours] if found else []
    for name in {(name.surname, name.given): name for name in reversed(found)}.values():
        right = full_spellings(name.surname, name.given)
        here = sum(spelled[form] for form in right)
        moved = any(sum(there[form] for form in right) > other.count(name.text) for other, there in others)
        if here < counts[name.surname, name.given] and not moved:
            yield name


def _slip(spelled: WrittenName, names: Sequence[PersonName], roster: Roster) -> Slip | None:
    """The slip that a written name is for one of these names, if it is none of the source's."""
    for name in names:
        if (right := expected(name, spelled)) and not roster.has(spelled):
            return Slip(spelled.span, name.span, spelled.spelled(*right))
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
