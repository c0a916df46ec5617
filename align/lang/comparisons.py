"""Comparisons that a translation turns: 高于去年, "lower than last year".

English may turn a comparison round with its two sides (乙低于甲, "A is higher than B"). So only those are compared of
which a word of one side is on the same side of the comparison in both texts: a word of `zh_en/compared`, else one that
the dictionary knows; and those without sides that say by how much (低15%).

`zh_en/comparisons` has qualities that exclude each other, each with the English words of comparisons that show it.
`zh/comparisons` has by kind what makes a comparison: an adjective with 于 (`than`); words that do without one (`over`,
`under`), with the quality that they compare in `quality`; 比 (`against`), with an adverb of degree before the adjective
and the `end` after it; an adjective before a number with a `measure`, except in words of the kind `no measure`
(提高15%). With words of the kind `denied` nothing is compared. `en/comparisons` has what is between the two sides in
English.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from align.lang.exchanged_words import Texts, fold
from align.lang.negation import ENGLISH_DENIALS
from align.lang.patterns import (
    CHINESE_COLUMNS,
    ZH_SENTENCES,
    compile_english,
    find_pattern,
    join_english,
    list_words,
    look_for_firsts,
)
from align.model import Span
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

COMPARISONS = Form(
    "align",
    "zh/comparisons",
    ("kind", "quality", *CHINESE_COLUMNS),
    key=("words",),
    chinese=("quality", *CHINESE_COLUMNS),
    choices=(
        (
            "kind",
            ("than", "over", "under", "against", "degree", "end", "measure", "figure", "share", "no measure", "denied"),
        ),
    ),
)
QUALITIES = Form(
    "align",
    "zh_en/comparisons",
    ("words", "english", "opposite", "opposite_english"),
    key=("words",),
    needed=("english", "opposite", "opposite_english"),
    chinese=("words", "opposite"),
)
COMPARED = Form(
    "align", "zh_en/compared", ("words", "english"), key=("words",), needed=("english",), chinese=("words",)
)
ENGLISH_COMPARISONS = Form("align", "en/comparisons", ("words",), key=("words",))
_WITH = ZH_SENTENCES.late("compared_with")
_LONGEST, _NEAR = 400, 50
_THAN_NUMBER = compile_late(r"(?: than)? (?!(?:19|20)\d\d\b)[$€£¥]?\d")
_STOPS = "，。；：！？,;"
_SOURCE_CLAUSES, _CLAUSES = compile_late(f"[{_STOPS}]"), compile_late(r"[,;:]|\.(?!\d)| and | but | while ")


def find_comparisons(source: str) -> list[int]:
    """Return where a text in simplified script compares something, in order."""
    return [match.start() for match in _find_compared(source)]


def _find_compared(source: str) -> Iterator[re.Match[str]]:
    return (match for match in _compile_compared().finditer(source) if match.lastgroup)


def find_turned_comparisons(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield the comparison of a sentence that its translation turns, and the word that does so.

    >>> [tuple(one) for one, _ in find_turned_comparisons(("产量高于去年。", "Output was lower than last year."))]
    [(2, 6)]
    """
    from glossary.dictionary.script_folding import simplify

    source = simplify(texts[0]) if max(map(len, texts)) < _LONGEST else ""
    matches = list(_find_compared(source))
    folded = fold(texts[1]) if len(matches) == 1 else ""
    denied = find_pattern(COMPARISONS, "denied")
    if not folded or denied.search(_compile_compared().sub(" ", source)):
        return
    if compile_english(ENGLISH_DENIALS, "comparison").search(folded):
        return
    match = matches[0]
    quality = match["than"][:-1] if match["than"] else match["degree"] or match["by"]
    if not quality:
        word = match["over"] or match["under"]
        rows = [row.cells for row in read_rows(COMPARISONS) if row.cells[0] in ("over", "under")]
        quality = next(cells[1] for cells in rows if word in split_cell(cells[4], "/"))
    right, wrong = _list_patterns()[quality]
    # "more than 80 percent" compares nothing: what a source compares with is no number
    found, shown = (
        [one for one in words.finditer(folded) if not _THAN_NUMBER.match(folded, one.end())] for words in (wrong, right)
    )
    if len(found) != 1 or shown:
        return
    clause = found[0].start() - len(_CLAUSES.split(folded[: found[0].start()])[-1])
    if compile_english(ENGLISH_DENIALS, "clause of comparison").search(folded, clause):
        return
    subject, ahead = source[: match.start()], _WITH.search(source)
    standard = match["standard"] or match["excelled"] or match["excelling"] or match["other"] or ""
    if match["by"] and ahead:
        standard, subject = ahead["standard"], subject.replace(ahead[0], "")
    than = _compile_than().search(folded, found[0].start(), found[0].end() + _NEAR)
    if not than:
        is_turned = bool(match["by"])  # by how much: no side is named that may have changed places
    else:
        sides = (folded[: found[0].start()], folded[than.end() :])
        near = (_CLAUSES.split(sides[0])[-1], _CLAUSES.split(sides[1])[0])
        # words of other clauses say less of what is compared
        votes = _list_votes((_SOURCE_CLAUSES.split(subject)[-1], standard), near)
        if not votes and not _SOURCE_CLAUSES.search(subject):
            votes = _list_votes((subject, standard), sides)
        is_turned = votes == {True}
    if is_turned:
        yield Span(*match.span()), Span(*found[0].span())


