"""What is past and what is still to come, exchanged in a translation: 已经启用, "will be put into use".

Only sentences in which nothing else may be of the other time, on either side. `zh/tenses` has words that say that
something is `past` or `to come`, and what may make a sentence `not past` or `not to come`; `en/tenses` words of a
sentence to come (`will`) and of a past one (`was`), and all that may show that a sentence is of the `past` or of the
`future`.
"""

from collections.abc import Iterator

from align.lang.exchanged_words import Texts
from align.lang.patterns import CHINESE_COLUMNS, compile_english, find_pattern
from align.model import Span
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form

TENSES = Form(
    "align",
    "zh/tenses",
    ("kind", *CHINESE_COLUMNS),
    key=("words",),
    chinese=CHINESE_COLUMNS,
    choices=(("kind", ("past", "not past", "to come", "not to come")),),
)
ENGLISH_TENSES = Form("align", "en/tenses", ("words", "kinds"), key=("words",), needed=("kinds",))
_LONGEST = 400
_TO_DO = compile_late(r"\b(?:will|shall|to|['’]ll)(?: not)?(?: also)?(?: be)?(?: [a-z]+ly)? [a-z]+\b")
"""What will be, or is to be done: “will be opened” is not past."""


def find_english_past(text: str) -> bool:
    """Return whether anything shows that an English sentence is of the past."""
    return compile_english(ENGLISH_TENSES, "past").search(text) is not None


def find_tenses(source: str) -> list[int]:
    """Return where a text in simplified script says that something is past or still to come."""
    patterns = (find_pattern(TENSES, kind) for kind in ("past", "to come"))
    return sorted(match.start() for pattern in patterns for match in pattern.finditer(source))


def find_exchanged_tenses(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield the word by which a sentence is past and its translation to come, or the other way round; one at most.

    >>> [tuple(one) for one, _ in find_exchanged_tenses(("新机场已经启用。", "The new airport will open."))]
    [(3, 5)]
    """
    from glossary.dictionary.script_folding import simplify

    if max(map(len, texts)) > _LONGEST:
        return
    source, folded = simplify(texts[0]), texts[1].lower()
    for given, wrong, right in (("past", "will", "past"), ("to come", "was", "future")):
        is_doubtful = find_pattern(TENSES, f"not {given}").search(source)
        match = None if is_doubtful else find_pattern(TENSES, given).search(source)
        rest = _TO_DO.sub(" ", folded) if given == "past" else folded
        is_right = match is None or compile_english(ENGLISH_TENSES, right, r"\w").search(rest)
        found = None if is_right else compile_english(ENGLISH_TENSES, wrong).search(texts[1])
        if match and found:
            yield Span(*match.span()), Span(*found.span())
            return
