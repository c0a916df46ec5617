"""Which element of TBX says which field of the model, and in which words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from glossary.formats import statuses
from glossary.formats.framed import Field, Fields
from glossary.formats.tbx.markers import PREFIX
from glossary.formats.tbx.names import PARTS_OF_SPEECH
from glossary.model import Case, Match, State, Status

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _leaf(name: str, tag: str, kind: str = "") -> Field:
    attribute = f' type="{kind}"' if kind else ""
    return Field(name, (f"<{tag}{attribute}>", f"</{tag}>"), f"<{tag}{attribute}/>")


def _transaction(name: str, kind: str) -> Field:
    start = f'<transacGrp><transac type="transactionType">{kind}</transac>'
    return Field(name, (f"{start}<date>", "</date></transacGrp>"), f"{start}<date/></transacGrp>", _dated, _day)


def _day(date: str) -> str:
    """The day of an ISO 8601 date, "" for any other text."""
    if not _DATE.match(date):
        return ""
    try:
        datetime.date.fromisoformat(date[:10])
    except ValueError:
        return ""
    return date[:10]


def _dated(text: str) -> str | None:
    return text if _day(text) else None


def _status_word(value: str) -> str:
    word = Status.DEPRECATED if value == Status.FORBIDDEN else value
    return f"{word}Term-admn-sts"


def _note(value: str) -> str:
    return "" if value.startswith(PREFIX) else value


def _none(_value: str) -> str:
    return ""


def _switch(field: str, value: str) -> Field:
    """A category of Phrase and memoQ that is `true` or `false`."""
    return Field(field, read=lambda text: value if text.strip().lower() in {"true", "yes"} else None, write=_none)


TEXT = _leaf("text", "term")
STATUS = _leaf("status", "termNote", "administrativeStatus")._replace(read=statuses.status, write=_status_word)
STATE = Field("state", read=statuses.state, write=_none)
PART_OF_SPEECH = _leaf("part_of_speech", "termNote", "partOfSpeech")._replace(
    write=lambda value: value if value in PARTS_OF_SPEECH else "other"
)
ORIGIN = _leaf("origin", "admin", "source")
NOTE = _leaf("note", "note")._replace(write=_note)
CREATED = _transaction("created", "origination")
MODIFIED = _transaction("modified", "modification")
SUBJECT = _leaf("subject", "descrip", "subjectField")
DEFINITION = _leaf("definition", "descrip", "definition")
CASE = Field("case", write=_none)
MATCH = Field("match", write=_none)
ID = Field("id", write=_none)

_OTHER_STATUS = (Field("status", read=statuses.status, write=_none), STATE)
TERM: Fields = {
    "term": (TEXT,),
    "termNote:administrativeStatus": (STATUS, STATE),
    "termNote:normativeAuthorization": _OTHER_STATUS,
    "termNote:status": _OTHER_STATUS,
    "termNote:forbidden": (_switch("status", Status.FORBIDDEN),),
    "termNote:preferred": (_switch("status", Status.PREFERRED),),
    "termNote:caseSensitive": (_switch("case", Case.SENSITIVE),),
    "termNote:exactMatch": (_switch("match", Match.EXACT),),
    "termNote:partOfSpeech": (PART_OF_SPEECH,),
    "admin:source": (ORIGIN,),
    "note": (NOTE,),
    "transacGrp:origination": (CREATED,),
    "transacGrp:modification": (MODIFIED,),
}
CONCEPT: Fields = {"descrip:subjectField": (SUBJECT,), "descrip:definition": (DEFINITION,), "note": (NOTE,)}
LANGUAGE: Fields = {"descrip:definition": (DEFINITION,)}

TERM_ORDER = (TEXT, STATUS, STATE, PART_OF_SPEECH, CASE, MATCH, ORIGIN, NOTE, CREATED, MODIFIED)
"""The fields of a term in the order they are written: notes on a term come first, as the schema wants."""

CONCEPT_ORDER = (SUBJECT, DEFINITION, NOTE)

MARKED = {field.name: field for field in (*TERM_ORDER[1:], *CONCEPT_ORDER, ID)}
"""The fields that markers say."""

VALUES = {"status": Status, "state": State, "case": Case, "match": Match}
"""The types of the fields that are no free text."""

NOTHING = frozenset({field.empty for field in (*TERM_ORDER, *CONCEPT_ORDER)})
"""Elements that have a field's place and say nothing."""


class Plan(NamedTuple):
    """How a level is read: its fields, and which of them a marker may say.

    `usual` are the elements that are a field's own, by tag and type. `parent` is the level's name in version 3.
    """

    fields: Fields
    marked: frozenset[str]
    usual: Mapping[tuple[str, str], Field]
    parent: str


def _plan(fields: Fields, marked: Iterable[Field], parent: str) -> Plan:
    own = {name.partition(":")[::2]: field for name, (field, *_others) in fields.items() if field.empty}
    usual = {(tag, kind): field for (tag, kind), field in own.items() if tag != "transacGrp"}
    return Plan(fields, frozenset(field.name for field in marked), usual, parent)


TERM_PLAN = _plan(TERM, TERM_ORDER[1:], "termSec")
CONCEPT_PLAN = _plan(CONCEPT, (*CONCEPT_ORDER, ID), "conceptEntry")
LANGUAGE_PLAN = Plan(LANGUAGE, frozenset(), {}, "langSec")
