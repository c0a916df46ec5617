"""The rule `mixed-quotes`."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from align.analysis.characters import find_marks
from align.analysis.quotation import find_side
from align.linter.context import Context
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix, Severity
from glossary.lang.scripts import EAST_ASIAN_LETTERS
from glossary.pack.patterns import compile_late

_STRAIGHT = compile_late('"(?<![0-9]")')
_FOREIGN = compile_late(f"[{EAST_ASIAN_LETTERS}]")
_STRAIGHT_APOSTROPHE = compile_late("'(?<=[A-Za-z]')(?=[A-Za-z])")
_CURLY_APOSTROPHE = compile_late("’(?<=[A-Za-z]’)(?=[A-Za-z])")
_TURNED = compile_late(r"“(?<=[\w,.!?]“)|”(?=\w)")
_OTHER = {"“": "”", "”": "“"}
_MOST_EDITS = 50
"""How many marks a fix turns at once; where there are more, the next one turns them."""


class MixedQuotes(TextRule):
    """Straight and curly quotation marks are mixed in one document, or a curly one faces the wrong way.

    What it finds
    -------------
    A document that has both `"` and `“ ”`: an info on the first mark of the rarer kind. The same for straight and curly
    apostrophes. The fix turns all marks of the rarer kind; it is safe, and left out where it is not certain on which
    side of a quotation a straight mark is. An opening mark where a word ends, or a closing one where a word begins
    (“like this“), is a warning with a safe fix.

    Why it matters
    --------------
    Mixed marks show that a text was pasted together from several hands. A mark that faces the wrong way is a plain
    misprint.

    When it stays silent
    --------------------
    On marks around or next to Chinese, Japanese or Korean words, on signs of inches, on marks with space on both sides,
    and in code.

    Measured
    --------
    Warnings: 2 in 4,505 human references of news (.02 per 1,000 words), both right; of 7 in annotated translations 6
    lie on a marked fault. Infos: in 29 of the references; most essays mix.
    """

    severity = Severity.INFO
    mqm = "fluency/punctuation"
    targets = ("en",)
    trigger = Trigger(chars="“”‘’")
    good = (
        "“We shall see,” she said, “what comes.”",
        '“We shall see,” she said of the 12" disc.',
        'The word "harmony" (“和谐”) came up.',
        "(“Nothing”—“something”)",
    )
    bad = (
        Bad(
            '“We shall see,” she said, “what comes of ⟦"⟧harmony".”',
            fixed="“We shall see,” she said, “what comes of “harmony”.”",
        ),
        Bad(
            '"We shall see," she said of "harmony", "peace" and ⟦“⟧order”.',
            fixed='"We shall see," she said of "harmony", "peace" and "order".',
        ),
        Bad('“We shall see,” she said, “what comes”⟦"⟧harmony.'),
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
        Bad("It’s late, they’re tired and he⟦'⟧s gone.", fixed="It’s late, they’re tired and he’s gone."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Count both kinds of marks, and look at the neighbours of each curly one."""
        curly = find_marks(document, "“”")
        yield from self._check_quotes(document, curly)
        yield from self._check_apostrophes(document)
        yield from self._check_direction(document.prose, curly)

    def _check_quotes(self, document: Document, curly: Sequence[int]) -> Iterator[Finding]:
        straight = _leave_out_foreign(document, _find_matching(_STRAIGHT, document.prose, find_marks(document, '"')))
        curly = _leave_out_foreign(document, curly if straight else ())
        if straight and curly:
            yield self._report_rarer("quotation mark", straight, curly, partial(_turn_quote, document.prose))

    def _check_apostrophes(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        if "'" not in prose or "’" not in prose:
            return
        straight = _find_matching(_STRAIGHT_APOSTROPHE, prose, find_marks(document, "'"))
        curly = _find_matching(_CURLY_APOSTROPHE, prose, find_marks(document, "’"))
        if straight and curly:
            yield self._report_rarer("apostrophe", straight, curly, lambda place: "'" if prose[place] == "’" else "’")

    def _report_rarer(self, name: str, straight: list[int], curly: list[int], turn: Callable[[int], str]) -> Finding:
        """Return a finding on the first mark of the rarer kind; `turn` writes one of the other kind, empty where
        unclear.
        """
        rarer, kind = (straight, "straight") if len(straight) <= len(curly) else (curly, "curly")
        message = f"This {name} is {kind}; the document has {len(straight)} straight and {len(curly)} curly"
        edits = [Edit(place, place + 1, turn(place)) for place in rarer[:_MOST_EDITS]]
        fix = Fix(True, tuple(edits)) if all(edit.text for edit in edits) else None
        return self.finding(rarer[0], rarer[0] + 1, f"{message} ones: use one kind.", fix=fix)

    def _check_direction(self, prose: str, curly: Sequence[int]) -> Iterator[Finding]:
        for offset in _find_matching(_TURNED, prose, curly):
            mark = prose[offset]
            if find_side(prose, offset, 0, len(prose)) == (-1 if mark == "“" else 1):
                message = f"This {mark} faces the wrong way: write {_OTHER[mark]}."
                fix = Fix(True, (Edit(offset, offset + 1, _OTHER[mark]),))
                yield self.finding(offset, offset + 1, message, severity=Severity.WARNING, fix=fix)


def _turn_quote(prose: str, place: int) -> str:
    """Return the mark of the other kind for a quotation mark; empty where its neighbours do not show its side."""
    return '"' if prose[place] != '"' else ("”", "", "“")[find_side(prose, place, 0, len(prose)) + 1]


def _find_matching(pattern: re.Pattern[str], prose: str, places: Sequence[int]) -> list[int]:
    """Return the places at which a pattern matches."""
    return [place for place in places if pattern.match(prose, place)]


def _leave_out_foreign(document: Document, places: Sequence[int]) -> list[int]:
    """Return the places that have no East Asian letter next to them: in the skeleton such a letter is a `?`."""
    prose, data = document.prose, document.skeleton
    near = ((place, max(0, place - 2), place + 3) for place in places)
    return [at for at, start, end in near if data.find(b"?", start, end) < 0 or not _FOREIGN.search(prose, start, end)]
