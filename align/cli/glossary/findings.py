"""Problems of glossaries as a report of `check` has its findings, so that every output format renders them."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from align.model import Diagnostic, Excerpt, Finding, Location, Report, Severity, Skipped, Span

if TYPE_CHECKING:
    from glossary.model import Glossary, Term
    from glossary.upkeep.problem import Problem

_LARGEST = 50_000_000
"""The size, in bytes, above which no place in the file is looked for."""

_MARGIN = 200


def diagnostics(path: str, problems: "list[Problem]") -> tuple[Diagnostic, ...]:
    """The problems of one file, placed on its lines where it is a text; `segment` is the concept's id."""
    from glossary.upkeep.place import Places

    text = _text(path) if problems else ""
    places, lines = Places(text), _Lines(text)
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        place = places.find(problem.concept, problem.term)
        shown = text if place else problem.term or problem.concept
        span = Span(*place) if place else Span(0, len(shown))
        fault = f"{problem.name}\0{path}\0{problem.concept}\0{problem.term}"
        mark = sha256(f"{fault}\0{seen[fault]}".encode(errors="replace")).hexdigest()[:20]
        seen[fault] += 1
        start, end = (lines.locate(at, problem.concept, bool(place)) for at in span)
        finding = Finding(problem.name, Severity(problem.severity), "terminology", problem.message, span)
        marked = shown[span.start : span.end][:1000]
        found.append(Diagnostic(finding, path, start, end, marked, _excerpt(shown, span), None, mark))
    return tuple(sorted(found, key=lambda entry: (entry.start.line, entry.start.column)))


class _Lines:
    """Lines and columns of a text, for offsets that mostly grow."""

    def __init__(self, text: str) -> None:
        self._text, self._offset, self._line = text, 0, 1

    def locate(self, offset: int, concept: str, known: bool) -> Location:
        """The place of an offset; the first line of the file where the place is not known."""
        if not known:
            return Location(concept, 1, 1)
        if offset < self._offset:
            self._offset, self._line = 0, 1
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = offset
        return Location(concept, self._line, offset - self._text.rfind("\n", 0, offset))


def _text(path: str) -> str:
    """The text of a file, with LF; "" where it is none, or too large."""
    file = Path(path)
    try:
        data = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    return "" if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")


def _excerpt(text: str, span: Span) -> Excerpt:
    """The marked characters and some of their line."""
    left = max(text.rfind("\n", 0, span.start) + 1, span.start - _MARGIN)
    line_end = text.find("\n", span.start)
    right = min(len(text) if line_end < 0 else line_end, span.end + _MARGIN)
    return Excerpt(text[left:right], span.start - left, max(min(span.end, right), span.start) - left)


def report(
    signature: str, found: tuple[Diagnostic, ...], glossaries: "list[Glossary]", failed: list[Skipped]
) -> Report:
    """The report of a run; its words are those of the terms."""
    words = sum(len(term.text.split()) for term in _terms(glossaries))
    return Report(signature, len(glossaries), words, 0, tuple(failed), found)


def _terms(glossaries: "list[Glossary]") -> Iterator["Term"]:
    return (term for glossary in glossaries for concept in glossary.concepts for term in concept.terms)


def summary(outcome: Report, glossaries: "list[Glossary]", least: Severity) -> str:
    """The line that closes a report for people."""
    amounts = [(outcome.count(severity), severity) for severity in reversed(Severity)]
    shown = [_amount(count, str(severity)) for count, severity in amounts if count and severity >= least]
    hidden = [_amount(count, str(severity)) for count, severity in amounts if count and severity < least]
    found = " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:]))) or "no problems"
    scope = f"{_amount(len(glossaries), 'file')} ({_amount(sum(len(g.concepts) for g in glossaries), 'concept')})"
    more = f" {', '.join(hidden)} hidden (--min-severity info shows all)." if hidden else ""
    return f"{found[0].upper()}{found[1:]} in {scope}.{more}"


def _amount(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 or what == 'info' else 's'}"
