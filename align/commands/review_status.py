"""How far a review is: who has decided how much, which findings are open, and how well the reviewers agree."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from align.commands.check import check_file, make_baselines
from align.config.glossaries import Glossaries
from align.config.review import Decision, Reviews
from align.errors import MissingPathError
from align.inputs.earlier import add_versions
from align.inputs.tasks import plan_tasks
from align.model import Diagnostic, Severity, Skipped
from align.model.reviews import PairAgreement, ReviewComment, ReviewedText, Reviewer, ReviewStatus
from align.report.page.sheets import Entry, lay_out
from align.scores.translation.agreement import score_agreement
from align.scores.translation.annotations import Annotations

if TYPE_CHECKING:
    from align.commands.baseline import Baselines
    from align.commands.results import Result
    from align.config.settings import Request
    from align.inputs.tasks import Task


def find_status(request: Request, reviews: Reviews) -> ReviewStatus:
    """Return how far a review is, whose texts are checked as the request says. Raises errors as `check_files` does."""
    by_person = defaultdict[str, list[Decision]](list)
    for path, decisions in reviews.all.items():
        for one in decisions:
            by_person[one.by or path].append(one)
    found: dict[tuple[str, str], Diagnostic] = {}
    texts = tuple(_look(request, reviews, found))
    return ReviewStatus(
        tuple(_count(name, by_person[name]) for name in sorted(by_person)),
        texts,
        tuple(_compare(by_person)),
        tuple(reviews.problems),
        tuple(dict.fromkeys(_list_comments(reviews, found))),
    )


def _list_comments(reviews: Reviews, found: Mapping[tuple[str, str], Diagnostic]) -> Iterator[ReviewComment]:
    """Yield the comments in order of their places; `found` is what is found in the texts, by path and fingerprint."""
    listed = [(one, path) for path, decisions in reviews.all.items() for one in decisions if one.remarks]
    placed = [(found.get((one.path, one.id)), one, path) for one, path in listed]
    for about, one, path in sorted(placed, key=lambda item: (item[1].path, *_place(item[0]), item[1])):
        place, rule = (about.start.describe(), about.finding.rule) if about else ("", "")
        words = about.text if about else one.text
        for said in one.remarks:
            yield ReviewComment(one.path, place, rule, words, said.by or path, said.at, said.text)


def _place(about: Diagnostic | None) -> tuple[int, int]:
    """Return where a finding is among those of its file; those that are not there come last."""
    return (about.document, about.finding.span.start) if about else (sys.maxsize, 0)


def _count(name: str, decisions: Sequence[Decision]) -> Reviewer:
    dates = sorted(one.at for one in decisions if one.at)
    counts = Counter(one.decision for one in decisions)
    return Reviewer(name, dict(sorted(counts.items())), *((dates[0], dates[-1]) if dates else ()))


def _look(request: Request, reviews: Reviews, found: dict[tuple[str, str], Diagnostic]) -> Iterator[ReviewedText]:
    """Yield each text that decisions are about, and each of their pages with open findings; what is found in them comes
    into `found`.
    """
    kinds = dict.fromkeys(reviews.digests, "finding")
    kinds |= {one.path: one.kind for decisions in reviews.all.values() for one in decisions}
    by_path: dict[str, set[str]] = {path: set() for path in kinds}
    for path, _, mark in reviews.files:
        by_path[path].add(mark)
    glossaries, baselines = Glossaries(), make_baselines(request)
    for path, decided in sorted(by_path.items()):
        if kinds[path] == "term":
            yield _look_into_glossary(path, decided)
            continue
        task = _plan(replace(request, paths=(path,), with_pages=True))
        if isinstance(task, Skipped):
            yield ReviewedText(path, len(decided), problem=task.reason.removeprefix(f"{path}: "))
        else:
            result = check_file(task, glossaries)
            found |= {
                (path, mark): one for one in result.diagnostics for mark in (one.formerly, one.fingerprint) if mark
            }
            count = sum(1 for _ in _find_open(result, decided, baselines))
            if decided or count:
                yield ReviewedText(path, len(decided), count)


def _look_into_glossary(path: str, decided: set[str]) -> ReviewedText:
    from glossary.formats.files import GlossaryError, load
    from glossary.model import State
    from glossary.upkeep.candidates import name_terms

    try:
        terms = list(name_terms(load(Path(path)).glossary))
    except GlossaryError as error:
        return ReviewedText(path, len(decided), problem=str(error).removeprefix(f"{path}: "))
    candidates = {one.name for one in terms if one.term.state is State.CANDIDATE}
    return ReviewedText(path, len(decided), len(candidates - decided))


def _plan(request: Request) -> Task | Skipped:
    try:
        return add_versions([next(iter(plan_tasks(request)))], request)[0]
    except MissingPathError as error:
        return Skipped(request.paths[0], str(error))


def _find_open(result: Result, decided: Set[str], baselines: Baselines) -> Iterator[str]:
    """Yield the findings in a text that a page shows, that are not known, and on which nothing is decided, by
    fingerprint.

    Something is, where it is on a sentence that one is in.
    """
    least = min(Severity.WARNING, result.threshold or Severity.WARNING)
    new = {one.fingerprint: one for one in baselines.list_new(result) if one.finding.severity >= least}
    for page in result.pages:
        here = [new[mark] for mark in page.fingerprints if mark in new]
        sheet = lay_out(page, [Entry(number, one) for number, one in enumerate(here)])
        for number, one in enumerate(here):
            if decided.isdisjoint((one.fingerprint, one.formerly, *sheet.sentences[number])):
                yield one.fingerprint


def _compare(by_person: Mapping[str, Sequence[Decision]]) -> Iterator[PairAgreement]:
    labels = {name: dict(_label(by_person[name])) for name in sorted(by_person)}
    for first, second in combinations(labels, 2):
        if labels[first].keys() & labels[second].keys():
            yield PairAgreement(first, second, score_agreement(*map(_annotate, (labels[first], labels[second]))))


def _annotate(labels: dict[str, str]) -> Annotations:
    return Annotations(labels, dict.fromkeys(labels, ()), has_spans=False)


def _label(decisions: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    """Return what was decided of each finding: of a sentence that is written again there is nothing to choose."""
    return (
        (json.dumps(one.key), one.decision) for one in decisions if one.kind == "finding" and one.decision != "comment"
    )
