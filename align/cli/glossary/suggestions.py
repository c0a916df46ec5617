"""Suggested renderings of words: from glossaries, texts and the dictionary, and how they are shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from align.model import Location
from align.report.document import Block, Heading, Line, ReportDocument, Table

if TYPE_CHECKING:
    from align.cli.glossary.corpora import Corpus
    from glossary.model import Glossary
    from glossary.suggestions.slot_suggestions import Slot

_MAX_PLACES = 3
"""How many places in texts are shown; JSON has all."""


class SuggestedRendering(NamedTuple):
    """A rendering, where it comes from, its score (0 to 1), a note, and the places of texts that have it."""

    text: str
    origin: str
    score: float
    note: str = ""
    places: tuple[tuple[str, int], ...] = ()


class WordSuggestions(NamedTuple):
    """A word, what is suggested for it, and where it is, if that is in a file."""

    word: str
    suggestions: list[SuggestedRendering]
    path: str = ""
    location: Location | None = None


def suggest_from_glossaries(
    word: str, glossaries: "Mapping[str, Glossary]", target_lang: str
) -> list[SuggestedRendering]:
    """Return what glossaries, by path, call a word, in either script."""
    from glossary.matching.lookup import MatchKind, look_up

    found = []
    for path, glossary in glossaries.items():
        for hit in look_up(glossary, word):
            if hit.how in (MatchKind.EXACT, MatchKind.SCRIPT):
                for term in hit.concept.renderings(target_lang):
                    note = ", ".join(filter(None, (term.status or "", hit.concept.subject, term.note)))
                    found.append(SuggestedRendering(term.text, f"glossary {path}", 1.0, note))
    return list(dict.fromkeys(found))


def suggest_from_texts(words: Sequence[str], corpus: "Corpus", limit: int) -> dict[str, list[SuggestedRendering]]:
    """Return how texts render words, by word; up to `limit` renderings of each."""
    from glossary.extract.rendering_counts import count_renderings

    pairs = [(pair.source, pair.target) for pair in corpus.pairs]
    return {
        word: [
            SuggestedRendering(
                one.text,
                "texts",
                one.score,
                f"{one.count} of {one.of}",
                tuple(dict.fromkeys(corpus.places[number] for number in one.pairs)),
            )
            for one in found[:limit]
        ]
        for word, found in count_renderings(words, pairs).items()
    }


def suggest_from_dictionary(slot: "Slot", limit: int) -> list[SuggestedRendering]:
    """Return what the dictionary says of a word, or of its parts. Raises DictionaryNotFoundError."""
    from glossary.suggestions.slot_suggestions import suggest_renderings

    return [SuggestedRendering(one.text, one.origin, one.score) for one in suggest_renderings([slot], limit)[0]]


def describe_suggestions(found: Sequence[WordSuggestions]) -> ReportDocument:
    """Return the report on each word, its place and what is suggested for it."""
    return ReportDocument(lambda: _list_blocks(found), lambda: {"version": 1, "words": list(map(_list_word, found))})


def _list_blocks(found: Sequence[WordSuggestions]) -> Iterator[Block]:
    for entry in found:
        at = f"{entry.path}:{entry.location.describe()}: " if entry.location else ""
        yield Heading(at + entry.word)
        rows = []
        for one in entry.suggestions:
            shown = ", ".join(f"{path}:{line}" for path, line in one.places[:_MAX_PLACES])
            more = len(one.places) - _MAX_PLACES
            note = "  ".join(filter(None, (one.note, shown + (f" and {more} more" if more > 0 else ""))))
            rows.append((one.text, f"{one.score:.2f}", one.origin, note))
        yield Table(rows, indent=2, wraps=True) if rows else Line("nothing is known of it", indent=2)


def _list_word(entry: WordSuggestions) -> dict[str, object]:
    at = entry.location
    place = {"path": entry.path, "segment": at.segment, "line": at.line, "column": at.column} if at else {}
    suggestions = [
        {**one._asdict(), "places": [{"path": path, "line": line} for path, line in one.places]}
        for one in entry.suggestions
    ]
    return {"word": entry.word, **place, "suggestions": suggestions}
