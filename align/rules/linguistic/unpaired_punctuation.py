"""The rule `unpaired-punctuation`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from align.analysis.characters import find_marks, take_marks
from align.analysis.quotation import QUOTES, Mark, find_lone_marks
from align.linter.context import Context
from align.linter.rule import Bad, Sourced, TextRule, Trigger
from align.model import Alignment, Document, Finding, Severity, Span

_MARKS = '()[]{}"“”\n'
_PAIRS = (b"()", b"[]", b"{}", b'""', b"\x93\x94")
_REACH = 12


class UnpairedPunctuation(TextRule):
    """A bracket or a double quotation mark has no partner in its paragraph.

    What it finds
    -------------
    A single `(` `)` `[` `]` `{` `}`, or a straight or curly double quotation mark, without its partner in the same
    paragraph. In a pair of source and target it is an info only: the partner may be in another pair.

    Why it matters
    --------------
    The reader no longer knows where a quotation or an aside ends, and who speaks. Machines that translate sentence by
    sentence lose marks.

    When it stays silent
    --------------------
    In quotations of several paragraphs that open each of them; where the partner is within the next twelve paragraphs,
    or the source lacks it too; on apostrophes, single quotation marks, feet and inches, labels of lists ("a)"), smileys
    and half-open intervals; in code and links.

    Measured
    --------
    In running text 138 warnings in 1.1 million words of essays (.12 per 1,000), of which 55 were read and are right; 19
    in the human references of news as documents, 17 of them right. In pairs 23 infos in 4,505 references (.2).
    """

    severity = Severity.WARNING
    mqm = "fluency/punctuation"
    targets = ("en",)
    trigger = Trigger(chars='()\\[\\]{}"“”（）')
    good = (
        '"We shall start in May," said the mayor.\n\n"We shall end in June."',
        '"First we dig.\n\n"Then we build.\n\n"Then we rest," she said.',
        'He is 5\'10" tall and bought a 12" disc.',
        "We need: a) time, b) money, and c) luck. 1) Begin.\n2) Go on.",
        "See you soon :) and bring cake ;-)",
        "'Tis the season of the 90s (and of the '80s).",
        "The interval [0, 1) is half-open.",
        'The label read "low-melting solder," and the box "alloy".',
        "“He said “go” and left,” she wrote.",
        'He said,"It costs more.\n\nWe spend more time at home."',
        Sourced("It is larger than (or equal to nine.", "它大于（等于九。"),
        Sourced('"What is the day today?', "“今天是什么日子？"),
    )
    bad = (
        Bad("The talks ⟦(⟧held in May came to nothing."),
        Bad("The talks held in May⟦)⟧ came to nothing."),
        Bad('The mayor called it ⟦"⟧a good day and went home.'),
        Bad("The mayor called it a good day⟦”⟧ and went home."),
        Bad("The mayor called it ⟦“⟧a good day and went home.", severity=Severity.INFO, source="市长说这是好日子。"),
        Bad("The law (No. 9⟦]⟧ holds."),
        Bad("The talks ⟦(⟧held in May failed.", severity=Severity.INFO, source="五月的会谈失败了。"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at the paragraphs on lines whose marks do not pair at first sight."""
        lone = [*_find_lone(document, _find_suspicious(document))]
        alignment = context.bitext.alignment if context.bitext else context.alignment
        alike = _SourceMarks(alignment, context.is_excerpted) if lone and alignment else None
        severity = Severity.INFO if context.is_excerpted else Severity.WARNING
        for mark in lone:
            if alike is None or not alike.has(mark):
                yield self._report(mark, severity)

    def _report(self, mark: Mark, severity: Severity) -> Finding:
        kind = "quotation mark" if mark.is_quote else "bracket"
        shown = kind if mark.is_quote else f"{kind} “{mark.char}”"
        message = (
            f"This opening {shown} is never closed in this paragraph: close it or delete it."
            if mark.opens
            else f"This closing {shown} has no opening {kind} in this paragraph: add one or delete it."
        )
        return self.finding(mark.offset, mark.offset + 1, message, severity=severity)


@dataclass(frozen=True)
class _SourceMarks:
    """The marks of a source that have no partner; in running text it may be in a later paragraph."""

    alignment: Alignment
    in_pairs: bool

    def has(self, mark: Mark) -> bool:
        """Return whether the source of a mark has another of its kind that lacks its partner as well."""
        bead = self.alignment.bead_at(mark.offset)
        source = self.alignment.source
        blocks = {source.block(source.segments[index].start) for index in (bead.source if bead else ())}
        return any((block, mark.opens, mark.is_quote) in self._kinds for block in blocks)

    @cached_property
    def _kinds(self) -> frozenset[tuple[Span, bool, bool]]:
        source = self.alignment.source
        every = range(len(source.blocks))
        lone = (
            (mark for index in every for mark in find_lone_marks(source.prose, *source.blocks[index]))
            if self.in_pairs
            else _find_lone(source, every)
        )
        return frozenset((source.block(mark.offset), mark.opens, mark.is_quote) for mark in lone)


def _find_lone(document: Document, indices: Iterable[int]) -> Iterator[Mark]:
    """Yield the marks in these blocks whose partner is neither there nor soon after, first the quotation marks."""
    lone = [(index, mark) for index in indices for mark in find_lone_marks(document.prose, *document.blocks[index])]
    for kind in (True, False):
        yield from _leave_out_closed(document, [(index, mark) for index, mark in lone if mark.is_quote is kind])


def _leave_out_closed(document: Document, marks: list[tuple[int, Mark]]) -> Iterator[Mark]:
    position = 0
    while position < len(marks):
        index, mark = marks[position]
        following = marks[position + 1] if position + 1 < len(marks) else None
        position += 1
        if following and mark.opens and not following[1].opens and 0 < following[0] - index <= _REACH:
            position += 1
        elif not (mark.opens and mark.is_quote and _continues(document, index)):
            yield mark


def _continues(document: Document, index: int) -> bool:
    """Return whether the next paragraph begins with a quotation mark, as a quotation of several paragraphs does."""
    later = document.blocks[index + 1 : index + 2]
    return any(document.prose[block.start : block.start + 3].lstrip("*_ ")[:1] in tuple(QUOTES) for block in later)


def _find_suspicious(document: Document) -> list[int]:
    """Return the indices of the blocks on lines where taking out pairs of neighbouring marks leaves some."""
    marks = take_marks(document, _MARKS)
    for pair in _PAIRS * 3:
        marks = marks.replace(pair, b"")
    rows = marks.split(b"\n")
    if not any(rows):
        return []
    starts = document.block_starts
    ends = (-1, *find_marks(document, "\n"), len(document.prose))
    found: dict[int, None] = {}
    for number in compress(range(len(rows)), rows):
        first = max(bisect_right(starts, ends[number] + 1) - 1, 0)
        found.update(dict.fromkeys(range(first, bisect_right(starts, ends[number + 1]))))
    return [index for index in found if starts[index] < len(document.prose)]
