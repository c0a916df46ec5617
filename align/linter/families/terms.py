"""The base of rules about terms that a glossary advises against."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from align.linter.rule import TextRule
from align.model import Document, Edit, Finding, Fix, Severity, Suggestion
from glossary.model import speaks

if TYPE_CHECKING:
    from glossary.matching.matcher import Matcher, Occurrence
    from glossary.model import Concept

ORIGIN = "glossary"
"""What a suggestion says it comes from."""


class DiscouragedTerm(TextRule):
    """A rule about terms of some statuses: set `statuses`, the severity where the word also serves another concept
    (`doubtful`), and what such a term is called.
    """

    statuses: ClassVar[tuple[str, ...]]
    doubtful: ClassVar[Severity]
    called: ClassVar[str]
    needs_glossary = True

    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Judge each stretch of the text that such a term stands in."""
        found = occurrences(self.matcher, document.prose, document.language) if self.matcher else ()
        for _, group in groupby(found, key=lambda one: (one.start, one.end)):
            here = list(group)
            against = next((one for one in here if one.term.status in self.statuses), None)
            severity = self._severity(document.source(here[0].start), here, against) if against else None
            if against and severity:
                yield self._report(document, against, severity)

    def _severity(self, source: str, here: Sequence["Occurrence"], against: "Occurrence") -> Severity | None:
        """What the term weighs in this place; None where it is right there."""
        allowed = [one for one in here if one.term.allowed]
        if any(one.rank < against.rank and _share_a_term(one.concept, against.concept) for one in allowed):
            return None
        if not allowed or (source and self._names(source, against.concept)):
            return self.severity
        return None if source and any(self._names(source, one.concept) for one in allowed) else self.doubtful

    def _names(self, source: str, concept: "Concept") -> bool:
        """Whether a source text has a term of a concept."""
        languages = dict.fromkeys(term.language for term in concept.terms)
        return self.matcher is not None and any(
            one.concept is concept for code in languages for one in occurrences(self.matcher, source, code)
        )

    def _report(self, document: Document, found: "Occurrence", severity: Severity) -> Finding:
        text = document.text[found.start : found.end]
        offers = suggestions(found.concept, document.language, text, found)
        advice = f"write “{offers[0].text}”" if offers else "say it in another way"
        note = f" ({found.term.note})" if found.term.note else ""
        return self.finding(
            found.start,
            found.end,
            f"The glossary calls “{text}” {self.called}: {advice}{note}.",
            severity=severity,
            suggestions=offers,
            fix=_fix(document, found, offers, safe=severity is Severity.ERROR and len(offers) == 1),
        )


@lru_cache(maxsize=64)
def occurrences(matcher: "Matcher", text: str, language: str) -> tuple["Occurrence", ...]:
    """The terms in a text, looked for once."""
    return tuple(matcher.find(text, language))


def suggestions(
    concept: "Concept", language: str, text: str = "", found: "Occurrence | None" = None
) -> tuple[Suggestion, ...]:
    """The terms of a concept that may stand in a text, in the form that `text`, an occurrence of another, has there."""
    from glossary.suggestions.agreement import agreeing

    return tuple(
        Suggestion(agreeing(term.text, found.term.text, text) if found else term.text, ORIGIN, 1.0)
        for term in concept.renderings(language)
    )


def whole_term(matcher: "Matcher", text: str, language: str) -> tuple[Suggestion, ...]:
    """What the glossary calls a text in a language, where the whole of it is a term of another one."""
    found = (
        one for code in matcher.languages if not speaks(code, language) for one in occurrences(matcher, text, code)
    )
    offers = (
        offer for one in found if (one.start, one.end) == (0, len(text)) for offer in suggestions(one.concept, language)
    )
    return tuple(dict.fromkeys(offers))


def _fix(document: Document, found: "Occurrence", offers: Sequence[Suggestion], safe: bool) -> Fix | None:
    """The first suggestion in place of the term; safe where only one is right and nothing round it has to change."""
    from glossary.suggestions.agreement import same_article

    if not offers:
        return None
    text = document.text[found.start : found.end]
    as_written = text.lower() == found.term.text.lower()
    article = same_article(document.text[: found.start][-4:], text, offers[0].text)
    return Fix(safe and as_written and article, (Edit(found.start, found.end, offers[0].text),))


def _share_a_term(one: "Concept", other: "Concept") -> bool:
    """Whether two concepts are about the same thing: they have a term in common that both allow."""
    terms = {(term.text, term.language) for term in one.terms if term.allowed}
    return any((term.text, term.language) in terms for term in other.terms if term.allowed)
