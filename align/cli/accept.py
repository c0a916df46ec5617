"""`aligncheck accept PATH:LINE[:COLUMN]... --reason TEXT`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.authors import find_name, tell_date
from align.cli.given_options import GivenOptions, request_given
from align.cli.messages import complain_of_failures, tell
from align.cli.options import SomePaths, as_command, option
from align.errors import CommandError


@dataclass(frozen=True, slots=True)
class AcceptOptions:
    """The options of `accept`; the paths are what is accepted."""

    paths: SomePaths
    reason: Annotated[str | None, option("Why it is right, for whoever reads it later.", "TEXT")]
    by: Annotated[str | None, option("Who accepts it (default: your git or account name).", "NAME")]
    all_in_paths: Annotated[bool, option("Accept all findings in the paths.", "", "--all")]
    undo: Annotated[bool, option("Report them again.")]
    options: GivenOptions


@as_command("accept", AcceptOptions)
def command(options: AcceptOptions) -> int:
    """Accept findings that are not faults: `check` no longer reports them.

    \b
        aligncheck accept news.txt:3:41 --reason "the essay is about the word"
        aligncheck accept v2-7c1d0a41-b7e2a3f40c11d5e8 --reason "..."
        aligncheck accept --all essays/ --reason "..."
        aligncheck accept news.txt:3:41 --undo

    Fingerprints are looked up in the current folder. What is accepted is recorded, with reason, name and date, in
    aligncheck-accepted.jsonl next to the configuration (without one, in the root of the git repository, else in this
    folder). Exit code: 0 done, or nothing to accept, 2 the command failed.
    """
    from align.commands.check import check_each
    from align.commands.review.accept import accept, choose, parse_target, undo
    from align.model.reviews import ACCEPTED

    if not options.paths:
        raise CommandError("which finding? name it as reports do: news.txt:3:41, or a fingerprint")
    if not options.undo and not (options.reason or "").strip():
        raise CommandError('why is it right? say so with --reason "..."')
    targets = [parse_target(text, is_path=options.all_in_paths) for text in options.paths]
    paths = tuple(dict.fromkeys(target.path for target in targets))
    results = list(check_each(request_given(options.options, paths)))
    if options.undo:
        done = undo(results, targets)
    else:
        done = accept(choose(results, targets), options.reason or "", options.by or find_name(), tell_date())
    verb = f"no longer {ACCEPTED}" if options.undo else ACCEPTED
    tell(f"{verb}: {one.describe()}" for one in done)
    if not done and options.undo:
        raise CommandError(f"none of it was {ACCEPTED}")
    if not done:
        is_known = any(result.diagnostics for result in results)
        tell([f"nothing to accept: {f'all of it is {ACCEPTED} already' if is_known else 'nothing is found'}"])
    return 2 if complain_of_failures(skipped for result in results for skipped in result.skipped) else 0
