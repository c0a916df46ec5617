"""Places of a list that a translation drops: 从怀化和常德调来, "sent from Huaihua".

A list has two places or more, of the table `zh_en/places` or of the dictionary, with nothing but commas and
conjunctions between them. The translation must have all the others, and nothing that may sum them up.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.lang.exchanged_words import Texts, find_all_meanings
from align.lang.patterns import ZH_NAMES, ZH_SENTENCES
from align.model import Span
from align.names.dictionary_names import find_places
from align.names.spellings import find_given_spellings, fold_spelling
from glossary.pack.patterns import compile_late

_LONGEST, _FEWEST, _OF_TABLE = 600, 2, 3
_SUMS_UP = compile_late(
    r"\b(?:both|the (?:two|three|four)|bilateral|mutual|each|countr(?:y|ies)|nations?|powers|sides?"
    r"|cit(?:y|ies)|count(?:y|ies)|provinces?|places|regions?|areas?|counterparts?|neighbou?r\w*|another|others?|here|there|elsewhere|etc|respective(?:ly)?"
    r"|together|domestic|home|local|international|foreign|overseas|abroad|world\w*|global)\b",
    re.IGNORECASE,
)
_LINK = ZH_SENTENCES.late("joins_places")


class _Item(NamedTuple):
    """A place of a list: its English name, its place, what shows it in letters alone, whether the table has it."""

    name: str
    span: Span
    forms: frozenset[str]
    is_of_table: bool


def find_lists(source: str) -> list[int]:
    """Return where a text in simplified script has what joins the items of a list, in order."""
    return [match.start() for match in _LINK.finditer(source)]


def find_lost_places(texts: Texts, neighbours: Sequence[Texts] = ()) -> Iterator[tuple[str, Span]]:
    """Yield the place of a list that its translation lacks, with its English name.

    >>> [name for name, _ in find_lost_places(("他去过德国和新西兰。", "He has been to Germany."))]
    ['New Zealand']
    """
    from glossary.dictionary.script_folding import simplify

    source = simplify(texts[0])
    if max(map(len, texts)) > _LONGEST or not _LINK.search(source) or _SUMS_UP.search(texts[1]):
        return
    letters = fold_spelling(texts[1])
    around = "".join((letters, *(fold_spelling(target) for _, target in neighbours)))
    for run in _find_runs(source):
        lost = [one for one in run if not any(form in around for form in one.forms)]
        if len(lost) != 1 or (len(run) >= _OF_TABLE and all(one.is_of_table for one in run)):
            continue  # longer lists of the table are looked at elsewhere
        if all(one is lost[0] or any(form in letters for form in one.forms) for one in run):
            yield lost[0].name, lost[0].span


def _find_runs(source: str) -> Iterator[list[_Item]]:
    """Yield the lists of places that are complete."""
    links, run, places = ZH_SENTENCES.words("between_items"), list[_Item](), _list_places(source)
    joined = {one.span.end for one in places} & {one.span.start for one in places}  # 贵州遵义
    for item in (*places, None):
        if item and run and source[run[-1].span.end : item.span.start] in links:
            run.append(item)
            continue
        is_joined = any(not joined.isdisjoint(one.span) for one in run)
        has_several = _FEWEST <= len({one.name for one in run}) == len(run)
        if has_several and not is_joined and _is_complete(source, run):
            yield run
        run = [item] if item else []


def _is_complete(source: str, run: Sequence[_Item]) -> bool:
    start, end = run[0].span.start, run[-1].span.end
    links = ZH_SENTENCES.words("between_items")
    goes_on = source.endswith(links, 0, start) or source.startswith(links, end)
    return not goes_on and not source.startswith(ZH_SENTENCES.words("and_others"), end)


def _list_places(source: str) -> list[_Item]:
    """Return the places that a text in simplified script names, in order."""
    found = list[_Item]()
    for meaning, span in find_all_meanings("places", source):
        if meaning.english and meaning.english[0][0].isupper():
            words = (fold_spelling(word.strip("*")) for word in (*meaning.english, *meaning.signs))
            found.append(_Item(meaning.english[0], span, frozenset(filter(None, words)), True))
    taken = {index for one in found for index in range(*one.span)}
    for place in find_places(source):
        if taken.isdisjoint(range(*place.span)):
            forms = {*map(fold_spelling, place.names), *find_given_spellings(place.text)}
            bare = place.text.rstrip(ZH_NAMES.characters("kind_of_place"))
            forms |= find_given_spellings(bare) if len(bare) > 1 else set()
            found.append(_Item(place.english, place.span, frozenset(forms), False))
    return sorted(found, key=lambda one: one.span)
