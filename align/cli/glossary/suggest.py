"""`aligncheck glossary suggest WORD|FILE`."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NamedTuple

from align.cli.glossary.corpora import read_corpus, request_texts
from align.cli.glossary.files import load_glossaries
from align.cli.glossary.options import TableOptions, use_dictionary_for
from align.cli.messages import complain, complain_of_failures
from align.cli.options import (
    Dictionary,
    Encoding,
    Memory,
    ReportFormat,
    Words,
    argument,
    as_command,
    count,
    glossary,
    option,
)
from align.cli.outputs import print_document
from align.errors import CommandError
from align.model import Location
from align.report.document import Block, Heading, Line, ReportDocument, Table

if TYPE_CHECKING:
    from align.model import Diagnostic
    from glossary.model import Glossary

_RULE = "residual-source"

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


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """The options of `glossary suggest`."""

    word: Annotated[str, argument("WORD|FILE", kind=str)]
    context: Annotated[str, argument("[SENTENCE]", kind=str, default="")]
    glossary: Annotated[Words, glossary("Glossary to look in (repeatable).")]
    texts: Annotated[
        Words,
        option("Translations with their sources next to them, or bitexts, to learn from (repeatable).", "PATH", "--in"),
    ]
    memory: Memory
    limit: Annotated[int, count("Suggestions of each origin; 0: all.", default=5)]
    dictionary: Dictionary
    encoding: Encoding
    output_format: ReportFormat
    languages: TableOptions

    @property
    def most(self) -> int:
        """Return how many suggestions of each origin are shown."""
        return self.limit or sys.maxsize


@as_command("suggest", SuggestOptions)
def command(options: SuggestOptions) -> int:
    """Suggest English renderings for the Chinese WORD, or for every Chinese word left untranslated in FILE.
    SENTENCE is the one that contains WORD, in English or Chinese.

    \b
        aligncheck glossary suggest 出口管制 -g terms.csv
        aligncheck glossary suggest 扩大 "It wants to 扩大 its yard."
        aligncheck glossary suggest draft.en.txt

    They come from glossaries, from how the memory and the texts of --in render the word, and from CC-CEDICT, if need
    be composed from its parts; each has its origin and a score: 1 for a glossary, the share of places for a memory and
    texts, the chance that the model gives it for the dictionary. Exit code: 0 found, 1 nothing, 2 not done.
    """
    from glossary.storage.reading import is_file

    is_text = is_file(options.word)
    with use_dictionary_for(options.word if is_text else ".", options.dictionary):
        found, failed = _suggest_for_file(options) if is_text else _suggest_for_word(options)
    words = []
    for entry in found:
        at = entry.location
        place = {"path": entry.path, "segment": at.segment, "line": at.line, "column": at.column} if at else {}
        suggestions = [
            {**one._asdict(), "places": [{"path": path, "line": line} for path, line in one.places]}
            for one in entry.suggestions
        ]
        words.append({"word": entry.word, **place, "suggestions": suggestions})
    data = {"version": 1, "words": words}
    print_document(ReportDocument(lambda: _list_blocks(found), lambda: data), options.output_format)
    return 2 if failed else int(not any(entry.suggestions for entry in found))


def _suggest_for_word(options: SuggestOptions) -> tuple[list[WordSuggestions], bool]:
    """Return what is suggested for the word on the command line, and whether some text could not be read."""
    from glossary.lang.scripts import count_east_asian, is_mostly_east_asian
    from glossary.storage.reading import is_folder
    from glossary.suggestions.slot_suggestions import Slot, suggest_renderings

    word, context = options.word, options.context
    if not count_east_asian(word):
        what = "is a folder: name a file" if is_folder(word) else "neither a word in Chinese nor a file: check the name"
        raise CommandError(f"{word}: {what}")
    left, found, right = context.partition(word)
    if context and not found:
        raise CommandError(f"“{word}” is not in the sentence: give the one that contains the word")
    slot = Slot(word, source=context) if is_mostly_east_asian(left + right) else Slot(word, left, right)
    from_texts, failed = _suggest_from_texts([word], options)
    suggestions = [
        *_suggest_from_glossaries(word, load_glossaries(options.glossary, options.languages), options),
        *_suggest_from_memory([word], options).get(word, ()),
        *from_texts.get(word, ()),
        *(SuggestedRendering(one.text, one.origin, one.score) for one in suggest_renderings([slot], options.most)[0]),
    ]
    if not suggestions:
        places = "the glossary, the memory, the texts or CC-CEDICT"
        complain(f"nothing is known of “{word}”: neither it nor its parts are in {places}")
    return [WordSuggestions(word, suggestions)], failed


def _suggest_for_file(options: SuggestOptions) -> tuple[list[WordSuggestions], bool]:
    """Return what is suggested for each word that is left in the file, and whether some text could not be read."""
    path = options.word
    if options.context:
        raise CommandError("a file needs no sentence, for it is its own context; leave the sentence out")
    words = _find_residuals(path, options)
    if not words:
        complain(f"{path}: no Chinese was left untranslated")
        return [], False
    from_texts, failed = _suggest_from_texts([word.text for word in words], options)
    from_memory = _suggest_from_memory([word.text for word in words], options)
    glossaries = load_glossaries(options.glossary, options.languages)
    found = []
    for word in words:
        from_glossaries = _suggest_from_glossaries(word.text, glossaries, options)
        from_rule = [
            SuggestedRendering(one.text, one.origin, one.score)
            for one in word.finding.suggestions
            if not (from_glossaries and one.origin == "glossary")
        ]
        from_house = from_memory.get(word.text, ())
        suggestions = [*from_glossaries, *from_house, *from_texts.get(word.text, ()), *from_rule[: options.most]]
        found.append(WordSuggestions(word.text, suggestions, word.path, word.start))
    return found, failed


def _find_residuals(path: str, options: SuggestOptions) -> "list[Diagnostic]":
    """Return the words of the source language that `check` finds in a translation."""
    from align.commands.check import check_files
    from align.model import Severity

    report = check_files(request_texts(options, options.languages.pair, (path,), select=(_RULE,))).report
    if not report.documents:
        reason = next((skipped.reason for skipped in report.skipped), "there is no text in it; give a translation")
        raise CommandError(f"{path}: {reason}")
    complain_of_failures(report.skipped)
    return [entry for entry in report.diagnostics if entry.finding.severity >= Severity.WARNING]


def _suggest_from_glossaries(
    word: str, glossaries: "dict[str, Glossary]", options: SuggestOptions
) -> list[SuggestedRendering]:
    """Return what glossaries, by path, call a word, in either script."""
    from glossary.matching.lookup import MatchKind, look_up

    found = []
    for path, entries in glossaries.items():
        for hit in look_up(entries, word):
            if hit.how in (MatchKind.EXACT, MatchKind.SCRIPT):
                for term in hit.concept.renderings(options.languages.pair.target):
                    note = ", ".join(filter(None, (term.status or "", hit.concept.subject, term.note)))
                    found.append(SuggestedRendering(term.text, f"glossary {path}", 1.0, note))
    return list(dict.fromkeys(found))


def _suggest_from_memory(words: Sequence[str], options: SuggestOptions) -> dict[str, list[SuggestedRendering]]:
    """Return how the memory renders the words, if there is one. Raises ConfigError, FileError."""
    from align.config.settings import find_memory_here
    from align.memory.counting import are_counted

    memory = find_memory_here(options.memory)
    if not memory or not are_counted(*options.languages.pair):
        return {}
    from align.commands.memory.proposing import find_renderings
    from align.report.summary import tell_amount

    return {
        word: [
            SuggestedRendering(
                one.text,
                "memory",
                round(one.times / one.pairs, 2),
                f"{tell_amount(one.times, 'time')} in {tell_amount(one.documents, 'document')}"
                + (f", last on {one.last}" if one.last else ""),
            )
            for one in found[: options.most]
        ]
        for word, found in find_renderings(memory, words).items()
    }


def _suggest_from_texts(
    words: Sequence[str], options: SuggestOptions
) -> tuple[dict[str, list[SuggestedRendering]], bool]:
    """Return how the texts of `--in` render the words, and whether one of them could not be read."""
    from glossary.extract.rendering_counts import count_renderings

    if not options.texts:
        return {}, False
    corpus = read_corpus(request_texts(options, options.languages.pair, options.texts, glossary=(), columns=""))
    renderings = {}
    for word, found in count_renderings(words, [(pair.source, pair.target) for pair in corpus.pairs]).items():
        renderings[word] = [
            SuggestedRendering(
                one.text,
                "texts",
                one.score,
                f"{one.count} of {one.of}",
                tuple(dict.fromkeys(corpus.places[number] for number in one.pairs)),
            )
            for one in found[: options.most]
        ]
    return renderings, corpus.failed


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
