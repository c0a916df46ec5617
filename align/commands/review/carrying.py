"""Carrying out decisions about a text: the file is edited, and what is kept is found where it is after that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from align.commands.check import check_file
from align.commands.fix import Read, edit_file, keep_documents, list_remarks, make_mend, save, tidy_edits
from align.commands.places import Mover, find_place
from align.commands.review.accept import Choice, Note, accept, make_choices
from align.commands.review.wishes import Wish
from align.model.reviews import ACCEPTED, CHANGED, Outcome
from align.writers.edits import Edited, EditError

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.config.glossaries import Glossaries
    from align.inputs.tasks import Task


class Sorted(NamedTuple):
    """Wishes that are to be carried out, those that others include, and a line for each that contradicts another."""

    wishes: list[Wish]
    replaced: list[Wish]
    problems: list[str]


def sort_wishes(wishes: Sequence[Wish]) -> Sorted:
    """Sort wishes by what becomes of those that write into the same place.

    A sentence that a person has rewritten includes the suggestions that the same person took in it, and one of several
    equal edits includes the others. Where different people want different edits in one place, none of these is made.
    """
    kept, replaced, clashing = list[Wish](), list[Wish](), dict[Wish, Wish]()
    for group in _group([wish for wish in wishes if wish.edits]):
        best = max(group, key=lambda wish: wish.decision.decision == "edit")
        others = [wish for wish in group if not _includes(best, wish)]
        replaced += [wish for wish in group if wish is not best and _includes(best, wish)]
        if any(wish.person != best.person for wish in others):
            clashing |= {one: next(other for other in group if other.person != one.person) for one in group}
        else:
            kept += [best, *others]
    problems = [one.tell(f"{one.person} and {other.person} do not agree here") for one, other in clashing.items()]
    rest = [wish for wish in wishes if not wish.edits]
    return Sorted([*kept, *rest], [one for one in replaced if one not in clashing], problems)


def _includes(best: Wish, other: Wish) -> bool:
    """Return whether making the edits of one wish also does what the other asks for."""
    is_newer = best.decision.decision == "edit" and other.decision.decision == "fix"
    return best.edits == other.edits or (is_newer and best.person == other.person)


def _group(wishes: Sequence[Wish]) -> Iterator[list[Wish]]:
    """Yield wishes in order, those together that reach into each other."""
    group, end = list[Wish](), (-1, -1)
    for wish in sorted(wishes, key=lambda wish: (wish.reach, wish.decision)):
        document, start, stop = wish.reach
        if group and (document != end[0] or start >= end[1]):
            yield group
            group = []
        end = (document, max(stop, end[1]) if group else stop)
        group.append(wish)
    if group:
        yield group


class Settled(NamedTuple):
    """A file after the edits that no one contradicts, and what is to be kept in it, where that still is.

    `made` are the wishes whose edits were made, `kept` the others, each with the finding as it is now (None: an edit
    has taken it away); `problems` has a line for each that is not carried out.
    """

    edited: Edited
    after: Result
    made: list[Wish]
    kept: list[tuple[Wish, Choice | None]]
    problems: list[str]
    remarks: list[str]


def settle(task: Task, data: bytes, result: Result, wishes: Sequence[Wish], glossaries: Glossaries) -> Settled:
    """Make all edits but those that take away what another person keeps: neither is done. Writes nothing."""
    problems, read = list[str](), keep_documents(task)
    while True:
        asked = [wish for wish in wishes if wish.edits]
        tidied = tidy_edits(task, data, read, [wish.edits for wish in asked])
        edits = [replace(wish, edits=tidy) for wish, tidy in zip(asked, tidied, strict=True)]
        edited, refused = make_wishes(task, data, read, edits)
        after = check_file(task, glossaries, edited.data) if edited.data != data else result
        made = [edits[index] for index in sorted(edited.made)]
        mover = Mover((find_place(wish.found), wish.edits) for wish in made)
        there = {find_place(choice.found): choice for choice in make_choices(after)}
        kept = [(wish, there.get(mover.move(find_place(wish.found)))) for wish in wishes if not wish.edits]
        spoilt = list(_find_spoilt(asked, [wish for wish, choice in kept if choice is None]))
        if not spoilt:
            remarks = list(list_remarks([wish.found for wish in edits], edited, CHANGED))
            return Settled(edited, after, made, kept, [*problems, *refused], remarks)
        left_out = {wish for pair in spoilt for wish in pair}
        problems += [one.tell(f"{one.person} accepts what {other.person} takes away") for one, other in spoilt]
        wishes = [wish for wish in wishes if wish not in left_out]


def make_wishes(task: Task, data: bytes, read: Read, wishes: Sequence[Wish]) -> tuple[Edited, list[str]]:
    """Return the file after the edits, and a line for each that it does not take."""
    by_at = ((wish.decision.by, wish.decision.at) for wish in wishes)
    mends = [make_mend(wish.found, wish.edits, *who, rewords=True) for wish, who in zip(wishes, by_at, strict=True)]
    try:
        edited = edit_file(task, data, read, mends, gap=0)
    except EditError as error:
        return Edited(data), [f"{task.path}: cannot be edited: {error}"]
    left = {index: "overlaps another: run this again" for index in range(len(wishes)) if index not in edited.made}
    reasons = {**left, **edited.refused}
    return edited, [wishes[index].tell(reason) for index, reason in sorted(reasons.items())]


def _find_spoilt(wishes: Sequence[Wish], lost: Sequence[Wish]) -> Iterator[tuple[Wish, Wish]]:
    """Yield wishes to keep (`lost`) whose finding an edit of another person takes away, each with that edit's wish."""
    edits = sorted(wishes, key=lambda wish: wish.reach)
    for one in lost:
        document, (start, end) = find_place(one.found).document, one.found.finding.span
        for other in edits:
            number, first, last = other.reach
            if number == document and first < end and start < last and other.person != one.person:
                yield one, other


def carry_out(
    task: Task, data: bytes, settled: Settled, note: Callable[[str], Note] | None = None, *, dry_run: bool = False
) -> Outcome:
    """Save a file after its edits, and keep findings where they are then; return how many were edited and newly kept.

    `note` gives, for a file of decisions, what is called before what is kept for it is written. Raises FileError.
    """
    if settled.edited.data != data and not dry_run:
        save(task.path, data, settled.edited.data)
    kept, gone = defaultdict[tuple[str, str, str, str], list[Choice]](list), list[str]()
    for wish, choice in settled.kept:
        if choice is None:
            gone.append(wish.tell("an edit has taken it away"))
        else:
            kept[wish.file, wish.decision.reason, wish.decision.by, wish.decision.at].append(choice)
    count = 0
    for (file, reason, by, at), choices in kept.items():
        count += len(choices if dry_run else accept(choices, reason, by, at, note(file) if note else None))
    counts = {CHANGED: len(settled.made), ACCEPTED: count}
    return Outcome(task.path, counts, (*settled.problems, *gone), tuple(settled.remarks))
