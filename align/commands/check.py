"""A run: paths -> documents -> findings -> report."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from align import __version__
from align.config.settings import Request, Settings
from align.inputs.reading import Reading
from align.inputs.sources import find_sources
from align.inputs.walking import walk
from align.linter.diagnostics import Diagnoser
from align.linter.rule import CorpusRule
from align.linter.scanner import check_alignment, check_document
from align.linter.suppression import without_allowed
from align.model import Alignment, Diagnostic, Document, Finding, Report, Severity
from align.readers import is_known


@dataclass(frozen=True)
class Outcome:
    """The report of a run, and whether a finding in it is as grave as `fail-on` says."""

    report: Report
    failing: bool


def check(request: Request) -> Outcome:
    """Check what a person asks for. Raises MissingPathError, ConfigError, UnknownRuleError."""
    run = _Run(request)
    entries = list(walk(request.paths, is_known))
    sources = find_sources(request, [entry.path for entry in entries if not entry.reason], run.settings_for)
    run.skipped.extend(sources.missing)
    for entry in entries:
        if not entry.failed and run.is_glossary(entry.path):
            run.skip(entry.path, "glossary")
        elif entry.reason:
            run.skip(entry.path, entry.reason, entry.failed)
        else:
            run.check_file(entry.path, sources.partners.get(entry.path))
    return run.outcome()


@dataclass
class _Run(Reading):
    """What one run has found so far."""

    diagnoser: Diagnoser = field(default_factory=Diagnoser)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    signatures: set[str] = field(default_factory=set)
    glossaries: dict[str, None] = field(default_factory=dict)
    documents: int = 0
    words: int = 0
    suppressed: int = 0
    failing: bool = False

    def check_file(self, path: str, source: str | None) -> None:
        """Check a translation; beside its source, where it has one."""
        settings = self.settings_for(Path(path).parent)
        documents = self.translation(path)
        if not documents:
            return
        self.glossaries.update(dict.fromkeys(settings.glossaries))
        self.documents += 1
        self.signatures.add(settings.signature)
        original = self.source(source, settings) if source and settings.looks_at_pairs else None
        alignments = [_alignment(original, document, settings) for document in documents]
        said = _of_the_corpus([one for one in alignments if one], settings.corpus_rules)
        for document, alignment in zip(documents, alignments, strict=True):
            if alignment:
                rules = settings.text_rules, settings.pair_rules
                self.report(alignment.target, check_alignment(alignment, *rules, said.get(alignment, ())), settings)
            else:
                self.report(document, check_document(document, settings.text_rules), settings)

    def report(self, document: Document, said: list[Finding], settings: Settings) -> None:
        """Take in what the rules say of a document."""
        self.words += document.census.words
        found = list(_with_severity(said, settings))
        kept = without_allowed(found, document.text, Path(document.path), settings.allowances)
        self.suppressed += len(found) - len(kept)
        self.failing |= settings.threshold is not None and any(f.severity >= settings.threshold for f in kept)
        self.diagnostics.extend(self.diagnoser.diagnose(document, kept))

    def outcome(self) -> Outcome:
        signature = f"aligncheck:{__version__}|settings:{'+'.join(sorted(self.signatures)) or 'none'}"
        report = Report(
            signature,
            self.documents,
            self.words,
            self.suppressed,
            tuple(self.skipped),
            tuple(self.diagnostics),
            tuple(self.glossaries),
        )
        return Outcome(report, self.failing)


def _alignment(source: Document | None, document: Document, settings: Settings) -> Alignment | None:
    """A translation beside its source, where that is known."""
    if not settings.looks_at_pairs:
        return None
    if document.paired:
        from align.aligners.documents import align_units

        return align_units(document, settings.source_lang)
    if source and source.segments and document.segments:
        from align.aligners.documents import align_documents

        return align_documents(source, document)
    return None


def _of_the_corpus(
    alignments: list[Alignment], rules: tuple[CorpusRule, ...]
) -> dict[Alignment, list[tuple[CorpusRule, Finding]]]:
    """What rules that look at several alignments say, by alignment."""
    said = defaultdict[Alignment, list[tuple[CorpusRule, Finding]]](list)
    for rule in rules:
        for alignment, finding in rule.check(alignments):
            said[alignment].append((rule, finding))
    return said


def _with_severity(findings: list[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings, with the severities that the configuration gives to their rules."""
    given: dict[str, Severity] = settings.severities
    return (replace(f, severity=given[f.rule]) if f.rule in given else f for f in findings)
