"""The rule `checklist`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from align.linter.checklist import Check, Entry, Pattern, normalize_sentence
from align.linter.context import Context
from align.linter.rule import Bad, Given, Good, Sourced, TextRule
from align.model import Alignment, Bead, Document, Edit, Finding, Fix, Span, Suggestion
from glossary.pack.patterns import compile_late

_MOST_NEAR = 1
"""Beads on either side to which a rendering may have moved."""

_PLACEHOLDER = compile_late(r"(\{source\}|\{target\})")

_UTILISE = "target,must,suggestion\nutilise,not occur,use"
_MINERALS = "source,target,must\n关键矿产,critical mineral,occur"
_LAUNCH = "source,target,must,whole-words\n推出,launch off,not occur,yes"


class _Pair(NamedTuple):
    """A bead, its source, its target without what is masked and with it, and where that starts in its document."""

    bead: Bead
    source: str
    target: str
    whole_target: str
    start: int


class Checklist(TextRule):
    """An entry of your own checklist: what must, or must not, be in the translation.

    What it finds
    -------------
    What the entries of a checklist say (`[[checklist]]` in the configuration, or a CSV): a text that must not be in
    the translation; or one that must, or must not, be in it where the source has another text. A text that must not
    be there is marked; where one is missing, the sentence is. Capitals do not matter unless `match-case` is set. The
    message begins with the name of the entry.

    Why it matters
    --------------
    A desk has rules that no program knows: wordings it has banned, names of its own, slips that it has made before.

    When it stays silent
    --------------------
    Without a checklist. On what must not be there, inside code, links and markup. On what must, if the sentence
    before or after has it and does not need it itself. Entries with a `source` are not checked in a text that has
    none; the summary counts them.

    Measured
    --------
    Nothing to measure: how often an entry is right depends on the entry.
    """

    mqm = "custom"
    needs = frozenset({Given.CHECKLIST})
    reads = frozenset({Given.ALIGNMENT})
    good: ClassVar[tuple[Good, ...]] = (
        Sourced("They use it, says https://desk.example/utilise today.", checklist=_UTILISE),
        Sourced("Critical minerals are under control.", "关键矿产受管制。", checklist=_MINERALS),
        Sourced("Critical minerals matter. They are under control.", "我们谈矿。关键矿产受管制。", checklist=_MINERALS),
        Sourced("They launch offshore wind farms.", "他们推出海上风电场。", checklist=_LAUNCH),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("They ⟦utilise⟧ it. ⟦Utilise⟧ less!", checklist=_UTILISE),
        Bad("⟦Important ores are under control.⟧", source="关键矿产受管制。", checklist=_MINERALS),
        Bad("They ⟦launch off⟧ a new phone.", source="他们推出新手机。", checklist=_LAUNCH),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look for each entry in the text, and next to its source where that is known."""
        lowered = document.prose.lower()
        for check in context.checklist.of_targets:
            if check.target.may_stand_in(lowered):
                for segment in document.segments:
                    sentence = normalize_sentence(document.prose[segment.start : segment.end])
                    for start, end in check.target.find(sentence):
                        span = Span(segment.start + start, segment.start + end)
                        yield self._propose(self._report(check.entry, span, "", sentence[start:end]), check)
        if context.checklist.of_pairs and context.alignment and context.alignment.related:
            pairs = context.analyse(_list_pairs, context.alignment)
            lowered = "\n".join(pair.source for pair in pairs).lower()
            for check in context.checklist.of_pairs:
                if check.source and check.source.may_stand_in(lowered):
                    yield from self._compare(context.alignment, pairs, check)

    def _compare(self, alignment: Alignment, pairs: Sequence[_Pair], check: Check) -> Iterator[Finding]:
        assert check.source is not None
        found = [next(check.source.find(pair.source), None) for pair in pairs]
        for index, (pair, place) in enumerate(zip(pairs, found, strict=True)):
            if not (place and pair.bead.target):
                continue
            said = pair.source[place.start : place.end]
            quoted = pair.source, place
            if not check.entry.must_occur:
                for start, end in check.target.find(pair.target):
                    span = Span(pair.start + start, pair.start + end)
                    yield self._propose(self._report(check.entry, span, said, pair.target[start:end], quoted), check)
            elif not any(check.target.find(pair.whole_target)) and not _has_moved(pairs, found, index, check.target):
                yield self._report(check.entry, alignment.target_span(pair.bead), said, "", quoted)

    def _report(
        self, entry: Entry, span: Span, source: str, target: str, quoted: tuple[str, Span | None] = ("", None)
    ) -> Finding:
        found = self.finding(
            *span,
            f"{entry.label}: {_say(entry, source, target)}",
            severity=entry.severity,
            suggestions=[Suggestion(entry.suggestion, "checklist", 1.0)] if entry.suggestion else (),
            source_text=quoted[0],
            source_span=quoted[1],
        )
        return replace(found, entry=entry.label)

    def _propose(self, found: Finding, check: Check) -> Finding:
        """Return the finding with a fix that writes the suggestion there, unless that must not be there either."""
        text = check.entry.suggestion
        if not text or any(check.target.find(normalize_sentence(text))):
            return found
        return replace(found, fix=Fix(False, (Edit(*found.span, text),)))


def _say(entry: Entry, source: str, target: str) -> str:
    """Return the message of an entry; it holds the texts that were matched as they are."""
    advice = f": write “{entry.suggestion}”" if entry.suggestion else ""
    if entry.message:
        values = {"{source}": source or entry.source, "{target}": target or entry.target}
        head, *rest = _PLACEHOLDER.split(entry.message)
        return head + "".join(values.get(part, part) for part in rest)
    if not target:
        return f"the source has “{source}”, but the translation does not say “{entry.target}”{advice}."
    given = f"the source has “{source}”, so " if source else ""
    if entry.suggestion:
        return f"{given}write “{entry.suggestion}” instead of “{target}”."
    return f"{given}do not write “{target}”."


def _has_moved(pairs: Sequence[_Pair], found: Sequence[Span | None], index: int, target: Pattern) -> bool:
    """Return whether a pair nearby, whose own source does not call for the target, has it."""
    near = slice(max(index - _MOST_NEAR, 0), index + _MOST_NEAR + 1)
    free = (pair for pair, place in zip(pairs[near], found[near], strict=True) if place is None)
    return any(any(target.find(pair.whole_target)) for pair in free)


def _list_pairs(alignment: Alignment) -> list[_Pair]:
    """Return the beads of an alignment in order."""
    return [_make_pair(alignment, bead) for bead in alignment.beads]


def _make_pair(alignment: Alignment, bead: Bead) -> _Pair:
    start, end = alignment.target_span(bead)
    target = alignment.target
    source = normalize_sentence(alignment.source_text(bead))
    prose, text = (normalize_sentence(side[start:end]) for side in (target.prose, target.text))
    return _Pair(bead, source, prose, text, start)
