"""JSON lines: one concept a line, an object with the fields of the model; other keys are extras.

    {"id": "1", "subject": "trade", "terms": [{"text": "关键矿产", "language": "zh", "status": "preferred"}]}

Extras with the same name twice, or with the name of a field, are in a list of pairs, `extra`. A value that is no string
is read as its JSON text. A first line `{"glossary": [[name, value], ...]}` holds the extras of the glossary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import Loss
from glossary.formats.tables.fields import CASES, MATCHES, TERM_FIELDS, format_cell, parse_status, parse_term_type
from glossary.formats.text import decode
from glossary.model import Concept, Extra, Glossary, Term
from glossary.storage.surrogates import replace_surrogates

_CONCEPT_KEYS = frozenset({*Concept._fields, "glossary"})
_TERM_KEYS = frozenset(Term._fields)
_SHAPE = '{"id": "1", "terms": [{"text": "term", "language": "en"}]}'

Object = dict[str, Any]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a file of concepts. Raises FormatError."""
    return _load(stream, unfinished=False)


def load_unfinished(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read as `load` does, but also terms without text. Raises FormatError."""
    return _load(stream, unfinished=True)


def _load(stream: BinaryIO, unfinished: bool) -> Glossary:
    concepts: dict[str, Concept] = {}
    extra: Extra = ()
    seen: dict[str, str] = {}
    line = 0
    try:
        for line, value in _parse_lines(decode(stream.read()).text):  # noqa: B007 - the line is for the error
            if "glossary" in value and "terms" not in value:
                extra = _parse_pairs(value["glossary"])
                continue
            concept = _parse_concept(value, seen, unfinished)
            if concept.id in concepts:
                raise FormatError(f"a second concept “{concept.id}”: give it an id of its own")
            concepts[concept.id] = concept
    except FormatError as error:
        error.line = error.line or line
        raise
    return Glossary(tuple(concepts.values()), extra)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """Yield the bytes of a file of concepts, in UTF-8."""
    if glossary.extra:
        yield _USUAL.write({"glossary": glossary.extra}).encode()
    for concept in glossary.concepts:
        yield _USUAL.write(_build_object(concept)).encode()


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
    """Yield a draft of a file in which only concepts that differ are written again; nothing where that cannot be."""
    text, encoding = decode(data)
    old = load(BytesIO(data), languages)
    if old.extra != glossary.extra:
        return
    head, lines, end = _split_lines(text)
    kept = {concept.id: (concept, line) for concept, line in zip(old.concepts, lines, strict=True)}
    style = _Style.detect(text)
    parts = [head, *(_edit_line(concept, kept.get(concept.id), style) for concept in glossary.concepts)]
    closed = [part if not part or part.endswith("\n") else part + style.newline for part in parts]
    whole = "".join(closed) + end
    yield encoding.encode([whole if end or text.endswith("\n") else whole.removesuffix(style.newline)])


def _edit_line(concept: Concept, kept: tuple[Concept, str] | None, style: _Style) -> str:
    """Return the line of a concept; `kept` is what it was, and its line with the blank ones before it."""
    old, line = kept or (None, "")
    if old == concept:
        return line
    space = line[: len(line) - len(line.lstrip())]
    value = _build_object(concept)
    return space[: space.rfind("\n") + 1] + style.write(_keep_values(value, json.loads(line)) if line else value)


def _keep_values(new: Object, old: Object) -> Object:
    """Return an object with the order of the keys in an old one, and its values, of any type, that say the same."""
    terms = {(_get_text(one, "text"), _get_text(one, "language")): one for one in old.get("terms", ())}
    kept = {key: old[key] for key in old if key in new or old[key] is None}
    changed = {key: value for key, value in new.items() if key not in old or _get_text(old, key) != value}
    if terms:
        changed["terms"] = [_keep_values(one, terms.get((one["text"], one["language"]), {})) for one in new["terms"]]
    return {**kept, **changed}


def _split_lines(text: str) -> tuple[str, list[str], str]:
    """Split a text into the line on the file itself, those of the concepts, and the blank ones at its end.

    Other blank lines are before the line that they precede.
    """
    rows = [f"{row}\n" for row in text.split("\n")]
    rows[-1] = rows[-1][:-1]
    head, lines, start = "", [], 0
    for number, value in _parse_lines(text):
        found = "".join(rows[start:number])
        start = number
        if "glossary" in value and "terms" not in value:
            head += found
        else:
            lines.append(found)
    return head, lines, "".join(rows[start:])


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return nothing: JSON lines hold all fields."""
    return ()


def _parse_lines(text: str) -> Iterator[tuple[int, Object]]:
    """Yield the number of each line that is not blank, from 1, and its object."""
    for line, source in enumerate(text.split("\n"), 1):
        if source and not source.isspace():
            try:
                value = json.loads(source)
                if "\\u" in source:
                    value = json.loads(replace_surrogates(json.dumps(value, ensure_ascii=False)))
            except (ValueError, RecursionError) as error:
                reason = error.msg if isinstance(error, json.JSONDecodeError) else "too large or too deep"
                raise FormatError(f"not JSON ({reason}): one object a line is expected, as {_SHAPE}", line) from error
            if not isinstance(value, dict):
                raise FormatError(f"not a JSON object: one a line is expected, as {_SHAPE}", line)
            yield line, value


def _parse_concept(value: Object, seen: dict[str, str], unfinished: bool) -> Concept:
    terms = value.get("terms")
    if not isinstance(terms, list):
        raise FormatError(f"no list of “terms”: give one, as {_SHAPE}")
    name = _get_text(value, "id")
    if not name.strip():
        raise FormatError(f"no “id”: give the concept one, as {_SHAPE}")
    return Concept(
        name,
        tuple(_parse_term(term, seen, unfinished) for term in terms),
        _get_text(value, "subject"),
        _get_text(value, "definition"),
        _get_text(value, "note"),
        _get_extra(value, _CONCEPT_KEYS),
    )


def _parse_term(value: object, seen: dict[str, str], unfinished: bool) -> Term:
    if not isinstance(value, dict):
        raise FormatError(f"a term that is not an object: write it as {_SHAPE}")
    text, language = _get_text(value, "text"), _get_text(value, "language")
    if not language.strip() or not (unfinished or text.strip()):
        raise FormatError(f"a term without “{'language' if text.strip() else 'text'}”: give it, as {_SHAPE}")
    status, state, part_of_speech, case, match, origin, note, *more, created, modified = (
        _get_text(value, key) if key in value else "" for key in TERM_FIELDS
    )
    term_type, example, when_source = more
    return Term(
        text,
        seen.setdefault(language, language),
        *parse_status(status, state),
        seen.setdefault(part_of_speech, part_of_speech),
        CASES[case],
        MATCHES[match],
        origin,
        note,
        parse_term_type(term_type) if term_type else "",
        example,
        when_source,
        created,
        modified,
        _get_extra(value, _TERM_KEYS),
    )


def _get_text(value: Object, key: str) -> str:
    """Return a value as a string: the JSON text of a number, a list or an object; empty where there is none."""
    found = value.get(key, "")
    if isinstance(found, str):
        return found
    return "" if found is None else json.dumps(found, ensure_ascii=False)


def _get_extra(value: Object, known: frozenset[str]) -> Extra:
    if "extra" not in value and value.keys() <= known:
        return ()
    return (
        *((key, _get_text(value, key)) for key in value if key not in known),
        *_parse_pairs(value.get("extra")),
    )


def _parse_pairs(value: object) -> Extra:
    pairs = value if isinstance(value, list) else [] if value is None else [["extra", value]]
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        raise FormatError("“extra” and “glossary” are lists of pairs, as [[name, value], ...]")
    return tuple((_get_text({"": name}, ""), _get_text({"": text}, "")) for name, text in pairs)


def _list_fields(holder: Concept | Term, known: frozenset[str]) -> Object:
    """Return the fields of a concept or term that are not empty, without its terms, and its extras."""
    fields = {name: format_cell(getattr(holder, name)) for name in holder._fields if name not in {"terms", "extra"}}
    names = [name for name, _ in holder.extra]
    flat = len({*names}) == len(names) and known.isdisjoint(names)
    extra: Iterable[tuple[str, Any]] = holder.extra if flat else [("extra", holder.extra)]
    return {**{name: text for name, text in fields.items() if text}, **dict(extra)}


def _build_object(concept: Concept) -> Object:
    terms = [_list_fields(term, _TERM_KEYS) for term in concept.terms]
    return {"id": concept.id, **_list_fields(concept, _CONCEPT_KEYS), "terms": terms}


class _Style(NamedTuple):
    """How lines are written: with spaces between what they hold, characters as escapes, and which end."""

    is_spaced: bool = True
    is_ascii: bool = False
    newline: str = "\n"

    @classmethod
    def detect(cls, text: str) -> _Style:
        """Return the style of a file."""
        newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
        return cls('":"' not in text or '": "' in text, "\\u" in text and text.isascii(), newline)

    def write(self, value: Object) -> str:
        """Write an object as a line."""
        separators = (", ", ": ") if self.is_spaced else (",", ":")
        return json.dumps(value, ensure_ascii=self.is_ascii, separators=separators) + self.newline


_USUAL = _Style()
