"""Carrying out what reviewers have said of pairs: which sentences belong together, in the table next to the text.

The sentences that a decision names are found before other decisions edit the text, and what is written is their words
as they are afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from align.analysis.revisions import find_common, list_gaps
from align.commands.pages import name_sentences, name_source
from align.commands.review.places import plan_text
from align.config.decisions.decision import Decision, group_by_path
from align.config.decisions.files import set_union_merge
from align.inputs.fixed_pairs import (
    SUFFIX,
    FixedPair,
    Sentences,
    format_fixed_pairs,
    list_uncontradicted,
    name_file,
    place,
    write_fixed_pairs,
)
from align.inputs.loading import load_task
from align.inputs.tasks import Task
from align.model import Bitext, Document, Skipped
from align.model.reviews import DONE, PAIRED, Outcome
from glossary.storage.reading import is_there, read_file

if TYPE_CHECKING:
    from align.config.settings import Request

Note = Callable[[str, bytes | None, bytes | None, Sequence[Decision]], None]
"""What is recorded of a file before it is changed: from which bytes to which, by which decisions."""


class Pairing(NamedTuple):
    """A decision, and the sentences that it puts next to each other: ranges in the source and in the translation."""

    decision: Decision
    source: range
    target: range


@dataclass(frozen=True, slots=True)
class PairsOfText:
    """What was decided on the pairs of a text, as it was before any edit, and a line for each that has no place."""

    task: Task
    target: Document
    pairings: tuple[Pairing, ...]
    already: int = 0
    problems: tuple[str, ...] = ()


def find_pairings(request: Request, decisions: Iterable[Decision]) -> list[PairsOfText | Outcome]:
    """Find the sentences of the decisions on pairs, text by text. Raises FileError, and errors as `plan_tasks` does."""
    found = list[PairsOfText | Outcome]()
    for path, here in group_by_path(decisions, "pair"):
        task = plan_text(request, path)
        loaded = None if isinstance(task, Skipped) else load_task(task)
        source, texts = (loaded.source, loaded.texts) if loaded else (None, ())
        if isinstance(task, Skipped) or source is None or len(texts) != 1 or isinstance(texts[0], Bitext):
            reason = task.reason if isinstance(task, Skipped) else "it is not aligned with a source"
            found.append(Outcome(name_file(path), {}, (f"{path}: {len(here)} pairs not set: {reason}",)))
            continue
        name, done = task.settings.name_in_fingerprints(task.path), {pair.id for pair in task.fixed}
        sides = [
            {sentence.id: index for index, sentence in enumerate(name_sentences(side, own))}
            for side, own in ((source, name_source(name)), (texts[0], name))
        ]
        left = [one for one in here if _make_id(one) not in done]
        pairings = [(one, [_find_range(*pair) for pair in zip(sides, one.id.split("="), strict=False)]) for one in left]
        placed, problems = list[Pairing](), list[str]()
        for one, ranges in pairings:
            if one.id.count("=") == 1 and ranges[0] is not None and ranges[1] is not None:
                placed.append(Pairing(one, ranges[0], ranges[1]))
            else:
                problems.append(f"{path}: pair {one.text}: a sentence of it is no longer there")
        found.append(PairsOfText(task, texts[0], tuple(placed), len(here) - len(left), tuple(problems)))
    return found


def _make_id(decision: Decision) -> str:
    """Return what names a decision in the table: its own id grows with its sentences."""
    return sha256(decision.id.encode(errors="replace")).hexdigest()[:20]


def _find_range(places: Mapping[str, int], names: str) -> range | None:
    """Return the sentences of these names; None where any is gone, or others are between."""
    found = [places.get(name, -1) for name in filter(None, names.split("+"))]
    if not found:
        return range(0)
    whole = range(found[0], found[0] + len(found))
    return whole if found == list(whole) and found[0] >= 0 else None


def fix_pairs(
    found: Iterable[PairsOfText | Outcome], *, dry_run: bool, note: Note = lambda *_: None
) -> Iterator[Outcome]:
    """Write the pairs into the tables next to their texts, whose other decisions have been carried out by now.

    A pair that was fixed before, and that a new one contradicts, is taken out. Raises FileError.
    """
    for one in found:
        if isinstance(one, Outcome):
            yield one
            continue
        path, loaded = one.task.path, load_task(one.task)
        name, source, target = name_file(path), loaded.source, loaded.texts[0] if loaded.texts else None
        if not isinstance(source, Document) or not isinstance(target, Document):
            yield Outcome(name, {}, (f"{path}: its pairs are not set: it cannot be read any more",))
            continue
        moves = _Moves.between(one.target, target)
        sides = Sentences(source), Sentences(target)
        fresh = {pair: pairing.decision for pairing in one.pairings for pair in _make_pairs(pairing, moves, *sides)}
        placed, asked = place(tuple(fresh), source, target).placed, [pairing.decision for pairing in one.pairings]
        failed = {decision for pair, decision in fresh.items() if pair not in placed} | set(asked) - set(fresh.values())
        done = [decision for decision in asked if decision not in failed]
        if done and not dry_run:
            kept = {pair: bead for pair, bead in placed.items() if fresh[pair] not in failed}
            pairs = [*list_uncontradicted(one.task.fixed, kept.values(), source, target), *kept]
            note(name, read_file(name) if is_there(name) else None, b"".join(format_fixed_pairs(pairs)), done)
            write_fixed_pairs(path, pairs)
            set_union_merge(Path(name), f"*{SUFFIX}")
        problems = [
            f"{path}: pair {decision.text}: contradicts another pair, or an edit"
            for decision in sorted(failed, key=lambda decision: decision.id)
        ]
        yield Outcome(name, {PAIRED: len(done), DONE: one.already}, (*one.problems, *problems))


def _make_pairs(pairing: Pairing, moves: _Moves, source: Sentences, target: Sentences) -> Iterator[FixedPair]:
    """Yield the rows of a table for a decision, one for each sentence that is alone; none where an edit has
    split it.
    """
    columns = moves.move(pairing.target)
    if columns is None:
        return
    alone = not pairing.source or not columns
    parts = [(pairing.source, columns)]
    if alone:
        parts = [(range(row, row + 1), range(0)) for row in pairing.source]
        parts += [(range(0), range(column, column + 1)) for column in columns]
    one = pairing.decision
    for rows, places in parts:
        which = f"{source.tell_which(rows)} {target.tell_which(places)}"
        where = "" if which == "1/1 1/1" else which
        yield FixedPair(source.join(rows), target.join(places), where, one.by, one.at, _make_id(one))


class _Moves(NamedTuple):
    """Where runs of sentences start and end after edits, by their indices before."""

    starts: Mapping[int, int]
    ends: Mapping[int, int]

    @classmethod
    def between(cls, old: Document, new: Document) -> _Moves:
        """Return what sentences became: those that are the same, and as many others between them."""
        before, after = ([segment.text for segment in text.segments] for text in (old, new))
        common = find_common(before, after)
        gaps = list(list_gaps(common, len(before), len(after)))
        even = (zip(gap.old, gap.new, strict=True) for gap in gaps if len(gap.old) == len(gap.new))
        same = [*common, *chain.from_iterable(even)]
        starts = {gap.old.start: gap.new.start for gap in gaps} | dict(same)
        ends = {gap.old.stop: gap.new.stop for gap in gaps if gap.old} | {i + 1: j + 1 for i, j in same}
        return cls(starts, ends)

    def move(self, place: range) -> range | None:
        """Return where some sentences are; None where that is not known."""
        if not place:
            return place
        start, end = self.starts.get(place.start), self.ends.get(place.stop)
        return range(start, end) if start is not None and end is not None and start < end else None
