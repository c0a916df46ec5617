"""Examples with ⟦marks⟧: read them, check them, and say what was marked in the same notation."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO

from in_memory import InMemory

from align.aligners.documents import align_documents
from align.config.checklists import read_rows
from align.inputs.staleness import Versions
from align.lang import find_language
from align.linter.checklist import Entry, compile_checklist
from align.linter.context import Context
from align.linter.registry import all_rules
from align.linter.rule import CorpusRule, PairRule, Rule, TextRule, check_corpus
from align.linter.scanner import check_document
from align.memory.counting import count_document
from align.memory.evidence import Evidence, EvidenceFinder, MemoryDocument, Sentence, Subject
from align.model import Alignment, Bitext, Document, Finding, Span, Stretch, Unit
from align.model.staleness import SourceChanges
from align.readers import ReadOptions, read_document
from glossary.formats import pairs
from glossary.formats.base import Languages
from glossary.matching.term_matcher import Matcher


def document(text: str, *, name: str = "example.txt", language: str = "en") -> Document:
    """A document as its reader gives it."""
    return read_document(name, text.encode(), ReadOptions(language))


def bitext(text: str, source: str, *, name: str = "example.jsonl", language: str = "en") -> Bitext:
    """A bitext of one pair: a Chinese source, and its translation into a language."""
    source_side, target_side = (
        Document(name, code, side, lambda side: [Span(0, len(side))] if side else [], find_language(code).split, (),
                 (Stretch(Span(0, len(side)), 1, unit="1"),))
        for code, side in (("zh", source), (language, text))
    )  # fmt: skip
    return Bitext(source_side, target_side, (Unit(Span(0, len(source)), Span(0, len(text))),))


def unmark(text: str) -> str:
    return re.sub("[⟦⟧]", "", text)


def marked(text: str, findings: Iterable[Finding]) -> str:
    """The text with the spans of the findings marked."""
    for span in sorted({finding.span for finding in findings}, reverse=True):
        text = text[: span.start] + "⟦" + text[span.start : span.end] + "⟧" + text[span.end :]
    return text


def text_rule(name: str) -> TextRule:
    """The rule of that name, which looks at one document."""
    rule = all_rules()[name]
    assert isinstance(rule, TextRule)
    return rule


def findings(rule: TextRule, document: Document) -> list[Finding]:
    """What one rule says of a document, through the scan of all rules."""
    return check_document(document, [rule])


def check(text: str, rules: Sequence[Rule], *, name: str = "example.txt", source: str = "") -> list[Finding]:
    """What rules say of a text; with a source, of the target of a pair."""
    if source:
        pair = bitext(text, source, name=name)
        return check_document(pair.target, rules, Context(bitext=pair))
    return check_document(document(text, name=name), rules)


def matcher_of(glossary: str) -> Matcher | None:
    """What finds the terms of a glossary of pairs; None for an empty one."""
    header = "" if glossary.startswith("source,") else "source,target,status\n"
    file = BytesIO(f"{header}{glossary}".encode())
    return Matcher([pairs.load(file, Languages())]) if glossary else None


def entries_of(checklist: str) -> tuple[Entry, ...]:
    """The entries of a checklist as it stands in a CSV."""
    return tuple(read_rows(BytesIO(checklist.encode()), "checks.csv")) if checklist else ()


def verdict(
    rule: Rule,
    text: str,
    *,
    options: tuple[object, ...] = (),
    languages: tuple[str, str] = ("zh", ""),
    **given: str,
) -> list[Finding]:
    """What one rule says of a text; a rule that looks at pairs gets it aligned with its source, in another language.

    Without a language, the text is in the first that the rule knows, else in English. `given` are what else an example
    has: its `name`, `source`, `glossary`, `checklist`, `memory`, `old_source`.
    """
    language = languages[1] or (*rule.targets, "en")[0]
    name = given.get("name", "example.txt")
    source, glossary, checklist, memory, old_source = (
        given.get(one, "") for one in ("source", "glossary", "checklist", "memory", "old_source")
    )
    matcher = matcher_of(glossary)
    if checklist:
        alignment = aligned(text, source, language) if source else None
        side = alignment.target if alignment else document(text, name=name, language=language)
        return check_document(side, [rule], Context(None, None, alignment, compile_checklist(entries_of(checklist))))
    if isinstance(rule, CorpusRule):
        alignment = aligned(text, source, language)
        found = [(one, finding) for one, _, finding in check_corpus([rule], [alignment])]
        return check_document(alignment.target, [], Context(alignment=alignment), found)
    if isinstance(rule, PairRule):
        alignment = aligned(text, source, language, name, languages[0])
        changes = compare_sources(alignment, old_source).choose(rule.of_changes)
        evidence = find_evidence(memory, alignment) if memory else None
        context = Context(matcher, alignment=alignment, options=options, changes=changes, evidence=evidence)
        return check_document(alignment.target, [rule], context)
    if source:
        pair = bitext(text, source, name=name, language=language)
        return check_document(pair.target, [rule], Context(matcher, pair))
    return check_document(document(text, name=name, language=language), [rule], Context(matcher, options=options))


def compare_sources(alignment: Alignment, old: str) -> SourceChanges:
    """What became of the source of a text, where it is said what that was."""
    if not old:
        return SourceChanges()
    document = read_document("example.zh.txt", old.encode(), ReadOptions("zh"))
    return Versions("", document, alignment.source, lambda: alignment.target).compare_with_moved()


def find_evidence(memory: str, alignment: Alignment) -> Evidence:
    """What a memory, as `Bad` has it, shows about a text."""
    documents, terms, names, sentences = [], [], [], []
    for number, block in enumerate(memory.split("\n\n")):
        date, *lines = block.split("\n")
        pairs = [(source, target) for source, _, target in (line.partition("\t") for line in lines)]
        counts = count_pairs(tuple(pairs))
        documents.append(MemoryDocument(str(number), str(number), (), date, "", counts.words))
        terms += [(str(number), one) for one in counts.terms]
        names += [(str(number), one) for one in counts.names]
        sentences += [Sentence(*pair, str(number)) for pair in pairs]
    source, target = alignment.source, alignment.target
    sources, targets = ([segment.text for segment in side.segments] for side in (source, target))
    found = EvidenceFinder(InMemory(documents, terms, names, sentences))
    return found.find(Subject(sources, targets, "", (), source.language, target.language))


count_pairs = lru_cache(maxsize=64)(count_document)
"""Several examples share their memory."""


def aligned(
    target: str, source: str, language: str = "en", name: str = "example.txt", source_language: str = "zh"
) -> Alignment:
    """The alignment of a text in a language with its source, in Chinese or another language."""
    original = read_document(name.replace(".", ".zh."), source.encode(), ReadOptions(source_language))
    return align_documents(original, document(target, name=name, language=language))


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """The text after the safe fixes."""
    edits = {edit for finding in findings if finding.fix and finding.fix.safe for edit in finding.fix.edits}
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
