"""The rule `mixed-percent-form`."""

import re
from collections.abc import Iterable, Iterator, Sequence

from align.analysis.characters import find_marks
from align.linter.context import Context
from align.linter.families.variants import Forms, VariantRule, count_in_words
from align.linter.rule import Bad, Trigger
from align.model import Document, Severity, Span
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"[Pp][Ee][Rr](?:\s{1,3})?[Cc][Ee][Nn][Tt]\b")
_SIGN = compile_late(r"%(?![\w-])")
_NUMBER = compile_late(r"(?:[\d.,]*\d|(?<![\w-])(?!(?:what|which|a|the|one) )[a-z-]+)\s?\Z", re.IGNORECASE)
_LONGEST_NUMBER = 24
_SENTENCE = compile_late(r"[.!?][\"”’')\]*_]*\s*\Z")
_OPEN = compile_late(r"\([^()\n]*\Z")
_REACH, _TAIL = 100, 12
_SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())


class MixedPercentForm(VariantRule):
    """Percentages are written in several ways in one document: per cent, percent, %.

    What it finds
    -------------
    The first occurrence of each form that is not the commonest of the document.

    Why it matters
    --------------
    Every style guide allows one of them and none allows all. A mix shows that a text was put together from pieces.

    When it stays silent
    --------------------
    On a sign in brackets, in a heading, a table or a list, where space is short: only running sentences count. On
    "fifty percent" next to %, because the sign needs digits, and no sentence begins with digits. On "percentage", and
    on "percent" without a number.

    Measured
    --------
    None in the human references of news and 89,278 words of bank reports; 5 in 111,138 words of other human
    translations (.045 per 1,000) and 5 in 1.1 million words of essays, all right.
    """

    severity = Severity.INFO
    mqm = "locale-convention/number-format"
    targets = ("en",)
    trigger = Trigger(literals=("percent", *(f"{space}cent" for space in _SPACES)))
    good = (
        "Exports Up 12%\n\nExports rose by 12 percent in May.",
        "Exports rose by 12 percent (imports: 9%), a percentage nobody expected.",
        "Exports rose by 12%. Ninety percent of them went by sea.",
        "Nobody could say what percent of them fell by 5%.",
    )
    bad = (
        Bad("Exports rose by 12 percent, imports by 9 percent, and prices by ⟦3%⟧."),
        Bad("Exports rose by 12 percent, imports by ⟦nine per cent⟧."),
        Bad("Prices rose by 5%. Wages rose by ⟦5 percent⟧ and rents by ⟦5 per cent⟧, that is by 5%."),
    )

    def find_forms(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Forms]:
        """Find the percentages in the sentences of the document."""
        places: dict[str, list[Span]] = {}
        for match in _find_forms(document, hits):
            if span := _find_percentage(document, match):
                places.setdefault(" ".join(match[0].lower().split()), []).append(span)
        if "%" in places:
            places = {
                form: [span for span in spans if document.prose[span.start].isdigit()] for form, spans in places.items()
            }
        yield places

    def describe(self, forms: Forms) -> str:
        """Name all forms and the commonest one."""
        order = self.rank(forms)
        return f"Percentages are written in {len(order)} ways here, {count_in_words(forms)}: use “{order[0]}”."


def _find_forms(document: Document, hits: Iterable[int]) -> list[re.Match[str]]:
    """Return the words and signs for percentages, in order; none where “percent” or “per cent” occurs nowhere."""
    prose = document.prose
    if not any(not prose[hit].isspace() or prose[max(hit - 3, 0) : hit + 1].lower() == "per " for hit in hits):
        return []
    words = (match for hit in hits if (match := _match_word(prose, hit)))
    signs = (match for place in find_marks(document, "%") if (match := _SIGN.match(prose, place)))
    return sorted((*words, *signs), key=re.Match.start)


def _match_word(prose: str, hit: int) -> re.Match[str] | None:
    """Return the word that starts at a hit, or whose second half is after the space at a hit."""
    if prose[hit].isspace():
        first = max(hit - 5, 0)
        hit = first + len(prose[first:hit].rstrip()) - 3
    return _WORD.match(prose, hit) if hit >= 0 else None


def _find_percentage(document: Document, form: re.Match[str]) -> Span | None:
    """Return the place of a number with its form, where it is in a sentence and outside brackets."""
    start, end = document.block(form.start())
    number = _NUMBER.search(document.prose, max(start, form.start() - _LONGEST_NUMBER), form.start())
    if number is None or not _SENTENCE.search(document.prose, max(start, end - _TAIL), end):
        return None
    if _OPEN.search(document.prose, max(start, form.start() - _REACH), form.start()):
        return None
    return Span(number.start(), form.end())
