"""The rule `residual-source`."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from align.analysis.characters import find_marks
from align.analysis.originals import Notes, find_given_blocks
from align.analysis.repeated_edges import drop_repeated
from align.analysis.source_runs import GIVEN, REACH, RESIDUE, Placement, Surroundings, classify_placement, is_declared
from align.lang import find_language
from align.lang.east_asian import find_runs_of_document
from align.linter.context import Context
from align.linter.families.terms import suggest_for_whole
from align.linter.rule import Bad, Sourced, TextRule, Trigger
from align.model import MASK, Document, Edit, Finding, Fix, Severity, Span, Suggestion
from glossary.lang.scripts import EAST_ASIAN_LETTERS, HAN, is_east_asian, is_mostly_east_asian, name_script
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    from align.analysis.residue_renderings import Place

_HAN = compile_late(f"[{HAN}]")
_BAR = compile_late(r"\|(?<=[a-z]\|)(?=[A-Z])")
_JOINED_BY_BAR = compile_late(r"(?<!\w)\w{2,40}\|\w{2,40}(?!\w)", re.ASCII)
_GIVEN_FOR_SURE = frozenset(
    (
        *(Placement.LANGUAGE, Placement.NAME, Placement.BRACKETED),
        *(Placement.MENTIONED, Placement.EXPLAINED, Placement.SEPARATOR),
    )
)
_GIVEN_BEYOND_DOUBT = frozenset({Placement.LANGUAGE, Placement.NAME, Placement.MENTIONED, Placement.EXPLAINED})
_AFTER_A_PHRASE = (Placement.CLOSING, Placement.BESIDE)
_WITHOUT_RENDERING = frozenset({Placement.SEPARATOR, Placement.HANDLE})
_GLOSSES = 5
_GLOSSES_TO_A_RESIDUE = 3
_MOST_SLOTS = 500
_LONGEST_WORD = 24
_WINDOW = 200
_LETTERS_BEFORE = re.compile(r"(?<![\w-])[A-Za-z]{2,20}\Z")
_SHOWN = 20
_LIKELY_NAME = 0.9
_MARKS = (Suggestion(":", "punctuation", 1.0), Suggestion(" –", "punctuation", 0.5))
"""What an English headline has where a Chinese one has a bar."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of source script: the spaces that it lacks on its left and right, how it is placed, how severe it is.

    `certain` says that it is in the source, `invented` that the source is known and has none of its characters.
    """

    span: Span
    text: str
    lacks_space: tuple[bool, bool]
    placement: Placement
    severity: Severity
    certain: bool
    invented: bool


class ResidualSource(TextRule):
    """Text in the script of the source language is left in the translation.

    What it finds
    -------------
    Chinese characters (all of Unicode's Han), Japanese kana, Korean hangul and bopomofo in a text whose language is
    written in none of them. A run is one finding, with the punctuation, digits and single spaces inside it. The
    severity says how sure the rule is:

    - error: the run fills the place of an English word ("to摆脱 dependence"), a Latin letter touches it, it holds words
      of the page it was published on (下同, 记者), or the source is known: a run that is in it was left over,
      another one was made up;
    - warning: the run is free and no source is known, or it is in quotation marks, is a bar (丨) between two
      words, or an account name after @;
    - info: the run looks given on purpose. Its pinyin is next to it, it follows a word in brackets, it comes after
      "the term" and the like, its translation follows in brackets, it is a language in a list of languages (简体中文),
      it is in the notes or the bibliography, or in the text of a link after which a note says in what language the
      page is (in Chinese).

    Renderings from the glossary and the dictionary are suggested for errors and warnings of up to 24 characters, at the
    first 500 different places of a document; where the source is known, for the whole word of which a piece was left.
    The fix writes the first of them, with the spaces that are missing; it is applied only when asked for. Characters
    that the sentence of the source does not have were made up by the machine: nothing is suggested, the fix deletes
    them. Where the scale of a number was left (“12,000 亿”), the finding holds both, and the amount is computed;
    so it does where the rest of a name is in Latin letters (“Li健”). A run whose rendering is next to it is to be
    deleted. Phrases of several words get drafts, which no fix writes, where
    their words make sense after each other; else nothing is suggested.

    Why it matters
    --------------
    A word left in the source language is a fault that every reader sees. Machine translation leaves such words over,
    and may throw in characters that the source never had.

    When it stays silent
    --------------------
    In code, URLs and markup, and in a translation into a language that is itself written in these scripts. In a text
    that gives originals throughout (at least five, and three for each word that is surely left over), a run after a
    phrase, or one that is given on purpose elsewhere, is only an info.

    Measured
    --------
    All of 93 lines of machine translation with such text are found, and 99.8 % of 2,733 sentences with one word put
    back into Chinese. 1 alarm in 4,505 human references of news, right; of 4,212 runs in 175 essays, nearly all
    intended, 55 (1.3 %) are taken for left over (in sample).
    """

    severity = Severity.ERROR
    mqm = "accuracy/untranslated"
    trigger = Trigger(chars=EAST_ASIAN_LETTERS + "|")
    good: ClassVar[tuple[str | Sourced, ...]] = (
        Sourced("Enter it as userKey|SecretKey.", "请按 userKey|SecretKey 的格式输入。"),
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
        Bad("The old form of ⟦日⟧ (“sun”) is round.", Severity.INFO, source="“日”字古形为圆。"),
        Bad("See [why ⟦港口⟧ matter](https://a.example) (in Chinese).", Severity.INFO, name="example.md"),
        Bad("In a word, ⟦港口⟧ is the best.", Severity.WARNING),
        Bad("English | ⟦中文文档⟧ | 🇯🇵 ⟦日本語⟧", Severity.INFO),
        Bad("Sales rose to ⟦12,000 亿⟧ yuan.", Severity.WARNING),
        Bad("Apply by ⟦3月12日⟧ at the latest.", Severity.WARNING),
        Bad("The fleet is at ⟦港口⟧.", source="舰队在港口。"),
        Bad("The US⟦轴承⟧ press is free.", source="美国媒体是自由的。"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Judge every run of source script, then look up renderings for those that matter, all at once."""
        if is_east_asian(find_language(document.language).letters):
            return
        found = list(_judge(document, context))
        places = _choose_places(document, found, context)
        wholes = {span: whole for span, place in places.items() if (whole := _complete(document, place, span))}
        again = {span: text for span, place in places.items() if (text := _find_again(place, span, wholes))}
        renderings = _find_renderings(
            {span: place for span, place in places.items() if span not in wholes and span not in again}
        )
        for run in found:
            if run.severity < Severity.WARNING and run.placement is not Placement.SEPARATOR:
                yield self._report(run, _describe(run), (), None)
                continue
            whole = _compute_amount(document, run) if run.severity >= Severity.WARNING else None
            terms = () if whole else _suggest_terms(document, run, context)
            offers = (*terms, *renderings.get(run.span, ()))
            whole = whole or (None if terms else wholes.get(run.span)) or _find_glued(document, run.span, offers)
            whole = whole or _find_spelled_rest(document, run.span, places.get(run.span), offers)
            if whole:
                yield self._report_whole(document, run, *whole)
            elif run.placement is Placement.SEPARATOR and len(run.text) == 1:
                yield self._report(run, _describe(run), _MARKS, _write_mark(document, run.span))
            elif run.placement is Placement.HANDLE and run.severity >= Severity.WARNING:
                romanized = (Suggestion(_romanize(run.text), "pinyin", _LIKELY_NAME),)
                yield self._report(run, _describe(run), romanized, _propose(run, romanized))
            elif run.span in again and not offers:
                message = f"{_name(run)} was left in next to its rendering, “{again[run.span]}”: delete it."
                yield self._report(run, message, (), _delete(document, run))
            else:
                fitting = [replace(one, text=drop_repeated(document.text, run.span, one.text)) for one in offers]
                yield self._report(run, _describe(run), fitting, _propose(run, fitting))

    def _report_whole(
        self, document: Document, run: _Run, span: Span, offers: Sequence[Suggestion], is_name: bool
    ) -> Finding:
        """Return the finding on a run and what belongs to it, which is replaced as a whole."""
        (left, right), text = run.lacks_space, document.prose[slice(*span)]
        spaces = left and span.start == run.span.start, right and span.end == run.span.end
        spaces = spaces[0], spaces[1] and not offers[0].text.endswith("$")
        named = replace(run, span=span, text=text, lacks_space=spaces)
        is_part = is_name and len(text) > len(run.text)
        message = f"“{text}” is partly in {name_script(run.text)}: write “{offers[0].text}”."
        return self._report(named, message if is_part else _describe(named), offers, _propose(named, offers))

    def _report(self, run: _Run, message: str, suggestions: Sequence[Suggestion], fix: Fix | None) -> Finding:
        return self.finding(
            *run.span,
            message,
            severity=run.severity,
            suggestions=suggestions,
            fix=fix,
            confidence=1.0 if run.certain else None,
        )


_Whole = tuple[Span, tuple[Suggestion, ...], bool]
"""The place of a run with what belongs to it, what is to be written there, and whether it is a name or the like."""


def _compute_amount(document: Document, run: _Run) -> _Whole | None:
    """Return the amount that a number and the Chinese after it are."""
    from align.analysis.source_runs import compute_amount

    start, end = run.span
    found = compute_amount(document.prose[max(start - _WINDOW, 0) : start], run.text)
    if found is None:
        return None
    whole = Span(start - found[0], end)
    return whole, (Suggestion(drop_repeated(document.text, whole, found[1]), "calculated", 1.0),), False


def _suggest_terms(document: Document, run: _Run, context: Context) -> tuple[Suggestion, ...]:
    """Return the terms of the glossary that render a run."""
    if run.severity < Severity.WARNING or len(run.text) > _LONGEST_WORD:
        return ()
    return suggest_for_whole(context, run.text, document.language)


def _judge(document: Document, context: Context) -> Iterator[_Run]:
    """Yield the runs of a document, each with its severity."""
    notes = Notes(document)
    known = _list_pieces(context.alignment.source.text) if context.alignment else frozenset()
    spans = sorted((*context.analyse(find_runs_of_document, document), *_find_bars(document)))
    placed = [(span, classify_placement(_take_surroundings(document, span))) for span in spans]
    terms = {document.prose[slice(*span)] for span, found in placed if found in GIVEN}
    given, doubtful = _weigh_evidence(document, placed, notes, terms)
    terms = terms if Placement.LOOSE in doubtful else set()
    characters = dict[str, frozenset[str]]()  # of each sentence of the source that was asked for
    for span, found in placed:
        around, source = _take_surroundings(document, span), context.source_at(span.start)
        if found is Placement.SEPARATOR and _JOINED_BY_BAR.search(source) and _is_format(document, span, source):
            continue
        certain = around.run in source
        is_term = found is Placement.SLOT and around.run in terms and not any(around.lacks_space)
        on_purpose = found in given or notes.holds(span.start) or is_term
        is_told = is_declared(document.text, span.end)
        severity = _weigh(found, certain, on_purpose) or doubtful.get(found, Severity.WARNING)
        severity = Severity.INFO if is_told else severity
        is_word = severity > Severity.INFO and found not in _WITHOUT_RENDERING
        if is_word and source and not around.is_quoted:
            severity = Severity.ERROR
        if is_word and source not in characters:
            characters[source] = _list_characters(source)
        invented = is_word and _is_invented(around.run, characters[source], known)
        yield _Run(span, around.run, around.lacks_space, found, severity, certain, invented)


def _is_format(document: Document, bar: Span, source: str) -> bool:
    """Return whether the source has the same words on both sides of a bar: “APIKey|SecretKey” is a format."""
    near = document.prose[max(bar.start - _WINDOW, 0) : bar.end + _WINDOW]
    return any(match[0] in source for match in _JOINED_BY_BAR.finditer(near))


def _is_invented(run: str, there: frozenset[str], known: frozenset[str]) -> bool:
    """Return whether a run was made up: the sentence of the source has none of its Han, and the whole source no pair of
    them.

    `there` are the Han of that sentence, and `known` the pieces of the whole source: the aligner may have joined the
    wrong sentences.
    """
    from glossary.dictionary.script_folding import simplify

    own = _list_characters(run)
    if not there or not own:
        return False
    return own.isdisjoint(there) and known.isdisjoint(_list_pairs(simplify(run)) or own)


def _list_characters(text: str) -> frozenset[str]:
    """Return the Han of a text, in simplified script."""
    from glossary.dictionary.script_folding import simplify

    return frozenset(_HAN.findall(simplify(text)))


def _list_pieces(text: str) -> frozenset[str]:
    """Return the characters of a text in simplified script, and every two of them that follow each other."""
    from glossary.dictionary.script_folding import simplify

    plain = simplify(text)
    return _list_pairs(plain).union(plain)


def _list_pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def _weigh_evidence(
    document: Document, placed: Sequence[tuple[Span, Placement]], notes: Notes, terms: Collection[str]
) -> tuple[frozenset[Placement], dict[Placement, Severity]]:
    """Return the placements of runs that the document gives on purpose, and the severity of those that leave a doubt.

    A run in the place of a word that is one of the `terms`, those given elsewhere, speaks for neither.
    """
    outside = [(span, found) for span, found in placed if not notes.holds(span.start)]
    lost = _find_lost_blocks(document, [span for span, _ in outside])
    within = [
        found
        for span, found in outside
        if document.block(span.start) not in lost
        and (found is not Placement.SLOT or document.prose[slice(*span)] not in terms)
    ]
    mostly_lost = len(lost) >= _GLOSSES and len(lost) > sum(found in GIVEN for found in within)
    given = _GIVEN_BEYOND_DOUBT if mostly_lost else GIVEN
    return given, _weigh_doubtful(within, len(placed) - len(outside), len(lost))


def _weigh(placement: Placement, certain: bool, on_purpose: bool) -> Severity | None:
    """Return the severity of a run; None where that depends on the rest of the document."""
    if certain and placement not in _GIVEN_FOR_SURE:
        return Severity.ERROR
    if on_purpose:
        return Severity.INFO
    return Severity.ERROR if placement in RESIDUE or placement is Placement.ATTACHED else None


def _take_surroundings(document: Document, span: Span) -> Surroundings:
    prose, block = document.prose, document.block(span.start)
    before = prose[max(block.start, span.start - REACH) : span.start]
    after = prose[span.end : min(block.end, span.end + REACH)]
    below = "" if any(map(str.isalnum, after)) else prose[block.end : block.end + REACH]
    return Surroundings(before, prose[span.start : span.end], after, below)


def _find_bars(document: Document) -> Iterator[Span]:
    """Yield each upright bar that joins two words and is the only one of its block."""
    for match in filter(None, (_BAR.match(document.prose, place) for place in find_marks(document, "|"))):
        block = document.block(match.start())
        others = (
            document.prose.rfind("|", block.start, match.start()),
            document.prose.find("|", match.end(), block.end),
        )
        if others == (-1, -1):
            yield Span(*match.span())


def _find_lost_blocks(document: Document, spans: Iterable[Span]) -> frozenset[Span]:
    """Return the blocks with these runs that are in source script as a whole: they were left over, and give no
    originals.
    """
    blocks = frozenset(document.block(span.start) for span in spans)
    lost = frozenset(block for block in blocks if is_mostly_east_asian(document.prose[slice(*block)]))
    return lost - find_given_blocks(document, sorted(lost))


def _weigh_doubtful(placements: Iterable[Placement], in_notes: int, lost: int) -> dict[Placement, Severity]:
    """Return the severity of the placements that leave a doubt: info where the document gives originals throughout.

    `in_notes` is how many runs are in its notes: these show a careful editor, but two show no more than one. `lost` is
    how many blocks were left over as a whole.
    """
    found = Counter(placements)
    given = sum(found[one] for one in GIVEN) + min(in_notes, 1)
    glosses = given + found[Placement.CLOSING] + found[Placement.BESIDE]
    if (
        glosses < _GLOSSES_TO_A_RESIDUE * (lost + sum(found[one] for one in RESIDUE))
        or glosses < found[Placement.LOOSE]
    ):
        return {}
    if glosses >= _GLOSSES:
        return dict.fromkeys((*_AFTER_A_PHRASE, Placement.CRAMPED, Placement.LOOSE), Severity.INFO)
    return dict.fromkeys(_AFTER_A_PHRASE, Severity.INFO) if given or found[Placement.CLOSING] > 1 else {}


def _choose_places(document: Document, found: Iterable[_Run], context: Context) -> dict[Span, "Place"]:
    """Return the runs that are worth a rendering, each with the sentence around it."""
    places: dict[Span, Place] = {}
    distinct: set[Place] = set()
    mostly: dict[Span, bool] = {}
    for run in found:
        without = run.invented or run.placement in _WITHOUT_RENDERING
        if run.severity < Severity.WARNING or without or len(run.text) > _LONGEST_WORD:
            continue
        block = document.block(run.span.start)
        if block not in mostly:
            mostly[block] = is_mostly_east_asian(document.prose[block.start : block.end])
        place = _make_place(document, run, context)
        if not mostly[block] and (place in distinct or len(distinct) < _MOST_SLOTS):
            distinct.add(place)
            places[run.span] = place
    return places


def _make_place(document: Document, run: _Run, context: Context) -> "Place":
    from align.analysis.residue_renderings import Place, find_source_word

    start, end = run.span
    segment = document.segment(start)
    left = document.prose[max(segment.start, start - _WINDOW) : start]
    right = document.prose[end : min(max(segment.end, end), end + _WINDOW)]
    source = context.source_at(start)
    return Place(find_source_word(run.text, source), left.replace(MASK, ""), right.replace(MASK, ""), source)


def _complete(document: Document, place: "Place", span: Span) -> _Whole | None:
    """Return the name or the sign of money that a run is part of."""
    from align.analysis.residue_names import Completion, complete_name
    from align.analysis.residue_renderings import PINYIN, complete_sign

    sign = complete_sign(place)
    found = complete_name(place.left, document.prose[slice(*span)], place.right, place.source)
    found = Completion(sign[0], 0, sign[1]) if sign else found
    if found is None:
        return None
    whole = Span(span.start - found.before, span.end + found.after)
    beside = document.prose[whole.start : span.start], document.prose[span.end : whole.end]
    if beside != (place.left[len(place.left) - found.before :], place.right[: found.after]):
        return None  # there is markup between
    is_sure = found.before or found.after
    return whole, (Suggestion(found.text, "source" if sign else PINYIN, 1.0 if is_sure else _LIKELY_NAME),), True


def _find_again(place: "Place", span: Span, wholes: Collection[Span]) -> str:
    """Return the rendering of a run that is next to it already; empty where none is."""
    from align.analysis.residue_renderings import find_next_rendering

    return "" if span in wholes or not place.source else find_next_rendering(place)


def _find_renderings(places: dict[Span, "Place"]) -> dict[Span, tuple[Suggestion, ...]]:
    """Return suggestions for each place; equal places are looked up once."""
    if not places:
        return {}
    from align.analysis.residue_renderings import find_renderings

    answers = find_renderings(list(places.values()))
    return {span: answers[place] for span, place in places.items()}


def _propose(run: _Run, suggestions: Sequence[Suggestion]) -> Fix | None:
    """Return the fix that writes the first suggestion in place of the run, with the spaces that are missing.

    What was made up is deleted; a draft is for a person to take.
    """
    left, right = run.lacks_space
    if run.invented and not suggestions:
        return Fix(safe=False, edits=(Edit(*run.span, " " * (left and right)),))
    if not suggestions:
        return None
    text = " " * left + suggestions[0].text + " " * right
    return Fix(safe=False, edits=(Edit(*run.span, text),), draft=suggestions[0].is_unfinished)


def _find_glued(document: Document, span: Span, offers: Sequence[Suggestion]) -> _Whole | None:
    """Return a run with the letters before it, and the suggestions that begin with those: “Ning夏” is Ningxia.

    Drafts are none: a message says what to write.
    """
    letters = _LETTERS_BEFORE.search(document.prose, max(span.start - _LONGEST_WORD, 0), span.start)
    if not letters:
        return None
    written, size = letters[0], len(letters[0])
    fitting = tuple(
        replace(one, text=written + one.text[size:])
        for one in offers
        if not one.is_unfinished and one.text[:size].lower() == written.lower()
    )
    return (Span(letters.start(), span.end), fitting, True) if fitting else None


def _find_spelled_rest(
    document: Document, span: Span, place: "Place | None", offers: Sequence[Suggestion]
) -> _Whole | None:
    """Return a run with the rest of its word, which is in pinyin next to it: “Bi亚迪” is BYD."""
    from align.lang.pinyin import spell

    text = document.prose[slice(*span)]
    if place is None or not offers or place.word == text or text not in place.word:
        return None
    ahead, _, behind = place.word.partition(text)
    before, after = "".join(spell(ahead)), "".join(spell(behind))
    start, end = span.start - len(before), span.end + len(after)
    around = document.prose[max(start, 0) : span.start] + document.prose[span.end : end]
    is_apart = document.prose[max(start - 1, 0) : start].isalnum() or document.prose[end : end + 1].isalnum()
    return (Span(start, end), tuple(offers), True) if around.lower() == before + after and not is_apart else None


def _romanize(handle: str) -> str:
    """Return the name of an account in pinyin, in one word."""
    from align.names.proper_names import spell_name

    return spell_name(handle).replace(" ", "")


def _write_mark(document: Document, span: Span) -> Fix:
    """Return the fix that writes a colon and a space in place of a bar, and of blanks round it."""
    start, end = span
    start -= document.text[start - 1 : start] == " "
    end += document.text[end : end + 1] == " "
    return Fix(safe=False, edits=(Edit(start, end, ": "),))


def _delete(document: Document, run: _Run) -> Fix:
    """Return the fix that deletes a run, with one of the spaces on both sides of it."""
    start, end = run.span
    spaced = document.text[start - 1 : start] == " " == document.text[end : end + 1]
    return Fix(safe=False, edits=(Edit(start, end + spaced, " " * (all(run.lacks_space))),))


def _name(run: _Run) -> str:
    """Return the script of a run and its text, cut to what is shown."""
    text = run.text if len(run.text) <= _SHOWN else run.text[:_SHOWN] + "…"
    return f"{name_script(run.text)} “{text}”"


def _describe(run: _Run) -> str:
    if run.placement is Placement.SEPARATOR:
        return f"The bar “{run.text}” of the original headline was left in; write a colon or a dash with its spaces."
    named = _name(run)
    if run.severity is Severity.INFO:
        return f"{named} seems to be given on purpose next to the English; check that readers need it."
    if run.placement is Placement.HANDLE:
        return f"{named} is an account name in the original script; give its English name or its romanized form."
    if run.invented:
        return f"{named} is not in the source; translate it or delete it."
    if run.placement is Placement.NOTICE:
        return f"{named} is left over from the page it was published on; translate or delete it."
    allowing = "" if run.severity is Severity.ERROR else ", or accept it if readers should see the original"
    return f"{named} was left untranslated; translate it{_advise_space(*run.lacks_space)}{allowing}."


def _advise_space(left: bool, right: bool) -> str:
    """Return the advice to add the spaces that are missing."""
    sides = [side for side, glued in (("before", left), ("after", right)) if glued]
    return f" and restore the missing space {' and '.join(sides)} it" if sides else ""
