"""One pass over a document for the triggers of all rules: only the rules that can fire are called."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from align.linter.context import Context
from align.linter.rule import EVERY_OTHER, CorpusRule, PairRule, Rule, TextRule, Trigger
from align.model import Alignment, Document, Finding, Span
from align.model.staleness import Change, SourceChanges
from glossary.lang.words import Words
from glossary.renderings.steps import run_together

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_WINDOW = 1 << 18
"""Characters searched for literals at once: the memory that hits take stays bounded."""

_SHORT = 1000
"""Below how many characters a text is faster asked for all of them than for each of ASCII."""

_RANGE = re.compile("(?<=.)-(?=.)", re.DOTALL)
"""The dash of a range in the body of a character class."""


@dataclass(frozen=True)
class Scanner:
    """The triggers of a set of rules, compiled once."""

    rules: tuple[TextRule, ...]

    def find_triggered(self, prose: str, alphabet: str) -> Iterator[tuple[TextRule, Sequence[int]]]:
        """The rules whose trigger stands in a text of these characters, each with the offsets of its literals."""
        hits = self._find_hits(prose)
        for rule in self.rules:
            if rule in hits or _is_always_asked(rule.trigger) or _has_character(rule.trigger.chars, alphabet):
                yield rule, hits.get(rule, ())

    def _find_hits(self, prose: str) -> dict[TextRule, list[int]]:
        """Where each rule's literals start, ascending."""
        hits: dict[TextRule, list[int]] = {}
        if not self._literals:
            return hits
        for offset in range(0, len(prose), _WINDOW):
            for index, start in self._find_literals(prose[offset : offset + _WINDOW + self._overlap]):
                if start < _WINDOW:
                    for rule in self._owners[index]:
                        hits.setdefault(rule, []).append(offset + start)
        return {rule: sorted(offsets) for rule, offsets in hits.items()}

    def _find_literals(self, text: str) -> Iterator[tuple[int, int]]:
        """The index of each literal that stands in a text, and where it starts.

        Bytes are searched: they are put in lower case and told apart several times faster than characters.
        """
        if text.isascii():
            found = self._automaton_of_ascii.find_matches_as_indexes(text.encode().lower(), overlapping=True)
            yield from ((index, start) for index, start, _ in found)
            return
        data = (_lower(text) if self._has_case_beyond_ascii else text).encode(errors="surrogatepass").lower()
        found = self._automaton.find_matches_as_indexes(data, overlapping=True)
        if len(data) == len(text):
            yield from ((index, start) for index, start, _ in found)
            return
        place = position = 0
        for start, index in sorted((start, index) for index, start, _ in found):
            place, position = place + len(data[position:start].decode(errors="surrogatepass")), start
            yield index, place

    @cached_property
    def _has_case_beyond_ascii(self) -> bool:
        """Whether a literal has a letter that differs in case and is not of ASCII."""
        letters = set[str]().union(*self._literals)
        return any(not char.isascii() and char.upper() != char for char in letters)

    @cached_property
    def _literals(self) -> tuple[str, ...]:
        """The literals of all rules, those of ASCII first."""
        literals = {literal for rule in self.rules for literal in rule.trigger.literals}
        return tuple(sorted(literals, key=lambda literal: (not literal.isascii(), literal)))

    @cached_property
    def _overlap(self) -> int:
        """How many characters of a literal may stand behind a window that it starts in."""
        return max(map(len, self._literals)) - 1

    @cached_property
    def _owners(self) -> tuple[tuple[TextRule, ...], ...]:
        """The rules that each literal belongs to."""
        owners: dict[str, list[TextRule]] = {}
        for rule in self.rules:
            for literal in dict.fromkeys(rule.trigger.literals):
                owners.setdefault(literal, []).append(rule)
        return tuple(tuple(owners[literal]) for literal in self._literals)

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        return _build_automaton(self._literals)

    @cached_property
    def _automaton_of_ascii(self) -> "BytesAhoCorasick":
        """The automaton for a text of ASCII: it is smaller, and faster for that."""
        return _build_automaton(filter(str.isascii, self._literals))


def _build_automaton(literals: Iterable[str]) -> "BytesAhoCorasick":
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    data = [literal.encode(errors="surrogatepass") for literal in literals]
    return BytesAhoCorasick(data, implementation=Implementation.DFA)


def _is_always_asked(trigger: Trigger) -> bool:
    return not (trigger.chars or trigger.literals)


def _has_character(chars: str, alphabet: str) -> bool:
    """Whether a character of a class, given by its body, is among some; one of other characters than ASCII has none."""
    if not chars or (alphabet.isascii() and not any(map(str.isascii, _RANGE.sub("", chars)))):
        return False
    return _compile_class(chars).search(alphabet) is not None


@cache
def _compile_class(chars: str) -> re.Pattern[str]:
    return re.compile(f"[{chars}]")


@lru_cache(maxsize=8)
def _scanner(rules: tuple[TextRule, ...]) -> Scanner:
    return Scanner(rules)


def _find_alphabet(text: str, context: Context) -> str:
    """The distinct characters of a text; to look for each of the few of ASCII is faster than to collect them."""
    if len(text) < _SHORT:
        return "".join(set(text))
    if text.isascii():
        return "".join(filter(text.__contains__, map(chr, range(128))))
    words = context.analyse(Words, text).distinct
    return "".join(sorted({*filter(text.__contains__, " \n")}.union(*words)))


