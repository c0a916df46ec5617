"""What the sub-commands of `baseline` have in common: a run, and writing what it is compared with."""

import os
import sys
from pathlib import Path

from align.cli.messages import complain, complain_of_failures
from align.cli.runs import RunOptions, build_request
from align.commands.baseline import Baselines, Comparison, relate
from align.config.baseline import DEFAULT_NAME, name_option, set_union_merge, write_baseline
from align.errors import CommandError, FileError
from glossary.storage.reading import is_there


def write_baselines(options: RunOptions, action: str) -> int:
    """Check texts and bring their baselines up to date, as `create`, `update` or `prune` do; return the exit code.

    Raises CommandError where nothing was checked, FileError.
    """
    from align.commands.check import compare_files

    baselines = Baselines(DEFAULT_NAME, is_new=action == "create")
    report = compare_files(build_request(options), baselines).report
    has_failed = complain_of_failures(report.skipped)
    if not report.documents:
        raise CommandError("nothing to check: no baseline is written")
    if action == "create":
        for path in (one.path for one in baselines if is_there(one.path)):
            update = f"`aligncheck baseline update PATHS{name_option(path)}`"
            raise FileError(path, f"is there already: bring it up to date with {update}, or delete it")
    for comparison in baselines:
        _write(comparison, action, is_named=bool(options.baseline) or not comparison.is_named)
    for comparison in baselines.accepted if action == "update" else ():
        if renewed := comparison.old + comparison.moved:
            write_baseline(comparison.path, [*comparison.known, *comparison.find_left()])
            sys.stdout.write(f"{comparison.path}: {renewed:,} renewed\n")
    if report.unlisted:
        complain(f"not in the baseline, for a text has too many of one rule: {report.unlisted:,}")
    return 2 if has_failed else 0


def _write(comparison: Comparison, action: str, *, is_named: bool) -> None:
    """Write a baseline and say what changed; `is_named`: no configuration names it yet. Raises FileError."""
    path, gone = comparison.path, comparison.find_gone()
    dropped = set(gone)
    kept = [*comparison.known, *(entry for entry in comparison.find_left() if entry not in dropped)]
    new = [] if action == "prune" else comparison.new
    write_baseline(path, [*kept, *new])
    old, renewed = sum(entry.is_old for entry in kept), comparison.old + comparison.moved
    notes = (f"{renewed:,} of them renewed", renewed), (f"{old:,} of them of an earlier version", old)
    added = "" if action == "prune" else f"{len(new):,} added, "
    told = "".join(f", {note}" for note, number in notes if number)
    sys.stdout.write(f"{path}: {added}{len(gone):,} dropped, {len(kept):,} kept{told}\n")
    if action != "create":
        return
    if set_union_merge(Path(path)):
        sys.stdout.write(f"{Path(path).parent / '.gitattributes'}: has git keep the entries of both sides of a merge\n")
    for folder, configuration in comparison.bases.items() if is_named else ():
        file = relate(Path(configuration or Path(folder, "aligncheck.toml")))
        value = os.path.relpath(path, folder).replace(os.sep, "/")
        sys.stdout.write(f'for every run to use it, write into {file}: baseline = "{value}"\n')
