"""The `glossary.json` of documentation in git: words to keep, renderings to use and to avoid, in JSON.

    {"keep": ["MCP"],
     "terms": [{"source": "host", "target": "主机", "note": "the application",
                "avoid": ["东道主", {"text": "宿主", "when": "host"}]}]}

This is how a file is written; it is that of the documentation of the Model Context Protocol, with a condition on the
source (`when`). What other projects write is read: a list of entries alone (OpenClaw), `targets` or `translations` by
language, `doNotTranslate` for an entry or as a list, `forbidden` by language with `whenEn` (Cindy), `caseSensitive`, an
entry with a key for each language, and terms as one object, source -> renderings by language. Such a file is not
changed: it is converted. Other keys of an entry are extras of its concept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from glossary.formats.base import FormatError, Languages
from glossary.formats.identifiers import assign_ids
from glossary.formats.losses import Loss, find_field_losses, find_header_losses, note_id_loss, note_loss
from glossary.formats.tables.heading import refuse_swapped
from glossary.formats.tables.titles import is_language, may_be_number
from glossary.formats.text import decode
from glossary.formats.xml.statuses import parse_state
from glossary.model import Case, Concept, Glossary, State, Status, Term, matches_language
from glossary.storage.surrogates import replace_surrogates

_Object = dict[str, Any]
_TERMS = ("terms", "glossary", "entries")
_KEEP = ("keep", "doNotTranslate", "do_not_translate")
_SOURCES = ("source", "term")
_SOURCE_LANGUAGES = ("sourceLocale", "sourceLanguage", "sourceLang")
_RENDERINGS = ("targets", "translations")
_NOTES = ("note", "notes", "comment")
_SUBJECTS = ("domain", "category", "subject")
_CASE = ("caseSensitive", "case_sensitive", "ignore_case", "ignoreCase", "checkCase")
_SHAPE = '{"terms": [{"source": "host", "target": "主机"}]}'
_OWN = frozenset({"source", "target", "note", "avoid"})
"""The keys of an entry in a file that is written."""
_AGAINST = frozenset({Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED})


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a list of terms. Raises FormatError."""
    return _build(_parse(decode(stream.read()).text), languages)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """Yield the bytes of a list of terms, in UTF-8."""
    yield (json.dumps(_build_object(glossary, languages), ensure_ascii=False, indent=2) + "\n").encode()


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
    """Yield nothing: a list is written as a whole. Raises FormatError where it is not as it is written here."""
    value = _parse(decode(data).text)
    entries = value.get("terms", []) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not value.keys() <= {"keep", "terms"} or not isinstance(entries, list):
        raise _refuse_to_change()
    if any(not isinstance(entry, dict) or not entry.keys() <= _OWN for entry in entries):
        raise _refuse_to_change()
    if load(BytesIO(data), languages) != keep(load(BytesIO(data), languages), languages):
        raise _refuse_to_change()
    return iter(())


def _refuse_to_change() -> FormatError:
    return FormatError(
        "holds more than is written here, and is only read: convert it, as in `glossary convert` to .csv"
    )


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds."""
    return _build(_build_object(glossary, languages), languages)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: all renderings but one, and most fields."""
    held = [(concept, *_choose(concept, languages)) for concept in glossary.concepts]
    kept = [concept for concept, source, target, _ in held if source and target]
    terms = [term for _, source, target, avoided in held for term in (source, target, *avoided) if term]
    ids = {id(term) for term in terms}
    others = [term for concept in glossary.concepts for term in concept.terms if id(term) not in ids]
    barred = sum(not term.allowed and matches_language(term.language, languages.source) for term in others)
    worse = sum(term.status in _AGAINST - {Status.FORBIDDEN} for term in terms)
    return [
        *find_header_losses(glossary),
        *note_loss(len(glossary.concepts) - len(kept), "concept", "left out, nothing of it makes a pair"),
        *note_loss(barred, "term", _describe_barred(languages)),
        *note_loss(
            len(others) - barred, "term", "left out, for an entry holds one source, one rendering and those to avoid"
        ),
        *note_loss(worse, "term", "deprecated or superseded becomes forbidden"),
        *note_loss(_count_unsaid(held), "term", "the status becomes preferred", is_light=True),
        *note_id_loss(sum(one.id != source.text for one, source, *_ in held if source)),
        *find_field_losses(kept, _list_unheld(held), ("note",), ()),
    ]


def _count_unsaid(held: Iterable[tuple[Concept, Term | None, Term | None, list[Term]]]) -> int:
    """Count the renderings without a status: that of an entry is read as preferred."""
    return sum(bool(source and target and target.status is None) for _, source, target, _ in held)


def _describe_barred(languages: Languages) -> str:
    """Say why terms to avoid are left out that are in the source language."""
    source, target = languages
    return (
        f"left out, not to be used and in {source}: a list holds those in {target}; "
        f"if {source} is the target language, add --languages {target},{source}"
    )


