"""The outcome of a run: its results added up, and what they say of the run as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from align import __version__
from align.commands.baseline import Baselines
from align.commands.results import Outcome, Result
from align.config.settings import Request
from align.linter.registry import find_rule
from align.linter.suppression import Allow
from align.linter.surplus import list_most_of_run
from align.model import Report, Severity, UnusedAllow
from align.model.skipped import SOURCE_TEXT
from glossary.storage.reading import is_folder

if TYPE_CHECKING:
    from align.model.scores import FindingScores


_SHOWN = 3
"""How many of the rules that were selected are named."""


def fold_results(
    results: Iterable[Result], request: Request | None = None, baselines: Baselines | None = None
) -> Outcome:
    """Return the outcome of a run, whose results come in the order of its files; of what was requested, where it is
    known.

    `baselines` have been compared with the results once those are all taken.
    """
    results = list(results)
    checked = [result for result in results if result.signature]
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    listed = list_most_of_run(found, lambda diagnostic: diagnostic.finding)
    report = Report(
        signature=_sign(checked),
        **_add_up(results),
        documents=len(checked),
        skipped=tuple(skipped for result in results for skipped in result.skipped),
        diagnostics=tuple(listed),
        configurations=tuple(dict.fromkeys(result.configuration for result in checked if result.configuration)),
        glossaries=tuple(dict.fromkeys(path for result in results for path in result.glossaries)),
        unused_allows=tuple(_find_unused(results, request)),
        unlisted=sum(result.unlisted for result in results) + len(found) - len(listed),
        baselines=tuple(one.path for one in baselines or ()),
        gone=sum(len(one.find_gone()) for one in baselines or ()),
        pages=tuple(page for result in results for page in result.pages),
        notes=tuple(
            dict.fromkeys(
                (
                    *_name_selected(checked, request),
                    *(note for result in results for note in result.notes),
                    *(baselines.tell_old() if baselines else ()),
                )
            )
        ),
        scores=_score_pages([result for result in results if result.pages]),
        stale_accepts=tuple(baselines.find_stale_accepts() if baselines else ()),
        sources=tuple((result.path, result.source) for result in checked),
        without_source=tuple(result.path for result in checked if result.lacks_source),
        without_translation=_find_unused_sources(results),
        rules=tuple(find_rule(name).make_page() for name in sorted({entry.finding.rule for entry in listed})),
    )
    return Outcome(report, any(result.failing for result in results), _find_threshold(checked))


def _name_selected(checked: Sequence[Result], request: Request | None) -> Iterator[str]:
    """Say which rules ran, where the command line selects them."""
    if not request or not request.select:
        return
    names = sorted({name for result in checked if result.settings for name in result.settings.rules or ()})
    if names:
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        which = f"the rule {names[0]}" if len(names) == 1 else f"{len(names):,} rules"
        listed = f": {', '.join(names[:_SHOWN])}{more}" if len(names) > 1 else ""
        yield f"Only {which} ran (--select){listed}"


def _score_pages(results: Sequence[Result]) -> "tuple[FindingScores, ...]":
    """Return the scores of results with pages; most runs have none, and load nothing of this."""
    if not results:
        return ()
    from align.commands.pages import score_result

    return tuple(map(score_result, results))


class _Sums(TypedDict):
    """What a report adds up of the results."""

    words: int
    suppressed: int
    known: int
    accepted: int
    unchecked_entries: int
    compared: int


def _add_up(results: Sequence[Result]) -> _Sums:
    return {
        "words": sum(result.words for result in results),
        "suppressed": sum(result.suppressed for result in results),
        "known": sum(result.known for result in results),
        "accepted": sum(result.accepted for result in results),
        "unchecked_entries": sum(result.unchecked_entries for result in results),
        "compared": sum(result.is_compared for result in results),
    }


def _find_unused_sources(results: Iterable[Result]) -> tuple[str, ...]:
    """Return the source texts that no translation belongs to."""
    skipped = chain.from_iterable(result.skipped for result in results)
    return tuple(one.path for one in skipped if one.reason == SOURCE_TEXT)


def _find_threshold(checked: Iterable[Result]) -> Severity | None:
    """Return the least severity that makes any file fail; None where none does."""
    return min((result.threshold for result in checked if result.threshold is not None), default=None)


def _sign(checked: Sequence[Result]) -> str:
    """Return what reproduces a run: the version, the settings and the dictionaries of all its files."""
    settings, dictionaries = (
        "+".join(sorted({of(result) for result in checked})) or "none"
        for of in (attrgetter("signature"), attrgetter("dictionary"))
    )
    return f"aligncheck:{__version__}|settings:{settings}|dictionary:{dictionaries}"


def _find_unused(results: Sequence[Result], request: Request | None) -> Iterator[UnusedAllow]:
    """Yield what allows no finding: entries of configurations, and comments."""
    if request:
        yield from _find_unused_allows(results, request)
    for result in results:
        yield from result.unused_comments


def _find_unused_allows(results: Sequence[Result], request: Request) -> Iterator[UnusedAllow]:
    """Yield the entries that no text needed, of the configurations whose folders were checked whole, with all their
    rules.
    """
    is_partial = request.since or request.select or request.ignore
    if is_partial or any(skipped.failed for result in results for skipped in result.skipped):
        return
    by_configuration = defaultdict[str, list[Result]](list)
    for result in results:
        if result.configuration:
            by_configuration[result.configuration].append(result)
    folders = [Path(path).resolve() for path in request.paths if is_folder(path)]
    for configuration, checked in by_configuration.items():
        if any(Path(configuration).resolve().is_relative_to(folder) for folder in folders):
            unused = set.intersection(*(set(result.unused_allows) for result in checked))
            for entry in sorted(filter(_may_be_unused, unused), key=lambda entry: entry.line):
                yield UnusedAllow(configuration, entry.line, entry.text, entry.rules, entry.paths)


def _may_be_unused(entry: Allow) -> bool:
    """Return whether an entry holds for other rules than those of runs that know what the source was."""
    return not entry.rules or not all(find_rule(name).of_changes for name in entry.rules)


def be_strict(outcome: Outcome, request: Request) -> Outcome:
    """Return the outcome, failing also where something accepted or known is not there any more and that is
    asked for.
    """
    report = outcome.report
    is_stale = report.unused_allows or report.stale_accepts
    strict = request.strict and (is_stale or report.gone)
    return replace(outcome, failing=outcome.failing or bool(strict))
