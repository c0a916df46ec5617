"""The outcome of a run: its results added up, and what they say of the run as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from align.commands.baseline import Baselines
from align.commands.results import Outcome, Result, add_up
from align.config.settings import Request
from align.linter.registry import find_rule
from align.model import UnusedAllow
from glossary.storage.reading import is_folder

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
    outcome = add_up(results)
    report = outcome.report
    if request:
        selected = _name_selected([result for result in results if result.signature], request)
        unused = tuple(_find_unused_allows(results, request))
        notes = dict.fromkeys((*selected, *report.notes))
        report = replace(report, notes=tuple(notes), unused_allows=(*unused, *report.unused_allows))
    if baselines:
        report = replace(
            report,
            notes=tuple(dict.fromkeys((*report.notes, *baselines.tell_old()))),
            baselines=tuple(one.path for one in baselines),
            gone=sum(len(one.find_gone()) for one in baselines),
            stale_accepts=tuple(baselines.find_stale_accepts()),
        )
    return replace(outcome, report=report)


def _name_selected(checked: Sequence[Result], request: Request) -> Iterator[str]:
    """Say which rules ran, where the command line selects them."""
    if not request.select:
        return
    names = sorted({name for result in checked if result.settings for name in result.settings.rules or ()})
    if names:
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        which = f"the rule {names[0]}" if len(names) == 1 else f"{len(names):,} rules"
        listed = f": {', '.join(names[:_SHOWN])}{more}" if len(names) > 1 else ""
        yield f"Only {which} ran (--select){listed}"


def _find_unused_allows(results: Sequence[Result], request: Request) -> Iterator[UnusedAllow]:
    """Yield the entries that no text needed, of the configurations whose folders were checked whole, with all their
    rules.

    Entries for rules of runs that know what the source was are left out: most runs do not.
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
            for entry in sorted(unused, key=lambda entry: entry.line):
                if not entry.rules or not all(find_rule(name).of_changes for name in entry.rules):
                    yield UnusedAllow(configuration, entry.line, entry.text, entry.rules, entry.paths)


def be_strict(outcome: Outcome, request: Request) -> Outcome:
    """Return the outcome, failing also where something accepted or known is not there any more and that is
    asked for.
    """
    report = outcome.report
    is_stale = report.unused_allows or report.stale_accepts
    strict = request.strict and (is_stale or report.gone)
    return replace(outcome, failing=outcome.failing or bool(strict))
