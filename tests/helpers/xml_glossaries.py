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
    *(TEXTS for _ in ("origin", "note", "term_type", "example", "when_source", "created", "modified")),
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


VERSION_2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="de">
  <martifHeader>
    <fileDesc><sourceDesc><p>Exported by a tool</p></sourceDesc></fileDesc>
    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text><body>
    <termEntry id="c7">
      <descrip type="subjectField">trade</descrip>
      <descripGrp>
        <descrip type="definition">control of goods
            that leave a country</descrip>
        <admin type="source">Ministry</admin>
      </descripGrp>
      <langSet xml:lang="zh-CN">
        <descrip type="definition">对出境货物的管制</descrip>
        <tig id="t1">
          <term>出口管制</term>
          <termNote type="partOfSpeech">noun</termNote>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
        </tig>
        <tig>
          <term>出口控制</term>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
          <note>until 2010</note>
          <note>seen in the press</note>
        </tig>
      </langSet>
      <langSet xml:lang="en-GB">
        <ntig>
          <termGrp>
            <term>export control<hi type="superscript">1</hi></term>
            <termNote type="termType">fullForm</termNote>
            <termNote type="normativeAuthorization">deprecatedTerm</termNote>
          </termGrp>
          <transacGrp>
            <transac type="transactionType">origination</transac>
            <date>2020-01-31</date>
            <transacNote type="responsibility">Li</transacNote>
          </transacGrp>
        </ntig>
      </langSet>
    </termEntry>
  </body></text>
</martif>
"""

_WHO = (
    '<transacGrp><transac type="transactionType">origination</transac><date/>'
    '<transacNote type="responsibility">Li</transacNote></transacGrp>'
)
READ_2 = Glossary(
    (
        Concept(
            "c7",
            (
                Term("出口管制", "zh-CN", Status.PREFERRED, part_of_speech="noun", extra=(("@id", "t1"),)),
                Term(
                    "出口控制",
                    "zh-CN",
                    Status.SUPERSEDED,
                    note="until 2010",
                    extra=(("note", "<note>seen in the press</note>"),),
                ),
                Term(
                    "export control1",
                    "en-GB",
                    Status.DEPRECATED,
                    term_type="full form",
                    created="2020-01-31",
                    extra=(
                        ("as:text", '<term>export control<hi type="superscript">1</hi></term>'),
                        ("as:status", '<termNote type="normativeAuthorization">deprecatedTerm</termNote>'),
                        ("as:created", _WHO),
                    ),
                ),
            ),
            "trade",
            "control of goods that leave a country",
            extra=(
                (
                    "as:definition",
                    '<descripGrp><descrip type="definition"/><admin type="source">Ministry</admin></descripGrp>',
                ),
                ("zh-CN/descrip:definition", '<descrip type="definition">对出境货物的管制</descrip>'),
            ),
        ),
    ),
    (
        ("xml:lang", "de"),
        ("fileDesc", "<fileDesc><sourceDesc><p>Exported by a tool</p></sourceDesc></fileDesc>"),
        ("encodingDesc", '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>'),
    ),
)

DCT = """<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>made by hand</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1">
  <min:subjectField>astronomy</min:subjectField>
  <langSec xml:lang="en">
    <descripGrp><basic:definition>stars born together</basic:definition><basic:source>Atlas</basic:source></descripGrp>
    <termSec>
      <term>open cluster</term>
      <min:partOfSpeech>noun</min:partOfSpeech>
      <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
      <basic:termType>fullForm</basic:termType>
      <descripGrp><basic:context>an open cluster in the north</basic:context></descripGrp>
      <basic:source>Catalogue</basic:source>
    </termSec>
  </langSec>
</conceptEntry></body></text></tbx>
"""
