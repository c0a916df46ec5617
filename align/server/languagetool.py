"""The interface of LanguageTool: what its clients ask, and what they are answered (https://languagetool.org/http-api/).

A client sends a paragraph, a segment or a whole text, and marks what it is told in it. One that sends the source, too
(`srctext`, as OmegaT does), has the two compared.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from align import __version__
from align.commands.check import check_loaded, check_text
from align.config.glossaries import Glossaries
from align.config.settings import Request, Settings, SettingsFinder
from align.errors import AligncheckError
from align.inputs.evidence import EvidenceReader, KnownMemories
from align.inputs.loading import load_pairs
from align.inputs.tasks import Task
from align.inputs.watching import Stamps, list_configurations, list_settings_files, stamp
from align.lang import find_language, list_languages
from align.lang.codes import check_language_code, name_language
from align.linter.registry import find_rule
from align.model import Diagnostic, Edit, Finding, Severity, Span, list_replacements
from align.report.links import link_rule
from align.server.annotated import AnnotatedText, Piece, count_units
from align.writers.edits.text_files import apply_edits, sort_edits

if TYPE_CHECKING:
    from align.linter.rule import Rule

JSON = dict[str, object]

_DETECT = "auto"
"""What a client gives for the language where it knows none."""

_MOST_REPLACEMENTS = 10
"""How many LibreOffice shows."""

_PAIRS = "pairs.jsonl"
"""What a segment that comes with its source is checked as."""
_AROUND = 40
"""How many characters of the text are shown on either side of what is marked."""

_LONGEST_WORD = 30
"""How many characters of a word next to what is marked are marked, too, at most."""

_ISSUE_TYPES = {
    "accuracy": "mistranslation",
    "accuracy/addition": "addition",
    "accuracy/omission": "omission",
    "accuracy/untranslated": "untranslated",
    "fluency": "grammar",
    "fluency/character-encoding": "characters",
    "fluency/duplication": "duplication",
    "fluency/punctuation": "typographical",
    "fluency/spelling": "misspelling",
    "fluency/typography": "typographical",
    "linguistic-conventions": "typographical",
    "locale-convention": "locale-violation",
    "style": "style",
    "terminology": "terminology",
}
"""The types of issues of ITS 2.0, which LanguageTool gives, by error type of MQM or its dimension."""

_REGIONS = ("de-DE", "en-AU", "en-CA", "en-GB", "en-US", "es-ES", "fr-FR", "ja-JP", "ko-KR", "zh-CN", "zh-HK", "zh-TW")
"""The languages with regions that clients ask for; a region changes nothing in what is found."""


class BadQuestionError(AligncheckError):
    """A request that cannot be understood; the text says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a client asks: a text in a language, its source where that is known, and which rules count.

    `only`: none but the rules and categories that are `enabled`. `is_picky`: what is worth a look, too.
    """

    text: AnnotatedText
    language: str = _DETECT
    source: str = ""
    source_language: str = ""
    enabled: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    only: bool = False
    is_picky: bool = False


def parse_question(fields: Mapping[str, str]) -> Question:
    """Return what the fields of a form ask; those that are not known do not count. Raises BadQuestionError."""
    language = fields.get("language", "")
    if not language:
        raise BadQuestionError("Missing 'language' parameter, e.g. 'language=en-US' or 'language=auto'")
    for code in filter(None, (language, fields.get("motherTongue", ""))):
        if code != _DETECT:
            _check_code(code)
    text, data = fields.get("text"), fields.get("data")
    if text is not None and data is not None:
        raise BadQuestionError("Give either 'text' or 'data', not both")
    if text is None and data is None:
        raise BadQuestionError("Missing 'text' or 'data'")
    return Question(
        AnnotatedText(_read_text(text) if text is not None else _read_data(data or "")),
        language,
        fields.get("srctext", ""),
        fields.get("motherTongue", ""),
        _split(fields, "enabledRules", "enabledCategories"),
        _split(fields, "disabledRules", "disabledCategories"),
        fields.get("enabledOnly", "") in ("yes", "true"),
        fields.get("level", "") == "picky",
    )


def _check_code(code: str) -> None:
    try:
        check_language_code(code)
    except AligncheckError as error:
        raise BadQuestionError(str(error)) from None


def _split(fields: Mapping[str, str], *names: str) -> frozenset[str]:
    """Return the words of lists with commas."""
    return frozenset(word for name in names for part in fields.get(name, "").split(",") if (word := part.strip()))


def _read_text(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text: a byte-order mark is none of it."""
    mark = "\ufeff" * text.startswith("\ufeff")
    yield Piece(mark, "", is_text=False)
    yield Piece(text[len(mark) :], text[len(mark) :], is_text=True)


