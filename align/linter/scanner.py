"""One pass over a document for the triggers of all rules: only the rules that can fire are called."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from align.linter.context import Context
from align.linter.rule import EVERY_OTHER, CorpusRule, PairRule, Rule, TextRule, Trigger
from align.model import Document, Finding, Span
from align.model.staleness import Change
from glossary.lang.words import LONG, Words
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Pack, get_packs
from glossary.renderings.steps import run_together

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_Rule = TypeVar("_Rule", bound=Rule)

_WINDOW = 1 << 18
"""Bytes searched for literals at once: the memory that hits take stays bounded."""

_FIRST_BYTES = -64
"""From which number on a byte of UTF-8, taken as one from -128 to 127, begins a character."""

_SHORT = 1000
"""Below how many characters a text is faster asked for all of them than for each of ASCII."""

_MOST_KEPT = 1 << 15
"""For how many characters it is kept which rules ask for them."""

_ITEM_OF_CLASS = compile_late(r"(\\.|.)(?:-(\\.|.))?", re.DOTALL)
"""A character, or a range, in the body of a character class."""

_NOTHING = Trigger()
"""What a rule asks for that is called for every text."""

_ESCAPE = compile_late(r"\A\^|\\[A-Za-z0-9]")
"""What may be written for several characters there, or for all others."""


@dataclass(frozen=True)
class Scanner:
    """The triggers of a set of rules, compiled once."""

    rules: tuple[TextRule, ...]

    def find_triggered(self, words: Words, alphabet: str) -> Iterator[tuple[TextRule, Sequence[int]]]:
        """Yield the rules whose trigger is in a text of these characters, each with the offsets of its literals."""
        hits = self._find_hits(words)
        asked = self._look_up_asked(alphabet) if len(words.text) < _SHORT else self._find_asked(alphabet)
        for index, rule in enumerate(self.rules):
            if asked >> index & 1 or rule in hits:
                yield rule, hits.get(rule, ())

    def _find_asked(self, alphabet: str) -> int:
        """Return the rules that are asked for every text, or for one of these characters: a bit for each."""
        letters = sorted(alphabet)
        triggers = (_has_character(rule.get_trigger().chars, letters) for rule in self.rules)
        return self._always_asked | _join_bits(triggers)

    def _look_up_asked(self, alphabet: str) -> int:
        """Return what `_find_asked` returns; faster for short texts, as the rules that ask for a character are kept."""
        return reduce(or_, map(self._asked_for.__getitem__, alphabet), self._always_asked)

    @cached_property
    def _always_asked(self) -> int:
        return _join_bits(rule.get_trigger() == _NOTHING for rule in self.rules)

    @cached_property
    def _asked_for(self) -> "_AskedFor":
        return _AskedFor(tuple(rule.get_trigger().chars for rule in self.rules))

    def _find_hits(self, words: Words) -> dict[TextRule, list[int]]:
        """Return where each rule's literals start, ascending."""
        places: dict[int, list[int]] = {}
        for index, start in self._find_literals(words) if self._literals else ():
            places.setdefault(index, []).append(start)
        hits: dict[TextRule, list[int]] = {}
        for index, starts in places.items():
            for rule in self._owners[index]:
                hits.setdefault(rule, []).extend(starts)
        return {rule: sorted(offsets) for rule, offsets in hits.items()}

    def _find_literals(self, words: Words) -> Iterable[tuple[int, int]]:
        """Return the index of each literal that is in a text, and where it starts.

        Bytes are searched: they are put in lower case and distinguished several times faster than characters.
        """
        data = (Words(_lower(words.text)) if self._has_case_beyond_ascii else words).utf8
        if len(data) == len(words.text):
            return self._search(self._automaton_of_ascii, data)
        found = list(self._search(self._automaton, data))
        places = _find_places(data, [start for _, start in found])
        return zip([index for index, _ in found], places, strict=True)

    def _search(self, automaton: "BytesAhoCorasick", data: bytes) -> Iterator[tuple[int, int]]:
        """Yield the index of each literal that is in UTF-8, and at which byte it starts."""
        for offset in range(0, len(data), _WINDOW):
            part = data[offset : offset + _WINDOW + self._overlap].lower()
            for index, start, _ in automaton.find_matches_as_indexes(part, overlapping=True):
                if start < _WINDOW:
                    yield index, offset + start

    @cached_property
    def _has_case_beyond_ascii(self) -> bool:
        """Return whether a literal has a letter that differs in case and is not of ASCII."""
        letters = set[str]().union(*self._literals)
        return any(not char.isascii() and char.upper() != char for char in letters)

    @cached_property
    def _literals(self) -> tuple[str, ...]:
        """Return the literals of all rules, those of ASCII first."""
        literals = {literal for rule in self.rules for literal in rule.get_trigger().literals}
        return tuple(sorted(literals, key=lambda literal: (not literal.isascii(), literal)))

    @cached_property
    def _overlap(self) -> int:
        """Return how many bytes of a literal may be after a window that it starts in."""
        return max(len(literal.encode(errors="surrogatepass")) for literal in self._literals) - 1

    @cached_property
    def _owners(self) -> tuple[tuple[TextRule, ...], ...]:
        """Return the rules that each literal belongs to."""
        owners: dict[str, list[TextRule]] = {}
        for rule in self.rules:
            for literal in dict.fromkeys(rule.get_trigger().literals):
                owners.setdefault(literal, []).append(rule)
        return tuple(tuple(owners[literal]) for literal in self._literals)

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        return _build_automaton(self._literals)

    @cached_property
    def _automaton_of_ascii(self) -> "BytesAhoCorasick":
        """Return the automaton for a text of ASCII: it is smaller, and faster for that."""
        return _build_automaton(filter(str.isascii, self._literals))


