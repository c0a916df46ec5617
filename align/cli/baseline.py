"""`aligncheck baseline PATH...`."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from align.cli.given_options import GivenOptions, request_given
from align.cli.messages import complain, complain_of_failures, tell
from align.cli.options import Paths, as_command, option
from align.config.choices import NOTHING
from align.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.commands.baseline import Comparison
    from align.model import Severity


@dataclass(frozen=True, slots=True)
class BaselineOptions:
    """The options of `baseline`."""

    paths: Paths
    prune: Annotated[bool, option("Drop findings that are gone, but add no new ones.")]
    baseline: Annotated[
        str | None, option("File to write  [the baseline of the configuration, else aligncheck-baseline.jsonl]", "FILE")
    ]
    options: GivenOptions


@as_command("baseline", BaselineOptions)
def command(options: BaselineOptions) -> int:
    """Note all findings in PATHS as known, so that `check` reports only new ones.

    \b
        aligncheck baseline articles/            write the baseline, or update it
        aligncheck baseline articles/ --prune    after faults have been corrected
        aligncheck articles/ --baseline aligncheck-baseline.jsonl

    It adds what is new and drops what is gone; what it has for files that are not in PATHS stays. With
    `baseline = "aligncheck-baseline.jsonl"` in the configuration, every run uses it.
    Exit code: 0 done, 2 the command failed.
    """
    from align.commands.baseline import Baselines
    from align.commands.check import compare_files
    from align.config.decisions.files import DEFAULT_NAME, write_findings

    request = request_given(options.options, options.paths)
    request = replace(request, baseline=options.baseline or request.baseline)
    if request.baseline == NOTHING:
        raise CommandError("--baseline none: there is nothing to write into: name a file (./none for one called so)")
    baselines = Baselines(DEFAULT_NAME, may_be_new=not options.prune)
    report = compare_files(request, baselines).report
    has_failed = complain_of_failures(report.skipped)
    if not report.documents:
        raise CommandError("nothing to check: no baseline is written")
    for comparison in baselines:
        _write(comparison, prune=options.prune, is_named=bool(request.baseline) or not comparison.is_named)
    for comparison in () if options.prune else baselines.accepted:
        if renewed := comparison.old + comparison.moved:
            write_findings(comparison.path, [*comparison.known, *comparison.find_left()])
            tell([f"{comparison.path}: {renewed:,} renewed"])
    if report.unlisted:
        complain(f"not in the baseline, for a text has too many of one rule: {report.unlisted:,}")
    return 2 if has_failed else 0


def _write(comparison: "Comparison", *, prune: bool, is_named: bool) -> None:
    """Write a baseline and say what changed; `is_named`: no configuration names it yet. Raises FileError."""
    from align.commands.baseline import relate
    from align.config.decisions.files import set_union_merge, write_findings
    from glossary.storage.reading import is_there

    path, gone, is_new = comparison.path, comparison.find_gone(), not is_there(comparison.path)
    dropped = set(gone)
    kept = [*comparison.known, *(entry for entry in comparison.find_left() if entry not in dropped)]
    new = [] if prune else comparison.new
    write_findings(path, [*kept, *new])
    old, renewed = sum(entry.version == 1 for entry in kept), comparison.old + comparison.moved
    notes = (f"{renewed:,} of them renewed", renewed), (f"{old:,} of them of an earlier version", old)
    added = "" if prune else f"{_tell_recorded(comparison.severities)}, "
    told = "".join(f", {note}" for note, number in notes if number)
    tell([f"{path}: {added}{len(gone):,} dropped, {len(kept):,} known before{told}"])
    if not is_new:
        return
    if set_union_merge(Path(path)):
        tell([f"{Path(path).parent / '.gitattributes'}: has git keep the entries of both sides of a merge"])
    for folder, configuration in comparison.bases.items() if is_named else ():
        file = relate(Path(configuration or Path(folder, "aligncheck.toml")))
        value = os.path.relpath(path, folder).replace(os.sep, "/")
        tell([f'for every run to use it, write into {file}: baseline = "{value}"'])


def _tell_recorded(severities: "Mapping[Severity, int]") -> str:
    """Return how many findings were recorded: those that a report shows, and the others in brackets."""
    from align.model import Severity
    from align.report.summary import tell_amount

    counts = {one: tell_amount(count, str(one)) for one in reversed(Severity) if (count := severities.get(one, 0))}
    others = counts.pop(Severity.INFO, "")
    if not counts:
        return f"{others} recorded" if others else "nothing new"
    return f"{', '.join(counts.values())} recorded{f' (and {others})' if others else ''}"
