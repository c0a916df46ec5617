"""Comparisons that a translation turns: 高于去年, "lower than last year".

English may turn a comparison round with its two sides (乙低于甲, "A is higher than B"). So only those are compared of
which one side is a word of `zh_en/compared`, and is on the same side of the comparison in both texts.

`zh_en/comparisons` has qualities that exclude each other, each with the English words of comparisons that show it.
`zh/comparisons` has by kind what makes a comparison: an adjective with 于 (`than`); words that do without one (`over`,
`under`), with the quality that they compare in `quality`; 比 (`against`), with an adverb of degree before the adjective
and the `end` after it. With words of the kind `denied` nothing is compared. `en/comparisons` has what is between the
two sides in English.
"""

import re
from collections.abc import Iterator, Mapping

from align.lang.exchanged_words import Texts, fold
from align.lang.negation import ENGLISH_DENIALS
from align.lang.patterns import (
    CHINESE_COLUMNS,
    compile_english,
    find_pattern,
    join_english,
    list_words,
)
from align.model import Span
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

COMPARISONS = Form(
    "align",
    "zh/comparisons",
    ("kind", "quality", *CHINESE_COLUMNS),
    key=("words",),
    chinese=("quality", *CHINESE_COLUMNS),
    choices=(("kind", ("than", "over", "under", "against", "degree", "end", "denied")),),
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
_LONGEST, _NEAR = 400, 50
_STOPS = "，。；：！？,;"


def find_comparisons(source: str) -> list[int]:
    """Return where a text in simplified script compares something, in order."""
    return [match.start() for match in _compile_compared().finditer(source)]


def find_turned_comparisons(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield the comparison of a sentence that its translation turns, and the word that does so.

    >>> [tuple(one) for one, _ in find_turned_comparisons(("产量高于去年。", "Output was lower than last year."))]
    [(2, 6)]
    """
    from glossary.dictionary.script_folding import simplify

    source = simplify(texts[0]) if max(map(len, texts)) < _LONGEST else ""
    matches = list(_compile_compared().finditer(source))
    folded = fold(texts[1]) if len(matches) == 1 else ""
    denied = find_pattern(COMPARISONS, "denied")
    if not folded or denied.search(_compile_compared().sub(" ", source)):
        return
    if compile_english(ENGLISH_DENIALS, "comparison").search(folded):
        return
    match = matches[0]
    quality = match["than"][:-1] if match["than"] else match["degree"]
    if not quality:
        word = match["over"] or match["under"]
        rows = [row.cells for row in read_rows(COMPARISONS) if row.cells[0] in ("over", "under")]
        quality = next(cells[1] for cells in rows if word in split_cell(cells[4], "/"))
    right, wrong = _list_patterns()[quality]
    found = list(wrong.finditer(folded))
    if len(found) != 1 or right.search(folded):
        return
    standard = match["standard"] or match["excelled"] or match["excelling"] or match["other"]
    if _has_same_sides((source[: match.start()], standard), folded, found[0]):
        yield Span(*match.span()), Span(*found[0].span())


def _has_same_sides(sides: tuple[str, str], folded: str, word: re.Match[str]) -> bool:
    """Return whether the two sides of a comparison are those of the English one around a word, and not exchanged."""
    than = _compile_than().search(folded, word.start(), word.end() + _NEAR)
    if not than:
        return False
    before, after = folded[: word.start()], folded[than.end() :]
    votes = set[bool]()
    for given, pattern in _list_compared():
        own = [bool(given.search(side)) for side in sides]
        shown = [bool(pattern.search(side)) for side in (before, after)]
        if own[0] is not own[1] and shown[0] is not shown[1]:
            votes.add(own == shown)
    return votes == {True}


@cache_by_packs
def _compile_compared() -> re.Pattern[str]:
    """Return what finds a comparison in a text in simplified script."""
    than, over, under, against, degree, end = (
        "|".join(map(re.escape, sorted(list_words(COMPARISONS, kind), key=len, reverse=True)))
        for kind in ("than", "over", "under", "against", "degree", "end")
    )
    adjectives = (word for row in read_rows(QUALITIES) for cell in row.cells[::2] for word in split_cell(cell, "/"))
    longest_first = "|".join(map(re.escape, sorted(adjectives, key=len)[::-1]))
    other = rf"[^{_STOPS}\d"
    return re.compile(
        rf"(?P<than>{than})(?P<standard>{other}]{{2,16}})"
        rf"|(?P<over>{over})(?P<excelled>{other}]{{2,16}})"
        rf"|(?P<under>{under})(?P<excelling>{other}]{{2,16}})"
        rf"|(?:{against})(?P<other>[^{_STOPS}{against}]{{1,14}}?)(?:{degree})?"
        rf"(?P<degree>{longest_first})(?=[{_STOPS}\s\d]|{end}|\Z)"
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
