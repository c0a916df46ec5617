"""Finds the names in a translation that misspell a name of its source."""

from collections import Counter
from collections.abc import Iterator, Sequence

from align.lang.pinyin import is_pinyin
from align.model import Span
from align.names.chinese_names import ChineseName, find_chinese_names
from align.names.comparison import find_expected
from align.names.known_names import find_names_in_pinyin
from align.names.misspelling import Misspelling, Texts
from align.names.places import find_misspelled_places
from align.names.possible_names import PossibleNames
from align.names.spelled_names import SpelledName, find_joined_spellings, find_spelled_names
from align.names.spellings import find_full_spellings, fold_spelling
from align.names.vietnamese import find_vietnamese_in_pinyin

_MOST_LACKING = 300
"""A source with more names that its translation lacks is a list in which nothing matches."""


def find_misspellings(texts: Texts, names: PossibleNames, neighbours: Sequence[Texts] = ()) -> list[Misspelling]:
    """The misspellings in a translation, in order of their place, none overlapping.

    `names` are those of the whole source: a spelling of one of them does not misspell another. `neighbours` are the
    texts before and after: a name may have moved there.
    """
    source, target = texts
    people: list[Misspelling] = []
    taken: set[int] = set()
    for found in (
        *find_names_in_pinyin(texts, neighbours),
        *find_vietnamese_in_pinyin(texts),
        *_find_misspelled_people(texts, names, neighbours),
    ):
        if taken.isdisjoint(range(*found.span)):
            people.append(found)
            taken.update(range(*found.span))
    near = "\n".join((target, *(text for _, text in neighbours)))
    places = (
        Misspelling(span, place.span, place.english)
        for place, span in find_misspelled_places(source, target, near)
        if taken.isdisjoint(range(*span))
    )
    return sorted((*people, *places), key=lambda found: found.span)


def _find_misspelled_people(texts: Texts, names: PossibleNames, neighbours: Sequence[Texts]) -> Iterator[Misspelling]:
    spelled = [name for name in find_spelled_names(texts[1]) if _may_be_chinese(name)]
    lacking = sorted(_find_lacking(texts, neighbours), key=lambda name: -len(name.given)) if spelled else []
    if len(lacking) > _MOST_LACKING:
        return
    right = [name.span for name in spelled if lacking and name.surname_first and names.has_spelling(name)]
    end = 0
    for name in sorted(spelled, key=lambda name: (name.span.start, -name.span.end)):
        if name.span.start < end or not (found := _find_misspelled(name, lacking, names)):
            continue
        if name.surname_first or not any(_overlap(span, name.span) for span in right):
            end = name.span.end
            yield found


def _may_be_chinese(name: SpelledName) -> bool:
    return is_pinyin(fold_spelling(name.surname)) or is_pinyin(name.given_letters)


def _find_lacking(texts: Texts, neighbours: Sequence[Texts]) -> Iterator[ChineseName]:
    """The names of a source, each once, that its translation spells less often than the source has them."""
    from glossary.dictionary.script_folding import simplify

    source, target = texts
    found = list(find_chinese_names(source))
    counts = Counter((name.surname, name.given) for name in found)
    spelled = Counter(find_joined_spellings(target))
    others = [(simplify(other), Counter(find_joined_spellings(text))) for other, text in neighbours] if found else []
    for name in {(name.surname, name.given): name for name in reversed(found)}.values():
        right = find_full_spellings(name.surname, name.given)
        here = sum(spelled[form] for form in right)
        has_moved = any(sum(there[form] for form in right) > other.count(name.text) for other, there in others)
        if here < counts[name.surname, name.given] and not has_moved:
            yield name


def _find_misspelled(spelled: SpelledName, lacking: Sequence[ChineseName], names: PossibleNames) -> Misspelling | None:
    """The name, of those that the translation lacks, that a spelling misspells; None where it spells another one."""
    for name in lacking:
        if (expected := find_expected(name, spelled)) and not names.has_spelling(spelled):
            return Misspelling(spelled.span, name.span, spelled.respell(*expected))
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
