"""The rule `mixed-spelling`."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from align.analysis.mixture import ranked
from align.lang.spellings import american, british, doubled, in_ise, in_ize
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix, Span

_WORD = re.compile(r"(?<![\w@#./'’])[a-z]+(?![\w@]|[./]\w)")


@cache
def _literals() -> tuple[str, ...]:
    """The words of the tables, without those that begin with another one."""
    kept: list[str] = []
    for word in sorted({*british(), *american(), *doubled(), *in_ise(), *in_ize()}):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return tuple(kept)


class MixedSpelling(TextRule):
    """British and American spelling are mixed in one document.

    What it finds
    -------------
    The first place of each word in the spelling that is rarer, where one document has words that only the British
    spell so (colour, centre, defence, organise) and words that only Americans do (labor, traveled, analyze), or
    writes both -ise and -ize. The fix writes the other spelling.

    Why it matters
    --------------
    A text that was translated in pieces, or edited by two hands, betrays it first by its spelling.

    When it stays silent
    --------------------
    For words with a capital: the World Trade Organization, the Labour Party and Pearl Harbor are names. For -ize beside
    colour: Oxford writes so. For words that both sides write: grey, program, theatre, cancelled, judgement. For
    travelled and other doubled letters, unless the document writes the same word with one letter too.

    Measured
    --------
    No warning in the WMT 2021-23 human references (118,669 words, taken in blocks of 20 segments); 2 in 1 of 242
    documents of other human translations (111,138 words), 1 in 89,278 words of bank reports, 28 in 18 of 175 published
    essays (1.1 million words, .025 per 1,000), mixtures all of them. 23 in 596,049 words of machine translations.
    """

    mqm = "locale-convention/spelling"
    trigger = Trigger(literals=_literals())
    good = (
        "The Labour Party sent its colours to Pearl Harbor and the Department of Defense.",
        "The centre organized a programme on the colour of labour, as Oxford spells it.",
        "The gray cat traveled; it was labelled in color.",
        "A program meter on a practice license costs a check.",
        "The file colour.html holds the color; see #labour and @centre.",
    )
    bad = (
        Bad("The colour of the harbour is that of the ⟦center⟧."),
        Bad("Their labor is an honor, and their ⟦behaviour⟧ shows it."),
        Bad("They organized it, recognized it and ⟦criticised⟧ it, and ⟦organised⟧ it anew."),
        Bad("The traveling men were ⟦travelling⟧ on."),
        Bad("They realise and organise ⟦labor⟧ and ⟦summarize⟧ it."),
    )

    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Sort the words at the hits by the system they belong to."""
        places: dict[str, list[Span]] = {}
        for hit in dict.fromkeys(hits):
            if match := _WORD.match(document.prose, hit):
                places.setdefault(match[0], []).append(Span(*match.span()))
        systems = _systems(places)
        sides = {side: sorted(place for word in words for place in places[word]) for side, words in systems.items()}
        for side in (order := ranked(sides))[1:]:
            example = document.prose[slice(*sides[order[0]][0])]
            counts = f"{len(sides[order[0]])} {order[0]} spellings (as “{example}”) and {len(sides[side])} {side}"
            for word, spelling in systems[side].items():
                message = f"“{word}” is {side} spelling; the document has {counts}: choose one."
                fix = Fix(False, (Edit(*places[word][0], spelling),))
                yield self.finding(*places[word][0], message, fix=fix)


def _systems(words: Collection[str]) -> dict[str, dict[str, str]]:
    """The words that belong to each system, with how the other one spells them."""
    ise = _among(words, in_ise())
    twice = {word: other for word, other in _among(words, doubled()).items() if other in words}
    ize = _among(words, in_ize()) if ise else {}
    return {"British": _among(words, british()) | twice | ise, "American": _among(words, american()) | ize}


def _among(words: Collection[str], table: Mapping[str, str]) -> dict[str, str]:
    return {word: table[word] for word in words if word in table}
