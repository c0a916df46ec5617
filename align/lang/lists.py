"""Lists that a translation shortens: a word of a table is missing, or there is one item less.

法国、德国、意大利和西班牙, "France, Germany and Spain"; 手机、电脑、电视和相机, "mobile phones, computers and cameras".
Items are counted only where the list is the only one of its sentence on both sides, and leaves no doubt how many it
has.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.lang.exchanged_words import Meaning, Texts, find_all_meanings, fold
from align.lang.list_marks import blank_marks
from align.lang.patterns import ZH_SENTENCES
from align.model import Span
from glossary.pack.patterns import compile_late

_FEWEST, _SHORTEST = 3, 4
_NO_LETTERS = compile_late("[^a-z]+")
_TABLES = ("places", "bearers", "kinds")
"""Of what, if it is left out, other rules give the name."""
_LONGEST_ITEM = 6
"""Characters that an item has at most where it ends the list, and not a clause with more in it."""
_LONGEST = 400
"""Characters of the texts of which lengths of lists are compared."""
_ENUMERATED, _DOUBTFUL = ZH_SENTENCES.late("list"), ZH_SENTENCES.late("open_list")
"""A list; what a translation may sum up, or leaves open where a list begins or ends."""
_OPEN = ZH_SENTENCES.late("goes_on_beside_list")
"""What a list goes on with beyond what was read of it."""
_JOINED = ZH_SENTENCES.late("joins_items")
"""What 和 may belong to, so that a list of three is one of two: 将生态、文化价值和城市建设结合."""
_WORDS = r"[\w'’.-]+(?: [\w'’.-]+){0,3}"
_LISTED = compile_late(rf"(?P<items>(?:, {_WORDS}){{0,9}}?),? (?:and|or) (?=\w)")
_LINKED = compile_late(r"\b(?:and|or)\b")
_MORE = compile_late(r"\b(?:as well as|both|also|along with|together|plus|in addition|others?|various|etc)\b", re.I)


def find_left_out(table: str, texts: Texts, neighbours: Sequence[Texts] = ()) -> Iterator[tuple[Meaning, Span]]:
    """Yield the meanings of a table that a source lists and its translation lacks, with their places in the source.

    Nothing is found unless the translation has all other words of the list: it may sum a list up.
    """
    from glossary.dictionary.script_folding import simplify

    source, folded, squeezed = simplify(texts[0]), fold(texts[1]), ""
    for run in _find_lists(source, find_all_meanings(table, source)):
        squeezed = squeezed or _squeeze("\n".join((texts[1], *(target for _, target in neighbours))))
        lost = [(one, span) for one, span in run if not (one.is_shown(folded) or _has_any(squeezed, one))]
        if len(lost) == 1:
            yield lost[0]


def _find_lists(source: str, found: Sequence[tuple[Meaning, Span]]) -> Iterator[list[tuple[Meaning, Span]]]:
    """Yield the runs of words that nothing but commas and conjunctions part; none that goes on with others."""
    run: list[tuple[Meaning, Span]] = []
    for one, span in found:
        if run and source[run[-1][1].end : span.start] not in ZH_SENTENCES.words("between_items"):
            yield from [run] if _is_complete(source, run) else []
            run = []
        run.append((one, span))
    yield from [run] if _is_complete(source, run) else []


def _is_complete(source: str, run: Sequence[tuple[Meaning, Span]]) -> bool:
    if len({one for one, _ in run}) < max(len(run), _FEWEST):
        return False
    start, end = run[0][1].start, run[-1][1].end
    links, others = ZH_SENTENCES.words("between_items"), ZH_SENTENCES.words("and_others")
    goes_on = source[start - 1 : start] in links or source[end : end + 1] in links
    # a translation may shorten a list that is not complete
    return not goes_on and not source.startswith(others, end)


def _has_any(squeezed: str, meaning: Meaning) -> bool:
    """Return whether letters in a row may be a word of a meaning, however it is spaced: Xi 'an, equal-Japan."""
    words = map(_squeeze, (*meaning.english, *meaning.signs))
    return any(len(word) >= _SHORTEST and word in squeezed for word in words)


def _squeeze(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


class Shortened(NamedTuple):
    """A list of a source, its number of items, and that of its translation."""

    span: Span
    items: int
    rendered: int


def find_shortened_list(texts: Texts) -> Shortened | None:
    """Return the list of a sentence of which its translation has one item less; None where anything is doubtful.

    >>> find_shortened_list(("产品包括手机、电脑、电视和相机。", "They are mobile phones, computers and cameras."))
    Shortened(span=Span(start=0, end=15), items=4, rendered=3)
    """
    source, target = blank_marks(texts[0]), texts[1]
    if source.count("、") < _FEWEST - 2 or max(map(len, texts)) > _LONGEST:
        return None
    matches = list(_ENUMERATED.finditer(source))
    if len(matches) != 1 or matches[0][0].count("、") != source.count("、"):
        return None
    match, (start, end) = matches[0], matches[0].span()
    is_open = _OPEN.match(source[start - 1 : start]) or _OPEN.match(source, end)
    if is_open or _DOUBTFUL.search(source[start : end + 2]):
        return None
    items = match["middle"].count("、") + 1 + bool(match["link"])
    goes_on = end - match.end("link") > _LONGEST_ITEM  # 避免歪曲、遗漏文字和数字而造成的误会 lists two things
    fewest = _FEWEST + bool(match["link"] and (goes_on or _JOINED.search(source)))
    if items < fewest or _count_rendered(target) != items - 1:
        return None
    is_named = any(next(find_left_out(table, texts), None) for table in _TABLES)
    return None if is_named else Shortened(Span(start, end), items, items - 1)


def _count_rendered(target: str) -> int:
    """Return how many items the only list of an English sentence has; 0 where that is not sure."""
    matches = [] if _MORE.search(target) else list(_LISTED.finditer(target))
    if len(matches) != 1 or len(_LINKED.findall(target)) != 1:
        return 0
    commas = matches[0]["items"].count(",")
    return commas + 2 if commas or "," not in target else 0
