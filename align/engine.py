"""A run: paths -> documents -> findings -> report."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from align import __version__
from align.diagnose import Diagnoser
from align.files import read_bytes
from align.model import Alignment, Diagnostic, Document, Finding, Report, Severity, Skipped
from align.readers import ReadError, ReadOptions, is_known, read
from align.rule import CorpusRule
from align.scan import check_alignment, check_document
from align.settings import Request, Settings
from align.sources import find_sources, language_in, same_language
from align.suppress import without_allowed
from align.walk import walk


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
            run.skipped.append(Skipped(entry.path, "glossary"))
        elif entry.reason:
            run.skipped.append(Skipped(entry.path, entry.reason, entry.failed))
        else:
            run.check_file(entry.path, sources.partners.get(entry.path))
    return run.outcome()


@dataclass
class _Run:
    """What one run has found so far."""

    request: Request
    diagnoser: Diagnoser = field(default_factory=Diagnoser)
    skipped: list[Skipped] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    settings: dict[Path, Settings] = field(default_factory=dict)
    signatures: set[str] = field(default_factory=set)
    glossaries: dict[str, None] = field(default_factory=dict)
    documents: int = 0
    words: int = 0
    suppressed: int = 0
    failing: bool = False

    def check_file(self, path: str, source: str | None) -> None:
        """Check a translation; beside its source, where it has one."""
        settings = self.settings_for(Path(path).parent)
        language = language_in(path, self.request.paths)
        if language and not same_language(language, settings.target_lang):
            kind = "source text" if same_language(language, settings.source_lang) else f"language {language}"
            self.skipped.append(Skipped(path, kind))
            return
        self.glossaries.update(dict.fromkeys(settings.glossaries))
        documents = self.read(path, language or settings.target_lang)
        if not documents:
            return
        self.documents += 1
        self.signatures.add(settings.signature)
        original = self.read_source(source, settings) if source and settings.looks_at_pairs else None
        alignments = [_alignment(original, document, settings) for document in documents]
        said = _of_the_corpus([one for one in alignments if one], settings.corpus_rules)
        for document, alignment in zip(documents, alignments, strict=True):
            if alignment:
                rules = settings.text_rules, settings.pair_rules
                self.report(alignment.target, check_alignment(alignment, *rules, said.get(alignment, ())), settings)
            else:
                self.report(document, check_document(document, settings.text_rules), settings)

    def is_glossary(self, path: str) -> bool:
        """Whether a file is one of the glossaries that the texts beside it are checked against."""
        given = self.settings_for(Path(path).parent).glossaries
        return any(Path(path).absolute() == Path(glossary).absolute() for glossary in given)

    def read(self, path: str, language: str) -> tuple[Document, ...]:
        """The documents of a file; none, and a word on why, where it cannot be read."""
        try:
            return read(path, read_bytes(path), ReadOptions(language, self.request.encoding))
        except ReadError as error:
            self.skipped.append(Skipped(path, str(error), failed=True))
            return ()

    def read_source(self, path: str, settings: Settings) -> Document | None:
        """The source text of a translation."""
        language = language_in(path, (*self.request.paths, *filter(None, [self.request.source])))
        code = language if language and same_language(language, settings.source_lang) else settings.source_lang
        documents = self.read(path, code)
        return documents[0] if documents and not documents[0].paired else None

    def settings_for(self, folder: Path) -> Settings:
        """The settings of the files in a folder, found out once."""
        if folder not in self.settings:
            self.settings[folder] = self.request.settings_for(folder)
        return self.settings[folder]

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
        from align.aligned import align_units

        return align_units(document, settings.source_lang)
    if source and source.segments and document.segments:
        from align.aligned import align_documents

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