def _list_votes(given: tuple[str, str], shown: tuple[str, str]) -> set[bool]:
    """Return whether the two sides of a comparison are those of the English one (True) or exchanged (False), as each
    word says that is only on one side.
    """
    votes = set[bool]()
    for one, pattern in _list_compared():
        own, other = (
            [bool(expression.search(side)) for side in sides] for expression, sides in ((one, given), (pattern, shown))
        )
        if own[0] is not own[1] and other[0] is not other[1]:
            votes.add(own == other)
    if votes:
        return votes
    from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

    written = [set(find_english_keys(side)) for side in shown]
    places = [set[bool](), set[bool]()]
    for place, side in enumerate(given):
        for word, keys in find_chinese_keys(side):
            has = [not keys.isdisjoint(one) for one in written]
            if has[0] is not has[1] and word not in given[1 - place]:
                places[place].add(has[place])
    # what something is compared with must be there: "lower than planned" is no turned 高于去年
    return places[0] | places[1] if places[1] else set()


@cache_by_packs
def _compile_compared() -> re.Pattern[str]:
    """Return what finds a comparison in a text in simplified script."""
    than, over, under, against, degree, end, unit, figure, share = (
        "|".join(map(re.escape, sorted(list_words(COMPARISONS, kind), key=len, reverse=True)))
        for kind in ("than", "over", "under", "against", "degree", "end", "measure", "figure", "share")
    )
    measure = rf"(?:[\d.]|{figure}){{1,6}}(?:{unit})|{share}"
    adjectives = [word for row in read_rows(QUALITIES) for cell in row.cells[::2] for word in split_cell(cell, "/")]
    longest_first = "|".join(map(re.escape, sorted(adjectives, key=len)[::-1]))
    others = (list_words(COMPARISONS, kind) for kind in ("than", "over", "under", "against", "no measure"))
    other, year = rf"[^{_STOPS}\d", f"(?:{ZH_SENTENCES.source('year_of_standard')})?"
    return re.compile(
        rf"{look_for_firsts(chain(adjectives, *others))}(?:"
        rf"(?P<than>{than}){year}(?P<standard>{other}]{{2,16}})"
        rf"|(?P<over>{over}){year}(?P<excelled>{other}]{{2,16}})"
        rf"|(?P<under>{under}){year}(?P<excelling>{other}]{{2,16}})"
        rf"|(?:{find_pattern(COMPARISONS, 'against').pattern})(?P<other>[^{_STOPS}{against}]{{1,14}}?)(?:{degree})?"
        rf"(?P<degree>{longest_first})(?=[{_STOPS}\s\d]|{end}|\Z)"
        rf"|{find_pattern(COMPARISONS, 'no measure').pattern}"
        rf"|(?P<by>{longest_first})(?:{end}){{0,2}}(?={measure}))"
    )


@cache_by_packs
def _compile_than() -> re.Pattern[str]:
    """Return what finds the words between the two sides of an English comparison."""
    return re.compile(join_english((row.cells[0] for row in read_rows(ENGLISH_COMPARISONS)), r"\w"))


@cache_by_packs
def _list_patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return by each Chinese quality what shows it, and what shows the opposite one."""
    found = dict[str, tuple[re.Pattern[str], re.Pattern[str]]]()
    for row in read_rows(QUALITIES):
        high, more, low, less = row.cells
        up, down = _compile(more), _compile(less)
        found |= dict.fromkeys(split_cell(high, "/"), (up, down)) | dict.fromkeys(split_cell(low, "/"), (down, up))
    return found


@cache_by_packs
def _list_compared() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    rows = [row.cells for row in read_rows(COMPARED)]
    return [
        (re.compile("|".join(map(re.escape, split_cell(given, "/")))), _compile(english)) for given, english in rows
    ]


def _compile(words: str) -> re.Pattern[str]:
    """Return what finds any of some words in small letters."""
    return re.compile(join_english(split_cell(words, "|")))
