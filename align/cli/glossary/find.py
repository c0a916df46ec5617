"""`aligncheck glossary find WORD`: in glossaries, and with `--in` in texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from align.cli.glossary.concepts import concept_to_json, describe_status
from align.cli.glossary.files import load_glossaries
from align.cli.glossary.options import TableOptions, use_dictionary_for
from align.cli.messages import complain, complain_of_failures
from align.cli.options import Encoding, ReportFormat, Words, argument, as_command, glossary, option
from align.cli.outputs import print_document
from align.cli.terminal import measure_width
from align.errors import CommandError

if TYPE_CHECKING:
    from align.report.document import Block
    from glossary.matching.concordance import Line
    from glossary.matching.lookup import Hit
    from glossary.model import Concept, Glossary
    from glossary.upkeep.history import Event

    Told = dict[tuple[str, str], list[Event]]


@dataclass(frozen=True, slots=True)
class FindOptions:
    """The options of `glossary find`."""

    word: Annotated[str, argument(kind=str)]
    glossary: Annotated[Words, glossary("Glossary to look in (repeatable).")]
    texts: Annotated[Words, option("Show WORD in these texts, or folders of them (repeatable).", "PATH", "--in")]
    history: Annotated[bool, option("Also show what became of the concepts: by git, and by what the file keeps.")]
    encoding: Encoding
    output_format: ReportFormat
    languages: TableOptions


@as_command("find", FindOptions)
def command(options: FindOptions) -> int:
    """Look WORD up in glossaries: the term itself, in the other Chinese script, inflected, with more round it, or, if
    there is none of these, misspelt.

    \b
        aligncheck glossary find 关键矿产 -g terms.csv
        aligncheck glossary find mineral -g terms.csv --in articles/

    With --history, each change of a concept follows, with its date, who made it and why. With --in, the lines of texts
    follow in which WORD (in all its forms, by the glossary's rules) occurs; it works without a glossary too.
    Exit code: 0 found, 1 not found, 2 not done.
    """
    if not options.word.strip():
        raise CommandError("the word is empty: name the one to look for")
    if not options.glossary and not options.texts:
        raise CommandError("where? name a glossary with -g FILE, or texts with --in PATH")
    from align.report.document import ReportDocument
    from glossary.matching.lookup import look_up

    glossaries = load_glossaries(options.glossary, options.languages)
    with use_dictionary_for("."):
        hits = [(path, hit) for path, entries in glossaries.items() for hit in look_up(entries, options.word)]
        lines, has_failed = _find_lines(glossaries.values(), options) if options.texts else ([], False)
    told: Told = {}
    if options.history:
        from align.cli.glossary.history import find_events

        told = find_events([(path, hit.concept) for path, hit in hits], glossaries, options.languages)
    concepts = [
        {
            **{"path": path, "how": str(hit.how), "term": hit.term.text, "concept": concept_to_json(hit.concept)},
            **({"history": [one._asdict() for one in told[path, hit.concept.id]]} if options.history else {}),
        }
        for path, hit in hits
    ]
    data = {"version": 1, "concepts": concepts, "lines": [{**one._asdict(), "term": one.term.text} for one in lines]}
    print_document(ReportDocument(lambda: _list_blocks(hits, lines, told), lambda: data), options.output_format)
    if options.output_format != "json" and not lines and not has_failed and (options.texts or not hits):
        complain(f"“{options.word}” is not found" + (" in the texts" if hits else ""))
    return 2 if has_failed else int(not hits and not lines)


def _list_notes(concept: "Concept") -> Iterator[tuple[str, str]]:
    yield from (("definition", concept.definition), ("note", concept.note))
    for term in concept.terms:
        yield f"note on “{term.text}”", term.note
        yield f"example of “{term.text}”", term.example
        yield f"“{term.text}” counts where the source has", term.when_source


def _find_lines(glossaries: "Iterable[Glossary]", options: FindOptions) -> "tuple[list[Line], bool]":
    """Return the occurrences in texts, and whether some text could not be read, which is said."""
    from align.inputs.loading import load_raw_texts
    from align.model import Skipped
    from glossary.matching.concordance import find_concordance
    from glossary.matching.lookup import choose_search_terms
    from glossary.model import Glossary

    failed: list[Skipped] = []

    def read_texts() -> Iterator[tuple[str, str]]:
        for item in load_raw_texts(options.texts, options.encoding):
            if isinstance(item, Skipped):
                failed.append(item)
            else:
                yield item

    merged = Glossary(tuple(concept for glossary in glossaries for concept in glossary.concepts))
    lines = list(find_concordance(choose_search_terms(merged, options.word), read_texts(), measure_width()))
    return lines, complain_of_failures(failed)


def _list_blocks(hits: "list[tuple[str, Hit]]", lines: "list[Line]", told: "Told") -> "Iterator[Block]":
    """Yield each concept, the terms that were found marked, with its history, then the word in its lines, file by
    file.
    """
    from align.report import document as report

    concepts: dict[tuple[str, str], list[Hit]] = {}
    for path, hit in hits:
        concepts.setdefault((path, hit.concept.id), []).append(hit)
    for number, ((path, name), found) in enumerate(concepts.items()):
        if number:
            yield report.Gap()
        concept, terms = found[0].concept, [hit.term for hit in found]
        subject = f"  {concept.subject}" if concept.subject else ""
        yield report.Heading(f"{path}: {concept.id}{subject} ({found[0].how})")
        yield report.Table(
            [
                ("*" if term in terms else " ", term.language, term.text, describe_status(term))
                for term in concept.terms
            ],
            indent=2,
            strong=frozenset(number for number, term in enumerate(concept.terms) if term in terms),
        )
        for label, text in _list_notes(concept):
            if text:
                yield report.Line(f"{label}: {text}", indent=4)
        events = told.get((path, name), [])
        if events:
            yield report.Line("history:", indent=4)
            rows = [
                (one.date, one.author, one.commit, ": ".join(filter(None, (one.what, one.reason)))) for one in events
            ]
            yield report.Table(rows, indent=6, wraps=True)
    if concepts and lines:
        yield report.Gap()
    for path, group in groupby(lines, key=lambda line: line.path):
        in_file = list(group)
        yield report.Heading(path)
        digits = len(str(in_file[-1].number))
        yield from (report.Context(line.number, line.left, line.word, line.right, digits) for line in in_file)
