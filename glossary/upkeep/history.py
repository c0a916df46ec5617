"""What became of concepts: who changed what and when, as a file keeps it, and as its versions show it.

A file keeps it where a person gave a reason for a change, and from then on: in TBX as transactions of the concept, in
other formats as lines of an extra, `history`: `2026-03-01 | Li Na | en “key minerals” added | house style`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.formats.files import Draft, edit
from glossary.formats.xml.parser import parse_fragment
from glossary.formats.xml.text import escape_text
from glossary.model import HISTORY, Concept, Extra, Glossary, Term
from glossary.upkeep.diff import ConceptChange, FieldChange, diff
from glossary.upkeep.edit import EditError

_BETWEEN = " | "
_TRANSACTION = "transacGrp:modification"
_MODIFIED = "as:modified"
"""The extra of a term that holds who changed it at the date of `modified`."""
_DATES = ("created", "modified")


class Event(NamedTuple):
    """A change: its date (ISO 8601), who made it, what it was, why, and the commit; "" where it is not known."""

    date: str
    author: str
    what: str
    reason: str = ""
    commit: str = ""


class Version(NamedTuple):
    """A version of a glossary and the event that made it, whose `what` is empty."""

    glossary: Glossary
    event: Event


def keeps_history(glossary: Glossary) -> bool:
    """Return whether a file keeps what became of its concepts, as it does from the first reason on."""
    return any(name == HISTORY or _is_signed(name, value) for one in glossary.concepts for name, value in one.extra)


def _is_signed(name: str, value: str) -> bool:
    return name == _TRANSACTION and "<transacNote" in value


def record(before: Glossary, after: Glossary, event: Event, languages: Languages, *, as_transactions: bool) -> Glossary:
    """Return a glossary with an event in the history of each concept that differs from before; `what` is filled in.

    `as_transactions`: the file is TBX.
    """
    changes = {id(one.after): one for one in diff(before, after, languages).concepts if one.after}
    add = _add_transaction if as_transactions else _add_line
    concepts = (
        add(one, event._replace(what=describe_change(changes[id(one)]))) if id(one) in changes else one
        for one in after.concepts
    )
    return after._replace(concepts=tuple(concepts))


@contextmanager
def edit_signed(
    path: str,
    sign: Callable[[], Event],
    format_name: str | None = None,
    languages: Languages = DEFAULT_LANGUAGES,
    columns: str = "",
    *,
    reason: str = "",
    create: bool = False,
    force: bool = False,
) -> Iterator[Draft]:
    """Change a glossary file as `glossary.formats.files.edit` does, and keep what was changed.

    Where a reason is given, or the file keeps a history, the event that `sign` gives is added to it. Raises EditError
    with the path, and GlossaryError.
    """
    try:
        with edit(Path(path), format_name, languages, columns, create=create, force=force) as draft:
            before = draft.glossary
            yield draft
            if draft.glossary != before and (reason or keeps_history(before)):
                event, as_transactions = sign()._replace(reason=reason), draft.format == "tbx"
                draft.glossary = record(before, draft.glossary, event, languages, as_transactions=as_transactions)
    except EditError as error:
        raise EditError(f"{path}: {error}") from error


def _add_line(concept: Concept, event: Event) -> Concept:
    fields = (event.date, event.author, event.what, event.reason)
    line = _BETWEEN.join(" ".join(field.split()).replace(_BETWEEN, " / ") for field in fields)
    lines = "\n".join([*(value for name, value in concept.extra if name == HISTORY), line.rstrip(" |")])
    return concept._replace(extra=(*(pair for pair in concept.extra if pair[0] != HISTORY), (HISTORY, lines)))


def _add_transaction(concept: Concept, event: Event) -> Concept:
    """Add a transaction to a concept; a term that was changed loses the name of who changed it before."""
    author = escape_text(event.author)
    note = escape_text(": ".join(filter(None, (event.what, event.reason))))
    element = (
        '<transacGrp><transac type="transactionType">modification</transac>'
        + (f'<transacNote type="responsibility">{author}</transacNote>' if author else "")
        + f"<date>{event.date}</date><note>{note}</note></transacGrp>"
    )
    terms = tuple(
        term._replace(extra=tuple(pair for pair in term.extra if pair[0] != _MODIFIED))
        if term.modified == event.date
        else term
        for term in concept.terms
    )
    return concept._replace(terms=terms, extra=(*concept.extra, (_TRANSACTION, element)))


def list_kept(concept: Concept) -> list[Event]:
    """List what a file keeps of the history of a concept and its terms, by date."""
    events = [*_list_lines(concept.extra), *_list_transactions(concept.extra)]
    known = {event.date for event in events}
    for term in concept.terms:
        events += (event for event in _list_dates(term) if event.author or event.date not in known)
        events += _list_transactions(term.extra, f"{term.describe()}: ")
    return sorted(dict.fromkeys(events), key=lambda event: event.date)


def _list_lines(extra: Extra) -> Iterator[Event]:
    for line in (line for name, value in extra if name == HISTORY for line in value.splitlines() if line.strip()):
        parts = line.split(_BETWEEN)
        yield Event(*parts) if 3 <= len(parts) <= 4 else Event("", "", line)


def _list_transactions(extra: Extra, before: str = "") -> Iterator[Event]:
    """Yield the transactions of TBX that are no fields."""
    for name, value in extra:
        element = parse_fragment(value) if name.startswith("transacGrp:") else None
        if element is not None:
            note = element.findtext("note") or name.partition(":")[2]
            yield Event(element.findtext("date") or "", _find_author(element), before + note)


def _find_author(element: Element) -> str:
    notes = (one for one in element.iter("transacNote") if one.get("type") == "responsibility")
    return next((" ".join("".join(one.itertext()).split()) for one in notes), "")


def _list_dates(term: Term) -> Iterator[Event]:
    """Yield when a term was made and changed, and who did it where TBX has it."""
    frames = dict(term.extra)
    for name in _DATES:
        if date := getattr(term, name):
            element = parse_fragment(frames.get(f"as:{name}", ""))
            author = "" if element is None else _find_author(element)
            yield Event(date[:10], author, f"{term.describe()} {name}")


def describe_change(change: ConceptChange) -> str:
    """Say in a few words what is different of a concept."""
    if change.before is None or change.after is None:
        shown = change.after or change.before
        names = ", ".join(term.describe() for term in shown.terms) if shown else ""
        return f"{names} {'added' if change.before is None else 'removed'}".strip()
    parts = [_describe_fields(change.fields)]
    for term in change.terms:
        if term.before is None or term.after is None:
            shown_term = term.after or term.before
            status = f" ({shown_term.status})" if shown_term and shown_term.status and term.before is None else ""
            named = shown_term.describe() if shown_term else ""
            parts.append(f"{named}{status} {'added' if term.before is None else 'removed'}")
        elif told := _describe_fields(term.fields):
            parts.append(f"{term.after.describe()}: {told}")
    return "; ".join(filter(None, parts))


def _describe_fields(fields: Iterable[FieldChange]) -> str:
    """Describe changes of fields, but for dates, frames and the history itself."""
    told = (one for one in fields if one.name not in {*_DATES, HISTORY} and not one.name.startswith(("as:", "transac")))
    return ", ".join(f"{one.name} {_quote(one.before)} → {_quote(one.after)}" for one in told)


def _quote(value: str) -> str:
    return f"“{value}”" if value else "none"


def trace(
    concepts: Sequence[Concept], versions: Sequence[Version], languages: Languages = DEFAULT_LANGUAGES
) -> Mapping[str, list[Event]]:
    """Find by which versions of a file its concepts changed; return the events, the earliest first, by the id.

    `versions` are the newest first, of which the first has the concepts; the last is that which made the file, or the
    oldest that is known: nothing is said of it, unless its event has a `what`, such as “added”.
    """
    events: dict[str, list[Event]] = {one.id: [] for one in concepts}
    current: dict[str, Concept] = {one.id: one for one in concepts}
    for newer, older in pairwise(versions):
        changes = {one.after.id: one for one in diff(older.glossary, newer.glossary, languages).concepts if one.after}
        before = {one.id: one for one in older.glossary.concepts}
        for name, concept in [*current.items()]:
            change = changes.get(concept.id)
            if change is not None:
                if told := describe_change(change):
                    events[name].append(newer.event._replace(what=told))
                earlier = change.before
            else:
                earlier = before.get(concept.id)
            if earlier is None:
                del current[name]
            else:
                current[name] = earlier
    for name in current if versions and versions[-1].event.what else ():
        events[name].append(versions[-1].event)
    return {name: [*reversed(found)] for name, found in events.items()}
