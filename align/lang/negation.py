"""Words that deny or forbid, in Chinese and in English, and what makes them something else.

In Chinese a clause as a whole is denied or forbidden. `zh/denials` has words that deny or forbid, each without the
longer words that it is part of; a row is there only where English hardly ever says the same without a negative word.
不是 and 不要 have rows only before some words, for English often has a positive way to say them. `zh/negation` has, by
kind:

- `sign`: characters of which each built-in denial has one
- `doubtful`: what in the same clause makes it doubtful what is denied: a second negative word, a question, a bound, and
  words that English turns round (不会忘记, “will remember”; 不得超过, “up to”)
- `negative`: what may make any word of a sentence negative in English
- `affirmed`: by what a clause as a whole is permitted, demanded, planned or said to be so
- `question`: what makes a sentence a question, or a condition that English may turn round
- `not`: what denies a quality, or a deed that is negative itself (不打算取消); `zh_en/qualities` has both with their
  English words
- `consent` and `forbidden`: what is forbidden without consent, two negative words, of which English needs both
- `asked`: what makes a question of a verb before its own denial (无论支不支持); without it that is the end of a noun
  (分支不支持), unless the clause begins there
- `ended`: denials that English renders by a word of the kind `ending` (不再, “expire”)
- `loose`: denials for which English may say something else that is positive: what they deny is looked for in it

In English, `en/negative_words` has words that can carry a negation, or take its place. It is long on purpose: a text
without any of its words says nothing negative in any way. Its kinds are `negative` (`un*` for what begins so, `*less`
for what ends so), `ending` for what may render a denial of the kind `ended` and no other, `harmless` for words that
only begin like a negative one, and `phrase`.

`en/denials` has words that deny or forbid what a sentence says, words after one of them that show that it does not
(`not after denial`: “not only”), and words that turn the sense of a denial, or go with one where the source has none
(`turning`). Those of the kind `ahead` turn the sense of what follows in the clause (“only outdoors”), those of the kind
`comparison` that of a comparison.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.lang.patterns import CHINESE_COLUMNS, STOPS, compile_english, find_pattern, join_english, list_words
from align.model import Span
from glossary.dictionary.script_folding import simplify
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, is_changed, read_rows, split_cell

DENIALS = Form("align", "zh/denials", CHINESE_COLUMNS, key=("words",), chinese=CHINESE_COLUMNS)
_KINDS = ("sign", "doubtful", "negative", "affirmed", "question", "asked", "not", "consent", "forbidden")
NEGATION = Form(
    "align",
    "zh/negation",
    ("kind", *CHINESE_COLUMNS),
    key=("words",),
    needed=("kind",),
    chinese=CHINESE_COLUMNS,
    choices=(("kind", (*_KINDS, "ended", "loose")),),
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

STOP = compile_late("[，。；：！？,;:!?\n]")
_CLAUSE = compile_late('[^，。；：！？,;:!?\n“”"（）()「」]+')


def find_denied_qualities(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the qualities that a text in either script denies, each with a pattern of what English calls it.

    >>> [(tuple(span), word) for span, word in find_denied_qualities("这并不便宜。")]
    [((1, 5), 'cheap')]
    """
    text = simplify(text)
    for match in () if _finds("question", text) else find_pattern(NEGATION, "not").finditer(text):
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
    found = find_pattern(NEGATION, "affirmed").search(text)
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
            if not _finds("doubtful", rest) and not _is_asked(clause[0], match.start() - clause.start()):
                yield Span(*match.span())


def _is_asked(clause: str, denial: int) -> bool:
    """Return whether a denial in a clause comes after its own verb, and with it asks: 无论支不支持, not 分支不支持."""
    is_doubled = denial > 0 and clause[denial - 1] == clause[denial + 1 : denial + 2]
    return is_doubled and (denial == 1 or _finds("asked", clause))


