"""The rule `sentence-fragment`."""

from collections.abc import Iterator, Sequence

from align.linter.context import Context
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Finding
from glossary.pack.patterns import compile_late

_OPENER = compile_late(r"(?:Even though|Although|Though)\s+(?P<clause>[^?!]+)\.(?:[)\]]|\x1a)*\Z")
_PAUSE = compile_late(r"[,;:—–()]|(?<=\s)-+(?=\s)")
_ASIDE = compile_late(
    r"[^,;:—–]+, (?:like|unlike|including|along with|together with|as well as|such as"
    r"|for (?:example|instance)|of course|in (?:theory|principle))\b[^,;:—–]*"
    r", (?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should"
    r"|does|do|did)\b[^,;:—–]+"
)
_ABBREVIATION = compile_late(r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Inc|Co|Ltd|Corp|vs|etc|Jr|Sr|Gen|Prof))\Z")
_OTHER_SUBJECT = compile_late(
    r"(?<!\bthat)(?<!\bwhich)(?<!\bwho)(?<!\bwhen)(?<!\bwhile)(?<!\bwhere)(?<!\bas)(?<!\bbecause)(?<!\bif)(?<!\bwhat)"
    r"(?<!\bhow)(?<!\bwhy)(?<!\bthan)(?<!\band)(?<!\bor)(?<!\bbut)\s"
    r"(?:he|she|we|they|I|(?:it|this|there) (?:is|was|has|had|will|would|can|could|may|might|does|did|\w+(?:s|ed)))\b"
)
_LEAST_WORDS = 6
_LONGEST = 600


class SentenceFragment(TextRule):
    """A sentence begins with "Although" or "Though" and has no main clause.

    What it finds
    -------------
    "Although China is far from being the only producer." and nothing after: a whole sentence of six words or more that
    begins with Although, Though or Even though and has no second clause. Commas around an aside ("Although France, like
    Spain, has coal.") do not count as one.

    Why it matters
    --------------
    Chinese may set a full stop where English needs a comma and the rest of the thought. Translated sentence by
    sentence, the first clause is left hanging.

    When it stays silent
    --------------------
    Where any other comma, colon, dash or bracket may begin the main clause; where a pronoun begins one without a comma;
    in questions and exclamations; in direct speech; in short afterthoughts ("Though not for long."); and where the
    sentence may have been cut at an abbreviation.

    Measured
    --------
    No alarm in 4,505 human references of news, nor in 1.1 million words of essays with 221 such beginnings; the only
    one elsewhere, in an article, was right.
    """

    mqm = "fluency/grammar"
    targets = ("en",)
    trigger = Trigger(literals=("although ", "though "))
    good = (
        "Although he came late, she stayed.",
        "Although she was ill he came to dinner.",
        "Though not for long. It was difficult, though.",
        '"Although nobody in the village believes it." She laughed.',
        "Although the law was passed in May: nobody keeps it.",
        "Although this is what the many people in the village want?",
        "Although tin, like zinc, is cheap, nobody mines it here today.",
    )
    bad = (
        Bad("⟦Although the region is far from being the only one with large mines.⟧ Countries like Peru mine as well."),
        Bad("Prices fell. ⟦Even though the harvest of the last three years was poor.⟧"),
        Bad("⟦Although France, like many of its neighbours, has a little coal.⟧ It buys oil."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at the sentences that begin at the hits."""
        for hit in hits:
            start = hit - 5 if document.prose[max(0, hit - 5) : hit] == "Even " else hit
            if not document.prose[start].isupper():
                continue
            segment = document.segment(start)
            if segment.start == start and _is_fragment(document.prose[start : min(segment.end, start + _LONGEST)]):
                message = "This sentence begins with “although” and has no main clause: join it to the next sentence."
                yield self.finding(start, segment.end, message)


def _is_fragment(sentence: str) -> bool:
    match = _OPENER.match(sentence)
    if not match or _ABBREVIATION.search(sentence, 0, match.end("clause")):
        return False
    clause = match["clause"]
    if len(clause.split()) < _LEAST_WORDS - 1 or _OTHER_SUBJECT.search(clause):
        return False
    return not _PAUSE.search(clause) or bool(_ASIDE.fullmatch(clause))
