"""The base of rules about terms that a glossary advises against, and the suggestions that a glossary gives."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from align.analysis.repeated_edges import drop_repeated
from align.linter.context import Context
from align.linter.rule import Given, TextRule
from align.model import Document, Edit, Finding, Fix, Severity, Span, Suggestion
from glossary.model import matches_language
from glossary.pack.tables import cache_by_packs

if TYPE_CHECKING:
    from glossary.matching.term_matcher import Matcher, Occurrence
    from glossary.model import Concept

ORIGIN = "glossary"
"""What a suggestion says it comes from."""


BUILTIN = "builtin:"
"""What the names of glossaries that come with aligncheck begin with; the origin of their terms is such a name."""


class DiscouragedTermRule(TextRule):
    """A rule about terms with a status that advises against them.

    Set `statuses`, what the message calls such a term (`called`), and its severity where the word is also an allowed
    term of another concept (`doubtful`).
    """

    statuses: ClassVar[tuple[str, ...]]
    doubtful: ClassVar[Severity]
    called: ClassVar[str]
    needs = frozenset({Given.GLOSSARY})

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at each place of such a term, with the other terms that are in the same place."""
        found = context.find_terms(document.prose, document.language)
        for _, group in groupby(found, key=lambda one: (one.start, one.end)):
            here = list(group)
            against = next((one for one in here if self._is_against(one, context)), None)
            severity = self._weigh(context, here, against) if against else None
            if against and severity:
                yield self._report(document, against, severity)

    def _is_against(self, found: "Occurrence", context: Context) -> bool:
        """Return whether a term should not be used in its place: some count only where the source has certain words."""
        when = found.term.when_source
        is_met = not when or has_words(context.source_at(found.start), when)
        return found.term.status in self.statuses and is_met

    def _weigh(self, context: Context, here: Sequence["Occurrence"], against: "Occurrence") -> Severity | None:
        """Return the severity of a term in its place, where the terms `here` are found; None where it is right
        there.
        """
        source = context.source_at(here[0].start)
        allowed = [one for one in here if one.term.allowed]
        if any(one.rank < against.rank and _share_a_term(one.concept, against.concept) for one in allowed):
            return None
        if not allowed or (source and _has_term_of(context, source, against.concept)):
            return self.severity
        return None if source and any(_has_term_of(context, source, one.concept) for one in allowed) else self.doubtful

    def _report(self, document: Document, found: "Occurrence", severity: Severity) -> Finding:
        text = document.text[found.start : found.end]
        offers = suggest_terms(found.concept, document.language, text, found)
        place = Span(found.start, found.end)  # without the words that are next to it already
        fitting = tuple(replace(offer, text=drop_repeated(document.text, place, offer.text)) for offer in offers)
        advice = f"write “{offers[0].text}”" if offers else "use another wording"
        note = f" ({found.term.note})" if found.term.note else ""
        return self.finding(
            found.start,
            found.end,
            f"The glossary marks “{text}” as {self.called}: {advice}{note}.",
            severity=severity,
            suggestions=fitting,
            fix=_propose(document, found, fitting, safe=severity is Severity.ERROR and fitting == offers[:1]),
        )


def has_words(text: str, words: str) -> bool:
    """Return whether a text has these words, as it has a term of a glossary: in their inflections, in any script.

    >>> has_words("Two active hosts", "Host"), has_words("Hostile code", "host"), has_words("一場活動", "活动")
    (True, False, True)
    """
    if not words.strip():
        return False
    matcher, language = _build_matcher(words.strip())
    return bool(matcher.find(text, language))


@cache_by_packs
def _build_matcher(words: str) -> "tuple[Matcher, str]":
    """Return what finds some words as a term, and their language; kept, for each occurrence of a term asks."""
    from glossary.matching.lookup import guess_language
    from glossary.matching.term_matcher import Matcher
    from glossary.model import Concept, Glossary, Term

    language = guess_language(words)
    return Matcher([Glossary((Concept("", (Term(words, language),)),))]), language


def _has_term_of(context: Context, source: str, concept: "Concept") -> bool:
    """Return whether a source text has a term of a concept."""
    languages = dict.fromkeys(term.language for term in concept.terms)
    return any(one.concept is concept for code in languages for one in context.find_terms(source, code))


def suggest_terms(
    concept: "Concept", language: str, text: str = "", found: "Occurrence | None" = None
) -> tuple[Suggestion, ...]:
    """Return the allowed terms of a concept in a language, inflected as `text` is where it is an occurrence `found`
    there.

    Each text is given once, even where the glossary has it twice.
    """
    from glossary.suggestions.agreement import inflect_like

    texts = (
        inflect_like(term.text, found.term.text, text) if found else term.text for term in concept.renderings(language)
    )
    return tuple(Suggestion(text, ORIGIN, 1.0) for text in dict.fromkeys(texts))


def find_builtin(concept: "Concept") -> str:
    """Return the name of the glossary that a concept is from where it comes with aligncheck, else an empty text."""
    return next((term.origin for term in concept.terms if term.origin.startswith(BUILTIN)), "")


def suggest_for_whole(context: Context, text: str, language: str) -> tuple[Suggestion, ...]:
    """Return the terms of the glossary in a language that render a text, where the whole of it is a term in another
    one.
    """
    codes = context.matcher.languages if context.matcher else ()
    found = (one for code in codes if not matches_language(code, language) for one in context.find_terms(text, code))
    offers = (
        offer
        for one in found
        if (one.start, one.end) == (0, len(text))
        for offer in suggest_terms(one.concept, language)
    )
    return tuple(dict.fromkeys(offers))


def list_terms(context: Context, text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the terms of the glossary that a text has in another language, each with the first that renders it."""
    codes = context.matcher.languages if context.matcher else ()
    found = (one for code in codes if not matches_language(code, language) for one in context.find_terms(text, code))
    pairs = ((text[one.start : one.end], suggest_terms(one.concept, language)) for one in found)
    return tuple((part, offers[0].text) for part, offers in pairs if offers)


def _propose(document: Document, found: "Occurrence", offers: Sequence[Suggestion], safe: bool) -> Fix | None:
    """Return the fix that writes the first suggestion; `safe` only where nothing around the term has to change
    as well.
    """
    from glossary.suggestions.agreement import has_right_article

    if not offers:
        return None
    text = document.text[found.start : found.end]
    as_written = text.lower() == found.term.text.lower()
    article = has_right_article(document.text[: found.start][-4:], text, offers[0].text)
    return Fix(safe and as_written and article, (Edit(found.start, found.end, offers[0].text),))


def _share_a_term(one: "Concept", other: "Concept") -> bool:
    """Return whether two concepts have a term in common that both allow, and so are about the same thing."""
    terms = {(term.text, term.language) for term in one.terms if term.allowed}
    return any((term.text, term.language) in terms for term in other.terms if term.allowed)
