"""Turns findings into diagnostics: where a person finds them, what is there, and a lasting fingerprint."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import NamedTuple

from align.lang import BOUNDARIES
from align.linter.context import Context
from align.model import LONGEST, Diagnostic, Document, Edit, Excerpt, Finding, Fix, Location, Span, on_one_line
from align.model.origins import UnwritableError, locate_edits
from glossary.pack.patterns import compile_late

_MARGIN = 200
"""How many characters of its line are on either side of a marked text in an excerpt."""

_WORDS, _WINDOW = 3, 120
"""How many words on either side of a marked text a fingerprint holds, and how many characters they may take."""

_NEAR = 36
"""How many characters before a marked text are read first: most often its last words are there."""

_BOUNDARY = compile_late(rf"[{BOUNDARIES}\]]")
"""What may end a sentence, or closes the number of a note after its end."""

_WORD = compile_late(r"\w+")
_FIRST_WORDS = compile_late(r"\W*+(\w++)" + r"(?:\W++(\w++))?+" * (_WORDS - 1))


class _Prints(NamedTuple):
    """A fingerprint of today, and the one that earlier versions gave."""

    now: str
    formerly: str


@dataclass
class Diagnoser:
    """Diagnoses the documents of one file, in order.

    `name` is the file's name in fingerprints: its path below the folder of the configuration, else below the root of
    the git repository, else below the working folder.
    """

    name: str
    _seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _documents: int = 0

    def diagnose(self, document: Document, findings: Iterable[Finding], context: Context) -> Iterator[Diagnostic]:
        """Yield the findings of one document, placed."""
        number, self._documents = self._documents, self._documents + 1
        for finding in findings:
            start, end = finding.span
            frame, place = document.frame(start), document.locate(start)
            marked = document.text[start : min(end, start + LONGEST)]
            prints = self._find_prints(document, finding, marked)
            source = "" if finding.source_text else context.source_at(start)
            yield Diagnostic(
                finding=replace(finding, source_text=source) if source else finding,
                path=document.path,
                start=place,
                end=_locate_end(document, finding.span, place, frame),
                text=marked,
                excerpt=cut_excerpt(document.text, frame, finding.span),
                fix=_shift(finding.fix, document, start),
                fingerprint=prints.now,
                formerly=prints.formerly,
                document=number,
            )

    def _find_prints(self, document: Document, finding: Finding, marked: str) -> _Prints:
        """Return a name for a fault that outlives edits elsewhere, re-wrapping, another encoding and another spelling
        of the path: the file; then rule and entry, what is marked, the words round it in its sentence, what of the
        source it is compared with, the order among equals.

        Each has a digest, so that a fault is known in a file that has got another name, and the version of all this
        comes first. Version 1 was a digest of both, without the source.
        """
        rule, around = f"{finding.rule} {finding.entry}".rstrip(), _words_round(document, finding.span)
        text, old_text = (" ".join(on_one_line(one).split()) for one in (marked, marked or finding.source_text))
        compared = finding.source_text[slice(*finding.source_span)] if finding.source_span else finding.source_text
        named = rule, text, *around, "".join(compared.split())  # a source may be wrapped in another way
        former = rule, self.name, old_text, *around
        return _Prints(
            f"v2-{_digest(self.name)[:8]}-{_digest(*named, self._count('v2', *named))[:16]}",
            _digest(*former, self._count("v1", *former))[:20],
        )

    def _count(self, *fault: str) -> str:
        """Return how many faults before are equal to one."""
        self._seen[fault] += 1
        return str(self._seen[fault] - 1)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _locate_end(document: Document, span: Span, start: Location, frame: Span) -> Location:
    """Return where a span ends that begins at `start`: on one line of a text that is its file's own, so much later."""
    if document.stretches is not None or span.end > frame.end or start.byte_column is None:
        return document.locate_end(span)
    marked = document.text[span.start : span.end]
    size = len(marked) if marked.isascii() else len(marked.encode(errors="surrogatepass"))
    return Location(start.segment, start.line, start.column + span.end - span.start, start.byte_column + size)


def _words_round(document: Document, span: Span) -> tuple[str, str]:
    """Return the words before and after a span in the sentences that it starts and ends in, in lower case."""
    near = _find_words_near(document, span)
    if near:
        return near
    first = document.segment(span.start)
    last = first if span.end <= first.end else document.segment(max(span.end - 1, span.start))
    start = max(first.start, span.start - _WINDOW)
    before = _WORD.findall(document.text[max(start, span.start - _NEAR) : span.start].casefold())
    if len(before) <= _WORDS:  # of the first one the beginning may be missing
        before = _WORD.findall(document.text[start : span.start].casefold())
    after = _FIRST_WORDS.match(document.text[span.end : min(last.end, span.end + _WINDOW)].casefold())
    return " ".join(before[-_WORDS:]), " ".join(filter(None, after.groups())) if after else ""


def _find_words_near(document: Document, span: Span) -> tuple[str, str] | None:
    """Return the words round a span, where nothing next to it can end a sentence, so that its block need not be split.

    None where it has to be, and where letters may change their number in lower case.
    """
    first, last = span
    start, end = document.block(first)
    if not start <= first <= last <= end:
        return None
    left = max(start, first - _NEAR)
    right = min(end, last + _WINDOW)
    before, after = document.text[left:first].casefold(), document.text[last:right].casefold()
    words, following = _WORD.findall(before), _FIRST_WORDS.match(after)
    if len(before) != first - left or len(after) != right - last or (len(words) <= _WORDS and left > start):
        return None
    reach = following.end() if following else 0
    if (right < end and not following) or _BOUNDARY.search(document.text, left, last + reach):
        return None
    return " ".join(words[-_WORDS:]), " ".join(filter(None, following.groups())) if following else ""


def _shift(fix: Fix | None, document: Document, start: int) -> Fix | None:
    """Return a fix as the file takes it: its edits count from the start of the file, or of the unit that holds `start`.

    None where they go to a member of an archive, or nowhere, and of a draft, which programs are not to take.
    """
    if fix is None or fix.draft:
        return None
    if document.stretches is None:
        return fix
    if document.has_origins:
        try:
            located = locate_edits(document, fix.edits)
        except UnwritableError:
            return None
        return None if any(part for part, _ in located) else Fix(fix.safe, tuple(edit for _, edit in located))
    offset = document.offsets.frame(start).start
    edits = (Edit(edit.start - offset, edit.end - offset, edit.text) for edit in fix.edits)
    return Fix(fix.safe, tuple(edits))


def cut_excerpt(text: str, frame: Span, span: Span) -> Excerpt:
    """Return the marked characters and some of their line; what is marked beyond the line is left out."""
    end = min(span.end, frame.end, span.start + LONGEST)
    left, right = max(frame.start, span.start - _MARGIN), min(frame.end, end + _MARGIN)
    return Excerpt(text[left:right], span.start - left, max(end, span.start) - left)