def _find_places(data: bytes, starts: Sequence[int]) -> list[int]:
    """Return where the characters of a text are that start at these bytes of it, which is UTF-8."""
    if len(data) >= LONG:
        return _find_places_at_once(data, starts)
    places, place, position = dict[int, int](), 0, 0
    for start in sorted(set(starts)):
        place, position = place + len(data[position:start].decode(errors="surrogatepass")), start
        places[start] = place
    return [places[start] for start in starts]


def _find_places_at_once(data: bytes, starts: Sequence[int]) -> list[int]:
    """Return what `_find_places` gives: the place of a byte less the bytes before it that begin no character."""
    import numpy as np

    values = np.frombuffer(data, np.int8)
    parts = (np.flatnonzero(values[at : at + _WINDOW] < _FIRST_BYTES) + at for at in range(0, len(data), _WINDOW))
    offsets = np.array(starts, np.int64)
    places: list[int] = (offsets - np.concatenate(list(parts)).searchsorted(offsets)).tolist()
    return places


def _build_automaton(literals: Iterable[str]) -> "BytesAhoCorasick":
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    data = [literal.encode(errors="surrogatepass") for literal in literals]
    return BytesAhoCorasick(data, implementation=Implementation.DFA)


class _AskedFor(dict[str, int]):
    """A character -> the classes that hold it, a bit for each; a class is given by its body, or empty."""

    def __init__(self, classes: Sequence[str]) -> None:
        super().__init__()
        self._classes = classes

    def __missing__(self, char: str) -> int:
        if len(self) == _MOST_KEPT:
            self.clear()
        bits = self[char] = _join_bits(_has_character(chars, char) for chars in self._classes)
        return bits


def _join_bits(values: Iterable[bool]) -> int:
    """Return a number whose bits are these, the lowest first."""
    return sum(value << index for index, value in enumerate(values))


def _has_character(chars: str, letters: Sequence[str]) -> bool:
    """Return whether a character of a class, given by its body, is among some in order.

    An expression is compiled only for classes with escapes such as `\\d`: with Han in it, it would take milliseconds.
    """
    if _ESCAPE.search(chars):
        return re.search(f"[{chars}]", "".join(letters)) is not None
    for first, last in _list_stretches(chars):
        place = bisect_left(letters, first)
        if place < len(letters) and letters[place] <= last:
            return True
    return False


@cache
def _list_stretches(chars: str) -> list[tuple[str, str]]:
    """Return the first and the last character of each stretch of a class; one that is quoted is after a backslash."""
    return [(first[-1], (last or first)[-1]) for first, last in _ITEM_OF_CLASS.findall(chars)]


@lru_cache(maxsize=8)
def _build_scanner(rules: tuple[TextRule, ...], _: tuple[Pack, ...]) -> Scanner:
    """Return what finds the triggers of some rules; the packs that are laid here add some."""
    return Scanner(rules)


