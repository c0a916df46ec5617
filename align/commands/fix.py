"""Fixing: the edits that findings carry are made, and the text is checked again, until nothing is left to fix."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from align.commands.check import check_file, skip
from align.commands.places import Mover, Place, find_place
from align.config.glossaries import Glossaries
from align.errors import FileError, ReadError, advise
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


@dataclass(frozen=True, slots=True)
class Wish:
    """Which findings are to be fixed: as severe as `min_severity` (None: as a report shows), by a safe fix or any."""

    unsafe: bool = False
    min_severity: Severity | None = None

    def covers(self, found: Diagnostic, threshold: Severity | None) -> bool:
        """Return whether a finding is to be fixed, where `threshold` is the least severity that makes a run fail."""
        least = self.min_severity or min(Severity.WARNING, threshold or Severity.WARNING)
        fix = found.finding.fix
        return fix is not None and (self.unsafe or fix.safe) and found.finding.severity >= least


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
    for item in plan_tasks(request):
        yield fix_item(item, wish, baselines, glossaries)


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
    first = check(old)
    start = Fixed(task.path, old, old, first, first)
    fixed = _pass_on(start, task, check, baselines, wish, wish)
    if find_new(first, fixed.last):
        fixed = _pass_on(start, task, check, baselines, wish, None)
    return _track_fixes(task, fixed) if fixed.is_changed and is_of_word(task.path + task.format) else fixed


def _track_fixes(task: Task, fixed: Fixed) -> Fixed:
    """Return the same file with what all passes have changed as tracked changes."""
    (document,) = read_documents(task, fixed.old)
    mends = [Mend(0, (one,)) for one in compose_edits(fixed.passes, len(document.text))]
    data, untracked = _track(task, fixed.old, fixed.new, mends)
    told = f"{task.path}: {len(untracked):,} of the changes could not be tracked, and are made all the same"
    return replace(fixed, new=data, remarks=(*fixed.remarks, told) if untracked else fixed.remarks)


def _pass_on(
    fixed: Fixed, task: Task, check: Callable[[bytes], Result], baselines: Baselines, wish: Wish, later: Wish | None
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
        edited, refused = make_edits(task, fixed.new, found)
        if not edited.made:
            return replace(fixed, refused=refused)
        after, edits = check(edited.data), dict(_list_edits(found, edited.made))
        mover = Mover(edits.items())
        if worse := [one for one in find_new(result, after) if not (later and later.covers(one, after.threshold))]:
            doubtful.update(_rank_by_distance(edits, mover, find_place(worse[0]))[: 3 * len(doubtful) + 1])
            continue
        left_alone, doubtful, result = set(map(mover.move, left_alone)), set(), after
        passes = (*fixed.passes, tuple(sort_edits(chain.from_iterable(edits.values()))))
        count, remarks = fixed.count + len(edited.made), (*fixed.remarks, *list_remarks(found, edited, "fixed"))
        fixed = replace(fixed, new=edited.data, last=result, count=count, passes=passes, remarks=remarks)
    return fixed


def _list_edits(found: Sequence[Diagnostic], made: Iterable[int]) -> Iterator[tuple[Place, tuple[Edit, ...]]]:
    """Yield the edits that were made, each with the place of its finding."""
    for one in map(found.__getitem__, made):
        yield find_place(one), one.finding.fix.edits if one.finding.fix else ()


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


def _rank_by_distance(places: Iterable[Place], mover: Mover, place: Place) -> list[Place]:
    """Return the places of fixes, the one first that is nearest to a place in the fixed text."""

    def measure(fixed: Place) -> tuple[bool, int]:
        moved = mover.move(fixed)
        return moved.document != place.document, abs(moved.start - place.start)

    return sorted(places, key=measure)


def make_edits(task: Task, data: bytes, found: Sequence[Diagnostic]) -> tuple[Edited, tuple[str, ...]]:
    """Return the bytes of a file with the fixes of these findings made, and a line for each that cannot be."""
    mends = [make_mend(one, one.finding.fix.edits if one.finding.fix else ()) for one in found]
    try:
        edited = edit_file(task, data, mends, tracks=False)
    except EditError as error:
        return Edited(data), (f"{task.path}: cannot be fixed: {error}",)
    return edited, tuple(_tell_refused(found[index], reason) for index, reason in edited.refused.items())


def edit_file(task: Task, data: bytes, mends: Sequence[Mend], gap: int = 1, *, tracks: bool = True) -> Edited:
    """Return the bytes of a file with all corrections made that it can take, `gap` characters at least between two of
    them.

    In a Word document they are tracked changes, where it `tracks` them. Raises EditError where the file can take
    none, or would not say afterwards what was intended.
    """
    read = partial(read_documents, task, data)
    if mends and _is_workbook(task):
        from align.commands.workbook_fixes import edit_workbook

        edited = edit_workbook(data, mends, read(), gap)
    else:
        edited = edit(task.path + task.format, data, mends, task.settings.encoding, gap, read)
    _check_texts(task, data, edited, mends)
    if not tracks or not edited.made or not is_of_word(task.path + task.format):
        return edited
    made = sorted(edited.made)
    tracked, untracked = _track(task, data, edited.data, [mends[index] for index in made])
    why = "no change could be tracked there"
    remarks = {made[at]: "; ".join(filter(None, (edited.remarks.get(made[at]), why))) for at in untracked}
    return edited._replace(data=tracked, remarks={**edited.remarks, **remarks})


def _track(task: Task, old: bytes, new: bytes, mends: Sequence[Mend]) -> tuple[bytes, Collection[int]]:
    """Return what makes `new` of `old`, as tracked changes; the indices of corrections of which a part is none.

    `new` itself, with all of them, where the document would be read as another text.
    """
    from align.commands.word_comments.tracking import track_mends

    documents, wanted = read_documents(task, old), read_documents(task, new)
    tracked = track_mends(old, documents[0], mends)
    if tracked is None or not _say_the_same(wanted, read_documents(task, tracked.data)):
        return new, range(len(mends))
    return tracked


def _say_the_same(some: Iterable[Document], others: Iterable[Document]) -> bool:
    """Return whether documents say the same, white space aside."""
    return [one.text.split() for one in some] == [one.text.split() for one in others]


def _check_texts(task: Task, data: bytes, edited: Edited, mends: Sequence[Mend]) -> None:
    """See that the edited file says what was intended, white space aside. Raises EditError."""
    if not edited.made:
        return
    before = read_documents(task, data)
    if not _is_workbook(task) and not any(document.has_origins for document in before):
        return
    edits = defaultdict[int, list[Edit]](list)
    for index in edited.made:
        edits[mends[index].document] += mends[index].edits
    meant = [apply_edits(document.text, sort_edits(edits[number])).split() for number, document in enumerate(before)]
    if meant != [document.text.split() for document in read_documents(task, edited.data)]:
        raise EditError("it would be read as another text afterwards: mend it by hand")


def _is_workbook(task: Task) -> bool:
    return find_reader(task.path + task.format).module == "tables.workbook"


def read_documents(task: Task, data: bytes) -> Sequence[Document]:
    """Return the translations in a file that holds these bytes; those of many pairs are put together when asked for."""
    return MappedSequence(load_task(task, data, with_source=False).texts, _get_target)


def _get_target(text: Document | Bitext) -> Document:
    return text.target if isinstance(text, Bitext) else text


def make_mend(found: Diagnostic, edits: Iterable[Edit], by: str = "", at: str = "", *, rewords: bool = False) -> Mend:
    """Return edits of the text in which something was found, as a file takes them; for the rest see `Mend`."""
    start = found.start
    base = 0 if start.segment is None else found.finding.span.start - start.column + 1
    return Mend(start.line or 0, tuple(edits), found.document, base, by, at, rewords)


def _tell_refused(found: Diagnostic, reason: str) -> str:
    return f"{found.path}:{found.start.describe()}: {found.finding.rule} cannot be fixed: {reason}"


def list_remarks(found: Sequence[Diagnostic], edited: Edited, done: str) -> Iterator[str]:
    """Return a line for each finding whose edits were made, but not all as was wanted; `done` says what was."""
    places = ((found[index], remark) for index, remark in sorted(edited.remarks.items()))
    return (f"{one.path}:{one.start.describe()}: {done}, but {remark}" for one, remark in places)


def save(path: str, old: bytes, new: bytes) -> None:
    """Write a file that has been fixed, in place of what it held when it was read; links and permissions are kept.

    Raises FileError where it holds something else by now, or cannot be written: then it is left as it is.
    """
    try:
        with lock(Path(path)):
            if read_file(path) != old:
                raise FileError(path, "has changed since it was read, and was left as it is: run this again")
            write_bytes_atomically(Path(path), (new,), partial(_verify, new))
    except LockError as error:
        raise FileError(path, error) from None
    except OSError as error:
        raise FileError(
            path, f"cannot be written ({explain(error)}), and was left as it is: {advise(error, _AGAIN)}"
        ) from None


def _verify(data: bytes, path: Path) -> None:
    """Raises OSError where a file does not hold these bytes."""
    if read_file(path) != data:
        raise OSError("what was written cannot be read back")
