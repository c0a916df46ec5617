"""A run: paths -> documents -> findings -> report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from align import __version__
from align.diagnose import Diagnoser
from align.lang.detect import language_of_name
from align.model import Diagnostic, Document, Finding, Report, Severity, Skipped
from align.readers import ReadError, ReadOptions, is_bitext, is_known, read
from align.scan import check_document
from align.settings import Request, Settings
from align.suppress import without_allowed
from align.walk import walk

_LARGEST = 200_000_000
"""The size, in bytes, above which a file is not read."""


@dataclass(frozen=True)
class Outcome:
    """The report of a run, and whether a finding in it is as grave as `fail-on` says."""

    report: Report
    failing: bool


def check(request: Request) -> Outcome:
    """Check what a person asks for. Raises MissingPathError, ConfigError, UnknownRuleError."""
    run = _Run(request)
    for entry in walk(request.paths, is_known):
        if entry.reason:
            run.skipped.append(Skipped(entry.path, entry.reason, entry.failed))
        else:
            run.check_file(entry.path)
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
    documents: int = 0
    words: int = 0
    suppressed: int = 0
    failing: bool = False

    def check_file(self, path: str) -> None:
        settings = self.settings_for(Path(path).parent)
        language = None if is_bitext(path) else language_of_name(_named(path, self.request.paths))
        if language and not _same_language(language, settings.target_lang):
            kind = "source text" if _same_language(language, settings.source_lang) else f"language {language}"
            self.skipped.append(Skipped(path, kind))
            return
        try:
            documents = read(path, _bytes(path), _options(settings, language))
        except ReadError as error:
            self.skipped.append(Skipped(path, str(error), failed=True))
            return
        self.documents += 1
        self.signatures.add(settings.signature)
        for document in documents:
            self.check_document(document, settings)

    def settings_for(self, folder: Path) -> Settings:
        """The settings of the files in a folder, found out once."""
        if folder not in self.settings:
            self.settings[folder] = self.request.settings_for(folder)
        return self.settings[folder]

    def check_document(self, document: Document, settings: Settings) -> None:
        self.words += document.census.words
        found = list(_with_severity(check_document(document, settings.rules), settings))
        kept = without_allowed(found, document.text, Path(document.path), settings.allowances)
        self.suppressed += len(found) - len(kept)
        self.failing |= settings.threshold is not None and any(f.severity >= settings.threshold for f in kept)
        self.diagnostics.extend(self.diagnoser.diagnose(document, kept))

    def outcome(self) -> Outcome:
        signature = f"aligncheck:{__version__}|settings:{'+'.join(sorted(self.signatures)) or 'none'}"
        report = Report(
            signature, self.documents, self.words, self.suppressed, tuple(self.skipped), tuple(self.diagnostics)
        )
        return Outcome(report, self.failing)


def _named(path: str, given: Iterable[str]) -> str:
    """The part of a path in which a person may have named a language: not the folders above an absolute one."""
    if not Path(path).is_absolute():
        return path
    roots = (Path(root).parent if Path(root).is_dir() else Path(root).parent.parent for root in given)
    return next((str(Path(path).relative_to(root)) for root in roots if Path(path).is_relative_to(root)), path)


def _options(settings: Settings, language: str | None) -> ReadOptions:
    return ReadOptions(language or settings.target_lang, settings.request.encoding)


def _same_language(code: str, other: str) -> bool:
    return code.partition("-")[0].lower() == other.partition("-")[0].lower()


def _bytes(path: str) -> bytes:
    """The bytes of a file. Raises ReadError where it cannot be read, or is too large."""
    file = Path(path)
    try:
        if file.stat().st_size > _LARGEST:
            raise ReadError(f"larger than {_LARGEST // 1_000_000} MB: split it")
        return file.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from None


def _with_severity(findings: list[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings, with the severities that the configuration gives to their rules."""
    given: dict[str, Severity] = settings.severities
    return (replace(f, severity=given[f.rule]) if f.rule in given else f for f in findings)