def _find_alphabet(words: Words) -> str:
    """Return the distinct characters of a text; of a long one in ASCII, those of its beginning and the few others."""
    text = words.text
    if len(text) < _SHORT:
        return "".join(set(text))
    if text.isascii():
        known = set(words.utf8[:_WINDOW])
        return bytes(known.union(words.utf8.translate(None, bytes(known)))).decode()
    return "".join(sorted({*filter(text.__contains__, " \n")}.union(*words.distinct)))


def _lower(text: str) -> str:
    """Return the text in lower case, of the same length: the few letters that grow (İ) stay as they are."""
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
    """Return what the rules say of a document; see `check_documents`."""
    return check_documents([(document, context or Context())], rules, [corpus_findings])[0]


def check_documents(
    texts: Sequence[tuple[Document, Context]],
    rules: Sequence[Rule],
    corpus_findings: Sequence[Sequence[tuple[CorpusRule, Finding]]],
) -> list[list[Finding]]:
    """Return what the rules say of each of some documents, in order of place; one fault once, nothing inside what is
    masked.

    Rules that do not know its languages are not asked, and rules for pairs only where the context has an alignment.
    `corpus_findings` is what rules that look at several alignments said of each. One rule after another looks at all
    the documents: meanwhile its code and its tables stay in the processor's cache.
    """
    asked = [_Text(*one) for one in texts]
    alike = dict[tuple[str, str, bool | None], list[_Text]]()
    for one in asked:
        pair = one.context.alignment
        # pages without a sentence on both sides may have code to compare
        related = pair.related or not pair.beads if pair else None
        alike.setdefault((one.context.source_language, one.document.language, related), []).append(one)
    groups = [
        (_choose_known(tuple(rules), source, target), related, group)
        for (source, target, related), group in alike.items()
    ]
    pairs = [
        (rule, [(one, one.context.alignment) for one in group if one.context.alignment])
        for known, related, group in groups
        if related is not None
        for rule in (_sort(known).of_pairs if related else _sort(known).of_unrelated)
    ]
    run_together(
        [
            rule.prepare([(alignment, one.context) for one, alignment in group])
            for rule, group in pairs
            if type(rule).prepare is not PairRule.prepare
        ]
    )
    for known, _, group in groups:
        _ask_about_texts(_sort(known).of_texts, group)
    for rule, of_rule in pairs:
        for one, alignment in of_rule:
            said = rule.check(alignment, one.context)
            one.found.extend(one.leave_out_gone(said) if one.gone and not rule.of_changes else said)
    overrides = _list_overrides(tuple(rules))
    for one, others in zip(asked, corpus_findings, strict=True):
        one.found.extend(finding for _, finding in others)
        if one.found:
            known_too = overrides | {rule.name: rule.overrides for rule, _ in others}
            one.found = _settle(one.document, known_too, one.found, _list_in_markup(tuple(rules)))
    return [one.found for one in asked]


