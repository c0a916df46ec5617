"""The rule `mixed-spelling`."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from align.lang.en_conventions import load_spellings
from align.linter.context import Context
from align.linter.families.variants import Forms, VariantRule
from align.linter.rule import Bad, Trigger
from align.model import Document, Edit, Finding, Fix, Severity, Span
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"(?<![\w@#./'’])[a-z]+(?![\w@]|[./]\w)")


@cache
def _load_others() -> dict[str, str]:
    """Return each word that only one system spells so, and how the other one spells it."""
    british, doubled, american, in_ise, in_ize = load_spellings()
    return british | american | doubled | in_ise | in_ize


@cache
def _build_trigger() -> Trigger:
    return Trigger(literals=_drop_longer(_load_others()))


def _drop_longer(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without those that begin with another one."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return tuple(kept)


class MixedSpelling(VariantRule):
    """British and American spellings are mixed in one document.

    What it finds
    -------------
    The first occurrence of each word in the rarer spelling, where one document has words that only the British spell so
    (colour, centre, defence, organise) and words that only Americans do (labor, traveled, analyze), or writes both -ise
    and -ize. One warning counts them all; the other words are infos. The fix writes the other spelling.

    Why it matters
    --------------
    Where a text was translated in pieces, or edited by two hands, its spelling betrays it first.

    When it stays silent
    --------------------
    On words with a capital (the Labour Party); on -ize next to colour, as Oxford writes; on words that both sides write
    (grey, program, cancelled); on travelled and other doubled letters, unless the document writes the same word with
    one letter too.

    Measured
    --------
    No warning in the human references of news; 2 in 111,138 words of other human translations, 1 in 89,278 words of
    bank reports, 18 in 1.1 million words of essays (.016 per 1,000), all right.
    """

    mqm = "locale-convention/spelling"
    targets = ("en",)
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
        Bad("They organized it, recognized it and ⟦criticised⟧ it anew."),
        Bad("The traveling men were ⟦travelling⟧ on."),
        Bad("They realise and organise ⟦labor⟧."),
    )

    def get_trigger(self) -> Trigger:
        """Return the words that only one system spells so, read from their table where a text is looked through."""
        return _build_trigger()

    def find_forms(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Forms]:
        """Sort the words at the hits by the system they belong to."""
        spellings, places = load_spellings(), dict[str, list[Span]]()
        for hit in dict.fromkeys(hits):
            if match := _WORD.match(document.prose, hit):
                places.setdefault(match[0], []).append(Span(*match.span()))
        british = {word for word in places if word in spellings.british or word in spellings.in_ise}
        british |= {word for word in places if word in spellings.doubled and spellings.doubled[word] in places}
        in_ize = set(places) & spellings.in_ize.keys() if british & spellings.in_ise.keys() else set()
        american = set(places) & spellings.american.keys() | in_ize
        yield {
            system: sorted(place for word in words for place in places[word])
            for system, words in (("British", british), ("American", american))
        }

    def report(self, document: Document, forms: Forms, usual: str, rare: str) -> Iterator[Finding]:
        """Report the first place of each word in the rarer spelling."""
        example = document.prose[slice(*forms[usual][0])]
        noun = "spelling" if len(forms[usual]) == 1 else "spellings"
        counts = f"{len(forms[usual])} {usual} {noun} (as “{example}”) and {len(forms[rare])} {rare}"
        for word, place in {document.prose[slice(*place)]: place for place in reversed(forms[rare])}.items():
            message = f"“{word}” is {rare} spelling; the document has {counts}: choose one."
            severity = None if place == forms[rare][0] else Severity.INFO
            yield self.finding(
                *place, message, severity=severity, fix=Fix(False, (Edit(*place, _load_others()[word]),))
            )
