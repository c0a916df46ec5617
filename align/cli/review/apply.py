"""`aligncheck review apply FILE...`."""

from dataclasses import dataclass

from align.cli.messages import complain, tell
from align.cli.options import Paths, as_command
from align.cli.review.options import DryRun, KeptOptions, read_checked


@dataclass(frozen=True, slots=True)
class ApplyOptions:
    """The options of `review apply`; the paths are files of decisions."""

    paths: Paths
    dry_run: DryRun
    options: KeptOptions


@as_command("apply", ApplyOptions)
def command(options: ApplyOptions) -> int:
    """Carry out the decisions in PATHS, files that were saved on the page or tables of findings that were filled in.

    It runs in the folder that `check` ran in, with the options that `check` had, which are in the files. It may change
    only these files:

    \b
        texts decided on           suggestions taken and sentences rewritten;
                                   each file at once or not at all, Word
                                   documents as tracked changes
        TEXT.align.tsv             pairs, in a table next to the text
        glossaries                 candidates that were accepted or rejected
        aligncheck-accepted.jsonl  findings that are accepted, with reasons;
                                   in the folder of the configuration
        .gitattributes             in a git repository: merging branches keeps
                                   both sides of such tables
        FILE.undo                  what was changed, for `review undo`

    All of them are below the folder of the configuration, else of the git repository, else this one; only files that
    the configuration or an option names may be elsewhere. No other hidden file is changed. Conflicting decisions are
    listed and not applied; a sentence that has changed since is left alone. Exit code: 0 done, 1 some decisions could
    not be applied (they are listed), 2 a file cannot be used, and nothing was done.
    """
    from align.commands.review.apply import Run, apply_decisions
    from align.commands.review.pairs import find_pairings, fix_pairs
    from align.commands.review.terms import decide_terms

    reviews, request = read_checked(options.paths, options.options)
    run, pairings = Run(reviews, dry_run=options.dry_run), find_pairings(request, reviews.agreed)
    done = [
        *apply_decisions(request, run),
        *fix_pairs(pairings, dry_run=options.dry_run, note=run.note),
        *decide_terms(reviews.agreed, dry_run=options.dry_run, note=run.note),
    ]
    would = "would be: " if options.dry_run else ""
    tell(f"{would}{line}" for one in done if (line := one.tell()))
    problems = [*reviews.problems, *(problem for one in done for problem in one.problems)]
    nothing = ["no decision in what was given: nothing is to be done"] * (not any(reviews.all.values()))
    for line in (*(remark for one in done for remark in one.remarks), *nothing, *problems):
        complain(line)
    return int(bool(problems))
