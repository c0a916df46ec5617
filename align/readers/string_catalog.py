"""String catalogues of Apple (`.xcstrings`): a bitext of the texts that have both languages.

Where the source language has no text of its own, the key is the text. Source: Xcode documentation, "Localizing and
varying text with a string catalog"
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from align.errors import ReadError
from align.model import Bitext
from align.readers import ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.gettext import leaves_number_out
from align.readers.resources.json_strings import Scalar, read_string, scan
from align.readers.sizes import decode_limited
from align.readers.units import BitextAssembly, Content
from align.readers.xml.languages import choose_language, describe_languages, fits_language

_DRAFTS = frozenset({"needs_review", "stale"})
_SINGLE = frozenset({"zero", "one", "two"})


@dataclass(eq=False)
class _Entry:
    """A text in all languages: the content and the state of each form, `""` or `plural/one`, by language."""

    start: int
    is_translated: bool = True
    texts: dict[str, dict[str, Content]] = field(default_factory=dict)
    states: dict[tuple[str, str], str] = field(default_factory=dict)


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Bitext]:
    """Yield the one bitext of a catalogue. Raises ReadError where it is none, or in other languages."""
    text = decode_limited(data, options.encoding)
    main, entries = _collect(text)
    codes = sorted({code for entry in entries.values() for code in entry.texts} | {main})
    source, target = (choose_language(codes, wanted) for wanted in (options.source_language, options.target_language))
    if target is None or source is None:
        raise ReadError(describe_languages(codes, options.source_language, options.target_language))
    assembly = BitextAssembly(path, options, LinePlaces(text))
    for key, entry in entries.items():
        if not entry.is_translated:
            assembly.leave_out("not to be translated")
            continue
        own = Content(key, entry.start)
        if fits_language(main, options.source_language):
            own.add(key, None)
        _add(assembly, key, entry.texts.get(codes[source]) or {"": own}, entry, codes[target])
    yield assembly.build()


def _collect(text: str) -> tuple[str, dict[str, _Entry]]:
    """Return the language of the sources, and the texts by key. Raises ReadError where it is no catalogue."""
    main, entries = "", dict[str, _Entry]()
    for value in scan(text):
        match value.path:
            case ("sourceLanguage",):
                main = text[value.start : value.end]
            case ("strings", key, *rest):
                _take(text, value, key, rest, entries.setdefault(key, _Entry(value.start)))
    if not main:
        raise ReadError("not a string catalogue: it has no “sourceLanguage”")
    return main, entries


def _take(text: str, value: Scalar, key: str, rest: list[str], entry: _Entry) -> None:
    match rest:
        case ["shouldTranslate"] if text[value.start : value.end] == "false":
            entry.is_translated = False
        case ["localizations", code, *form, "stringUnit", "value"] if value.is_string:
            name = "/".join(part for part in form if part != "variations")
            unit = f"{key}/{name}" if name else key
            entry.texts.setdefault(code, {})[name] = read_string(text, value, unit)
        case ["localizations", code, *form, "stringUnit", "state"]:
            name = "/".join(part for part in form if part != "variations")
            entry.states[code, name] = text[value.start : value.end]


def _add(assembly: BitextAssembly, key: str, sources: dict[str, Content], entry: _Entry, code: str) -> None:
    """Add each form of a text; a form that the source lacks has its most general one as its source."""
    general = sources.get("") or sources.get("plural/other") or next(iter(sources.values()))
    targets = entry.texts.get(code) or {"": Content(key, entry.start)}
    for form, target in targets.items():
        source, state = sources.get(form, general), entry.states.get((code, form), "")
        if form.rpartition("/")[2] in _SINGLE and leaves_number_out(source.text, target.text):
            source = Content(target.unit, source.start)
        is_pending = state == "new" or code not in entry.texts
        assembly.add(source, target, is_pending=is_pending, is_draft=state in _DRAFTS)
