"""What decisions ask for in a text: the edits that write what a person wants, where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.analysis.rewordings import pair_rewordings
from align.commands.fix import read_documents
from align.commands.places import find_place
from align.config.decisions.decision import KEEP, Decision
from align.linter.context import Context
from align.linter.diagnostics import Diagnoser
from align.model import Diagnostic, Edit, Excerpt, Finding, Severity, Span, list_hints, list_replacements, on_one_line
from align.model.replacements import fill_slot, find_slot
from align.model.spans import is_wide

if TYPE_CHECKING:
    from align.inputs.tasks import Task
    from align.model import Page

Sentences = Sequence[tuple[str, Diagnostic]]
"""The sentences of a file, in order, by their ids, each as if something had been found in it."""

_OPENING = "([{“‘"
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"”’)]?) ?\Z")
_SENTENCE_END = re.compile(r"[.!?]++(?=\s|\Z)")


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """A decision, the finding or sentence it is about, the edits it asks for, and the file that it comes from.

    Without edits, the finding is to be accepted.
    """

    decision: Decision
    found: Diagnostic
    edits: tuple[Edit, ...] = ()
    file: str = ""

    @property
    def person(self) -> str:
        """Return who decided."""
        return self.decision.by or self.file

    @property
    def reach(self) -> tuple[int, int, int]:
        """Return the number of the document, and where in its text the edits begin and end."""
        document = find_place(self.found).document
        return document, min(one.start for one in self.edits), max(one.end for one in self.edits)

    def tell(self, reason: str) -> str:
        """Return a line that says why it is not carried out."""
        return f"{self.found.path}:{self.found.start.describe()}: not applied: {reason}"

    def is_there(self, pages: Sequence[Page]) -> bool:
        """Return whether what a person has written is there already, round what it was to replace; white space may
        differ.

        Without this, a wording that holds the old one would be written once more by each run, where no journal is.
        """
        offers = {
            text for one in list_replacements(self.found) for text in (one.text, on_one_line(one.text), one.label)
        }
        is_offered = self.decision.decision == "fix" and self.decision.text in offers
        if len(self.edits) != 1 or is_offered or not (words := self.edits[0].text.split()):
            return False
        (edit,), document = self.edits, find_place(self.found).document
        wording, reach = r"\s+".join(map(re.escape, words)), 2 * len(edit.text)
        near = re.compile(f"(?=({wording}))").finditer(
            pages[document].text, max(edit.end - reach, 0), edit.start + reach
        )
        return any(one.start(1) <= edit.start and edit.end <= one.end(1) for one in near)

    def writes_hint(self, sentences: Sentences) -> bool:
        """Return whether a hint would replace a whole sentence, as pages and tables of earlier versions had it."""
        if self.decision.decision != "fix" or self.decision.text not in [one.text for one in list_hints(self.found)]:
            return False
        sentence, (start, end) = _find_sentence(self.found, sentences), self.found.finding.span
        first, last = sentence.finding.span
        return sentence is not self.found and start <= first and last <= end


def list_sentences(task: Task, data: bytes, pages: Iterable[Page]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield the sentences of a file by their ids."""
    diagnoser = Diagnoser("")
    for page, document in zip(pages, read_documents(task, data), strict=True):
        sentences = [one for row in page.rows for one in row.sentences]
        findings = (Finding("edit", Severity.INFO, "", "", Span(*one.span)) for one in sentences)
        placed = diagnoser.diagnose(document, findings, Context())
        yield from zip((one.id for one in sentences), placed, strict=True)


def make_wish(decision: Decision, found: Diagnostic, sentences: Sentences, file: str) -> Wish:
    """Return what a decision about a finding or a sentence asks for."""
    if decision.decision == KEEP:
        return Wish(decision, found, (), file)
    if decision.decision == "edit":
        whole = found if decision.kind == "edit" else _find_rewritten(found, decision.text, sentences)
        if whole is None:
            return Wish(decision, found, write_instead(found, _cut_line(decision.text, found.excerpt)), file)
        text = _cut_line(decision.text, whole.excerpt)
        if "\r\n" in whole.text:  # a browser knows only LF
            text = "\r\n".join(text.splitlines())
        return Wish(decision, whole, (Edit(*whole.finding.span, text),), file)
    texts = ((one, (one.text, on_one_line(one.text), one.label)) for one in list_replacements(found))
    offered = (one.edits for one, text in texts if decision.text in text)
    return Wish(decision, found, next(offered, ()) or write_instead(found, decision.text), file)


def _find_rewritten(found: Diagnostic, text: str, sentences: Sentences) -> Diagnostic | None:
    """Return the sentence that a text in the row of a finding writes again; None where it adds one that is missing
    there.

    Where nothing is marked between two sentences, it is one of them only if it says nearly the same.
    """
    start, end = found.finding.span
    if start < end:
        return _find_sentence(found, sentences)
    if _cut_line(text, found.excerpt) != text:
        return None
    spans = ((one, one.finding.span) for _, one in sentences if one.document == found.document)
    near = [(one, span) for one, span in spans if span.start <= start <= span.end]
    alike = (one for one, span in near if span.start < start < span.end or pair_rewordings([one.text], [text]))
    return next(alike, None)


def _find_sentence(found: Diagnostic, sentences: Sentences) -> Diagnostic:
    """Return the sentence in which something was found; the finding itself where it is in none."""
    start = found.finding.span.start
    around = (one for _, one in sentences if one.document == found.document and start < one.finding.span.end)
    first = next(around, found)
    return first if first.finding.span.start <= start else found


def _cut_line(text: str, excerpt: Excerpt) -> str:
    """Return the sentence of a text that repeats the line around it, as a table of findings shows it; else the text."""
    before, after = excerpt.text[: excerpt.start], excerpt.text[excerpt.end :].rstrip()
    repeats = text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
    return text[len(before) : len(text) - len(after)] if repeats else text


def write_instead(found: Diagnostic, text: str) -> tuple[Edit, ...]:
    """Return the edits that write another text in place of what is marked.

    What is put in where nothing is marked, such as a sentence that was left out, is parted from what is there by
    spaces; with what is deleted go the end of a whole sentence, and a space.
    """
    if text and (slot := find_slot(found)):
        return (fill_slot(slot, found.finding.suggestions[0].text, text),)
    start, (first, last), excerpt = find_place(found).start, found.finding.span, found.excerpt
    before, after = excerpt.text[: excerpt.start], excerpt.text[excerpt.end :]
    if first == last:
        text = " " * _lacks_space(before[-1:], text[:1]) + text + " " * _lacks_space(text[-1:], after[:1])
    ahead = behind = 0
    if not text and excerpt.end - excerpt.start == last - first:
        end = _SENTENCE_END.match(after) if _SENTENCE_START.search(before) else None
        behind = end.end() if end else 0
        if after[behind:][:1] == " " and before[-1:] in ("", " "):
            behind += 1
        else:
            ahead = int(before[-1:] == " " and not after[behind:][:1].isalnum())
    return (Edit(start - ahead, start + last - first + behind, text),)


def _lacks_space(left: str, right: str) -> bool:
    """Return whether a space is missing between two characters, none where a text ends."""
    has_none = bool(left and right) and not any(char.isspace() or is_wide(char) for char in left + right)
    return has_none and left not in _OPENING and (right.isalnum() or right in _OPENING)
