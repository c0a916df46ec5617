"""What `check --fix`, `check --diff` and copies with tracked changes do, besides checking."""

import sys
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.findings import is_for_folder
from align.cli.messages import complain, complain_of_failures, refuse_nothing
from align.cli.streams import tame_text, write_data, write_file
from align.errors import CommandError, FileError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from align.commands.fix import Fixed, Wish
    from align.commands.results import Outcome, Result
    from align.config.settings import Request
    from align.model import Report
    from align.report.style import Style


def fix_paths(request: "Request", wish: "Wish") -> tuple["Outcome", bool]:
    """Fix the files that a person asks for, say what was done, and return what is left.

    The second value says whether something could not be fixed. Raises errors as `check_files` does.
    """
    from align.commands.check import conclude, make_baselines
    from align.commands.fix import fix_files

    baselines, teller = make_baselines(request), _Teller()
    results = [baselines.subtract(teller.save(one)) for one in fix_files(request, wish, baselines)]
    teller.close()
    return conclude(results, request, baselines), teller.failed


def fix_buffer(data: bytes, request: "Request", wish: "Wish") -> tuple["Outcome", bool]:
    """Fix the text from standard input, and write it to stdout; otherwise as `fix_paths`."""
    from align.commands.check import make_baselines
    from align.commands.fix import fix_item
    from align.commands.outcomes import be_strict, fold_results
    from align.inputs.tasks import plan_task

    baselines, teller = make_baselines(request), _Teller()
    item, missing = plan_task(request)
    fixed = fix_item(item, wish, baselines, data=data)
    teller.tell(fixed)
    if not any(skipped.failed for skipped in fixed.last.skipped):
        write_data([fixed.new])
        sys.stdout.flush()
    last = replace(fixed.last, skipped=(*missing, *fixed.last.skipped))
    return be_strict(fold_results([baselines.subtract(last)], baselines=baselines), request), teller.failed


@dataclass
class _Teller:
    """Saves files that have been fixed, and says so in a line for each."""

    files: int = 0
    count: int = 0
    failed: bool = False

    def save(self, fixed: "Fixed") -> "Result":
        """Save a file; return what is found in it now."""
        from align.commands.fix import save

        try:
            if fixed.is_changed:
                save(fixed.path, fixed.old, fixed.new)
        except FileError as error:
            complain(str(error))
            self.failed = True
            return fixed.first
        self.tell(fixed)
        return fixed.last

    def tell(self, fixed: "Fixed") -> None:
        """Say what was fixed in a file, and what could not be."""
        for line in (*fixed.remarks, *fixed.refused):
            complain(line)
        self.failed = self.failed or bool(fixed.refused)
        if fixed.count:
            complain(f"{fixed.path}: {fixed.count:,} fixed")
            self.files, self.count = self.files + 1, self.count + fixed.count

    def close(self) -> None:
        """Say how much that was together."""
        if self.files > 1:
            complain(f"{self.count:,} fixed in {self.files:,} files")
        elif not self.files and not self.failed:
            complain("nothing to fix")


def print_diffs(request: "Request", wish: "Wish", data: bytes | None = None, *, allow_empty: bool = False) -> int:
    """Print what would be fixed; return the exit code. `data` is read in place of the one file that the request names.

    Raises CommandError where there is nothing to check, unless that is allowed.
    """
    from align.commands.check import make_baselines
    from align.commands.fix import fix_files, fix_item
    from align.inputs.tasks import plan_task
    from align.model import Skipped

    baselines, code, left_out, has_text = make_baselines(request), 0, list[Skipped](), False
    fixed = fix_files(request, wish, baselines)
    if data is not None:
        item, missing = plan_task(request)
        fixed, code = iter([fix_item(item, wish, baselines, data=data)]), 2 if complain_of_failures(missing) else 0
    for one in fixed:
        for line in (*one.remarks, *one.refused):
            complain(line)
        has_failed = complain_of_failures(one.last.skipped) or bool(one.refused)
        code = max(code, 2 if has_failed else int(one.is_changed))
        left_out += one.last.skipped
        has_text = has_text or bool(one.last.signature)
        _write_diff(one)
    if not has_text and not code and not allow_empty:
        refuse_nothing(left_out)
    return code


def _write_diff(fixed: "Fixed") -> None:
    """Write what was fixed in a file: to a person with nothing that a terminal obeys, else as it is, but tame.

    Of an archive, such as an Office file, the texts in it are compared.
    """
    from align.inputs.loading import make_options
    from align.readers import read_shown
    from align.readers.archive import is_archive
    from align.report.diff import render_diff
    from align.report.terminal import visible
    from glossary.storage.decoding import decode

    lines = ""
    if fixed.is_changed and fixed.last.settings:
        options, both = make_options(fixed.last.settings, fixed.last.settings.target_lang), (fixed.old, fixed.new)
        if is_archive(fixed.old):
            old, new = (read_shown(fixed.path, data, options) for data in both)
        else:
            old, new = (decode(data, options.encoding) for data in both)
        lines = "".join(render_diff(visible(fixed.path), old, new))
    if sys.stdout.isatty():
        sys.stdout.writelines(f"{visible(line.rstrip(chr(13)))}\n" for line in lines.split("\n")[:-1])
    else:
        write_data(tame_text(lines))
    sys.stdout.flush()


def choose_stream(is_taken: bool) -> "AbstractContextManager[object]":
    """Send what goes to stdout to stderr while the block runs, where stdout is taken by a text."""
    return redirect_stdout(sys.stderr) if is_taken else nullcontext()


def write_copies(request: "Request", report: "Report", style: "Style", path: str, wish: "Wish | None") -> bool:
    """Write the documents that were checked, with what is shown of the findings as comments, and what is wished as
    tracked changes: one into a file, several into a folder.

    Return whether one of several could not be written; one alone that cannot be raises an error.
    """
    from align.commands.word_comments import Reviewed, review_document, review_documents

    has_failed, is_alone = False, not is_for_folder(path)
    alone = [review_document(request, report, style, wish)] if is_alone else ()
    for one in alone or review_documents(request, report, style, path, wish):
        if not isinstance(one, Reviewed):
            complain(str(one))
            has_failed = True
            continue
        target = path if is_alone else one.target
        folder = Path(target).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"--output: {folder}: cannot be made ({error.strerror}): name another folder") from None
        write_file(target, (one.data,))
        if one.tracked:
            complain(f"{one.path}: {one.tracked:,} fixed, as tracked changes")
        if one.left:
            complain(f"{one.path}: {one.left:,} not fixed, for no change can be tracked there: mend by hand")
    return has_failed