def _list_unheld(held: Iterable[tuple[Concept, Term | None, Term | None, list[Term]]]) -> Iterator[Term]:
    """Yield the terms that are written, with nothing in the fields that a list does hold."""
    for concept, source, target, avoided in held:
        if source and target:
            case = None if _is_kept(concept, source, target, avoided) else target.case
            yield source
            yield target._replace(status=None if target.status is Status.PREFERRED else target.status, case=case)
            yield from (term._replace(status=None, when_source="") for term in avoided)


def _is_kept(concept: Concept, source: Term, target: Term, avoided: Sequence[Term]) -> bool:
    """Return whether a concept is written as a word to keep, whose case counts."""
    return source.text == target.text and not avoided and not concept.note


def _parse(text: str) -> object:
    """Parse JSON; a lone surrogate becomes U+FFFD. Raises FormatError."""
    try:
        value = json.loads(text)
        return json.loads(replace_surrogates(json.dumps(value, ensure_ascii=False))) if "\\u" in text else value
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too large or too deep"
        raise FormatError(f"not JSON ({reason}): a list of terms is expected, as {_SHAPE}", line) from error


def _build(value: object, languages: Languages) -> Glossary:
    """Build the glossary of a list of entries, or of an object with such a list and words to keep."""
    top: _Object = {"terms": value} if isinstance(value, list) else value if isinstance(value, dict) else {}
    name = next((name for name in _TERMS if name in top), "")
    entries = _list_entries(top.get(name, []), name, languages)
    kept = [word for key in _KEEP for word in _list_texts(top.get(key, []), key)]
    if not name and not any(key in top for key in _KEEP):
        raise FormatError(f"no list of terms: give one, as {_SHAPE}, or convert the file to .csv")
    named = _find_source(top, entries, languages)
    codes = Languages(named or languages.source, languages.target)
    concepts = [_build_concept(Concept(word, ()), {"source": word, "doNotTranslate": True}, codes) for word in kept]
    for number, entry in enumerate(entries, 1):
        try:
            concepts.append(_build_concept(Concept("", ()), entry, codes))
        except FormatError as error:
            raise FormatError(f"entry {number} of “{name or 'terms'}”: {error.message}") from error
    _check_scripts(concepts, languages, bool(named))
    return Glossary(assign_ids(concepts))


def _list_entries(value: object, name: str, languages: Languages) -> list[_Object]:
    """Return the entries of a list, or of an object: source -> rendering, or renderings by language."""
    if isinstance(value, dict):
        pairs = ((key, one if isinstance(one, dict) else {languages.target: one}) for key, one in value.items())
        return [{"source": key, **({"translations": one} if all(map(is_language, one)) else one)} for key, one in pairs]
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise FormatError(f"“{name}” is not a list of objects: write it as {_SHAPE}")
    return value


def _find_source(top: _Object, entries: Sequence[_Object], languages: Languages) -> str:
    """Find the source language that a file names, or that of a key that all entries have; empty where there is none."""
    about = top.get("metadata")
    holders = (top, about if isinstance(about, dict) else {})
    named = [holder.get(key) for holder in holders for key in _SOURCE_LANGUAGES]
    code = next((code for code in named if isinstance(code, str) and is_language(code)), "")
    if code or any(key in entry for entry in entries for key in _SOURCES):
        return code
    first = entries[0] if entries else {}
    shared = [key for key in first if _names_language(key) and all(key in one for one in entries)]
    return next((key for key in shared if matches_language(key, languages.source)), (*shared, "")[0])


def _check_scripts(concepts: Iterable[Concept], languages: Languages, is_named: bool) -> None:
    """Raise FormatError where most entries have the script of the target in the source, and that of the source in the
    rendering.

    `is_named`: the file names the source language; renderings in other languages than the target are then believed.
    """
    pairs = list[tuple[str, str]]()
    for concept in concepts:
        source, *others = concept.terms
        texts = (
            term.text
            for term in others
            if term.status is Status.PREFERRED and term.text != source.text
            if not is_named or term.language == languages.target
        )
        pairs += [(source.text, text) for text in texts][:1]
    refuse_swapped(pairs, languages)


