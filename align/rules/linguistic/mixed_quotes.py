"""Straight and curly quotation marks in one document."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from align.analysis.quotation import side
from align.lang.scripts import EAST_ASIAN_LETTERS
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix, Severity

_STRAIGHT = re.compile('"(?<![0-9]")')
_CURLY = re.compile("[“”]")
_FOREIGN = re.compile(f"[{EAST_ASIAN_LETTERS}]")
_STRAIGHT_APOSTROPHE = re.compile("'(?<=[A-Za-z]')(?=[A-Za-z])")
_CURLY_APOSTROPHE = re.compile("’(?<=[A-Za-z]’)(?=[A-Za-z])")
_TURNED = (re.compile(r"“(?<=[\w,.!?]“)"), re.compile(r"”(?=\w)"))
_OTHER = {"“": "”", "”": "“"}


class MixedQuotes(TextRule):
    """Straight and curly quotation marks are mixed in one document, or a curly one looks the wrong way.

    What it finds
    -------------
    A document that has both `"` and `“ ”`: a remark (info) on the first mark of the kind that is rarer; the same for
    straight and curly apostrophes. An opening mark that stands where a word ends, or a closing one where it begins
    (“like this“), is a warning with a safe fix.

    Why it matters
    --------------
    Mixed marks show that a text was pasted together from several hands; a mark that looks the wrong way is a plain
    misprint.

    When it stays silent
    --------------------
    For marks round or beside Chinese, Japanese or Korean words, for signs of inches, for marks with space on both
    sides, and in code.

    Measured
    --------
    Marks that look the wrong way (warning): 2 in 4,505 segments (118,669 words, .02 per 1,000) of the WMT 2021-23 human
    references, both misprints; 6 of 7 in annotated translations coincide with a marked fault; 19 in 1.1 million words
    of published essays. Mixed marks (info): 29 segments of the references; most published essays mix.
    """

    severity = Severity.INFO
    mqm = "fluency/punctuation"
    trigger = Trigger(chars="“”‘’")
    good = (
        "“We shall see,” she said, “what comes.”",
        '“We shall see,” she said of the 12" disc.',
        'The word "harmony" (“和谐”) came up.',
        "(“Nothing”—“something”)",
    )
    bad = (
        Bad('“We shall see,” she said, “what comes of ⟦"⟧harmony".”'),
        Bad('"We shall see," she said of "harmony", "peace" and ⟦“⟧order”.'),
        Bad(
            "The so-called “reform⟦“⟧ failed.",
            severity=Severity.WARNING,
            fixed="The so-called “reform” failed.",
        ),
        Bad(
            "The so-called ⟦”⟧reform” failed.",
            severity=Severity.WARNING,
            fixed="The so-called “reform” failed.",
        ),
        Bad("It’s late, they’re tired and he⟦'⟧s gone."),
    )

    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Compare the counts of both kinds; look at the neighbours of each curly mark."""
        prose = document.prose
        yield from self._mixed(prose)
        yield from self._mixed_apostrophes(prose)
        yield from self._turned(document)

    def _mixed(self, prose: str) -> Iterator[Finding]:
        straight = _native(prose, [match.start() for match in _STRAIGHT.finditer(prose)] if '"' in prose else [])
        curly = _native(prose, [match.start() for match in _CURLY.finditer(prose)] if straight else [])
        if straight and curly:
            rarer, kind = (straight, "straight") if len(straight) <= len(curly) else (curly, "curly")
            message = f"This quotation mark is {kind}; the document has {len(straight)} straight and {len(curly)} curly"
            yield self.finding(rarer[0], rarer[0] + 1, f"{message} ones: choose one kind.")

    def _mixed_apostrophes(self, prose: str) -> Iterator[Finding]:
        if "'" not in prose or "’" not in prose:
            return
        straight = [match.start() for match in _STRAIGHT_APOSTROPHE.finditer(prose)]
        curly = [match.start() for match in _CURLY_APOSTROPHE.finditer(prose)]
        if straight and curly:
            rarer, kind = (straight, "straight") if len(straight) <= len(curly) else (curly, "curly")
            message = f"This apostrophe is {kind}; the document has {len(straight)} straight and {len(curly)} curly"
            yield self.finding(rarer[0], rarer[0] + 1, f"{message} ones: choose one kind.")

    def _turned(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for match in chain.from_iterable(turned.finditer(prose) for turned in _TURNED):
            offset, mark = match.start(), match[0]
            if side(prose, offset, 0, len(prose)) == (-1 if mark == "“" else 1):
                message = f"This {mark} looks the wrong way: write {_OTHER[mark]}."
                fix = Fix(True, (Edit(offset, offset + 1, _OTHER[mark]),))
                yield self.finding(offset, offset + 1, message, severity=Severity.WARNING, fix=fix)


def _native(prose: str, places: list[int]) -> list[int]:
    """The places that have no East Asian letter beside them."""
    return [place for place in places if not _FOREIGN.search(prose, max(0, place - 2), place + 3)]
