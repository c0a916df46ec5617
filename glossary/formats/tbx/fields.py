"""Which element of TBX holds which field of the model, and in which words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from glossary.formats.tbx.frames import Field, Fields
from glossary.formats.tbx.markers import PREFIX
from glossary.formats.tbx.names import PARTS_OF_SPEECH
from glossary.formats.xml import statuses
from glossary.model import Case, Match, State, Status

_TYPE_WORDS = {"full form": "fullForm", "short form": "shortForm"} | {
    word: word for word in ("abbreviation", "acronym", "variant", "phrase")
}
_TYPES = {word: value for value, word in _TYPE_WORDS.items()}
"""The picklist of TBX-Basic -> the types of terms, and back; other types stay as they are."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _make_leaf(name: str, tag: str, kind: str = "") -> Field:
    """Return a field that is the text of one element."""
    attribute = f' type="{kind}"' if kind else ""
    return Field(name, (f"<{tag}{attribute}>", f"</{tag}>"), f"<{tag}{attribute}/>")


def _make_transaction(name: str, kind: str) -> Field:
    """Return a field that is the date of a transaction."""
    start = f'<transacGrp><transac type="transactionType">{kind}</transac>'
    return Field(
        name, (f"{start}<date>", "</date></transacGrp>"), f"{start}<date/></transacGrp>", _parse_date, _parse_day
    )


def _parse_day(date: str) -> str:
    """Return the day of an ISO 8601 date, "" for any other text."""
    if not _DATE.match(date):
        return ""
    try:
        datetime.date.fromisoformat(date[:10])
    except ValueError:
        return ""
    return date[:10]


def _parse_date(text: str) -> str | None:
    return text if _parse_day(text) else None


def _write_status(value: str) -> str:
    word = Status.DEPRECATED if value == Status.FORBIDDEN else value
    return f"{word}Term-admn-sts"


def _write_note(value: str) -> str:
    return "" if value.startswith(PREFIX) else value


def _write_nothing(_value: str) -> str:
    return ""


def _make_switch(field: str, value: str) -> Field:
    """Return a field whose value an element of Phrase or memoQ sets with `true`."""
    return Field(
        field, read=lambda text: value if text.strip().lower() in {"true", "yes"} else None, write=_write_nothing
    )


TEXT = _make_leaf("text", "term")
STATUS = _make_leaf("status", "termNote", "administrativeStatus")._replace(
    read=statuses.parse_status, write=_write_status
)
STATE = Field("state", read=statuses.parse_state, write=_write_nothing)
PART_OF_SPEECH = _make_leaf("part_of_speech", "termNote", "partOfSpeech")._replace(
    write=lambda value: value if value in PARTS_OF_SPEECH else "other"
)
TERM_TYPE = _make_leaf("term_type", "termNote", "termType")._replace(
    read=_TYPES.get, write=lambda value: _TYPE_WORDS.get(value, "")
)
EXAMPLE = _make_leaf("example", "descrip", "context")
WHEN_SOURCE = Field("when_source", write=_write_nothing)
ORIGIN = _make_leaf("origin", "admin", "source")
NOTE = _make_leaf("note", "note")._replace(write=_write_note)
CREATED = _make_transaction("created", "origination")
MODIFIED = _make_transaction("modified", "modification")
SUBJECT = _make_leaf("subject", "descrip", "subjectField")
DEFINITION = _make_leaf("definition", "descrip", "definition")
CASE = Field("case", write=_write_nothing)
MATCH = Field("match", write=_write_nothing)
ID = Field("id", write=_write_nothing)

_OTHER_STATUS = (Field("status", read=statuses.parse_status, write=_write_nothing), STATE)
TERM: Fields = {
    "term": (TEXT,),
    "termNote:administrativeStatus": (STATUS, STATE),
    "termNote:normativeAuthorization": _OTHER_STATUS,
    "termNote:status": _OTHER_STATUS,
    "termNote:forbidden": (_make_switch("status", Status.FORBIDDEN),),
    "termNote:preferred": (_make_switch("status", Status.PREFERRED),),
    "termNote:caseSensitive": (_make_switch("case", Case.SENSITIVE),),
    "termNote:exactMatch": (_make_switch("match", Match.EXACT),),
    "termNote:partOfSpeech": (PART_OF_SPEECH,),
    "termNote:termType": (TERM_TYPE,),
    "descrip:context": (EXAMPLE,),
    "admin:source": (ORIGIN,),
    "note": (NOTE,),
    "transacGrp:origination": (CREATED,),
    "transacGrp:modification": (MODIFIED,),
}
CONCEPT: Fields = {"descrip:subjectField": (SUBJECT,), "descrip:definition": (DEFINITION,), "note": (NOTE,)}
LANGUAGE: Fields = {"descrip:definition": (DEFINITION,)}

TERM_ORDER = (
    *(TEXT, STATUS, STATE, PART_OF_SPEECH, TERM_TYPE, CASE, MATCH),
    *(EXAMPLE, ORIGIN, NOTE, WHEN_SOURCE, CREATED, MODIFIED),
)
"""The fields of a term in the order in which they are written: the schema wants notes on a term first."""

CONCEPT_ORDER = (SUBJECT, DEFINITION, NOTE)

MARKED = {field.name: field for field in (*TERM_ORDER[1:], *CONCEPT_ORDER, ID)}
"""The fields that a marker may give."""

VALUES = {"status": Status, "state": State, "case": Case, "match": Match}
"""The types of the fields that are no free text."""

NOTHING = frozenset({field.empty for field in (*TERM_ORDER, *CONCEPT_ORDER)})
"""The elements of fields without any text."""


class Plan(NamedTuple):
    """How the elements of an entry, a language section or a term section are read.

    `fields` are the fields by the category of their element, `marked` the names of those that a marker may give,
    `usual` the fields by tag and type of their own element, `parent` the name of the section in version 3.
    """

    fields: Fields
    marked: frozenset[str]
    usual: Mapping[tuple[str, str], Field]
    parent: str


def _make_plan(fields: Fields, marked: Iterable[Field], parent: str) -> Plan:
    own = {name.partition(":")[::2]: field for name, (field, *_others) in fields.items() if field.empty}
    usual = {(tag, kind): field for (tag, kind), field in own.items() if tag != "transacGrp"}
    return Plan(fields, frozenset(field.name for field in marked), usual, parent)


TERM_PLAN = _make_plan(TERM, TERM_ORDER[1:], "termSec")
CONCEPT_PLAN = _make_plan(CONCEPT, (*CONCEPT_ORDER, ID), "conceptEntry")
LANGUAGE_PLAN = Plan(LANGUAGE, frozenset(), {}, "langSec")
