"""Glossaries of any text that XML can hold, and how a format writes and reads one."""

from __future__ import annotations

from io import BytesIO

from hypothesis import strategies as st

from glossary.formats.base import Format, Languages
from glossary.model import Case, Concept, Glossary, Match, State, Status, Term

LANGUAGES = Languages()
_CHARACTERS = st.one_of(
    st.sampled_from("<>&\"'=%/:@]\r\n\t 中\u3000\x85"),
    st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, range(32)), "\ufffe", "\uffff"]),
)
_TRICKY = (
    *("aligncheck:status=forbidden", "aligncheck:note=x", "aligncheck:id=4", "2020-01-02", "2020-01-02T03:04:05Z"),
    *("<note>x</note>", '<descrip type="definition"/>', "<term>x<hi>y</hi></term>", "noun", "properNoun"),
)
TEXTS = st.one_of(st.text(_CHARACTERS, max_size=6), st.sampled_from(_TRICKY))
_NAMED = (
    *("as:origin", "note", "termNote:status", "Status", "Domain", "x-status", "@id", "@creationdate", "aligncheck:id"),
    *("descripGrp:Status", "en/as:definition", "en/x", "zh/descrip:definition", "fileDesc", "xml:lang", "type"),
)
_NAMES = st.one_of(TEXTS, st.sampled_from(_NAMED))
_EXTRA = st.lists(st.tuples(_NAMES, TEXTS), max_size=2).map(tuple)
_TERMS = st.builds(
    Term,
    TEXTS,
    st.one_of(st.sampled_from(["zh", "en"]), st.text(_CHARACTERS, min_size=1, max_size=3)),
    st.one_of(st.none(), st.sampled_from(Status)),
    st.sampled_from(State),
    TEXTS,
    st.one_of(st.none(), st.sampled_from(Case)),
    st.one_of(st.none(), st.sampled_from(Match)),
    *(TEXTS for _ in ("origin", "note", "created", "modified")),
    _EXTRA,
)
_CONCEPTS = st.builds(
    Concept,
    st.text(_CHARACTERS, min_size=1, max_size=3),
    st.lists(_TERMS, min_size=1, max_size=3).map(tuple),
    *(TEXTS for _ in ("subject", "definition", "note")),
    _EXTRA,
)
GLOSSARIES = st.builds(Glossary, st.lists(_CONCEPTS, max_size=2, unique_by=lambda c: c.id).map(tuple), _EXTRA)


def loaded(form: Format, text: str | bytes) -> Glossary:
    """What a format reads from the text of a file."""
    return form.load(BytesIO(text.encode() if isinstance(text, str) else text), LANGUAGES)


def dumped(form: Format, glossary: Glossary) -> str:
    """The text of the file a format writes."""
    return b"".join(form.dump(glossary, LANGUAGES)).decode()


def again(form: Format, glossary: Glossary) -> Glossary:
    """A glossary written and read."""
    return loaded(form, dumped(form, glossary))


def regardless_of_order(glossary: Glossary) -> Glossary:
    """The glossary with its extras sorted: a file has them in an order of its own."""
    concepts = (
        concept._replace(
            extra=tuple(sorted(concept.extra)),
            terms=tuple(term._replace(extra=tuple(sorted(term.extra))) for term in concept.terms),
        )
        for concept in glossary.concepts
    )
    return Glossary(tuple(concepts), tuple(sorted(glossary.extra)))
