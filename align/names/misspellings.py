"""Finds the names in a translation that misspell a name of its source."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from align.model import Span
from align.names.chinese_names import ChineseName, find_chinese_names, find_surnames
from align.names.comparison import find_expected, may_be_surname
from align.names.foreign_names import find_misspelled_foreign_names
from align.names.known_names import find_names_in_pinyin, is_known_by
from align.names.misspelling import Misspelling, Texts
from align.names.places import find_misspelled_places
from align.names.possible_names import PossibleNames
from align.names.spelled_names import Row, SpelledName, find_joined_spellings, find_rows, find_spelled_names
from align.names.spellings import find_full_spellings
from align.names.vietnamese import find_vietnamese_in_pinyin

_CAPITAL = re.compile("[A-Z]")
"""What any name in a translation begins with."""

_MOST_LACKING = 300
"""A source with more names that its translation lacks is a list in which nothing matches."""


def find_misspellings(texts: Texts, names: PossibleNames, neighbours: Sequence[Texts] = ()) -> list[Misspelling]:
    """The misspellings in a translation, in order of their place, none overlapping.

    `names` are those of the whole source: a spelling of one of them does not misspell another. `neighbours` are the
    texts before and after: a name may have moved there.
    """
    if not _CAPITAL.search(texts[1]):
        return []
    rows = tuple(find_rows(texts[1]))
    people: list[Misspelling] = []
    taken: set[int] = set()
    for found in (
        *find_names_in_pinyin(texts, neighbours),
        *find_vietnamese_in_pinyin(texts),
        *_find_misspelled_people(texts, rows, names, neighbours),
    ):
        if taken.isdisjoint(range(*found.span)):
            people.append(found)
            taken.update(range(*found.span))
    beside = [text for _, text in neighbours]
    places = [
        Misspelling(span, place.span, place.english) for place, span in find_misspelled_places(texts[0], rows, beside)
    ]
    foreign = find_misspelled_foreign_names(texts[0], rows, beside)
    others = [found for found in (*places, *foreign) if taken.isdisjoint(range(*found.span))]
    return sorted((*people, *others), key=lambda found: found.span)


def _find_misspelled_people(
    texts: Texts, rows: Sequence[Row], names: PossibleNames, neighbours: Sequence[Texts]
) -> Iterator[Misspelling]:
    source, target = texts
    spelled = list(find_spelled_names(rows))
    if not spelled or not _may_misspell_any(source, spelled):
        return
    lacking = sorted(_find_lacking(source, rows, neighbours), key=lambda name: -len(name.given))
    if len(lacking) > _MOST_LACKING:
        return
    lacking = [name for name in lacking if not is_known_by(name.surname + name.given, target)]
    right = [name.span for name in spelled if lacking and name.surname_first and names.has_spelling(name)]
    end = 0
    for name in sorted(spelled, key=lambda name: (name.span.start, -name.span.end)):
        if name.span.start < end or not (found := _find_misspelled(name, lacking, names)):
            continue
        if name.surname_first or not any(_overlap(span, name.span) for span in right):
            end = name.span.end
            yield found


def _may_misspell_any(source: str, spelled: Sequence[SpelledName]) -> bool:
    """Whether any spelling nearly renders a name of the source: where none does, spellings need not be counted.

    In a list of many names they are counted at once, so that the work grows as the text does.
    """
    surnames = find_surnames(source)
    likely = [one for one in spelled if any(may_be_surname(surname, one) for surname in surnames)]
    if not likely:
        return False
    found = {(name.surname, name.given): name for name in find_chinese_names(source)}
    return len(found) > _MOST_LACKING or any(find_expected(name, one) for name in found.values() for one in likely)


def _find_lacking(source: str, rows: Sequence[Row], neighbours: Sequence[Texts]) -> Iterator[ChineseName]:
    """The names of a source, each once, that its translation spells less often than the source has them."""
    from glossary.dictionary.script_folding import simplify

    found = list(find_chinese_names(source))
    counts = Counter((name.surname, name.given) for name in found)
    spelled = Counter(find_joined_spellings(rows))
    others = [(simplify(other), Counter(find_joined_spellings(find_rows(text)))) for other, text in neighbours]
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
