"""Which pages have a translation, which have none, and what their translations leave out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from align.model.skipped import Skipped
from align.model.spans import Location


class State(StrEnum):
    """What there is of a page in a language: a translation, one that hardly translates anything, or none."""

    TRANSLATED = "translated"
    STUB = "stub"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a source without translation: its heading, where that is, and how many sentences are below it."""

    heading: str
    start: Location
    sentences: int


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """A page in one language: its source, its translation (`path`, empty where there is none), and what that lacks.

    `sentences` are those of the source, `untranslated` those of them that should be translated and are not. `sections`
    is how many sections the source has, `lacking` are those without translation; of stubs they are not looked for.
    """

    source: str
    language: str
    state: State
    path: str = ""
    sentences: int = 0
    untranslated: int = 0
    sections: int = 0
    lacking: tuple[Section, ...] = ()

    @property
    def share(self) -> Fraction:
        """Return how much of the page counts as translated: all of it, but for sections without translation."""
        if self.state is not State.TRANSLATED:
            return Fraction(0)
        return 1 - Fraction(len(self.lacking), self.sections) if self.lacking else Fraction(1)


@dataclass(frozen=True, slots=True)
class LanguageCoverage:
    """How many pages of a run are to be in a language, and how many of them are."""

    language: str
    pages: int
    translated: int
    stubs: int
    missing: int
    untranslated_sections: int
    percent: int


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """The pages of a run in each of its languages, and what could not be counted."""

    languages: tuple[str, ...]
    pages: tuple[PageCoverage, ...]
    skipped: tuple[Skipped, ...] = ()

    def count(self) -> tuple[LanguageCoverage, ...]:
        """Return what there is in each language; `percent` is rounded down, so that 100 means all."""
        groups: dict[str, list[PageCoverage]] = {language: [] for language in self.languages}
        for page in self.pages:
            groups[page.language].append(page)
        return tuple(_count(language, pages) for language, pages in groups.items() if pages)


def _count(language: str, pages: Sequence[PageCoverage]) -> LanguageCoverage:
    states = [page.state for page in pages]
    return LanguageCoverage(
        language,
        len(pages),
        states.count(State.TRANSLATED),
        states.count(State.STUB),
        states.count(State.MISSING),
        untranslated_sections=sum(len(page.lacking) for page in pages),
        percent=int(100 * sum(page.share for page in pages) / len(pages)),
    )
