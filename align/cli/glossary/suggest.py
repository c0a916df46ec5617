"""`aligncheck glossary suggest WORD|FILE`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.glossary.corpora import read_corpus, request_texts
from align.cli.glossary.files import load_glossary
from align.cli.glossary.options import TableOptions, use_dictionary_for
from align.cli.glossary.suggestions import (
    SuggestedRendering,
    WordSuggestions,
    describe_suggestions,
    suggest_from_dictionary,
    suggest_from_glossaries,
    suggest_from_texts,
)
from align.cli.messages import complain, complain_of_failures
from align.cli.options import (
    Dictionary,
    Encoding,
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

if TYPE_CHECKING:
    from align.model import Diagnostic
    from glossary.model import Glossary
    from glossary.suggestions.slot_suggestions import Slot

_RULE = "residual-source"


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

    They come from glossaries, from how the texts of --in render the word, and from CC-CEDICT, if need be composed
    from its parts; each has its origin and a score: 1 for a glossary, the share of places for texts, the chance that
    the model gives it for the dictionary. Exit code: 0 found, 1 nothing, 2 not done.
    """
    from glossary.storage.reading import is_file

    named = is_file(options.word)
    with use_dictionary_for(options.word if named else ".", options.dictionary):
        found, failed = _suggest_for_file(options) if named else _suggest_for_word(options)
    print_document(describe_suggestions(found), options.output_format)
    return 2 if failed else int(not any(entry.suggestions for entry in found))


def _suggest_for_word(options: SuggestOptions) -> tuple[list[WordSuggestions], bool]:
    """Return what is suggested for the word on the command line, and whether some text could not be read."""
    from glossary.lang.scripts import count_east_asian
    from glossary.storage.reading import is_folder

    word = options.word
    if not count_east_asian(word):
        what = "is a folder: name a file" if is_folder(word) else "neither a word in Chinese nor a file: check the name"
        raise CommandError(f"{word}: {what}")
    slot = _build_slot(word, options.context)
    from_texts, failed = _suggest_from_texts([word], options)
    suggestions = [
        *suggest_from_glossaries(word, _load_glossaries(options), options.languages.pair.target),
        *from_texts.get(word, ()),
        *suggest_from_dictionary(slot, options.most),
    ]
    if not suggestions:
        complain(f"nothing is known of “{word}”: neither it nor its parts are in the glossary, the texts or CC-CEDICT")
    return [WordSuggestions(word, suggestions)], failed


def _build_slot(word: str, context: str) -> "Slot":
    """Return the word in its sentence, an English one or that of the source."""
    from glossary.lang.scripts import is_mostly_east_asian
    from glossary.suggestions.slot_suggestions import Slot

    left, found, right = context.partition(word)
    if context and not found:
        raise CommandError(f"“{word}” is not in the sentence: give the one that contains the word")
    return Slot(word, source=context) if is_mostly_east_asian(left + right) else Slot(word, left, right)


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
    glossaries = _load_glossaries(options)
    found = []
    for word in words:
        from_glossaries = suggest_from_glossaries(word.text, glossaries, options.languages.pair.target)
        others = _list_own_suggestions(word, with_glossaries=not from_glossaries)[: options.most]
        suggestions = [*from_glossaries, *from_texts.get(word.text, ()), *others]
        found.append(WordSuggestions(word.text, suggestions, word.path, word.start))
    return found, failed


def _find_residuals(path: str, options: SuggestOptions) -> "list[Diagnostic]":
    """Return the words of the source language that `check` finds in a translation."""
    from align.commands.check import check_files
    from align.model import Severity

    report = check_files(request_texts(options, (path,), select=(_RULE,))).report
    if not report.documents:
        reason = next((skipped.reason for skipped in report.skipped), "there is no text in it; give a translation")
        raise CommandError(f"{path}: {reason}")
    complain_of_failures(report.skipped)
    return [entry for entry in report.diagnostics if entry.finding.severity >= Severity.WARNING]


def _list_own_suggestions(word: "Diagnostic", *, with_glossaries: bool) -> list[SuggestedRendering]:
    """Return what the rule suggests for a word."""
    return [
        SuggestedRendering(one.text, one.origin, one.score)
        for one in word.finding.suggestions
        if with_glossaries or one.origin != "glossary"
    ]


def _suggest_from_texts(
    words: Sequence[str], options: SuggestOptions
) -> tuple[dict[str, list[SuggestedRendering]], bool]:
    """Return how the texts of `--in` render the words, and whether one of them could not be read."""
    if not options.texts:
        return {}, False
    corpus = read_corpus(request_texts(options, options.texts, glossary=(), columns=""))
    return suggest_from_texts(words, corpus, options.most), corpus.failed


def _load_glossaries(options: SuggestOptions) -> "dict[str, Glossary]":
    return {path: load_glossary(path, None, options.languages).glossary for path in options.glossary}