def _lower(text: str) -> str:
    """The text in lower case, of the same length: the few letters that grow (İ) stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def check_document(
    document: Document,
    rules: Sequence[Rule],
    context: Context | None = None,
    corpus_findings: Sequence[tuple[CorpusRule, Finding]] = (),
) -> list[Finding]:
    """What the rules say of a document, in order of place; one fault once, nothing inside what is masked.

    Rules for pairs are asked where the context has an alignment. `corpus_findings` is what rules that look at several
    alignments said of this one.
    """
    context = context or Context()
    asked, of_pairs = _sort(tuple(rules))
    found = list(_ask_triggered(document, asked, context))
    if context.alignment:
        for rule in of_pairs:
            if _concerns(rule, context.alignment):
                found.extend(_drop_orphaned(rule, rule.check(context.alignment, context), context.changes))
    found.extend(finding for _, finding in corpus_findings)
    overrides = _list_overrides(tuple(rules)) | {rule.name: rule.overrides for rule, _ in corpus_findings}
    return _settle(document, overrides, found)


def _drop_orphaned(rule: PairRule, findings: Iterable[Finding], changes: SourceChanges) -> Iterable[Finding]:
    """The findings of a rule, but those in sentences whose source is gone: they were compared with another one."""
    gone = [one.span for one in changes.list_rendered(Change.REMOVED) if one.span and not one.is_shared]
    if rule.of_changes or not gone:
        return findings
    reach = _Reach(sorted(gone))
    return (finding for finding in findings if finding.span.start == finding.span.end or not reach.holds(finding.span))


def prepare_texts(rules: Sequence[Rule], contexts: Sequence[Context]) -> None:
    """Work out together what rules for pairs ask of each of some texts, which `check_document` is called with next."""
    aligned = [(context.alignment, context) for context in contexts if context.alignment]
    run_together(
        rule.prepare([(alignment, context) for alignment, context in aligned if _concerns(rule, alignment)])
        for rule in (_sort(tuple(rules))[1] if aligned else ())
    )


@lru_cache(maxsize=8)
def _sort(rules: tuple[Rule, ...]) -> tuple[tuple[TextRule, ...], tuple[PairRule, ...]]:
    """The rules about texts and those about pairs."""
    of_texts = tuple(rule for rule in rules if isinstance(rule, TextRule))
    return of_texts, tuple(rule for rule in rules if isinstance(rule, PairRule))


@lru_cache(maxsize=8)
def _list_overrides(rules: tuple[Rule, ...]) -> dict[str, tuple[str, ...]]:
    """The rules that each rule overrides, by name."""
    return {rule.name: rule.overrides for rule in rules}


def _concerns(rule: PairRule, alignment: Alignment) -> bool:
    """Whether a rule is asked: most are where the two texts have something in common, some where they have nothing."""
    return rule.of_unrelated is not alignment.related


def find_triggered(
    document: Document, rules: tuple[TextRule, ...], context: Context
) -> Iterator[tuple[TextRule, Sequence[int]]]:
    """The rules whose trigger stands in a document, each with the offsets of its literals."""
    return _scanner(rules).find_triggered(document.prose, _find_alphabet(document.prose, context))


def _ask_triggered(document: Document, rules: tuple[TextRule, ...], context: Context) -> Iterator[Finding]:
    for rule, hits in find_triggered(document, rules, context):
        yield from rule.check(document, hits, context)


def _settle(document: Document, overrides: dict[str, tuple[str, ...]], findings: Iterable[Finding]) -> list[Finding]:
    found = _drop_masked(_keep_gravest(findings), document.masked)
    found = _drop_overridden(found, overrides)
    return sorted(found, key=lambda finding: (finding.span, finding.rule, finding.entry))


def _keep_gravest(findings: Iterable[Finding]) -> list[Finding]:
    """One finding of each rule, span and entry, in the order they were met: the gravest, of equals the last."""
    kept: dict[tuple[str, Span, str], Finding] = {}
    for finding in findings:
        key = finding.rule, finding.span, finding.entry
        if key not in kept or finding.severity >= kept[key].severity:
            kept[key] = finding
    return list(kept.values())


def _drop_masked(found: list[Finding], masked: Sequence[Span]) -> list[Finding]:
    starts = [span.start for span in masked]

    def inside(span: Span) -> bool:
        index = bisect_right(starts, span.start) - 1
        return index >= 0 and masked[index].holds(span)

    return [finding for finding in found if not inside(finding.span)]


def _drop_overridden(found: list[Finding], overrides: dict[str, tuple[str, ...]]) -> list[Finding]:
    """Drop each finding that lies inside one of a rule that overrides its rule."""
    covers: dict[str, list[Span]] = {}
    for finding in found:
        for name in overrides[finding.rule]:
            for other in overrides if name == EVERY_OTHER else (name,):
                if other != finding.rule:
                    covers.setdefault(other, []).append(finding.span)
    reach = {name: _Reach(sorted(spans)) for name, spans in covers.items()}
    return [f for f in found if f.rule not in reach or not reach[f.rule].holds(f.span)]


class _Reach:
    """Sorted spans, with how far any span up to each one reaches: tells in log time whether a span lies in one."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends: list[int] = []
        for span in spans:
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def holds(self, span: Span) -> bool:
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._ends[index]