@dataclass(slots=True)
class _Text:
    """A document that rules are asked about, and what they have said so far.

    What rules for pairs say of sentences whose source is gone is left out: they were compared with another.
    """

    document: Document
    context: Context
    found: list[Finding] = field(default_factory=list)
    gone: "_Reach | None" = field(init=False)

    def __post_init__(self) -> None:
        removed = self.context.changes.list_rendered(Change.REMOVED) if self.context.alignment else ()
        spans = sorted(one.span for one in removed if one.span and not one.is_shared)
        self.gone = _Reach(spans) if spans else None

    def leave_out_gone(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield findings, but those in sentences whose source is gone."""
        for finding in findings:
            is_empty = finding.span.start == finding.span.end
            if not self.gone or is_empty or not self.gone.holds(finding.span):
                yield finding


def _ask_about_texts(rules: tuple[TextRule, ...], texts: Iterable[_Text]) -> None:
    """Add what the rules for texts say of some documents."""
    asked = dict[TextRule, list[tuple[_Text, Sequence[int]]]]()
    for one in texts:
        for rule, hits in find_triggered(one.document, rules, one.context):
            asked.setdefault(rule, []).append((one, hits))
    for rule in filter(asked.__contains__, rules):
        for one, hits in asked[rule]:
            one.found.extend(rule.check(one.document, hits, one.context))


@lru_cache(maxsize=64)
def _choose_known(rules: tuple[_Rule, ...], source: str, target: str) -> tuple[_Rule, ...]:
    """Return the rules that know a pair of languages."""
    return tuple(rule for rule in rules if rule.knows(source, target))


class _SortedRules(NamedTuple):
    """The rules about texts, those about pairs that have something in common, and those about the others."""

    of_texts: tuple[TextRule, ...]
    of_pairs: tuple[PairRule, ...]
    of_unrelated: tuple[PairRule, ...]


@lru_cache(maxsize=8)
def _sort(rules: tuple[Rule, ...]) -> _SortedRules:
    about_pairs = [rule for rule in rules if isinstance(rule, PairRule)]
    return _SortedRules(
        tuple(rule for rule in rules if isinstance(rule, TextRule)),
        tuple(rule for rule in about_pairs if not rule.of_unrelated),
        tuple(rule for rule in about_pairs if rule.of_unrelated),
    )


@lru_cache(maxsize=8)
def _list_overrides(rules: tuple[Rule, ...]) -> dict[str, tuple[str, ...]]:
    """Return the rules that each rule overrides, by name."""
    return {rule.name: rule.overrides for rule in rules}


@lru_cache(maxsize=8)
def _list_in_markup(rules: tuple[Rule, ...]) -> frozenset[str]:
    """Return the names of the rules that may mark markup."""
    return frozenset(rule.name for rule in rules if rule.in_markup)


def find_triggered(
    document: Document, rules: tuple[TextRule, ...], context: Context
) -> Iterator[tuple[TextRule, Sequence[int]]]:
    """Return the rules whose trigger is in a document, each with the offsets of its literals."""
    words = context.analyse(Words, document.prose)
    return _build_scanner(rules, get_packs()).find_triggered(words, _find_alphabet(words))


def _settle(
    document: Document,
    overrides: dict[str, tuple[str, ...]],
    findings: Iterable[Finding],
    in_markup: frozenset[str] = frozenset(),
) -> list[Finding]:
    found = _drop_masked(_keep_most_severe(findings), document, in_markup)
    found = _drop_overridden(found, overrides)
    return sorted(found, key=lambda finding: (finding.span, finding.rule, finding.entry))


def _keep_most_severe(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding of each rule, span and entry, in their order: the most severe, of equals the last."""
    kept: dict[tuple[str, Span, str], Finding] = {}
    for finding in findings:
        key = finding.rule, finding.span, finding.entry
        if key not in kept or finding.severity >= kept[key].severity:
            kept[key] = finding
    return list(kept.values())


def _drop_masked(found: list[Finding], document: Document, in_markup: frozenset[str]) -> list[Finding]:
    """Drop what lies inside what is masked, but what rules say that mark it; the end of the text lies after all."""
    masked, end = document.masked, len(document.text)
    starts = [span.start for span in masked]

    def inside(span: Span) -> bool:
        index = bisect_right(starts, span.start) - 1
        return index >= 0 and masked[index].holds(span) and span.start < end

    return [finding for finding in found if finding.rule in in_markup or not inside(finding.span)]


class _Reach:
    """Sorted spans, with how far any span up to each one reaches: finds in log time whether a span lies in one, or has
    a character in common with one.
    """

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends: list[int] = []
        for span in spans:
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def holds(self, span: Span) -> bool:
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._ends[index]

    def touches(self, span: Span) -> bool:
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and span.start < self._ends[index]


def _drop_overridden(found: list[Finding], overrides: dict[str, tuple[str, ...]]) -> list[Finding]:
    """Drop each finding that lies inside one of a rule that overrides its rule, or is about the same source words."""
    covers: dict[str, list[Finding]] = {}
    for finding in found:
        for name in overrides[finding.rule]:
            for other in overrides if name == EVERY_OTHER else (name,):
                if other != finding.rule:
                    covers.setdefault(other, []).append(finding)
    reach = {name: _Reach(sorted(one.span for one in findings)) for name, findings in covers.items()}
    in_source = {name: _group_by_source(findings) for name, findings in covers.items()}

    def is_overridden(finding: Finding) -> bool:
        if finding.rule not in covers:
            return False
        there = in_source[finding.rule].get(finding.source_text)
        is_there = there and finding.source_span and there.touches(finding.source_span)
        return bool(is_there) or reach[finding.rule].holds(finding.span)

    return [finding for finding in found if not is_overridden(finding)]


def _group_by_source(findings: list[Finding]) -> dict[str, _Reach]:
    """Return where findings are in each source text that they are about."""
    spans: dict[str, list[Span]] = {}
    for finding in findings:
        if finding.source_span:
            spans.setdefault(finding.source_text, []).append(finding.source_span)
    return {text: _Reach(sorted(places)) for text, places in spans.items()}
