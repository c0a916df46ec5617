"""Finds what is wrong in a glossary: every check by its name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from glossary.errors import AligncheckError
from glossary.formats.base import Languages
from glossary.model import Glossary
from glossary.upkeep.book import CHINESE_TO_ENGLISH, Book
from glossary.upkeep.checks import across, punctuation, script, spacing, status, variants, whole
from glossary.upkeep.problem import Fault, Problem, Severity


class Check(NamedTuple):
    """How grave what a check finds is, a line on it, and the function that finds it."""

    severity: Severity
    summary: str
    find: Callable[[Book], Iterator[Fault]]


CHECKS = {
    "case-variant": Check(Severity.WARNING, "A term twice in a concept, once with a capital.", variants.case_variants),
    "circular-rendering": Check(
        Severity.INFO,
        "Terms that replace each other in concepts of different source terms.",
        across.circular_renderings,
    ),
    "circular-replacement": Check(
        Severity.ERROR, "Terms that are each to be replaced by the other.", across.circular_replacements
    ),
    "clashing-targets": Check(
        Severity.WARNING, "A source term that concepts nobody tells apart render differently.", across.clashing_targets
    ),
    "contradictory-status": Check(
        Severity.ERROR, "A term that both may and may not stand for one thing.", status.contradictions
    ),
    "duplicate-concept": Check(Severity.WARNING, "The same concept twice.", across.duplicate_concepts),
    "duplicate-id": Check(Severity.ERROR, "Two concepts with one id.", whole.duplicate_ids),
    "duplicate-term": Check(Severity.WARNING, "The same term twice in a concept.", variants.duplicate_terms),
    "empty-concept": Check(Severity.WARNING, "A concept without terms.", whole.empty_concepts),
    "empty-term": Check(Severity.ERROR, "A term without text.", whole.empty_terms),
    "forbidden-without-preferred": Check(
        Severity.WARNING, "A forbidden term, and none to write instead.", status.forbidden_alone
    ),
    "han-in-term": Check(Severity.ERROR, "Chinese characters in a term of another language.", script.han_in_terms),
    "mixed-script": Check(Severity.WARNING, "Simplified and traditional characters in one term.", script.mixed_scripts),
    "one-sided": Check(Severity.INFO, "A concept with terms in one language only.", whole.one_sided),
    "several-preferred": Check(
        Severity.WARNING, "Two preferred terms of a concept in one language.", status.several_preferred
    ),
    "stray-punctuation": Check(
        Severity.WARNING, "Punctuation that is no part of the term.", punctuation.stray_punctuation
    ),
    "stray-space": Check(Severity.WARNING, "White space or unseen characters in a term.", spacing.stray_spaces),
    "unbalanced-bracket": Check(Severity.WARNING, "A bracket without its other half.", punctuation.unbalanced),
    "unresolved-conflict": Check(Severity.ERROR, "A conflict that a merge left.", whole.unresolved_conflicts),
}
"""Every check by its name, in order of name."""


class UnknownCheckError(AligncheckError):
    """A name that no check has; the message names the nearest one."""


def select_checks(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[str, ...]:
    """The names of the checks to run: those of `select` (none: all) without those of `ignore`.

    Raises UnknownCheckError.
    """
    for name in (*select, *ignore):
        if name not in CHECKS:
            (near,) = get_close_matches(name, CHECKS, n=1, cutoff=0)
            raise UnknownCheckError(f"there is no check {name!r}: did you mean {near!r}?")
    return tuple(name for name in CHECKS if (not select or name in select) and name not in ignore)


def lint(
    glossary: Glossary, names: Collection[str] | None = None, languages: Languages = CHINESE_TO_ENGLISH
) -> list[Problem]:
    """What the named checks (None: all) find, in the order of the concepts, then of the checks' names."""
    book = Book(glossary, languages)
    found = [
        Problem(name, check.severity, fault.message, book.concepts[fault.place].id, fault.term, fault.place)
        for name, check in CHECKS.items()
        if names is None or name in names
        for fault in check.find(book)
    ]
    return sorted(found, key=lambda problem: problem.place)
