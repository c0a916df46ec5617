"""Fixing: the edits that findings carry are made, and the text is checked again, until nothing is left to fix."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from align.commands.check import check_file, skip
from align.commands.places import Mover, Place, find_place
from align.config.glossaries import Glossaries
from align.errors import FileError, ReadError, advise
from align.inputs.evidence import EvidenceReader
from align.inputs.files import explain, read_bytes
from align.inputs.loading import load_task
from align.inputs.tasks import plan_tasks
from align.linter.registry import find_rule
from align.linter.rule import EVERY_OTHER
from align.model import Bitext, Diagnostic, Document, Edit, MappedSequence, Severity, Skipped
from align.model.formats import find_reader
from align.readers import is_of_word
from align.writers.edits import Edited, EditError, Mend, edit
from align.writers.edits.composition import compose_edits
from align.writers.edits.deletions import tidy_deletions
from align.writers.edits.text_files import apply_edits, sort_edits
from glossary.storage.atomic import write_bytes_atomically
from glossary.storage.locks import LockError, lock
from glossary.storage.reading import read_file

if TYPE_CHECKING:
    from align.commands.baseline import Baselines
    from align.commands.results import Result
    from align.config.settings import Request
    from align.inputs.tasks import Task

MOST_PASSES = 100
"""How often a text is fixed and checked again at most."""

_AGAIN = "mend that, and run this again"

Read = Callable[[bytes], Sequence[Document]]
"""Returns the translations in a file that holds these bytes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which findings are to be fixed: as severe as `min_severity` (None: as a report shows), by a safe fix or any.

    A draft is for a person to take.
    """

    unsafe: bool = False
    min_severity: Severity | None = None

    def covers(self, found: Diagnostic, threshold: Severity | None) -> bool:
        """Return whether a finding is to be fixed, where `threshold` is the least severity that makes a run fail."""
        least = self.min_severity or min(Severity.WARNING, threshold or Severity.WARNING)
        fix = found.finding.fix
        is_wanted = fix is not None and not fix.draft and (self.unsafe or fix.safe)
        return is_wanted and found.finding.severity >= least


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file before and after its findings were fixed, and what checking it gave, not yet compared with baselines.

    `count` fixes were made; `refused` says of others why not, one line each, and `remarks` what some could not keep.
    `passes` are the edits of each pass, in order, where the file holds one document.
    """

    path: str
    old: bytes
    new: bytes
    first: Result
    last: Result
    count: int = 0
    refused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    passes: tuple[tuple[Edit, ...], ...] = ()

    @property
    def is_changed(self) -> bool:
        """Return whether there is something to write."""
        return self.new != self.old


def fix_files(request: Request, wish: Wish, baselines: Baselines) -> Iterator[Fixed]:
    """Yield each file that a person asks for, fixed and not yet saved. Raises errors as `check_files` does."""
    glossaries = Glossaries()
    with EvidenceReader() as reader:
        for item in plan_tasks(request):
            yield fix_item(reader.add(item), wish, baselines, glossaries)


def fix_item(
    item: Task | Skipped,
    wish: Wish,
    baselines: Baselines,
    glossaries: Glossaries | None = None,
    data: bytes | None = None,
) -> Fixed:
    """Return a file, fixed; one that cannot be read, or is not to be checked, as it is. `data`: see `check_file`."""
    if not isinstance(item, Skipped):
        try:
            old = read_bytes(item.path) if data is None else data
        except ReadError as error:
            item = Skipped(item.path, str(error), failed=True)
        else:
            return _fix(item, old, wish, baselines, glossaries or Glossaries())
    result = skip(item)
    return Fixed(item.path, data or b"", data or b"", result, result)


def _fix(task: Task, old: bytes, wish: Wish, baselines: Baselines, glossaries: Glossaries) -> Fixed:
    """Return the file fixed so that no finding is new: what fixes lay open is fixed too, or they are not made."""
    check = partial(check_file, task, glossaries)
    first, read = check(old), keep_documents(task)
    start = Fixed(task.path, old, old, first, first)
    fixed = _pass_on(start, task, check, read, baselines, wish, wish)
    if find_new(first, fixed.last):
        fixed = _pass_on(start, task, check, read, baselines, wish, None)
    if not (fixed.is_changed and is_of_word(task.path + task.format)):
        return fixed
    (document,) = read(fixed.old)  # what all passes have changed becomes tracked changes
    mends = [Mend(0, (one,)) for one in compose_edits(fixed.passes, len(document.text))]
    data, untracked = _track(read, fixed.old, fixed.new, mends)
    told = f"{task.path}: {len(untracked):,} of the changes could not be tracked, and are made all the same"
    return replace(fixed, new=data, remarks=(*fixed.remarks, told) if untracked else fixed.remarks)


