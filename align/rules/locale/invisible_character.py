"""The rule `invisible-character`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from align.analysis.characters import find_marks
from align.linter.context import Context
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix
from glossary.pack.patterns import compile_late

_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0001-\U000e007f"
_HARMLESS = f"\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff{_MARKS}{_JOINERS}{_SELECTORS}{_TAGS}"
_BREAKS = "\u000b\u000c\u0085\u2028\u2029"
_LOST = "\u0000-\u0008\u000e-\u0019\u001b-\u001f\u007f-\u009f\ue000-\uf8ff\ufff9-\ufffb\U000f0000-\U0010fffd"
_CLASS = f"{_HARMLESS}{_BREAKS}{_LOST}"

_RUN = compile_late(f"[{_CLASS}]+")
_RIGHT_TO_LEFT = compile_late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_JOINING = compile_late("[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_ONLY = {
    name: re.compile(f"[{chars}]+")
    for name, chars in (("marks", _MARKS), ("joiners", _JOINERS), ("deleted", _HARMLESS))
}
_PART_OF_SIGN = compile_late(f"[\u200d{_SELECTORS}{_TAGS}]+")
_REACH = 40
_FEW = 16
"""Where fewer than one character in so many may be invisible, they are looked at one by one."""
_UNSEEN = "\u0085\u2028\u2029"
"""What the skeleton of a text has a space for."""
_SEEN = "?\u00ad\u007f" + "".join(map(chr, (*range(9), 11, 12, *range(14, 26), *range(27, 32))))
"""What it has for all others: characters beyond Windows-1252 are a `?`, as question marks are."""


class InvisibleCharacter(TextRule):
    """The text contains an invisible character.

    What it finds
    -------------
    Zero-width spaces and joiners, soft hyphens, byte-order marks inside the text, marks that change the writing
    direction, variation selectors without a sign to vary, control characters, line and paragraph separators,
    private-use characters. Each run is one finding, named by its Unicode name. There is a fix where the character can
    be deleted.

    Why it matters
    --------------
    Such characters come along when text is copied from a web page or a PDF. They break searches, word counts and line
    breaks; a direction mark can show words in another order than they are written in.

    When it stays silent
    --------------------
    Inside emoji (joiners, selectors, tags), after Han characters (variants), between letters of scripts that join
    (Persian, Hindi), at direction marks near Arabic or Hebrew, at a byte-order mark that opens the text, and at
    non-breaking spaces.

    Measured
    --------
    No alarm in 4,505 human references of news, bank reports (89,259 words) and novels (30,715); 15 in 70,358 words on
    medicine and 16 in machine translations, all real.
    """

    mqm = "fluency/character-encoding"
    trigger = Trigger(chars=_CLASS)
    good = (
        "A family 👩\u200d👩\u200d👧 and a heart ❤\ufe0f, key 1\ufe0f\u20e3",
        "The Persian word می\u200cخواهم means “I want”.",
        "The name \u200fשלום\u200e, that is, peace",
        "It weighs 10\u00a0kg, or 10\u202fkg in French type.",
    )
    bad = (
        Bad("an area of ⟦\u200b\u200b⟧ten hectares", fixed="an area of ten hectares"),
        Bad("her ⟦\u00ad⟧absences from work", fixed="her absences from work"),
        Bad("the acting director⟦\u200e⟧, she said", fixed="the acting director, she said"),
        Bad("Hello⟦\ufeff⟧ world", fixed="Hello world"),
        Bad("The port⟦\u2028⟧reopened.", fixed="The port reopened."),
        Bad("The port ⟦\u0007⟧ reopened.", source="港口重新开放。"),
        Bad("The port ⟦\ue123⟧ reopened."),
        Bad("an A⟦\ufe0f⟧ grade", fixed="an A grade"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report each run of invisible characters that its neighbours do not call for."""
        text = document.prose
        for run in _find_runs(document):
            if not _is_called_for(text, run.start(), run.end()):
                yield self._report(text, run.start(), run.end())

    def _report(self, text: str, start: int, end: int) -> Finding:
        others = end - start - 1
        more, it = f", and {'one' if others == 1 else others} more" if others else "", "them" if others else "it"
        fix = _propose(text, start, end)
        advice = f"replace {it} with the intended character{'s' * bool(others)}" if fix is None else f"delete {it}"
        kinds = {"Co": "private-use character", "Cc": "control character"}
        name = unicodedata.name(text[start], kinds.get(unicodedata.category(text[start]), "unnamed")).lower()
        shown = f"({name}, U+{ord(text[start]):04X})"
        return self.finding(start, end, f"Invisible character {shown}{more}: {advice}.", fix=fix)


def _find_runs(document: Document) -> Iterator[re.Match[str]]:
    """Yield the runs of invisible characters; only signs that can be one are looked at, unless there are many."""
    text = document.prose
    places = find_marks(document, _SEEN)
    if len(places) > len(text) // _FEW:
        yield from _RUN.finditer(text)
        return
    hidden = (match.start() for sign in _UNSEEN if sign in text for match in re.finditer(sign, text))
    end = 0
    for place in sorted((*places, *hidden)):
        run = _RUN.match(text, place) if place >= end else None
        if run:
            end = run.end()
            yield run


def _is_called_for(text: str, start: int, end: int) -> bool:
    run, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if start == 0 and run == "\ufeff":
        return True
    if _PART_OF_SIGN.fullmatch(run) and _takes_modifier(before, after):
        return True
    if _ONLY["joiners"].fullmatch(run):
        return bool(_JOINING.match(before) or _JOINING.match(after))
    near = text[max(start - _REACH, 0) : end + _REACH]
    return bool(_ONLY["marks"].fullmatch(run) and _RIGHT_TO_LEFT.search(near))


def _takes_modifier(before: str, after: str) -> bool:
    """Return whether a joiner or selector can follow a character: a symbol, a letter that is not Latin, a keycap."""
    if not before or (before.isascii() and after != "\u20e3"):
        return False
    return after == "\u20e3" or unicodedata.category(before) in {"So", "Sm", "Sk", "Lo", "Po", "Mn", "Me"}


def _propose(text: str, start: int, end: int) -> Fix | None:
    run, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if _ONLY["deleted"].fullmatch(run):
        return Fix(not ("\u200b" in run and before.isalnum() and after.isalnum()), (Edit(start, end, ""),))
    if set(run) <= set(_BREAKS):
        return Fix(True, (Edit(start, end, " " if before.strip() and after.strip() else ""),))
    return None
