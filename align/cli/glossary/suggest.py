"""`aligncheck glossary suggest WORD|FILE`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.corpora import failing, read_corpus, request
from align.cli.glossary.files import language_options
from align.cli.glossary.offers import Found, Offer, from_glossaries, from_texts, of_word, print_json, print_text
from align.cli.messages import complain, fail
from align.cli.terminal import color_option, colored

if TYPE_CHECKING:
    from align.model import Diagnostic
    from glossary.suggestions.suggest import Slot

_RULE = "residual-source"


@click.command("suggest", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("word", metavar="WORD|FILE")
@click.option("--context", metavar="TEXT", default="", help="The sentence that WORD stands in.")
@click.option("-g", "--glossary", "glossaries", multiple=True, metavar="FILE", type=click.Path(path_type=str),
              help="Glossary to look in (repeatable).")  # fmt: skip
@click.option("--in", "texts", multiple=True, metavar="PATH", type=click.Path(path_type=str),
              help="Translations beside their sources, or bitexts, to learn from (repeatable).")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="Suggestions of each origin.")
@click.option("--encoding", metavar="NAME", help="Encoding of the texts (else found out).")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_options
@color_option
def command(word: str, context: str, output_format: str, color: str, **asked: Any) -> None:
    """Suggest English renderings for the Chinese WORD, or for every Chinese word left untranslated in FILE.

    \b
        aligncheck glossary suggest 出口管制 -g terms.csv
        aligncheck glossary suggest 扩大 --context "The port wants to 扩大 its yard." --in articles/
        aligncheck glossary suggest draft.en.txt

    They come from glossaries, from how the texts of --in render the word, and from CC-CEDICT, where need be composed
    from its parts; each has its origin and a score: 1 for a glossary, the share of places for texts, the chance that
    the model gives it for the dictionary. Exit code: 0 found, 1 nothing, 2 not done.
    """
    from align.lang.scripts import count_east_asian

    if Path(word).is_file():
        if context:
            fail("--context does not go with a file, which is its own context; leave it out")
        with failing():
            found, failed = _of_file(word, asked)
    elif not count_east_asian(word):
        fail(f"{word}: neither a word in Chinese nor a file: check the name")
    else:
        with failing():
            found, failed = _of_word(word, context, asked)
    if output_format == "json":
        print_json(found)
    else:
        print_text(found, colored(color))
    raise click.exceptions.Exit(2 if failed else int(not any(offers for _, offers in found)))


def _of_word(word: str, context: str, asked: dict[str, Any]) -> tuple[Found, bool]:
    slot = _slot(word, context)
    elsewhere, failed = _elsewhere([word], asked)
    offers = [
        *from_glossaries(word, asked["glossaries"], asked),
        *elsewhere.get(word, ()),
        *of_word(slot, asked["limit"]),
    ]
    if not offers:
        complain(f"nothing is known of “{word}”: neither it nor its parts are in the glossary, the texts or CC-CEDICT")
    return [({"word": word}, offers)], failed


def _slot(word: str, context: str) -> "Slot":
    """The word in its sentence, an English one or that of the source."""
    from align.lang.scripts import mostly_east_asian
    from glossary.suggestions.suggest import Slot

    left, found, right = context.partition(word)
    if context and not found:
        fail(f"--context: “{word}” does not stand in it; give the sentence with the word in its place")
    return Slot(word, source=context) if mostly_east_asian(left + right) else Slot(word, left, right)


def _elsewhere(words: list[str], asked: dict[str, Any]) -> tuple[dict[str, list[Offer]], bool]:
    """How texts render the words, and whether one of them could not be read."""
    if not asked["texts"]:
        return {}, False
    corpus = read_corpus(asked["texts"], None, asked)
    return from_texts(words, corpus, asked["limit"]), corpus.failed


def _of_file(path: str, asked: dict[str, Any]) -> tuple[Found, bool]:
    from align.commands.check import check
    from align.model import Severity

    asking = request((path,), None, asked, select=(_RULE,), glossary=asked["glossaries"])
    report = check(asking).report
    for skipped in report.skipped:
        if skipped.failed:
            complain(f"{skipped.path}: {skipped.reason}")
    if not report.documents:
        reason = next((skipped.reason for skipped in report.skipped), "there is no text in it")
        fail(f"{path}: {reason}; give a translation")
    left = [entry for entry in report.diagnostics if entry.finding.severity >= Severity.WARNING]
    elsewhere, failed = _elsewhere([entry.text for entry in left], asked) if left else ({}, False)
    if not left:
        complain(f"{path}: no Chinese was left untranslated")
    return [(_place(entry), _offers(entry, elsewhere, asked)) for entry in left], failed


def _place(entry: "Diagnostic") -> dict[str, Any]:
    start = entry.start
    return {
        "word": entry.text, "path": entry.path, "segment": start.segment, "line": start.line, "column": start.column
    }  # fmt: skip


def _offers(entry: "Diagnostic", elsewhere: dict[str, list[Offer]], asked: dict[str, Any]) -> list[Offer]:
    """The glossary first, then the texts, then what the rule offers."""
    glossary = from_glossaries(entry.text, asked["glossaries"], asked)
    others = [
        Offer(one.text, one.origin, one.score)
        for one in entry.finding.suggestions
        if not (one.origin == "glossary" and glossary)
    ]
    return [*glossary, *elsewhere.get(entry.text, ()), *others[: asked["limit"]]]
