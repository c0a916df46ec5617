"""The names of TBX: elements, data categories, and where version 3 in DCA style has each.

Sources: ISO 30042:2019 and the public schemas of the TBX-Basic dialect 1.2 (TBXinfo, LTAC Global).
"""

from __future__ import annotations

ENTRIES = frozenset({"conceptEntry", "termEntry"})
LANGUAGE_SECTIONS = frozenset({"langSec", "langSet"})
TERM_SECTIONS = frozenset({"termSec", "tig", "ntig"})
LANGUAGE = "xml:lang"

GROUPS = frozenset({"descripGrp", "adminGrp", "transacGrp", "termNoteGrp"})
_HEADER = frozenset(
    {"tbxHeader", "martifHeader", "fileDesc", "titleStmt", "publicationStmt", "sourceDesc", "encodingDesc"}
    | {"ude", "revisionDesc", "change", "back", "refObjectSec", "refObjectList", "refObject", "itemSet", "itemGrp"}
)
STRUCTURE = GROUPS | _HEADER
"""Elements that hold elements only: white space between those is layout."""

AUXILIARY = GROUPS | {"descrip", "admin", "note", "ref", "xref", "termNote"}
"""What may be in an entry, a language section or a term section besides the sections and the term."""

ELEMENTS = (
    STRUCTURE
    | AUXILIARY
    | {"adminNote", "date", "descripNote", "item", "map", "p", "term", "title", "transac", "transacNote"}
    | {"bpt", "ec", "ept", "foreign", "hi", "it", "ph", "sc", "ut"}
)

DCT = {
    "administrativeStatus": "termNote",
    "context": "descrip",
    "crossReference": "ref",
    "customerSubset": "admin",
    "definition": "descrip",
    "externalCrossReference": "xref",
    "geographicalUsage": "termNote",
    "grammaticalGender": "termNote",
    "grammaticalNumber": "termNote",
    "partOfSpeech": "termNote",
    "projectSubset": "admin",
    "register": "termNote",
    "relatedConcept": "ref",
    "relatedTerm": "ref",
    "responsibility": "transacNote",
    "source": "admin",
    "subjectField": "descrip",
    "termLocation": "termNote",
    "termType": "termNote",
    "transactionType": "transac",
    "xGraphic": "xref",
}
"""Data categories as tags, and the element whose `type` each is as an attribute."""

MINIMAL = frozenset({"administrativeStatus", "customerSubset", "partOfSpeech", "subjectField"})
"""The categories of the module `min`; all others here are of the module `basic` (TBXinfo)."""

VERSION_2 = {"conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig"}
"""The sections of version 3 -> what version 2 calls them."""

WITHIN = {"termSec": "termNote", "tig": "termNote", "termGrp": "termNote", "termNoteGrp": "termNote"} | {
    "adminGrp": "admin",
    "transacGrp": "transacNote",
}
"""The element for a category of another module, by what it is in; elsewhere a `descrip`."""

PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", "other"})
"""The picklist of TBX-Basic."""
