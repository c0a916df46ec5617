"""How far a review is: who has decided how much, what is undecided, how well reviewers agree, what they commented."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from align.commands.check import check_file, make_baselines
from align.commands.review.places import plan_text
from align.config.decisions.decision import FINDING, Decision
from align.config.glossaries import Glossaries
from align.inputs.evidence import EvidenceReader
from align.model import Diagnostic, Report, Severity, Skipped
from align.model.reviews import (
    WORDS,
    PairAgreement,
    ReviewComment,
    ReviewedText,
    Reviewer,
    ReviewStatus,
    name_decision,
)
from align.report.page.sheets import Entry, lay_out
from align.scores.translation.agreement import score_agreement
from align.scores.translation.annotations import Annotations

if TYPE_CHECKING:
    from align.commands.baseline import Baselines
    from align.commands.results import Result
    from align.config.decisions.files import Reviews
    from align.config.settings import Request


def find_status(request: Request, reviews: Reviews) -> ReviewStatus:
    """Return how far a review is, whose texts are checked as the request says. Raises errors as `check_files` does."""
    by_person, reviewers = defaultdict[str, list[Decision]](list), list[Reviewer]()
    for path, decisions in reviews.all.items():
        for one in decisions:
            by_person[one.by or path].append(one)
    for name, decisions in sorted(by_person.items()):
        counts = Counter(name_decision(one.decision) for one in decisions)
        dates = sorted(one.at for one in decisions if one.at)
        reviewers.append(
            Reviewer(
                name,
                {word: counts[word] for word in WORDS if word in counts},
                *((dates[0], dates[-1]) if dates else ()),
            )
        )
    found: dict[tuple[str, str], Diagnostic] = {}
    texts = tuple(_look(request, reviews, found))
    comments = tuple(dict.fromkeys(_list_comments(reviews, found)))
    return ReviewStatus(tuple(reviewers), texts, tuple(_compare(by_person)), tuple(reviews.problems), comments)


def _list_comments(reviews: Reviews, found: Mapping[tuple[str, str], Diagnostic]) -> Iterator[ReviewComment]:
    """Yield the comments in order of their places, those on what is not there last; `found` is what is found in the
    texts, by path and fingerprint.
    """
    listed = [(one, path) for path, decisions in reviews.all.items() for one in decisions if one.remarks]
    placed = [(found.get((one.path, one.id)), one, path) for one, path in listed]

    def find_order(item: tuple[Diagnostic | None, Decision, str]) -> tuple[str, int, int, Decision]:
        about, one, _ = item
        return (one.path, about.document, about.finding.span.start, one) if about else (one.path, sys.maxsize, 0, one)

    for about, one, path in sorted(placed, key=find_order):
        place, rule = (about.start.describe(), about.finding.rule) if about else ("", "")
        words = about.text if about else one.excerpt or one.text
        for said in one.remarks:
            yield ReviewComment(one.path, place, rule, words, said.by or path, said.at, said.text)


def _look(request: Request, reviews: Reviews, found: dict[tuple[str, str], Diagnostic]) -> Iterator[ReviewedText]:
    """Yield each text that decisions are about, and each of their pages on which some findings are undecided; what is
    found in them comes into `found`.
    """
    kinds = dict.fromkeys(reviews.digests, FINDING)
    kinds |= {one.path: one.kind for decisions in reviews.all.values() for one in decisions}
    by_path: dict[str, set[str]] = {path: set() for path in kinds}
    for path, _, mark in reviews.files:
        by_path[path].add(mark)
    glossaries, baselines = Glossaries(), make_baselines(request)
    with EvidenceReader() as reader:
        for path, decided in sorted(by_path.items()):
            if kinds[path] == "term":
                yield _look_into_glossary(path, decided)
                continue
            task = plan_text(request, path, reader)
            if isinstance(task, Skipped):
                yield ReviewedText(path, len(decided), problem=task.reason.removeprefix(f"{path}: "))
            else:
                result = check_file(task, glossaries)
                marks = ((one, mark) for one in result.diagnostics for mark in (one.formerly, one.fingerprint))
                found |= {(path, mark): one for one, mark in marks if mark}
                count = _count_undecided(result, decided, baselines)
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


def _count_undecided(result: Result, decided: Set[str], baselines: Baselines) -> int:
    """Return how many findings in a text a page shows that are not known, and on which nothing is decided.

    Something is, where it is on a sentence that one is in.
    """
    least, count = min(Severity.WARNING, result.threshold or Severity.WARNING), 0
    new = {one.fingerprint: one for one in baselines.list_new(result) if one.finding.severity >= least}
    for page in result.pages:
        here = [new[mark] for mark in page.fingerprints if mark in new]
        sheet = lay_out(page, [Entry(number, one) for number, one in enumerate(here)])
        for number, one in enumerate(here):
            count += decided.isdisjoint((one.fingerprint, one.formerly, *sheet.sentences[number]))
    return count


def _compare(by_person: Mapping[str, Sequence[Decision]]) -> Iterator[PairAgreement]:
    """Yield how well two people agree on findings: of a sentence that is written again there is nothing to choose."""
    labels = dict[str, dict[str, str]]()
    for name, decisions in sorted(by_person.items()):
        chosen = (one for one in decisions if one.kind == FINDING and one.decision != "comment")
        labels[name] = {json.dumps(one.key): one.decision for one in chosen}
    for first, second in combinations(labels, 2):
        if labels[first].keys() & labels[second].keys():
            sides = (
                Annotations(one, dict.fromkeys(one, ()), has_spans=False) for one in (labels[first], labels[second])
            )
            yield PairAgreement(first, second, score_agreement(*sides))


def add_remarks(report: Report, reviews: Reviews, least: Severity) -> tuple[Report, int]:
    """Return the report with the comments on its findings, each with the name of its author, or else the file that it
    is in.

    Also returns how many comments are on findings that the report does not show: they are not found any more, or less
    severe than `least`.
    """
    shown = {(one.path, one.fingerprint) for one in report.diagnostics if one.finding.severity >= least}
    remarks, lost = defaultdict[tuple[str, str], list[str]](list), 0
    for file, one in ((file, one) for file, decisions in reviews.all.items() for one in decisions if one.remarks):
        if one.kind == "finding" and (one.path, one.id) in shown:
            remarks[one.path, one.id].extend(f"{said.by or file}: {said.text}" for said in one.remarks)
        else:
            lost += 1
    return replace(report, remarks={key: tuple(dict.fromkeys(lines)) for key, lines in remarks.items()}), lost
