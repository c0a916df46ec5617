"""Words by which a Chinese clause as a whole is denied or forbidden, and what makes them something else.

`zh/denials` has words that deny or forbid, each without the longer words that it is part of; a row is there only where
English hardly ever says the same without a negative word. 不是 and 不要 have rows only before some words, for English
often has a positive way to say them. `zh/negation` has, by kind:

- `sign`: characters of which each built-in denial has one
- `doubtful`: what in the same clause makes it doubtful what is denied: a second negative word, a question, a bound, and
  words that English turns round (不会忘记, “will remember”; 不得超过, “up to”)
- `negative`: what may make any word of a sentence negative in English
- `affirmed`: by what a clause as a whole is permitted, demanded, planned or said to be so
- `question`: what makes a sentence a question, or a condition that English may turn round
- `not`: what denies a quality; `zh_en/qualities` has the qualities and what English calls them
- `consent` and `forbidden`: what is forbidden without consent, two negative words, of which English needs both
- `loose`: denials for which English may say something else that is positive: what they deny is looked for in it
"""

import re
from collections.abc import Iterator

from align.lang.word_patterns import CHINESE_COLUMNS, STOPS, find_pattern, list_words
from align.model import Span
from glossary.dictionary.script_folding import simplify
from glossary.pack.tables import Form, cache_by_packs, is_changed, read_rows, split_cell

DENIALS = Form("align", "zh/denials", CHINESE_COLUMNS, key=("words",), chinese=CHINESE_COLUMNS)
NEGATION = Form(
    "align",
    "zh/negation",
    ("kind", *CHINESE_COLUMNS),
    key=("words",),
    needed=("kind",),
    chinese=CHINESE_COLUMNS,
    choices=(
        (
            "kind",
            ("sign", "doubtful", "negative", "affirmed", "question", "not", "consent", "forbidden", "loose"),
        ),
    ),
)
QUALITIES = Form(
    "align",
    "zh_en/qualities",
    ("words", "not_after", "english"),
    key=("words",),
    needed=("english",),
    chinese=("words", "not_after"),
)
_LONGEST_AFFIRMED = 100
"""Characters of a sentence that is affirmed; in a longer one English may say anything negatively."""

STOP = re.compile("[，。；：！？,;:!?\n]")
_CLAUSE = re.compile('[^，。；：！？,;:!?\n“”"（）()「」]+')


def find_denied_qualities(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the qualities that a text in either script denies, each with a pattern of what English calls it.

    >>> [(tuple(span), word) for span, word in find_denied_qualities("这并不便宜。")]
    [((1, 5), 'cheap')]
    """
    text = simplify(text)
    for match in () if _finds("question", text) else _find("not").finditer(text):
        quality = find_pattern(QUALITIES).match(text, match.end())
        if quality and not _finds("doubtful", text[: match.start()] + text[quality.end() :]):
            yield Span(match.start(), quality.end()), _map_qualities()[quality[0]]


def may_deny(text: str) -> bool:
    """Return whether a Chinese text, in either script, has a character of any word that `find_denials` looks for."""
    return is_changed(DENIALS) or _finds("sign", simplify(text))


def find_affirmed(text: str) -> Span | None:
    """Return the first word that affirms a sentence, in either script, where nothing in it may be negative in any way.

    >>> find_affirmed("此药可以与酒精同时服用。"), find_affirmed("此药可以停用。")
    (Span(start=2, end=4), None)
    """
    text = simplify(text) if len(text) <= _LONGEST_AFFIRMED else ""
    found = _find("affirmed").search(text)
    return None if found is None or _finds("negative", text) else Span(*found.span())


def find_forbidden_unless(text: str) -> Span | None:
    """Return what is forbidden without consent, in either script: 未经同意不得转让."""
    found = _compile_unless().search(simplify(text))
    return Span(*found.span()) if found else None


def find_denials(text: str) -> Iterator[Span]:
    """Yield the words of a text in simplified script that deny or forbid what a clause says, where nothing is in doubt.

    >>> [list(map(tuple, find_denials(text))) for text in ("并不构成要约。", "他不得不走。", "会不会下雨？")]
    [[(0, 2)], [], []]
    """
    if _finds("question", text):
        return
    for clause in _CLAUSE.finditer(text):
        for match in find_pattern(DENIALS).finditer(text, *clause.span()):
            rest = f"{text[clause.start() : match.start()]} {text[match.end() : clause.end()]}"
            if not _finds("doubtful", rest):
                yield Span(*match.span())


def is_loose(text: str, denial: Span) -> bool:
    """Return whether English may say something else that is positive for a denial of a text in either script."""
    return simplify(text).startswith(list_words(NEGATION, "loose"), denial.start)


def _find(kind: str) -> re.Pattern[str]:
    return find_pattern(NEGATION, kind)


def _finds(kind: str, text: str) -> bool:
    return find_pattern(NEGATION, kind).search(text) is not None


@cache_by_packs
def _compile_unless() -> re.Pattern[str]:
    consent, forbidden = ("|".join(map(re.escape, list_words(NEGATION, kind))) for kind in ("consent", "forbidden"))
    return re.compile(f"(?:{consent})[^{STOPS}]{{1,24}}[，,]?[^{STOPS}]{{0,16}}?(?:{forbidden})")


@cache_by_packs
def _map_qualities() -> dict[str, str]:
    """Return the pattern of what English calls each quality."""
    rows = [row.cells for row in read_rows(QUALITIES)]
    return {
        word: "|".join(map(re.escape, split_cell(english, "|")))
        for words, _, english in rows
        for word in split_cell(words, "/")
    }
