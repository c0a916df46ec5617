"""What checking gives: the result of one file, and the outcome of a run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from align.config.settings import Settings
from align.linter.suppression import Allow
from align.model import Diagnostic, Page, Report, RulesNotRun, Severity, Skipped, UnusedAllow
from align.model.skipped import SOURCE_TEXT

if TYPE_CHECKING:
    from align.model.scores import FindingScores


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
    where it was looked for. `rules_not_run` are the rules that do not know the languages of its texts.
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
    rules_not_run: tuple[RulesNotRun, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON report of this one file, as `aligncheck check --output-format json` has it, as plain data."""
        return add_up([self]).to_dict()

    def to_json(self) -> str:
        """Return the JSON report of this one file."""
        return add_up([self]).to_json()


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


def add_up(results: Sequence[Result]) -> Outcome:
    """Return the outcome of some results, in their order.

    The signature of the report is what reproduces them: the version, the settings and the dictionaries of all files.
    """
    from align import __version__
    from align.linter.registry import find_rule
    from align.linter.surplus import list_most_of_run

    checked = [result for result in results if result.signature]
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    listed = list_most_of_run(found, lambda diagnostic: diagnostic.finding)
    skipped = tuple(one for result in results for one in result.skipped)
    settings, dictionaries = (
        "+".join(sorted({of(result) for result in checked})) or "none"
        for of in (attrgetter("signature"), attrgetter("dictionary"))
    )
    report = Report(
        signature=f"aligncheck:{__version__}|settings:{settings}|dictionary:{dictionaries}",
        words=sum(result.words for result in results),
        suppressed=sum(result.suppressed for result in results),
        known=sum(result.known for result in results),
        accepted=sum(result.accepted for result in results),
        unchecked_entries=sum(result.unchecked_entries for result in results),
        compared=sum(result.is_compared for result in results),
        documents=len(checked),
        skipped=skipped,
        diagnostics=tuple(listed),
        configurations=tuple(dict.fromkeys(result.configuration for result in checked if result.configuration)),
        glossaries=tuple(dict.fromkeys(path for result in results for path in result.glossaries)),
        unused_allows=tuple(comment for result in results for comment in result.unused_comments),
        unlisted=sum(result.unlisted for result in results) + len(found) - len(listed),
        pages=tuple(page for result in results for page in result.pages),
        notes=tuple(dict.fromkeys(note for result in results for note in result.notes)),
        scores=tuple(score_result(result) for result in results if result.pages),
        sources=tuple((result.path, result.source) for result in checked),
        without_source=tuple(result.path for result in checked if result.lacks_source),
        without_translation=tuple(one.path for one in skipped if one.reason == SOURCE_TEXT),
        rules_not_run=tuple(dict.fromkeys(one for result in results for one in result.rules_not_run)),
        rules=tuple(find_rule(name).make_page() for name in sorted({entry.finding.rule for entry in listed})),
    )
    threshold = min((result.threshold for result in checked if result.threshold is not None), default=None)
    return Outcome(report, any(result.failing for result in results), threshold)


def score_result(result: Result) -> "FindingScores":
    """Return how what was found in a file scores, with the weights of its settings."""
    from align.scores.translation.penalties import WEIGHTS, score_findings, weigh

    weights = WEIGHTS | dict(result.settings.weights if result.settings else ())
    weighed = ((one.finding, weigh(one.finding, weights)) for one in result.diagnostics)
    return replace(score_findings(result.path, weighed, result.words), unlisted=result.unlisted)
