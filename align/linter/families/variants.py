"""The base of rules about things that one document writes in several forms: US and U.S., colour and color."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from align.linter.context import Context
from align.linter.rule import TextRule
from align.model import Document, Finding, Fix, Span

Forms = Mapping[str, Sequence[Span]]
"""The forms of one thing, each with its places in the document, in order; a form may have no place."""


class VariantRule(TextRule):
    """A rule that counts the forms of a thing and marks those that are not the usual one: write `find_forms`.

    What a finding says and which fix it proposes can be changed in `describe` and `propose`; what is marked in
    `marks_all` (every place of a rarer form, not only its first) or in `report`.
    """

    marks_all: ClassVar[bool] = False

    @abstractmethod
    def find_forms(self, document: Document, hits: Sequence[int], context: Context) -> Iterable[Forms]:
        """Yield the forms of each thing that the document names; `hits` and `context` as in `check`."""

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report the rarer forms of each thing that has several."""
        for forms in self.find_forms(document, hits, context):
            order = self.rank(forms)
            for form in order[1:]:
                yield from self.report(document, forms, order[0], form)

    def rank(self, forms: Forms) -> list[str]:
        """Return the forms that have places, the usual one first."""
        return rank_by_count(forms)

    def report(self, document: Document, forms: Forms, usual: str, rare: str) -> Iterator[Finding]:
        """Report one rarer form."""
        for place in forms[rare] if self.marks_all else forms[rare][:1]:
            yield self.finding(*place, self.describe(forms), fix=self.propose(document, place, usual))

    def describe(self, forms: Forms) -> str:
        """Return the message of a finding."""
        return f"The document has {count_in_words(forms)}: choose one."

    def propose(self, document: Document, place: Span, usual: str) -> Fix | None:
        """Return the fix that writes the usual form in a place of another one; None by default."""
        return None


def rank_by_count(forms: Forms) -> list[str]:
    """Return the forms that have places, the commonest first; of two as common, the one that comes first.

    >>> rank_by_count({"US": [Span(9, 11)], "U.S.": [Span(0, 4)], "USA": []})
    ['U.S.', 'US']
    """
    return sorted((form for form in forms if forms[form]), key=lambda form: (-len(forms[form]), forms[form][0]))


def count_in_words(forms: Forms) -> str:
    """Return how often each form occurs, the commonest first.

    >>> count_in_words({"US": [Span(9, 11)], "U.S.": [Span(0, 4), Span(5, 9)]})
    '“U.S.” twice and “US” once'
    """
    counts = [(form, len(forms[form])) for form in rank_by_count(forms)]
    parts = [f"“{form}” {say_times(count)}" for form, count in counts]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def say_times(count: int) -> str:
    """Return how often something occurs, in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