def is_ended(text: str, denial: Span) -> bool:
    """Return whether a denial of a text in either script says that something ends."""
    return simplify(text).startswith(list_words(NEGATION, "ended"), denial.start)


def is_loose(text: str, denial: Span) -> bool:
    """Return whether English may say something else that is positive for a denial of a text in either script."""
    return simplify(text).startswith(list_words(NEGATION, "loose"), denial.start)


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
        word: re.escape(english).replace(r"\|", "|").replace(r"\ ", " ")
        for words, _, english in rows
        for word in split_cell(words, "/")
    }


NEGATIVE_WORDS = Form(
    "align",
    "en/negative_words",
    ("words", "kind"),
    key=("words",),
    choices=(("kind", ("negative", "ending", "harmless", "phrase")),),
)
ENGLISH_DENIALS = Form("align", "en/denials", ("words", "kinds"), key=("words",), needed=("kinds",))
_WORD = compile_late(r"[a-z]+(?:['’]t\b)?")
_FEWEST_WORDS = 2
_WITHOUT = compile_late(r"\bwithout\b", re.IGNORECASE)


class _Negative(NamedTuple):
    words: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    harmless: tuple[str, ...]
    phrases: re.Pattern[str]


def may_negate(text: str) -> bool:
    """Return whether anything in an English text can carry a negation; also where it has hardly any words.

    >>> may_negate("N/A"), may_negate("I beg to differ.")
    (True, True)
    >>> may_negate("We gave up."), may_negate("We have persevered."), may_negate("It is smoke-free.")
    (False, True, True)
    """
    text = text.lower().replace("_", "")  # which marks the letter of a key: Cance_l
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return True
    known = _load_negative_words()
    if not known.words.isdisjoint(words):
        return True
    for word in words:
        is_formed = word.startswith(known.beginnings) or word.endswith(known.endings)
        if is_formed and not word.startswith(known.harmless):
            return True
    return known.phrases.search(text) is not None


def may_end(text: str) -> bool:
    """Return whether a word in an English text says that something ends.

    >>> may_end("It expires in May."), may_end("It opens in May.")
    (True, False)
    """
    return compile_english(NEGATIVE_WORDS, "ending", flags=re.IGNORECASE).search(text) is not None


def may_forbid(text: str) -> bool:
    """Return whether anything but “without” in an English text can carry a negation.

    >>> may_forbid("You may copy it without consent."), may_forbid("You may not copy it without consent.")
    (False, True)
    """
    return may_negate(_WITHOUT.sub(" ", text))


def find_plain_denial(text: str) -> Span | None:
    """Return the word that denies or forbids what a sentence says, where it says nothing else that is negative.

    >>> find_plain_denial("It cannot be taken."), find_plain_denial("It will not only rise but soar.")
    (Span(start=3, end=9), None)
    """
    denial, turning = _compile_denials()
    found = denial.search(text)
    return None if found is None or turning.search(text) else Span(*found.span())


@cache_by_packs
def _load_negative_words() -> _Negative:
    words = [one.replace("'", mark) for one in list_words(NEGATIVE_WORDS, "negative") for mark in ("'", "’")]
    return _Negative(
        frozenset(one for one in words if "*" not in one),
        tuple(dict.fromkeys(one[:-1] for one in words if one.endswith("*"))),
        tuple(dict.fromkeys(one[1:] for one in words if one.startswith("*"))),
        tuple(one.strip("*") for one in list_words(NEGATIVE_WORDS, "harmless")),
        re.compile(join_english(list_words(NEGATIVE_WORDS, "phrase"))),
    )


@cache_by_packs
def _compile_denials() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a word that denies what a sentence says, and one that turns its sense."""
    denial, other, turning = (
        compile_english(ENGLISH_DENIALS, kind, r"\w").pattern for kind in ("denial", "not after denial", "turning")
    )
    return re.compile(rf"(?:{denial})(?! (?:{other}))", re.IGNORECASE), re.compile(turning, re.IGNORECASE)
