"""Finds the names in a translation that misspell a name of its source."""

from collections import Counter
from collections.abc import Iterator, Sequence

from align.names.chinese_names import ChineseName, PossibleNames, find_chinese_names, find_surnames
from align.names.comparison import MOST_LACKING, Misspelling, Texts, find_expected, find_likely
from align.names.dictionary_names import find_misspelled_names
from align.names.lowered_names import find_lowered_names
from align.names.names_in_pinyin import find_names_in_pinyin, find_vietnamese_in_pinyin, is_known_by
from align.names.spelled_names import Row, SpelledName, find_joined_spellings, find_rows, find_spelled_names
from align.names.spellings import find_full_spellings, find_readings, fold_spelling
from glossary.pack.patterns import compile_late

_CAPITAL = compile_late("[A-Z]")
"""What any name in a translation begins with."""


def find_misspellings(texts: Texts, names: PossibleNames, neighbours: Sequence[Texts] = ()) -> list[Misspelling]:
    """Return the misspellings in a translation, in order of their place, none overlapping.

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
        *find_lowered_names(texts),
        *_find_misspelled_people(texts, rows, names, neighbours),
    ):
        if taken.isdisjoint(range(*found.span)):
            people.append(found)
            taken.update(range(*found.span))
    found_by_dictionary = find_misspelled_names(texts[0], rows, [text for _, text in neighbours])
    others = [found for found in found_by_dictionary if taken.isdisjoint(range(*found.span))]
    return sorted((*people, *others), key=lambda found: found.span)


def _find_misspelled_people(
    texts: Texts, rows: Sequence[Row], names: PossibleNames, neighbours: Sequence[Texts]
) -> Iterator[Misspelling]:
    """Yield what misspells a name that a translation lacks, and is no spelling of another name of the whole source."""
    source, target = texts
    spelled = list(find_spelled_names(rows))
    if not spelled or not _may_misspell_any(source, spelled):
        return
    lacking = sorted(_find_lacking(source, rows, neighbours), key=lambda name: -len(name.given))
    if len(lacking) > MOST_LACKING:
        return
    lacking = [name for name in lacking if not is_known_by(name.surname + name.given, target)]
    right = [name.span for name in spelled if lacking and name.surname_first and names.has_spelling(name)]
    end = 0
    for name in sorted(spelled, key=lambda name: (name.span.start, -name.span.end)):
        if name.span.start < end:
            continue
        misspelled = ((one, expected) for one in lacking if (expected := find_expected(one, name)))
        found = next(misspelled, None)
        if not found or names.has_spelling(name) or _ends_longer_word(source, found[0], name):
            continue
        is_apart = all(span.end <= name.span.start or name.span.end <= span.start for span in right)
        if name.surname_first or is_apart:
            end = name.span.end
            yield Misspelling(name.span, found[0].span, name.respell(*found[1]))


def _ends_longer_word(source: str, chinese: ChineseName, name: SpelledName) -> bool:
    """Return whether the surname is the end of the word that a translation spells: 安 in 西安, "Xi'an"."""
    start = chinese.span.start
    surnames = {"".join(map(fold_spelling, one)) for one in find_readings(chinese.surname)}
    before = {"".join(map(fold_spelling, one)) for one in find_readings(source[max(start - 1, 0) : start])}
    return fold_spelling(name.surname) in {one + other for one in before for other in surnames if one}


def _may_misspell_any(source: str, spelled: Sequence[SpelledName]) -> bool:
    """Return whether any spelling nearly renders a name of the source: where none does, spellings need not be counted.

    In a list of many names they are counted at once, so that the work grows as the text does.
    """
    likely = find_likely(find_surnames(source), spelled)
    if not likely:
        return False
    found = {(name.surname, name.given): name for name in find_chinese_names(source)}
    return len(found) > MOST_LACKING or any(find_expected(name, one) for name in found.values() for one in likely)


def _find_lacking(source: str, rows: Sequence[Row], neighbours: Sequence[Texts]) -> Iterator[ChineseName]:
    """Yield the names of a source, each once, that its translation spells less often than the source has them."""
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
