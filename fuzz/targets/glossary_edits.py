"""A glossary that becomes another one in its file, TBX or JSON lines: what is read then is what was meant."""

from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from faults import expect_clear_errors, require
from mutation import pick_atom

from glossary.formats import jsonl, tbx
from glossary.formats.base import DEFAULT_LANGUAGES
from glossary.formats.verifying import find_difference
from glossary.model import Case as Casing
from glossary.model import Concept, Glossary, Match, State, Status, Term
from targets import BadCaseError, Case, Observed

_TEXTS = (
    *("noun", "Noun", "2020-01-02", "2020-01-02T03:04:05Z", "aligncheck:status=forbidden", "aligncheck:note=x"),
    *(
        "<note>x</note>",
        '<descrip type="definition"/>',
        "<term>x<hi>y</hi></term>",
        '<admin type="source"/>',
        "x",
        "a b",
    ),
    *('<descrip type="definition">a <hi>b</hi></descrip>', '<termNote type="status">proposed</termNote>'),
    *('<termNote type="administrativeStatus">preferredTerm</termNote>', '<termNote type="termType">acronym</termNote>'),
    '<descripGrp><descrip type="definition"/><admin type="source">y</admin></descripGrp>',
    '<transacGrp><transac type="transactionType">origination</transac><date/><note>x</note></transacGrp>',
)
"""Values that a format may take for its own words."""
_NAMES = (
    *(
        "note",
        "@id",
        "zh/@id",
        "zh/note",
        "zh/x",
        "en/descrip:definition",
        "zh/descrip:definition",
        "descrip:definition",
    ),
    *("as:definition", "zh/as:definition", "en/as:definition", "as:status", "as:state", "as:origin", "as:created"),
    *("as:text", "as:note", "termNote:termType", "termNote:status", "x-status", "aligncheck:id", "url", "fileDesc"),
)
"""Names of extras that a format may take for its own."""
_FORMATS = {"tbx": tbx, "jsonl": jsonl}


def make(random: Random) -> Case:
    """Two lists of concepts and a format; some concepts are in both, changed or as they were."""
    before = [_make_concept(random) for _ in range(random.choice((0, 1, 1, 2, 3)))]
    after = [_make_concept(random) for _ in range(random.choice((1, 1, 2)))]
    for concept in before:
        if random.random() < 0.7:
            after.insert(random.randint(0, len(after)), _change(random, concept))
    return {
        "format": random.choice(("tbx", "tbx", "jsonl")),
        "before": _drop_doubles(before),
        "after": _drop_doubles(after),
    }


def _drop_doubles(concepts: list[Case]) -> list[Case]:
    return [*{concept["id"]: concept for concept in concepts}.values()]


def _make_concept(random: Random) -> Case:
    concept: Case = {"id": random.choice(("1", "2", "c10", "a b", _pick_text(random)))}
    concept |= {name: _pick_text(random) for name in ("subject", "definition", "note") if random.random() < 0.3}
    return {**concept, "terms": [_make_term(random) for _ in range(random.choice((1, 2, 2, 3)))], **_make_extra(random)}


def _make_term(random: Random) -> Case:
    term: Case = {
        "text": _pick_text(random),
        "language": random.choice(("zh", "zh", "en", "en", "zh-Hant", "as:", "a/b")),
    }
    texts = ("part_of_speech", "origin", "note", "created", "modified")
    term |= {name: _pick_text(random) for name in texts if random.random() < 0.2}
    for name, kind in (("status", Status), ("state", State), ("case", Casing), ("match", Match)):
        if random.random() < 0.2:
            term[name] = random.choice([*kind]).value
    return {**term, **_make_extra(random)}


def _make_extra(random: Random) -> Case:
    number = random.choice((0, 0, 1, 2, 3))
    names = [random.choice(_NAMES) if random.random() < 0.9 else _pick_text(random) for _ in range(number)]
    if number > 1 and random.random() < 0.5:
        names[-1] = names[0]
    return {"extra": [[name, _pick_text(random)] for name in names]} if names else {}


def _pick_text(random: Random) -> str:
    return random.choice(_TEXTS) if random.random() < 0.7 else pick_atom(random)


def _change(random: Random, concept: Case) -> Case:
    """The concept with one thing changed, or as it was."""
    kind = random.choice(("same", "definition", "extra", "terms", "term"))
    if kind == "definition":
        return {**concept, "definition": random.choice(("", _pick_text(random)))}
    if kind == "extra":
        return {**concept, "extra": _make_extra(random).get("extra", [])}
    if kind == "terms":
        return {**concept, "terms": [*concept["terms"][1:], _make_term(random)]}
    if kind == "term":
        first = {**concept["terms"][0], "status": random.choice([*Status]).value, "note": _pick_text(random)}
        return {**concept, "terms": [first, *concept["terms"][1:]]}
    return concept


def check(case: Case, folder: Path) -> Observed:
    """Write the first glossary, and edit its file until it holds the second."""
    match case:
        case {"format": "tbx" | "jsonl" as name, "before": list(before), "after": list(after)}:
            glossaries = [_build(before), _build(after)]
        case _:
            raise BadCaseError
    form, said = _FORMATS[name], list[str]()
    old, wanted = (tbx.keep(glossary, DEFAULT_LANGUAGES) for glossary in glossaries)  # without what XML lacks
    with expect_clear_errors(said):
        data = b"".join(form.dump(old, DEFAULT_LANGUAGES))
        read = form.load(BytesIO(data), DEFAULT_LANGUAGES)
        _require_same(old, read, f"{name}: what is written is not what was meant")
        wanted = wanted._replace(extra=read.extra)
        drafts = [b"".join(draft) for draft in form.edit(data, wanted, DEFAULT_LANGUAGES)]
        require(drafts, f"{name}: a file of ours cannot be edited in place")
        edited = form.load(BytesIO(drafts[0]), DEFAULT_LANGUAGES)
        _require_same(wanted, edited, f"{name}: what is edited is not what was meant")
    return {"said": said}


def _require_same(meant: Glossary, read: Glossary, kind: str) -> None:
    require(not find_difference(meant, read), kind, (meant, read))


def _build(concepts: list[Case]) -> Glossary:
    """A glossary whose ids, languages and terms are there, and no id twice."""
    try:
        built = tuple(map(_build_concept, concepts))
    except (TypeError, KeyError, ValueError, AttributeError):
        raise BadCaseError from None
    ids = [concept.id for concept in built]
    texts = [text for concept in built for term in concept.terms for text in (term.text, term.language)]
    filled = all(isinstance(text, str) and text.strip() for text in (*ids, *texts))
    if len({*ids}) < len(ids) or not filled or not all(concept.terms for concept in built):
        raise BadCaseError
    return Glossary(built)


def _build_concept(concept: Case) -> Concept:
    return Concept(**{**concept, "terms": tuple(map(_build_term, concept["terms"])), "extra": _build_extra(concept)})


def _build_term(term: dict[str, Any]) -> Term:
    kinds = {"status": Status, "state": State, "case": Casing, "match": Match}
    words = {name: kind(term[name]) for name, kind in kinds.items() if name in term}
    return Term(**{**term, **words, "extra": _build_extra(term)})


def _build_extra(record: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in record.get("extra", []))
