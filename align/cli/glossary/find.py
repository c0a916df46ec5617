"""`aligncheck glossary find WORD`: in glossaries, and with `--in` in texts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.files import format_option, language_options, languages, load
from align.cli.messages import complain, fail
from align.cli.terminal import color_option, colored, columns

if TYPE_CHECKING:
    from glossary.matching.concordance import Line
    from glossary.matching.lookup import Hit
    from glossary.model import Concept, Glossary, Term


@click.command("find", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("word")
@click.option("-g", "--glossary", "files", multiple=True, metavar="FILE", type=click.Path(path_type=str),
              help="Glossary to look in (repeatable).")  # fmt: skip
@click.option("--in", "texts", multiple=True, metavar="PATH", type=click.Path(path_type=str),
              help="Show WORD in these texts, or folders of them (repeatable).")  # fmt: skip
@click.option("--encoding", metavar="NAME", help="Encoding of the texts (else found out).")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@format_option("--format", "format_", text="Format of the glossaries (else told by their names or contents).")
@language_options
@color_option
def command(word: str, files: tuple[str, ...], texts: tuple[str, ...], output_format: str, **asked: Any) -> None:
    """Look WORD up in glossaries: the term itself, in the other Chinese script, inflected, with more round it, or, if
    there is none of these, misspelt.

    \b
        aligncheck glossary find 关键矿产 -g terms.csv
        aligncheck glossary find mineral -g terms.csv --in articles/

    With --in, the lines of texts follow in which WORD (in all its forms, by the glossary's rules) stands; it works
    without a glossary too. Exit code: 0 found, 1 not found, 2 not done.
    """
    if not word.strip():
        fail("the word is empty: name the one to look for")
    if not files and not texts:
        fail("where? name a glossary with -g FILE, or texts with --in PATH")
    from glossary.matching.lookup import look_up
    from glossary.model import Glossary

    glossaries = {path: load(path, asked["format_"], languages(asked)).glossary for path in files}
    hits = [(path, hit) for path, glossary in glossaries.items() for hit in look_up(glossary, word)]
    merged = Glossary(tuple(concept for glossary in glossaries.values() for concept in glossary.concepts))
    lines, failed = _lines(merged, word, texts, asked["encoding"])
    if output_format == "json":
        _print_json(hits, lines)
    else:
        _print_text(hits, lines, colored(asked["color"]))
        if not lines and not failed and (texts or not hits):
            complain(f"“{word}” is not found" + (" in the texts" if hits else ""))
    raise click.exceptions.Exit(2 if failed else int(not hits and not lines))


def _lines(glossary: "Glossary", word: str, texts: tuple[str, ...], encoding: str | None) -> "tuple[list[Line], bool]":
    """The occurrences in texts, and whether a text could not be read."""
    if not texts:
        return [], False
    from align.cli.glossary.texts import read_texts
    from glossary.matching.concordance import concordance
    from glossary.matching.lookup import sought

    failures: list[str] = []
    lines = list(concordance(sought(glossary, word), read_texts(texts, encoding, failures), columns()))
    for failure in failures:
        complain(failure)
    return lines, bool(failures)


def _print_text(hits: "list[tuple[str, Hit]]", lines: "list[Line]", color: bool) -> None:
    from align.cli.glossary.keyword import in_context

    grouped: dict[tuple[str, str], list[tuple[str, Hit]]] = {}
    for path, hit in hits:
        grouped.setdefault((path, hit.concept.id), []).append((path, hit))
    gap = False
    for group in grouped.values():
        path, hit = group[0]
        click.echo(
            ("\n" if gap else "") + "\n".join(_concept(path, hit, [hit.term for _, hit in group], color)), color=color
        )
        gap = True
    for line in in_context(lines, columns(), color):
        click.echo(("\n" if gap else "") + line, color=color)
        gap = False


def _concept(path: str, hit: "Hit", found: "list[Term]", color: bool) -> Iterator[str]:
    """A concept as a person reads it, the terms that were found marked."""
    from align.cli.glossary.tables import marks, rows, wrapped
    from align.report.terminal import paint

    concept = hit.concept
    subject = f"  {concept.subject}" if concept.subject else ""
    yield paint(wrapped(f"{path}: {concept.id}{subject} ({hit.how})", columns(), "  "), None, color)
    table = [("*" if term in found else " ", term.language, term.text, marks(term)) for term in concept.terms]
    for line in rows(table, "  "):
        yield paint(line, None, color and line.startswith("  *"))
    for name, text in _remarks(concept):
        yield wrapped(f"    {name}: {text}", columns(), "      ")


def _remarks(concept: "Concept") -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, text in (("definition", concept.definition), ("note", concept.note)) if text)
    yield from ((f"note on “{term.text}”", term.note) for term in concept.terms if term.note)


def _print_json(hits: "list[tuple[str, Hit]]", lines: "list[Line]") -> None:
    from align.cli.glossary.tables import concept_object
    from align.report.json_document import dump

    found = [
        {"path": path, "how": str(hit.how), "term": hit.term.text, "concept": concept_object(hit.concept)}
        for path, hit in hits
    ]
    shown = [{**line._asdict(), "term": line.term.text} for line in lines]
    click.echo(dump({"version": 1, "concepts": found, "lines": shown}, indent=2))
