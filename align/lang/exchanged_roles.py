"""Who does something, and to whom, exchanged: 中国队击败日本队, "Japan beat China".

A deed is found only where both stand right beside its verb on either side. `zh_en/deeds` has the verbs; who does them
is a meaning of a table of `exchanged_words`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from align.lang.exchanged_words import Meaning, Texts, find_all_meanings
from align.lang.patterns import ZH_SENTENCES
from align.model import Span
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

DEEDS = Form(
    "align",
    "zh_en/deeds",
    ("verbs", "past", "participle"),
    key=("verbs",),
    needed=("past", "participle"),
    chinese=("verbs",),
)

_TABLES = ("places", "bearers", "opposites")
_MIDDLE, _BESIDE = ZH_SENTENCES.late("agent_ahead"), ZH_SENTENCES.late("patient_ahead")
_PLAIN, _OBJECT = ZH_SENTENCES.late("right_ahead"), ZH_SENTENCES.late("before_patient")
_SUBJECT = (
    r"(?:['’]s)?(?: (?:has|have|had|shall|will|should|must|may|would|also|again|team|side|government|military|army"
    r"|company|group|police|officers|authorities|men|women|publicly|formally|vice|deputy|foreign|defen[cs]e|prime"
    r"|minister|president|premier|chancellor|king|leader|delegation|secretary of state)){0,5} "
)
_LONGEST = 2000
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

    if max(map(len, texts)) > _LONGEST:
        return
    deeds = list(_find_deeds(simplify(texts[0]), texts[1]))
    done = {(deed.agent, deed.patient) for deed in deeds}
    for deed in deeds:
        other = deed._replace(agent=deed.patient, patient=deed.agent)
        found = _find_in_english(other, texts[1])
        if found and (deed.patient, deed.agent) not in done and not _find_in_english(deed, texts[1]):
            yield deed.source, found


def find_verbs(source: str) -> list[int]:
    """Return where a text in simplified script has one of the verbs, in order."""
    return [match.start() for match in _build_verbs()[0].finditer(source)]


def _find_deeds(source: str, target: str) -> Iterator[Deed]:
    """Yield the deeds of a source whose verbs its translation may have."""
    pattern, verbs = _build_verbs()
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
    """Yield the deed of a verb: 甲击败乙, 乙被甲击败, 甲向乙支付; at most two of the meanings stand before it."""
    for (one, first), (other, second) in pairwise(near):
        if one is other:
            continue
        if second.start >= verb.end():
            direct = _PLAIN.match(source[first.end : verb.start()]) and _OBJECT.match(source[verb.end() : second.start])
            roles = (one, other) if direct else None
        else:
            roles = _read_roles(source[first.end : second.start], source[second.end : verb.start()], (one, other))
        if roles:
            yield Deed(english, *roles, Span(first.start, max(second.end, verb.end())))


def _read_roles(middle: str, last: str, both: tuple[Meaning, Meaning]) -> tuple[Meaning, Meaning] | None:
    """Return who acts, and on whom, of two that stand before a verb; None where that is not sure."""
    if not _PLAIN.match(last):
        return None
    passive = _MIDDLE.match(middle)
    if passive and passive["by"]:
        return both[1], both[0]
    return both if _BESIDE.match(middle) else None


def _find_in_english(deed: Deed, target: str) -> Span | None:
    """Return where a translation says that a deed was done, in the active or the passive voice."""
    agent, patient, (active, passive) = deed.agent.said.pattern, deed.patient.said.pattern, deed.english
    says = rf"(?:{agent}){_SUBJECT}(?:{active}) {_ARTICLE}(?:{patient})"
    suffers = rf"(?:{patient}){_SUBJECT}(?:is|are|was|were|be|been|being|got) (?:{passive}) by {_ARTICLE}(?:{agent})"
    match = re.search(rf"{says}|{suffers}", target)
    return Span(*match.span()) if match else None


@cache_by_packs
def _build_verbs() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Return what finds a verb, and what finds each in English: the past, and the participle."""
    rows = [row.cells for row in read_rows(DEEDS)]
    verbs = {verb: (_join(past), _join(other)) for words, past, other in rows for verb in split_cell(words, "/")}
    return re.compile("|".join(map(re.escape, sorted(verbs, key=len, reverse=True)))), verbs


def _join(cell: str) -> str:
    return "|".join(map(re.escape, split_cell(cell, "|")))