def _read_data(data: str) -> Iterator[Piece]:
    """Yield the pieces of a text with markup. Raises BadQuestionError."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise BadQuestionError("'data' is not JSON") from None
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        yield from _read_text(value["text"])
        return
    pieces = value.get("annotation") if isinstance(value, dict) else None
    if not isinstance(pieces, list):
        raise BadQuestionError("'data' needs a 'text' or a list called 'annotation'")
    for piece in pieces:
        text, markup, meaning = (
            [piece.get(name) for name in ("text", "markup", "interpretAs")] if isinstance(piece, dict) else [None] * 3
        )
        if isinstance(text, str) and markup is None:
            yield Piece(text, text, is_text=True)
        elif isinstance(markup, str) and text is None and (meaning is None or isinstance(meaning, str)):
            yield Piece(markup, meaning or "", is_text=False)
        else:
            raise BadQuestionError("each piece of 'annotation' needs a 'text', or a 'markup' with or without a meaning")


class Checker:
    """Answers questions, one at a time, with the settings of the working folder as they are then."""

    def __init__(self, request: Request) -> None:
        """Read the settings. Raises ConfigError, UnknownRuleError, GlossaryError."""
        self._request, self._lock = request, Lock()
        self._stamps: Stamps = {}
        self._glossaries, self._memories = Glossaries(), KnownMemories()
        self._find_settings()

    def _find_settings(self) -> Settings:
        """Return the settings; they are read again, with the glossaries, where a file has changed that they come from.

        Where they cannot be used, the next question has them read again.
        """
        if not self._stamps or stamp(self._stamps) != self._stamps:
            self._stamps = {}
            configurations = stamp(list_configurations("."))
            settings, glossaries = SettingsFinder(self._request).find("."), Glossaries()
            stamps = configurations | stamp(filter(None, list_settings_files(settings)))
            columns, languages = dict(settings.columns), settings.name_glossary_languages()
            for path in settings.glossaries:
                glossaries.load(path, columns.get(path, ""), languages)
            self._settings, self._glossaries, self._stamps = settings, glossaries, stamps
        return self._settings

    def warm_up(self) -> None:
        """Load what the first question would wait for."""
        self.answer(parse_question({"language": _DETECT, "text": "A a到 sentence.", "srctext": "一个句子。"}))

    def answer(self, question: Question) -> JSON:
        """Return the answer to a question. Raises AligncheckError where its settings cannot be used."""
        with self._lock:
            return self._answer(question)

    def _answer(self, question: Question) -> JSON:
        settings, text = settle(self._find_settings(), question), question.text.text
        is_checked = name_language(settings.target_lang) != name_language(settings.source_lang)
        found: Sequence[Diagnostic] = ()
        if is_checked and text.strip():
            if question.source.strip():
                loaded = load_pairs(_PAIRS, [(question.source, text)], settings)
                with EvidenceReader(self._memories) as reader:
                    evidence = reader.find(loaded, settings)
                task = Task(_PAIRS, settings=settings, evidence=evidence)
                result = check_loaded(task, loaded, self._glossaries)
            else:
                result = check_text(text, settings, glossaries=self._glossaries)
            found = result.diagnostics
        matches = (_describe(one, question.text) for one in found if _is_wanted(one.finding, question))
        code = settings.target_lang if question.language == _DETECT else question.language
        named = {"name": find_language(code).name, "code": code}
        return {
            "software": {
                "name": "aligncheck",
                "version": __version__,
                "buildDate": "",
                "apiVersion": 1,
                "premium": False,
                "premiumHint": "",
                "status": "",
            },
            "warnings": {"incompleteResults": not is_checked},
            "language": {**named, "detectedLanguage": {**named, "confidence": 1.0}},
            "matches": sorted(matches, key=_order),
        }


def settle(settings: Settings, question: Question) -> Settings:
    """Return the settings for a question: in its languages, where it names them, and with the rules it wants."""
    if question.language != _DETECT and name_language(question.language) != name_language(settings.target_lang):
        settings = replace(settings, target_lang=question.language)
    if question.source and question.source_language:
        settings = replace(settings, source_lang=question.source_language)
    chosen = settings.list_chosen()
    enabled = filter(None, map(_find, question.enabled))
    names = {rule.name for rule in (*chosen, *enabled) if _is_kept(rule, question)}
    return settings if names == {rule.name for rule in chosen} else replace(settings, rules=tuple(sorted(names)))


def _find(name: str) -> "Rule | None":
    """Return the rule of a name; None where there is none, as for the rules of LanguageTool itself."""
    try:
        return find_rule(name)
    except AligncheckError:
        return None


def _is_kept(rule: "Rule", question: Question) -> bool:
    """Return whether a client wants a rule, by its name or its category."""
    names = {rule.name, _name_category(rule.mqm)}
    if question.only:
        return not names.isdisjoint(question.enabled)
    return names.isdisjoint(question.disabled)


def _is_wanted(finding: Finding, question: Question) -> bool:
    return question.is_picky or finding.severity > Severity.INFO


def _name_category(mqm: str) -> str:
    """Return the id of a category: `TERMINOLOGY`."""
    return mqm.partition("/")[0].upper()


def _order(match: JSON) -> tuple[object, ...]:
    rule = match["rule"]
    return match["offset"], match["length"], rule["id"] if isinstance(rule, dict) else ""


def _describe(found: Diagnostic, text: AnnotatedText) -> JSON:
    """Return what a client is told of a finding."""
    finding, whole = found.finding, text.text
    marked = _widen(finding.span, whole)
    edits = [replacement.edits for replacement in list_replacements(found) if replacement.text == replacement.label]
    span = _hold(marked, [edit for some in edits for edit in some], whole)
    if not edits or not text.is_in_one_piece(span):
        edits, span = [], marked
    values = [_edit(whole, span, some) for some in edits]
    left, right = max(span.start - _AROUND, 0), min(span.end + _AROUND, len(whole))
    start, end = text.measure(span)
    category = _name_category(finding.mqm)
    rule = _find(finding.rule)
    summary = rule.summary if rule else ""
    link = link_rule(finding.rule)
    return {
        "message": finding.message,
        "shortMessage": finding.rule.replace("-", " ").capitalize(),
        "replacements": [{"value": value} for value in dict.fromkeys(values)][:_MOST_REPLACEMENTS],
        "offset": start,
        "length": end - start,
        "context": {
            "text": whole[left:right].replace("\n", " ").replace("\r", " "),
            "offset": count_units(whole[left : span.start]),
            "length": count_units(whole[span.start : span.end]),
        },
        "sentence": found.excerpt.text,
        "type": {"typeName": "Hint" if finding.severity is Severity.INFO else "Other"},
        "rule": {
            "id": finding.rule,
            "description": summary,
            "issueType": _ISSUE_TYPES.get(finding.mqm) or _ISSUE_TYPES.get(category.lower(), "uncategorized"),
            "category": {"id": category, "name": category.replace("-", " ").capitalize()},
            **({"urls": [{"value": link}]} if link else {}),
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _hold(span: Span, edits: Sequence[Edit], text: str) -> Span:
    """Return a span with all that edits change, and with the word next to a space that they write: clients cut spaces
    at the ends of what they are offered.
    """
    start = min([span.start, *(edit.start for edit in edits)])
    end = max([span.end, *(edit.end for edit in edits)])
    if any(edit.start == start and edit.text[:1].isspace() for edit in edits):
        while start and not text[start - 1].isspace() and span.start - start < _LONGEST_WORD:
            start -= 1
    if any(edit.end == end and edit.text[-1:].isspace() for edit in edits):
        while end < len(text) and not text[end].isspace() and end - span.end < _LONGEST_WORD:
            end += 1
    return Span(start, end)


def _edit(text: str, span: Span, edits: Iterable[Edit]) -> str:
    """Return a stretch of a text after edits in it."""
    moved = (replace(edit, start=edit.start - span.start, end=edit.end - span.start) for edit in edits)
    return apply_edits(text[slice(*span)], sort_edits(moved))


def _widen(span: Span, text: str) -> Span:
    """Return a span that a client can mark: a word, where nothing is marked because something is missing there."""
    if span.end > span.start or not text:
        return span
    start = end = min(span.start, len(text))
    while end < len(text) and not text[end].isspace():
        end += 1
    while start and end == start and not text[start - 1].isspace():
        start -= 1
    if start == end:
        start, end = (end - 1, end) if end else (0, 1)
    return Span(start, end)


def list_served_languages() -> list[JSON]:
    """Return the languages that clients may ask for."""
    codes = sorted({*(language.code for language in list_languages()), *_REGIONS})
    return [{"name": find_language(code).name, "code": name_language(code), "longCode": code} for code in codes]
