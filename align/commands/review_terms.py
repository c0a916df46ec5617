"""Carrying out what reviewers have said of candidates: they are accepted or rejected in their glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from align.config.review import Decision
from glossary.storage.reading import read_file

if TYPE_CHECKING:
    from align.commands.review_pairs import Note
    from glossary.model import Glossary


@dataclass(frozen=True, slots=True)
class AppliedTerms:
    """What became of the decisions on the candidates of a glossary; `already` counts those carried out before."""

    path: str
    accepted: int = 0
    rejected: int = 0
    already: int = 0
    problems: tuple[str, ...] = ()

    def tell(self) -> str:
        """Return a line on it; empty where nothing was done, now or before."""
        done = f"{self.accepted} accepted, {self.rejected} rejected, {self.already} done before"
        return f"{self.path}: {done}" if self.accepted or self.rejected or self.already else ""


def decide_terms(
    decisions: Iterable[Decision], *, dry_run: bool, note: Note = lambda *_: None
) -> Iterator[AppliedTerms]:
    """Accept and reject candidates, glossary by glossary."""
    by_path = defaultdict[str, list[Decision]](list)
    for one in decisions:
        if one.kind == "term":
            by_path[one.path].append(one)
    for path, here in sorted(by_path.items()):
        yield _decide(path, here, dry_run=dry_run, note=note)


def _decide(path: str, decisions: Sequence[Decision], *, dry_run: bool, note: Note) -> AppliedTerms:
    from glossary.formats.files import GlossaryError, edit, load
    from glossary.upkeep.candidates import decide_named

    try:
        if dry_run:
            return _sort(path, decisions, load(Path(path)).glossary).told
        old = read_file(path)
        with edit(Path(path)) as draft:
            told, accepted, rejected = _sort(path, decisions, draft.glossary)
            draft.glossary = decide_named(draft.glossary, accepted, rejected, max(one.at for one in decisions)).glossary
        note(path, old, read_file(path), [one for one in decisions if one.id in {*accepted, *rejected}])
    except OSError as error:
        return AppliedTerms(path, problems=(f"{path}: {len(decisions)} terms not decided: {error.strerror}",))
    except GlossaryError as error:
        return AppliedTerms(path, problems=(f"{len(decisions)} terms not decided: {error}",))
    return told


class _Sorted(NamedTuple):
    """What is reported of the decisions on a glossary, and the names of the candidates to accept and to reject."""

    told: AppliedTerms
    accepted: set[str]
    rejected: set[str]


def _sort(path: str, decisions: Iterable[Decision], glossary: Glossary) -> _Sorted:
    from glossary.model import State
    from glossary.upkeep.candidates import name_terms

    states = {one.name: one.term.state for one in name_terms(glossary)}
    names: dict[State, set[str]] = {State.ACCEPTED: set(), State.REJECTED: set()}
    already, problems = 0, list[str]()
    for one in decisions:
        wanted, state = State.ACCEPTED if one.decision == "accept" else State.REJECTED, states.get(one.id)
        if state is State.CANDIDATE:
            names[wanted].add(one.id)
        elif state is wanted:
            already += 1
        else:
            reason = "is no longer there" if state is None else f"is {state} by now: change it in the file"
            problems.append(f"{path}: term {one.text or one.id}: {reason}")
    accepted, rejected = names[State.ACCEPTED], names[State.REJECTED]
    return _Sorted(AppliedTerms(path, len(accepted), len(rejected), already, tuple(problems)), accepted, rejected)
