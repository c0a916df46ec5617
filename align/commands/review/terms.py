"""Carrying out what reviewers have said of candidates: they are accepted or rejected in their glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from align.config.decisions.decision import Decision, group_by_path
from align.model.reviews import ACCEPTED, DONE, REJECTED, Outcome
from glossary.storage.reading import read_file

if TYPE_CHECKING:
    from align.commands.review.pairs import Note
    from glossary.model import Glossary


def decide_terms(decisions: Iterable[Decision], *, dry_run: bool, note: Note = lambda *_: None) -> Iterator[Outcome]:
    """Accept and reject candidates, glossary by glossary."""
    from glossary.formats.files import GlossaryError, edit, load
    from glossary.upkeep.candidates import decide_named

    for path, here in group_by_path(decisions, "term"):
        try:
            if dry_run:
                yield _sort(path, here, load(Path(path)).glossary).outcome
                continue
            old = read_file(path)
            with edit(Path(path)) as draft:
                outcome, accepted, rejected = _sort(path, here, draft.glossary)
                day = max(one.at for one in here)
                draft.glossary = decide_named(draft.glossary, accepted, rejected, day).glossary
            note(path, old, read_file(path), [one for one in here if one.id in {*accepted, *rejected}])
        except OSError as error:
            outcome = Outcome(path, {}, (f"{path}: {len(here)} terms not decided: {error.strerror}",))
        except GlossaryError as error:
            outcome = Outcome(path, {}, (f"{len(here)} terms not decided: {error}",))
        yield outcome


class _Sorted(NamedTuple):
    """What is reported of the decisions on a glossary, and the names of the candidates to accept and to reject."""

    outcome: Outcome
    accepted: set[str]
    rejected: set[str]


def _sort(path: str, decisions: Iterable[Decision], glossary: Glossary) -> _Sorted:
    """Distinguish the decisions on candidates from those carried out before, and from those that cannot be."""
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
    counts = {ACCEPTED: len(accepted), REJECTED: len(rejected), DONE: already}
    return _Sorted(Outcome(path, counts, tuple(problems)), accepted, rejected)
