"""`aligncheck glossary find WORD`: in glossaries, and with `--in` in texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.glossary.concepts import concept_to_json, describe_status
from align.cli.glossary.files import load_glossary
from align.cli.glossary.options import TableOptions, use_dictionary_for
from align.cli.messages import complain
from align.cli.options import Encoding, TextOrJson, Words, argument, as_command, glossary, option
from align.cli.streams import write_json
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError
from align.report.tables import clip, format_rows, wrap_anywhere
from align.report.terminal import paint, tail, visible, width

if TYPE_CHECKING:
    from glossary.matching.concordance import Line
    from glossary.matching.lookup import Hit
    from glossary.model import Concept, Glossary


@dataclass(frozen=True, slots=True)
class FindOptions:
    """The options of `glossary find`."""

    word: Annotated[str, argument(kind=str)]
    glossary: Annotated[Words, glossary("Glossary to look in (repeatable).")]
    texts: Annotated[Words, option("Show WORD in these texts, or folders of them (repeatable).", "PATH", "--in")]
    encoding: Encoding
    output_format: TextOrJson
    languages: TableOptions


@as_command("find", FindOptions)
def command(options: FindOptions) -> int:
    """Look WORD up in glossaries: the term itself, in the other Chinese script, inflected, with more round it, or, if
    there is none of these, misspelt.

    \b
        aligncheck glossary find 关键矿产 -g terms.csv
        aligncheck glossary find mineral -g terms.csv --in articles/

    With --in, the lines of texts follow in which WORD (in all its forms, by the glossary's rules) occurs; it works
    without a glossary too. Exit code: 0 found, 1 not found, 2 not done.
    """
    if not options.word.strip():
        raise CommandError("the word is empty: name the one to look for")
    if not options.glossary and not options.texts:
        raise CommandError("where? name a glossary with -g FILE, or texts with --in PATH")
    glossaries = _load_glossaries(options)
    with use_dictionary_for("."):
        hits = _find_hits(glossaries, options.word)
        lines, failures = _find_lines(glossaries, options)
    if options.output_format == "json":
        write_json(_to_json(hits, lines))
    else:
        _print_text(hits, lines, is_colored())
        if not lines and not failures and (options.texts or not hits):
            complain(f"“{options.word}” is not found" + (" in the texts" if hits else ""))
    return 2 if failures else int(not hits and not lines)


def _load_glossaries(options: FindOptions) -> "dict[str, Glossary]":
    """Return the glossaries by path."""
    return {path: load_glossary(path, None, options.languages).glossary for path in options.glossary}


def _find_hits(glossaries: "dict[str, Glossary]", word: str) -> "list[tuple[str, Hit]]":
    """Return where glossaries have a word: their paths, and the concepts and terms."""
    from glossary.matching.lookup import look_up

    return [(path, hit) for path, glossary in glossaries.items() for hit in look_up(glossary, word)]


def _find_lines(glossaries: "dict[str, Glossary]", options: FindOptions) -> "tuple[list[Line], list[str]]":
    """Return the occurrences in texts, and a message for each text that could not be read, which is printed."""
    from align.cli.glossary.corpora import read_texts
    from glossary.matching.concordance import find_concordance
    from glossary.matching.lookup import choose_search_terms
    from glossary.model import Glossary

    if not options.texts:
        return [], []
    merged = Glossary(tuple(concept for glossary in glossaries.values() for concept in glossary.concepts))
    failures: list[str] = []
    texts = read_texts(options.texts, options.encoding, failures)
    lines = list(find_concordance(choose_search_terms(merged, options.word), texts, measure_width()))
    for failure in failures:
        complain(failure)
    return lines, failures


def _print_text(hits: "list[tuple[str, Hit]]", lines: "list[Line]", color: bool) -> None:
    """Print the concepts and the lines, a blank line between two concepts and before the lines."""
    columns = measure_width()
    concepts: dict[tuple[str, str], list[Hit]] = {}
    for path, hit in hits:
        concepts.setdefault((path, hit.concept.id), []).append(hit)
    blocks = ["\n".join(_render_concept(path, found, columns, color)) for (path, _), found in concepts.items()]
    if lines:
        blocks.append("\n".join(_render_lines(lines, columns, color)))
    for number, block in enumerate(blocks):
        click.echo(("\n" if number else "") + block, color=color)


def _render_concept(path: str, hits: "list[Hit]", columns: int, color: bool) -> Iterator[str]:
    """Yield a concept as a person reads it, the terms that were found marked."""
    concept, found = hits[0].concept, [hit.term for hit in hits]
    subject = f"  {concept.subject}" if concept.subject else ""
    title = f"{path}: {concept.id}{subject} ({hits[0].how})"
    yield paint(wrap_anywhere(title, columns, "  "), None, color)
    table = [("*" if term in found else " ", term.language, term.text, describe_status(term)) for term in concept.terms]
    for line in format_rows(table, "  "):
        yield paint(line, None, color and line.startswith("  *"))
    for name, text in _list_remarks(concept):
        yield wrap_anywhere(f"    {name}: {text}", columns, "      ")


def _list_remarks(concept: "Concept") -> Iterator[tuple[str, str]]:
    """Yield the definition and the notes, with what they are."""
    yield from ((name, text) for name, text in (("definition", concept.definition), ("note", concept.note)) if text)
    yield from ((f"note on “{term.text}”", term.note) for term in concept.terms if term.note)


def _render_lines(lines: "Iterable[Line]", columns: int, color: bool) -> Iterator[str]:
    """Keyword in context: the path of each file, and its lines cut to the width, the words found in one column."""
    for path, group in groupby(lines, key=lambda line: line.path):
        found = list(group)
        digits = len(str(found[-1].number))
        yield paint(visible(path), None, color)
        for line in found:
            yield _render_line(line, digits, columns - digits - 4, color)


def _render_line(line: "Line", digits: int, room: int, color: bool) -> str:
    """Return a line in `room` columns, after its number; the word found is bold, or in brackets."""
    word = clip(visible(line.word.replace("\n", " ").replace("\r", "")), max(room // 2, 1))
    word = word if color else f"[{word}]"
    space = (room - min(width(word), room // 3)) // 2
    left = visible(line.left).lstrip()
    if width(left) > space:
        left = "…" + tail(left, space - 1).lstrip()
    right = clip(visible(line.right).rstrip(), max(room - space - width(word), 1))
    return f"  {line.number:{digits}}  {' ' * (space - width(left))}{left}{paint(word, None, color)}{right}"


def _to_json(hits: "list[tuple[str, Hit]]", lines: "list[Line]") -> dict[str, object]:
    concepts = [
        {"path": path, "how": str(hit.how), "term": hit.term.text, "concept": concept_to_json(hit.concept)}
        for path, hit in hits
    ]
    occurrences = [{**line._asdict(), "term": line.term.text} for line in lines]
    return {"version": 1, "concepts": concepts, "lines": occurrences}
