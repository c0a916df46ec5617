"""The rule `hyphenation-variant`."""

import re
from collections.abc import Container, Iterator, Sequence

from align.linter.context import Context
from align.linter.families.variants import Forms, VariantRule
from align.linter.rule import Bad, Trigger
from align.model import Document, Severity, Span
from glossary.lang.function_words import PHRASE_OPENERS
from glossary.pack.patterns import compile_late

_BEFORE, _BEHIND = r"(?<![\w@#./-])", r"(?![\w@-]|[./]\w)"
_HYPHENATED = compile_late(rf"{_BEFORE}([a-z]{{2,}}-[a-z]{{2,}}|[a-z]-[a-z]{{3,}}){_BEHIND}")
_WORD = compile_late(rf"{_BEFORE}([a-z]+){_BEHIND}")
_TWO_WORDS = compile_late(rf"{_BEFORE}(?=([a-z]{{2,}} [a-z]{{2,}}){_BEHIND})")
_NEXT = compile_late(r"\s+([A-Za-z]+)")
_RIGHTLY_TWO_WORDS = compile_late(
    r"(?:well|ill|much|ever|far|long|so|then|now|\w+ly)-|\w+-(?:away|back|by|down|in|off|on|out|over|through|together|up)$"
)


class HyphenationVariant(VariantRule):
    """A word is written both with and without its hyphen in one document.

    What it finds
    -------------
    The first occurrence of the rarer form of a word that is written with a hyphen and as one word (co-operation,
    cooperation), or with a hyphen and as two (decision-making, decision making).

    Why it matters
    --------------
    A publisher has one form for each word, and a search finds only the form that is searched for.

    When it stays silent
    --------------------
    It is off by default, because most publishers leave it to the copy editor; `--select hyphenation-variant` runs it.
    On two words next to a hyphen that holds them together before a noun (rare earth, a rare-earth mine), after an
    adverb (well known), and on verbs (to buy back).

    Measured
    --------
    3 infos in the human references of news (.025 per 1,000 words), 15 in 89,278 words of bank reports (.17), 132 in 1.1
    million words of essays (.12).
    """

    severity = Severity.INFO
    mqm = "terminology/inconsistent-use-of-terminology"
    targets = ("en",)
    default = False
    trigger = Trigger(chars="-")
    good = (
        "A rare-earth mine yields rare earth.",
        "A well-known man is well known.",
        "They buy back shares; the buy-back is over.",
        "The long-term plan holds in the long term.",
    )
    bad = (
        Bad("They agreed on cooperation: ⟦co-operation⟧ is good, cooperation is better."),
        Bad("Decision making is hard. Much of decision making is luck, and ⟦decision-making⟧ is slow."),
        Bad("By e-mail, not by ⟦email⟧; an e-mail is short."),
    )

    def find_forms(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Forms]:
        """Look for the other forms of each word with a hyphen."""
        hyphenated = _find_places(_HYPHENATED, document.prose)
        others = {word.replace("-", other) for word in hyphenated for other in ("", " ")}
        plain = {**_find_places(_WORD, document.prose, others), **_find_places(_TWO_WORDS, document.prose, others)}
        for word, places in hyphenated.items():
            closed, opened = word.replace("-", ""), word.replace("-", " ")
            yield {word: places, closed: plain.get(closed, [])}
            if not _RIGHTLY_TWO_WORDS.match(word):
                alone = [place for place in places if not _precedes_noun(document.prose, place.end)]
                yield {word: alone, opened: plain.get(opened, [])}


def _find_places(form: re.Pattern[str], prose: str, wanted: Container[str] | None = None) -> dict[str, list[Span]]:
    """Return the places of what an expression matches, by its text; only of what is wanted (None: all)."""
    found: dict[str, list[Span]] = {}
    for match in form.finditer(prose):
        if wanted is None or match[1] in wanted:
            found.setdefault(match[1], []).append(Span(*match.span(1)))
    return found


def _precedes_noun(prose: str, end: int) -> bool:
    """Return whether a word follows that may be a noun."""
    match = _NEXT.match(prose, end)
    return match is not None and match[1].lower() not in PHRASE_OPENERS
