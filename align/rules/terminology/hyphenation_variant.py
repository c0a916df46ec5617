"""The rule `hyphenation-variant`."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from align.analysis.mixture import ranked, tally
from align.lang.function_words import FUNCTION_WORDS
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Finding, Severity, Span

_BEFORE, _BEHIND = r"(?<![\w@#./-])", r"(?![\w@-]|[./]\w)"
_HYPHENATED = re.compile(rf"{_BEFORE}([a-z]{{2,}}-[a-z]{{2,}}|[a-z]-[a-z]{{3,}}){_BEHIND}")
_WORD = re.compile(rf"{_BEFORE}([a-z]+){_BEHIND}")
_TWO_WORDS = re.compile(rf"{_BEFORE}(?=([a-z]{{2,}} [a-z]{{2,}}){_BEHIND})")
_NEXT = re.compile(r"\s+([A-Za-z]+)")
_TWO_RIGHTLY = re.compile(
    r"(?:well|ill|much|ever|far|long|so|then|now|\w+ly)-|\w+-(?:away|back|by|down|in|off|on|out|over|through|together|up)$"
)


class HyphenationVariant(TextRule):
    """A word is written with and without its hyphen in one document.

    What it finds
    -------------
    The first place of the rarer form of a word that is written with a hyphen and as one word (co-operation,
    cooperation), or with a hyphen and as two (decision-making, decision making).

    Why it matters
    --------------
    A house has one form for each word; a search finds only what is written as one searches.

    When it stays silent
    --------------------
    It is off by default: most houses leave it to the copy editor. For two words beside a hyphen that holds them
    together before a noun (rare earth, a rare-earth mine), behind an adverb (well known), and for verbs (to buy back).

    Measured
    --------
    3 remarks in the WMT 2021-23 human references (118,669 words, taken in blocks of 20 segments; .025 per 1,000), 15 in
    89,278 words of bank reports (.17), 132 in 1.1 million words of published essays (.12).
    """

    severity = Severity.INFO
    mqm = "terminology/inconsistent-use-of-terminology"
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

    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Look for the other form of each word with a hyphen that no noun follows."""
        hyphenated = _places(_HYPHENATED, document.prose)
        others = {word.replace("-", other) for word in hyphenated for other in ("", " ")}
        plain = {**_places(_WORD, document.prose, others), **_places(_TWO_WORDS, document.prose, others)}
        for word, places in hyphenated.items():
            closed, opened = word.replace("-", ""), word.replace("-", " ")
            yield from self._compare({word: places, closed: plain.get(closed, [])})
            if not _TWO_RIGHTLY.match(word):
                alone = [place for place in places if not _before_noun(document.prose, place.end)]
                yield from self._compare({word: alone, opened: plain.get(opened, [])})

    def _compare(self, forms: Mapping[str, Sequence[Span]]) -> Iterator[Finding]:
        for form in ranked(forms)[1:]:
            yield self.finding(*forms[form][0], f"The document has {tally(forms)}: choose one.")


def _places(form: re.Pattern[str], prose: str, wanted: Container[str] | None = None) -> dict[str, list[Span]]:
    """Where each match of a form stands, of those wanted (None: all)."""
    found: dict[str, list[Span]] = {}
    for match in form.finditer(prose):
        if wanted is None or match[1] in wanted:
            found.setdefault(match[1], []).append(Span(*match.span(1)))
    return found


def _before_noun(prose: str, end: int) -> bool:
    """Whether a word follows that may be a noun."""
    match = _NEXT.match(prose, end)
    return match is not None and match[1].lower() not in FUNCTION_WORDS