def _pass_on(
    fixed: Fixed,
    task: Task,
    check: Callable[[bytes], Result],
    read: Read,
    baselines: Baselines,
    wish: Wish,
    later: Wish | None,
) -> Fixed:
    """Return the file after as many passes as it takes; `later`: the new findings that a fix may leave to the
    next one.
    """
    left_alone, doubtful, result = set[Place](), set[Place](), fixed.first
    for _ in range(MOST_PASSES):
        new = baselines.list_new(result)
        left_alone |= set(map(find_place, result.diagnostics)) - set(map(find_place, new))
        avoided = left_alone | doubtful
        found = [one for one in new if wish.covers(one, result.threshold) and find_place(one) not in avoided]
        wanted = tidy_edits(task, fixed.new, read, [one.finding.fix.edits if one.finding.fix else () for one in found])
        edited, refused = make_edits(task, fixed.new, read, found, wanted)
        if not edited.made:
            return replace(fixed, refused=refused)
        after, edits = check(edited.data), {find_place(found[index]): wanted[index] for index in edited.made}
        mover = Mover(edits.items())
        if worse := [one for one in find_new(result, after) if not (later and later.covers(one, after.threshold))]:
            at = find_place(worse[0])  # the fixes that are nearest to it are left out
            moved = {place: mover.move(place) for place in edits}
            far = {one: (there.document != at.document, abs(there.start - at.start)) for one, there in moved.items()}
            nearest = sorted(edits, key=far.__getitem__)
            doubtful.update(nearest[: 3 * len(doubtful) + 1])
            continue
        left_alone, doubtful, result = set(map(mover.move, left_alone)), set(), after
        passes = (*fixed.passes, tuple(sort_edits(chain.from_iterable(edits.values()))))
        count, remarks = fixed.count + len(edited.made), (*fixed.remarks, *list_remarks(found, edited, "fixed"))
        fixed = replace(fixed, new=edited.data, last=result, count=count, passes=passes, remarks=remarks)
    return fixed


def find_new(before: Result, after: Result) -> list[Diagnostic]:
    """Return the findings of rules that find more in a text after it was fixed, those with a text that is new first.

    What lay inside a finding that hid it, and that is fixed, is not new.
    """
    counts = [Counter(one.finding.rule for one in result.diagnostics) for result in (before, after)]
    hidden = {name for rule in counts[0] - counts[1] for name in find_rule(rule).overrides}
    risen = {rule for rule in counts[1] - counts[0] if not {rule, EVERY_OTHER} & hidden}
    known = {(one.finding.rule, one.text) for one in before.diagnostics}
    new = [one for one in after.diagnostics if one.finding.rule in risen]
    return sorted(new, key=lambda one: (one.finding.rule, one.text) in known)


def make_edits(
    task: Task, data: bytes, read: Read, found: Sequence[Diagnostic], wanted: Sequence[tuple[Edit, ...]] = ()
) -> tuple[Edited, tuple[str, ...]]:
    """Return the bytes of a file with the fixes of these findings made, and a line for each that cannot be.

    `wanted` are the edits of each, where they are not those of the fix.
    """
    wanted = wanted or [one.finding.fix.edits if one.finding.fix else () for one in found]
    try:
        edited = edit_file(task, data, read, list(map(make_mend, found, wanted)), tracks=False)
    except EditError as error:
        return Edited(data), (f"{task.path}: cannot be fixed: {error}",)
    refused = ((found[index], reason) for index, reason in edited.refused.items())
    return edited, tuple(
        f"{one.path}:{one.start.describe()}: {one.finding.rule} cannot be fixed: {reason}" for one, reason in refused
    )


def tidy_edits(task: Task, data: bytes, read: Read, wanted: Sequence[tuple[Edit, ...]]) -> Sequence[tuple[Edit, ...]]:
    """Return the edits that findings want in a file, so that what they delete leaves no empty line."""
    reader = find_reader(task.path + task.format)
    if not reader.has_lines or all(edit.text for edits in wanted for edit in edits):
        return wanted
    (document,) = read(data)
    if document.has_origins:  # its lines are not those of the file
        return wanted
    return tidy_deletions(document.text, wanted, has_front_matter=reader.has_front_matter)


