"""What a run says: findings where a person finds them, counts, and what was not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.model.findings import Finding, Fix, Severity
from align.model.pages import Page
from align.model.skipped import Skipped
from align.model.spans import Location

if TYPE_CHECKING:
    from align.model.house_pairs import HousePairs
    from align.model.scores import FindingScores
    from align.model.term_tables import TermTable


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of the line or unit a finding is in; the marked characters are `text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding where a person finds it: all that a report needs, without the document.

    `text` is what is marked (its first 1,000 characters). `document` is the number of the text in its file, from 0.
    `fix` is that of the finding as the file takes it: its edits count from the start of the file's text, or of the
    pair's target; None where they go to a member of an archive, or nowhere. The fingerprint holds no line number, so it
    outlives edits elsewhere in the file; `formerly` is the one that earlier versions gave.
    """

    finding: Finding
    path: str
    start: Location
    end: Location
    text: str
    excerpt: Excerpt
    fix: Fix | None
    fingerprint: str
    document: int = 0
    formerly: str = ""


@dataclass(frozen=True, slots=True)
class UnusedAllow:
    """An `[[allow]]` of a configuration, or a comment in a text, that no finding needed.

    That is: though all texts that it holds for were checked. `is_comment`: it is a comment; `problem` is what keeps
    that from allowing anything (`no reason`, `no rule foo`), empty where it could.
    """

    path: str
    line: int
    text: str
    rules: tuple[str, ...]
    paths: tuple[str, ...]
    is_comment: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class StaleAccept:
    """A finding in `path` that someone keeps for a reason, and that is no longer there; `excerpt`: the words there."""

    path: str
    rule: str
    fingerprint: str
    reason: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class RulesNotRun:
    """The rules that did not run on translations from a language into another (BCP 47), as they do not know these.

    `known` says which translations they know ("Chinese to English"); an empty `source` is not known.
    """

    source: str
    target: str
    known: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a report says of a rule that found something: its own severity, its type in MQM, its page in Markdown."""

    name: str
    severity: Severity
    mqm: str
    summary: str
    page: str


@dataclass(frozen=True)
class Report:
    """The outcome of a run. `signature` names what reproduces it: version, rules, settings, data.

    `configurations` and `glossaries` are the files whose settings held and whose terms texts were checked against;
    `unlisted` counts the findings that are left out because they are too many. `rules` are the pages of the rules that
    found something, by name. `known` counts the findings that the `baselines` hold, which are left out, and `gone` what
    they hold and is no longer there; `accepted` counts those that someone has accepted, which are left out as well.
    `compared` counts the documents that were compared with a source; `sources` names that of each document (empty: it
    has none of its own); `without_source` are translations that are next to
    sources and have none, `without_translation` the sources that no translation was compared with. `unchecked_entries`
    counts the entries of checklists that need a source, once for each text without one. `pages` are the texts
    themselves, where a report is to show them, `scores` those of their files, and `terms` how consistently terms are
    rendered there. `notes` are what a person has to know of how texts were read. `options` are those of the run, in one
    string, which pages and tables keep for `review apply`. `remarks` are the comments of reviewers on a finding, by its
    path and fingerprint. `rules_not_run` are the rules that do not know the languages of a text. `house_pairs` are the
    pairs of the memory with the term of a finding, by its path and fingerprint, where a page shows them.
    """

    signature: str
    documents: int
    words: int
    suppressed: int
    skipped: tuple[Skipped, ...]
    diagnostics: tuple[Diagnostic, ...]
    configurations: tuple[str, ...] = ()
    glossaries: tuple[str, ...] = ()
    unused_allows: tuple[UnusedAllow, ...] = ()
    unlisted: int = 0
    rules: tuple[RulePage, ...] = ()
    baselines: tuple[str, ...] = ()
    known: int = 0
    gone: int = 0
    accepted: int = 0
    stale_accepts: tuple[StaleAccept, ...] = ()
    unchecked_entries: int = 0
    pages: tuple[Page, ...] = ()
    notes: tuple[str, ...] = ()
    terms: "TermTable | None" = None
    scores: "tuple[FindingScores, ...]" = ()
    options: str = ""
    compared: int = 0
    sources: tuple[tuple[str, str], ...] = ()
    without_source: tuple[str, ...] = ()
    without_translation: tuple[str, ...] = ()
    remarks: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    rules_not_run: tuple[RulesNotRun, ...] = ()
    house_pairs: "Mapping[tuple[str, str], HousePairs]" = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics have this severity."""
        return sum(diagnostic.finding.severity is severity for diagnostic in self.diagnostics)
