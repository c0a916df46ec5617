import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from align.analysis.glosses import GIVEN, REACH, RESIDUE, Context, Standing, standing
from align.analysis.notes import Apparatus
from align.lang import language
from align.lang.scripts import EAST_ASIAN_LETTERS, is_east_asian, mostly_east_asian, runs, writing
from align.linter.families.terms import whole_term
from align.linter.rule import Bad, TextRule, Trigger
from align.model import MASK, Document, Edit, Finding, Fix, Severity, Span, Suggestion

_BAR = re.compile(r"\|(?<=[a-z]\|)(?=[A-Z])")
_GIVEN_FOR_SURE = frozenset({Standing.NAME, Standing.BRACKETED, Standing.MENTIONED, Standing.SEPARATOR})
_AFTER_A_PHRASE = (Standing.CLOSING, Standing.BESIDE)
_WITHOUT_RENDERING = frozenset({Standing.SEPARATOR, Standing.HANDLE})
_GLOSSES = 5
_GLOSSES_TO_A_RESIDUE = 3
_MOST_SLOTS = 500
_LONGEST_WORD = 24
_WINDOW = 200
_SHOWN = 20

_Place = tuple[str, str, str, str]
"""Word, text before it, text after it, source."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of source script, whether a space is missing on its left and right, how it stands, and what it weighs."""

    span: Span
    text: str
    lacks_space: tuple[bool, bool]
    standing: Standing
    severity: Severity
    certain: bool


