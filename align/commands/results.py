"""What checking gives: the result of one file, and the outcome of a run."""

from dataclasses import dataclass
from typing import Any

from align.config.settings import Settings
from align.linter.suppression import Allow
from align.model import Diagnostic, Page, Report, Severity, Skipped, UnusedAllow


@dataclass(frozen=True, slots=True)
class Result:
    """What checking one file gave: plain data, which can be compared and pickled.

    `words` are those of the translation; `suppressed` counts the findings that the configuration allows, `accepted` and
    `known` those that someone has accepted and that the baseline holds, `unlisted` those that are too many, of which
    one is as severe as `gravest_unlisted`; `unused_allows` and `unused_comments` are those that allowed none.
    `failing`: whether a finding, listed or not, is as severe as the `threshold` of the settings. `signature` names the
    settings, empty where nothing was checked; `dictionary` says which one counted. `unchecked_entries` counts the
    entries of checklists that need a source in texts that have none. `pages` are the texts, where the task asks for
    them. `notes` are what a person has to know of how the texts were read. `is_compared`: they were compared with a
    source, that in the file `source` unless the file has both; `lacks_source`: none is known, though there are sources
    where it was looked for.
    """

    path: str
    words: int = 0
    suppressed: int = 0
    accepted: int = 0
    known: int = 0
    unlisted: int = 0
    gravest_unlisted: Severity | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    failing: bool = False
    threshold: Severity | None = None
    signature: str = ""
    configuration: str = ""
    glossaries: tuple[str, ...] = ()
    dictionary: str = ""
    unused_allows: tuple[Allow, ...] = ()
    unused_comments: tuple[UnusedAllow, ...] = ()
    settings: Settings | None = None
    unchecked_entries: int = 0
    pages: tuple[Page, ...] = ()
    notes: tuple[str, ...] = ()
    is_compared: bool = False
    lacks_source: bool = False
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON report of this one file, as `aligncheck check --output-format json` has it, as plain data."""
        from align.commands.outcomes import fold_results

        return fold_results([self]).to_dict()

    def to_json(self) -> str:
        """Return the JSON report of this one file."""
        from align.commands.outcomes import fold_results

        return fold_results([self]).to_json()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report of a run, and whether a finding in it is as severe as `fail-on` says.

    `threshold` is the least severity that makes a run fail for any of its texts; None: none does.
    """

    report: Report
    failing: bool
    threshold: Severity | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON report of the run, as `aligncheck check --output-format json` has it, as plain data."""
        from align.report.json_document import make_document

        return make_document(self.report)

    def to_json(self) -> str:
        """Return the JSON report of the run."""
        from align.report.json_document import render
        from align.report.style import Style

        return "".join(render(self.report, Style()))
