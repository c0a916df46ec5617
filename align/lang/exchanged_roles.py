"""Two that a translation exchanges: who does something to whom, and what comes first and what then.

中国队击败日本队, "Japan beat China": a deed is found only where both are right next to its verb on either side.
`zh_en/deeds` has the verbs, and in `converse` those by which who gets and who gives change places (bought, sold).
从北京到上海, "from Shanghai to Beijing": an order is found only of words right next to the words of the order. Who or
what may be exchanged is a meaning of a table of `exchanged_words`: of places, persons and opposites.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from align.lang.exchanged_words import Meaning, Texts, find_all_meanings
from align.lang.patterns import ZH_SENTENCES
from align.model import Span
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

DEEDS = Form(
    "align",
    "zh_en/deeds",
    ("verbs", "past", "participle", "converse"),
    key=("verbs",),
    needed=("past", "participle"),
    chinese=("verbs",),
)

_TABLES = ("places", "bearers", "opposites")
_MIDDLE, _NEXT_TO = ZH_SENTENCES.late("agent_ahead"), ZH_SENTENCES.late("patient_ahead")
_PLAIN, _OBJECT = ZH_SENTENCES.late("right_ahead"), ZH_SENTENCES.late("before_patient")
_SUBJECT = (
    r"(?:['’]s)?(?: (?:has|have|had|shall|will|should|must|may|would|also|again|team|side|government|military|army"
    r"|company|group|police|officers|authorities|men|women|publicly|formally|vice|deputy|foreign|defen[cs]e|prime"
    r"|minister|president|premier|chancellor|king|leader|delegation|secretary of state)){0,5} "
)
_LONGEST_DEED = 2000
"""Characters of the texts that are read: nothing longer is one sentence."""
_ARTICLE = r"(?:(?:the|an?|his|her|its|their) )?"


class Deed(NamedTuple):
    """What is done, by whom, to whom, and where a source says so."""

    english: tuple[str, str]
    agent: Meaning
    patient: Meaning
    source: Span


def find_exchanged_roles(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield where a source says who does what, and where its translation says that it was done the other way round."""
    from glossary.dictionary.script_folding import simplify

    if max(map(len, texts)) > _LONGEST_DEED:
        return
    deeds = list(_find_deeds(simplify(texts[0]), texts[1]))
    done = {(deed.agent, deed.patient) for deed in deeds}
    for deed in deeds:
        other = deed._replace(agent=deed.patient, patient=deed.agent)
        found = _find_deed(other, texts[1])
        if found and (deed.patient, deed.agent) not in done and not _find_deed(deed, texts[1]):
            yield deed.source, found


def find_verbs(source: str) -> list[int]:
    """Return where a text in simplified script has one of the verbs, in order."""
    return [match.start() for match in list_verbs()[0].finditer(source)]


def _find_deeds(source: str, target: str) -> Iterator[Deed]:
    """Yield the deeds of a source whose verbs its translation may have."""
    pattern, verbs = list_verbs()
    matches = [match for match in pattern.finditer(source) if re.search("|".join(verbs[match[0]]), target)]
    if not matches:
        return
    meanings = sorted((one for table in _TABLES for one in find_all_meanings(table, source)), key=lambda one: one[1])
    for verb in matches:
        before = [one for one in meanings if one[1].end <= verb.start()][-2:]
        behind = next((one for one in meanings if one[1].start >= verb.end()), None)
        yield from _read_deed(source, verb, verbs[verb[0]], [*before, *([behind] if behind else ())])


def _read_deed(
    source: str, verb: re.Match[str], english: tuple[str, str], near: Sequence[tuple[Meaning, Span]]
) -> Iterator[Deed]:
    """Yield the deed of a verb: 甲击败乙, 乙被甲击败, 甲向乙支付; at most two of the meanings precede it."""
    for (one, first), (other, second) in pairwise(near):
        if one is other:
            continue
        if second.start >= verb.end():
            direct = _PLAIN.match(source[first.end : verb.start()]) and _OBJECT.match(source[verb.end() : second.start])
            roles = (one, other) if direct else None
        else:
            middle = source[first.end : second.start]
            passive = _MIDDLE.match(middle)
            if not _PLAIN.match(source[second.end : verb.start()]):
                roles = None
            elif passive and passive["by"]:
                roles = (other, one)
            else:
                roles = (one, other) if _NEXT_TO.match(middle) else None
        if roles:
            yield Deed(english, *roles, Span(first.start, max(second.end, verb.end())))