def edit_file(
    task: Task, data: bytes, read: Read, mends: Sequence[Mend], gap: int = 1, *, tracks: bool = True
) -> Edited:
    """Return the bytes of a file with all corrections made that it can take, `gap` characters at least between two of
    them.

    In a Word document they are tracked changes, where it `tracks` them. Raises EditError where the file can take
    none, or would not say afterwards what was intended.
    """
    shares_texts = find_reader(task.path + task.format).shares_texts
    if mends and shares_texts:
        from align.commands.workbook_fixes import edit_workbook

        edited = edit_workbook(data, mends, read(data), gap)
    else:
        edited = edit(task.path + task.format, data, mends, task.settings.encoding, gap, partial(read, data))
    before = read(data) if edited.made else ()
    if edited.made and (shares_texts or any(document.has_origins for document in before)):
        edits = defaultdict[int, list[Edit]](list)
        for index in edited.made:
            edits[mends[index].document] += mends[index].edits
        meant = [apply_edits(one.text, sort_edits(edits[number])).split() for number, one in enumerate(before)]
        if meant != [document.text.split() for document in read(edited.data)]:
            raise EditError("it would be read as another text afterwards: mend it by hand")
    if not tracks or not edited.made or not is_of_word(task.path + task.format):
        return edited
    made = sorted(edited.made)
    tracked, untracked = _track(read, data, edited.data, [mends[index] for index in made])
    why = "no change could be tracked there"
    remarks = {made[at]: "; ".join(filter(None, (edited.remarks.get(made[at]), why))) for at in untracked}
    return edited._replace(data=tracked, remarks={**edited.remarks, **remarks})


def _track(read: Read, old: bytes, new: bytes, mends: Sequence[Mend]) -> tuple[bytes, Collection[int]]:
    """Return what makes `new` of `old`, as tracked changes; the indices of corrections of which a part is none.

    `new` itself, with all of them, where the document would be read as another text.
    """
    from align.commands.word_comments.changes import track_mends

    documents, wanted = read(old), read(new)
    tracked = track_mends(old, documents[0], mends)
    there = read(tracked.data) if tracked else ()
    if tracked is None or [one.text.split() for one in wanted] != [one.text.split() for one in there]:
        return new, range(len(mends))
    return tracked


def keep_documents(task: Task) -> Read:
    """Return what reads the translations in a file, and keeps those of the last two contents that it was asked for."""
    return lru_cache(maxsize=2)(partial(read_documents, task))


def read_documents(task: Task, data: bytes) -> Sequence[Document]:
    """Return the translations in a file that holds these bytes; those of many pairs are put together when asked for."""
    texts = load_task(task, data, with_source=False).texts
    return MappedSequence(texts, lambda text: text.target if isinstance(text, Bitext) else text)


def make_mend(found: Diagnostic, edits: Iterable[Edit], by: str = "", at: str = "", *, rewords: bool = False) -> Mend:
    """Return edits of the text in which something was found, as a file takes them; for the rest see `Mend`."""
    start = found.start
    base = 0 if start.segment is None else found.finding.span.start - start.column + 1
    return Mend(start.line or 0, tuple(edits), found.document, base, by, at, rewords)


def list_remarks(found: Sequence[Diagnostic], edited: Edited, done: str) -> Iterator[str]:
    """Return a line for each finding whose edits were made, but not all as was wanted; `done` says what was."""
    places = ((found[index], remark) for index, remark in sorted(edited.remarks.items()))
    return (f"{one.path}:{one.start.describe()}: {done}, but {remark}" for one, remark in places)


def save(path: str, old: bytes, new: bytes) -> None:
    """Write a file that has been fixed, in place of what it held when it was read; links and permissions are kept.

    Raises FileError where it holds something else by now, or cannot be written: then it is left as it is.
    """

    def verify(written: Path) -> None:
        if read_file(written) != new:
            raise OSError("what was written cannot be read back")

    try:
        with lock(Path(path)):
            if read_file(path) != old:
                raise FileError(path, "has changed since it was read, and was left as it is: run this again")
            write_bytes_atomically(Path(path), (new,), verify)
    except LockError as error:
        raise FileError(path, error) from None
    except OSError as error:
        raise FileError(
            path, f"cannot be written ({explain(error)}), and was left as it is: {advise(error, _AGAIN)}"
        ) from None