def _list_texts(value: object, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise FormatError(f'“{key}” is not a list of words: write it as ["MCP"]')
    return value


def _build_concept(concept: Concept, entry: _Object, languages: Languages) -> Concept:
    """Fill a concept with an entry. Raises FormatError where it has no source, or a value is of another kind."""
    rest = dict(entry)
    source = _take_text(rest, *_SOURCES, languages.source)
    if not source.strip():
        raise FormatError(f"no “source”: write it as {_SHAPE}")
    name, case = _take_text(rest, "id"), _take_case(rest)
    renderings = _take_by_language(rest, *_RENDERINGS)
    if target := _take_text(rest, "target"):
        renderings.setdefault(languages.target, []).append(target)
    for code in [key for key in rest if _names_language(key) and isinstance(rest[key], str)]:
        renderings.setdefault(code, []).append(rest.pop(code))
    own = Term(source, languages.source, case=case)
    pairs = [(code, text) for code, texts in renderings.items() for text in texts if text]
    terms = [Term(text, code, Status.PREFERRED, case=case) for code, text in pairs]
    terms += _keep_source(rest, own, renderings, languages)
    terms += _take_others(rest, Status.FORBIDDEN, "forbidden", "avoid", languages)
    terms += _take_others(rest, Status.ADMITTED, "alsoAllowed", "allowed", languages)
    state = parse_state(str(rest.get("status", ""))) or State.ACCEPTED
    if state is not State.ACCEPTED:
        rest.pop("status")
        terms = [term._replace(state=state) for term in terms]
        own = own._replace(state=state)
    return Concept(
        name or concept.id or source,
        (own, *terms),
        _take_text(rest, *_SUBJECTS),
        _take_text(rest, "definition"),
        _take_text(rest, *_NOTES),
        tuple((key, _format(value)) for key, value in rest.items() if value is not None),
    )


def _format(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _names_language(key: str) -> bool:
    return is_language(key) and not may_be_number(key)


def _take_text(entry: _Object, *keys: str) -> str:
    """Take the first of some keys out of an entry. Raises FormatError where its value is not a text."""
    key = next((key for key in keys if entry.get(key) is not None), "")
    value = entry.pop(key, "")
    if not isinstance(value, str):
        raise FormatError(f"“{key}” is not a text: put it in quotation marks")
    return value


def _take_case(entry: _Object) -> Case | None:
    """Take what an entry says of the case of its letters."""
    for key in _CASE:
        if isinstance(entry.get(key), bool):
            value = entry.pop(key) != key.startswith("ignore")
            return Case.SENSITIVE if value else Case.INSENSITIVE if key.startswith("ignore") else None
    return None


def _take_by_language(entry: _Object, *keys: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        value = entry.pop(key, None) or {}
        if not isinstance(value, dict):
            raise FormatError(f'“{key}” is not an object: write it as {{"zh": "主机"}}')
        for code, texts in value.items():
            found[code] = _list_texts(texts if isinstance(texts, list) else [texts], key)
    return found


def _keep_source(
    entry: _Object, own: Term, renderings: Mapping[str, Sequence[str]], languages: Languages
) -> Iterator[Term]:
    """Yield the terms of a word that is not translated: the source itself, as it is written."""
    only = entry.pop("doNotTranslateFor", None) or []
    codes = _list_texts(only, "doNotTranslateFor")
    if entry.get("doNotTranslate") is True:
        entry.pop("doNotTranslate")
        codes = [*renderings] or [languages.target]
    for code in codes:
        if own.text not in renderings.get(code, ()):
            yield own._replace(language=code, status=Status.PREFERRED, case=Case.SENSITIVE)


def _take_others(entry: _Object, status: Status, by_language: str, own: str, languages: Languages) -> list[Term]:
    """Take the terms to avoid, or those that may be used as well: in the target language, or by language."""
    groups = entry.pop(by_language, None) or {}
    if not isinstance(groups, dict):
        raise FormatError(f'“{by_language}” is not an object: write it as {{"zh": ["东道主"]}}')
    values = [*groups.items(), (languages.target, entry.pop(own, None) or [])]
    terms = []
    for code, texts in values:
        if not isinstance(texts, list):
            raise FormatError(f'“{own}” or “{by_language}” is not a list: write it as ["东道主"]')
        for one in texts:
            text = one.get("text") if isinstance(one, dict) else one
            if not isinstance(text, str) or not text.strip():
                raise FormatError(
                    'a term is not a text: write it as "东道主", or as {"text": "东道主", "when": "host"}'
                )
            when = str(one.get("whenEn") or one.get("when") or "") if isinstance(one, dict) else ""
            term = Term(text, code, status)
            terms.append(term._replace(when_source=when) if status is Status.FORBIDDEN else term._replace(note=when))
    return terms


def _build_object(glossary: Glossary, languages: Languages) -> _Object:
    """Build what is written of a glossary."""
    kept, entries = list[str](), list[_Object]()
    for concept in glossary.concepts:
        source, target, avoided = _choose(concept, languages)
        if not source or not target:
            continue
        if _is_kept(concept, source, target, avoided):
            kept.append(source.text)
            continue
        entry = {"source": source.text, "target": target.text, "note": concept.note}
        avoid = [{"text": one.text, "when": one.when_source} if one.when_source else one.text for one in avoided]
        entries.append({key: value for key, value in {**entry, "avoid": avoid}.items() if value})
    return {**({"keep": kept} if kept else {}), "terms": entries}


def _choose(concept: Concept, languages: Languages) -> tuple[Term | None, Term | None, list[Term]]:
    """Choose the source of a concept, its rendering, and the renderings to avoid."""
    sources, targets = (concept.renderings(code) for code in languages)
    avoided = [
        term
        for term in concept.terms_in(languages.target.partition("-")[0])
        if term.state is State.ACCEPTED and term.status in _AGAINST and term.text.strip()
    ]
    return next(iter(sources), None), next(iter(targets), None), avoided