def _find_deed(deed: Deed, target: str) -> Span | None:
    """Return where a translation says that a deed was done, in the active or the passive voice."""
    agent, patient, (active, passive) = deed.agent.said.pattern, deed.patient.said.pattern, deed.english
    says = rf"(?:{agent}){_SUBJECT}(?:{active}) {_ARTICLE}(?:{patient})"
    suffers = rf"(?:{patient}){_SUBJECT}(?:is|are|was|were|be|been|being|got) (?:{passive}) by {_ARTICLE}(?:{agent})"
    match = re.search(rf"{says}|{suffers}", target)
    return Span(*match.span()) if match else None


@cache_by_packs
def list_verbs() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Return what finds a verb of the table, and by each what finds it in English: the active forms, the participle."""
    rows = [row.cells for row in read_rows(DEEDS)]
    verbs = {verb: (_join(past), _join(other)) for words, past, other, _ in rows for verb in split_cell(words, "/")}
    return re.compile("|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))), verbs


@cache_by_packs
def list_converses() -> dict[str, str]:
    """Return by each verb of the table that has some the expression of the English verbs of its other side."""
    rows = [row.cells for row in read_rows(DEEDS)]
    return {verb: _join(converse) for words, _, _, converse in rows if converse for verb in split_cell(words, "/")}


def _join(cell: str) -> str:
    return "|".join(map(re.escape, split_cell(cell, "|")))


_LONGEST_ORDER = 1000
_MARKS, _BEFORE = ZH_SENTENCES.late("begins_order"), ZH_SENTENCES.late("before_first")
_ROUTE, _STEPS = ZH_SENTENCES.late("route"), ZH_SENTENCES.late("steps")
_NEAR = 12


def find_exchanged_order(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield where a source names two things in an order, and where its translation names them the other way round.

    >>> [tuple(one) for one, _ in find_exchanged_order(("他从北京飞往上海。", "He flew from Shanghai to Beijing."))]
    [(1, 8)]
    """
    from glossary.dictionary.script_folding import simplify

    if max(map(len, texts)) > _LONGEST_ORDER or not find_order(source := simplify(texts[0])):
        return
    places, *others = (find_all_meanings(table, source) for table in _TABLES)
    taken = {index for _, span in places for index in range(*span)}
    free = [one for one in chain(*others) if taken.isdisjoint(range(*one[1]))]
    meanings = sorted((*places, *free), key=lambda one: one[1])
    for (one, first), (other, second) in pairwise(meanings):
        before = _BEFORE.search(source, max(first.start - _NEAR, 0), first.start)
        between = _ROUTE if before and before["route"] else _STEPS
        if before and one is not other and between.fullmatch(source, first.end, second.start):
            found = _find_order(texts[1], (other, one), bool(before["route"]))
            if found and not _find_order(texts[1], (one, other), bool(before["route"])):
                yield Span(before.start(), second.end), found


def find_order(source: str) -> list[int]:
    """Return where a text in simplified script has a word that begins an order, in place."""
    return [match.start() for match in _MARKS.finditer(source)]


def _find_order(target: str, order: tuple[Meaning, Meaning], is_route: bool) -> Span | None:
    """Return where a translation names two things in an order: a route, or steps."""
    first, second = (one.said.pattern for one in order)
    if is_route:
        says = rf"\b[Ff]rom (?:the )?(?:{first})[^,.;:]{{0,40}}? (?:to|into|for|towards?) (?:the )?(?:{second})"
    else:
        says = (
            rf"\b(?:[Ff]irst\b[^.;:]{{0,60}}?(?:{first})|(?:{first})[^.;:]{{0,40}}? first\b)"
            rf"[^.;:]{{0,60}}?\b(?:then|afterwards|later|next)\b[^.;:]{{0,60}}?(?:{second})"
            rf"|(?:{first})[^.;:]{{0,60}}? (?:and|,) then\b[^.;:]{{0,60}}?(?:{second})"
            rf"|(?:{first})[^.;:]{{0,40}}? before [^.;:]{{0,60}}?(?:{second})"
        )
    match = re.search(says, target)
    return Span(*match.span()) if match else None