class ResidualSource(TextRule):
    """Text in the script of the source that was left in the translation.

    What it finds
    -------------
    Chinese characters (all of Unicode's Han), Japanese kana, Korean hangul and bopomofo in a text whose language is
    written in none of them. A run is one finding, with the punctuation, digits and single spaces inside it.
    How sure the rule is decides the severity:

    - error: the run fills the place of an English word ("to摆脱 dependence"), a Latin letter touches it, it holds
      words of the page it was published on (下同, 记者), or the source is known and the run stands in it;
    - warning: it stands free, or is a bar (丨) between two words, or an account name after @;
    - info: it looks given on purpose. Its pinyin stands beside it, it follows a word in brackets, it comes after
      "the term" and the like, its translation follows in brackets, or it stands in the notes or the bibliography.

    Renderings from the glossary and the dictionary are suggested for warnings and errors of up to 24 characters, at
    the first 500 different places of a document. A fix puts in the first of them, with the space that is missing; it
    is never applied unasked.

    Why it matters
    --------------
    A word left in the source language is the one fault that every reader sees. Machine translation leaves such words
    behind, and may throw in characters that the source never had.

    When it stays silent
    --------------------
    In code, URLs and markup, and in a translation into a language that is itself written in these scripts.
    In a text that gives originals throughout (five or more, and four for each word that is surely left over),
    one more that stands after a phrase is taken for given too: info, which the text reports hide.

    Measured
    --------
    In 93 lines of machine translation with Han, kana or hangul in them (WMT 2021-23), every line has a finding at
    warning or above. Of 2,733 English sentences with one word put back into Chinese, 99.8 % are found at warning or
    above, 51 % as errors; without the space before the word, 90 % as errors. Of 4,212 runs in 175 published English
    translations of Chinese essays, nearly all given on purpose, 52 (1.2 %) are taken for left over; a missing space
    accounts for most. On the WMT 2021-23 human references: 1 alarm in 4,505 segments (100,213 words), the bar of a
    headline, which is right.
    """

    severity = Severity.ERROR
    mqm = "accuracy/untranslated"
    trigger = Trigger(chars=EAST_ASIAN_LETTERS + "|")
    good: ClassVar[tuple[str, ...]] = (
        "A clean text with café, naïve and Ångström in it.",
        "Read the page at https://example.org/wiki/稀土 first.",
        "Choose yes | no, or press a|b.",
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The port wants to⟦扩大⟧ its yard."),
        Bad("A run with a list in it, of the⟦港口、码头⟧, is one fault."),
        Bad("She is a painter of the ⟦第3届⟧ show.", name="example.md"),
        Bad("The firm, ⟦ソニー⟧ as it is, sells cameras.", Severity.WARNING),
        Bad("Spring comes early丨".replace("丨", "⟦丨⟧") + "Weather", Severity.WARNING),
        Bad("Fields in Bloom⟦|⟧Weather and more", Severity.WARNING),
        Bad("The poet Du Fu ⟦杜甫⟧ lived in a hut.", Severity.INFO),
        Bad("The harbour (⟦港口⟧) is closed.", Severity.INFO),
        Bad("The fleet is at ⟦港口⟧.", source="舰队在港口。"),
    )

    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Judge every run of source script, then look up renderings for those that matter, all at once."""
        if is_east_asian(language(document.language).letters):
            return
        found = list(_judged(document))
        renderings = _renderings(_places(document, found))
        for run in found:
            yield self._report(run, (*self._terms(document, run), *renderings.get(run.span, ())))

    def _terms(self, document: Document, run: _Run) -> tuple[Suggestion, ...]:
        """What the glossary calls the word; it goes first."""
        if self.matcher is None or run.severity < Severity.WARNING or len(run.text) > _LONGEST_WORD:
            return ()
        return whole_term(self.matcher, run.text, document.language)

    def _report(self, run: _Run, suggestions: Sequence[Suggestion]) -> Finding:
        return self.finding(
            *run.span,
            _message(run),
            severity=run.severity,
            suggestions=suggestions,
            fix=_fix(run, suggestions),
            confidence=1.0 if run.certain else None,
        )


def _judged(document: Document) -> Iterator[_Run]:
    """Every run of a document with its severity."""
    apparatus = Apparatus(document)
    spans = sorted((*runs(document.prose), *_bars(document)))
    standings = [standing(_context(document, span)) for span in spans]
    outside = [found for span, found in zip(spans, standings, strict=True) if not apparatus.holds(span.start)]
    doubtful = _doubtful(outside, len(spans) - len(outside))
    for span, found in zip(spans, standings, strict=True):
        context = _context(document, span)
        certain = context.run in document.source(span.start)
        severity = _severity(found, certain, apparatus.holds(span.start)) or doubtful.get(found, Severity.WARNING)
        yield _Run(span, context.run, context.lacks_space, found, severity, certain)


def _severity(found: Standing, certain: bool, noted: bool) -> Severity | None:
    """What a run weighs; None where that depends on the rest of the document."""
    if certain and found not in _GIVEN_FOR_SURE:
        return Severity.ERROR
    if noted or found in GIVEN:
        return Severity.INFO
    return Severity.ERROR if found in RESIDUE or found is Standing.ATTACHED else None


def _context(document: Document, span: Span) -> Context:
    prose, block = document.prose, document.block(span.start)
    before = prose[max(block.start, span.start - REACH) : span.start]
    after = prose[span.end : min(block.end, span.end + REACH)]
    return Context(before, prose[span.start : span.end], after)


def _bars(document: Document) -> Iterator[Span]:
    """Each upright bar that joins two words and is the only one of its block."""
    for match in _BAR.finditer(document.prose):
        block = document.block(match.start())
        others = (
            document.prose.rfind("|", block.start, match.start()),
            document.prose.find("|", match.end(), block.end),
        )
        if others == (-1, -1):
            yield Span(*match.span())


def _doubtful(standings: Iterable[Standing], noted: int) -> dict[Standing, Severity]:
    """What the standings that leave a doubt weigh in this document: info where it gives originals throughout.

    `noted` is how many runs stand in the notes; they speak for a careful editor, but two say no more than one.
    """
    found = Counter(standings)
    given = sum(found[one] for one in GIVEN) + min(noted, 1)
    glosses = given + found[Standing.CLOSING] + found[Standing.BESIDE]
    if glosses < _GLOSSES_TO_A_RESIDUE * sum(found[one] for one in RESIDUE):
        return {}
    if glosses >= _GLOSSES:
        return dict.fromkeys((*_AFTER_A_PHRASE, Standing.CRAMPED, Standing.LOOSE), Severity.INFO)
    return dict.fromkeys(_AFTER_A_PHRASE, Severity.INFO) if given or found[Standing.CLOSING] > 1 else {}


def _places(document: Document, found: Iterable[_Run]) -> dict[Span, _Place]:
    """The runs that are worth a rendering, with the sentence round them."""
    places: dict[Span, _Place] = {}
    distinct: set[_Place] = set()
    mostly: dict[Span, bool] = {}
    for run in found:
        if run.severity < Severity.WARNING or run.standing in _WITHOUT_RENDERING or len(run.text) > _LONGEST_WORD:
            continue
        block = document.block(run.span.start)
        if block not in mostly:
            mostly[block] = mostly_east_asian(document.prose[block.start : block.end])
        place = _place(document, run)
        if not mostly[block] and (place in distinct or len(distinct) < _MOST_SLOTS):
            distinct.add(place)
            places[run.span] = place
    return places


def _place(document: Document, run: _Run) -> _Place:
    start, end = run.span
    segment = document.segment(start)
    left = document.prose[max(segment.start, start - _WINDOW) : start]
    right = document.prose[end : min(max(segment.end, end), end + _WINDOW)]
    return run.text, left.replace(MASK, ""), right.replace(MASK, ""), document.source(start)


def _renderings(places: dict[Span, _Place]) -> dict[Span, tuple[Suggestion, ...]]:
    """What each place could say instead; every distinct place is looked up once."""
    if not places:
        return {}
    from glossary.suggestions.suggest import Slot, suggest_all

    distinct = list(dict.fromkeys(places.values()))
    answers = suggest_all([Slot(*place) for place in distinct])
    suggestions = {
        place: tuple(Suggestion(one.text, one.origin, one.score) for one in answer)
        for place, answer in zip(distinct, answers, strict=True)
    }
    return {span: suggestions[place] for span, place in places.items()}


def _fix(run: _Run, suggestions: Sequence[Suggestion]) -> Fix | None:
    """The first suggestion in place of the run, with the spaces that are missing."""
    if not suggestions:
        return None
    left, right = run.lacks_space
    text = " " * left + suggestions[0].text + " " * right
    return Fix(safe=False, edits=(Edit(*run.span, text),))


def _message(run: _Run) -> str:
    text = run.text if len(run.text) <= _SHOWN else run.text[:_SHOWN] + "…"
    if run.standing is Standing.SEPARATOR:
        return f"The bar “{text}” of the original headline was left in; write a colon or a dash with its spaces."
    named = f"{writing(run.text)} “{text}”"
    if run.severity is Severity.INFO:
        return f"{named} seems to be given on purpose beside the English; check that readers need it."
    if run.standing is Standing.HANDLE:
        return f"{named} is an account name in the original script; give its English name or its romanization."
    if run.standing is Standing.NOTICE:
        return f"{named} is left over from the page it was published on; translate or delete it."
    return f"{named} was left untranslated; translate it{_space(*run.lacks_space)}{_or_allow(run)}."


def _space(left: bool, right: bool) -> str:
    """What to do about a letter that touches the run."""
    sides = [side for side, glued in (("before", left), ("after", right)) if glued]
    return f" and restore the missing space {' and '.join(sides)} it" if sides else ""


def _or_allow(run: _Run) -> str:
    return "" if run.severity is Severity.ERROR else ", or allow it if readers should see the original"
