"""`aligncheck glossary extract SOURCE TARGET|BITEXT`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.glossary.corpora import read_corpus, request_texts
from align.cli.glossary.files import load_glossaries, load_glossary
from align.cli.glossary.options import Force, TableOptions, use_dictionary_for
from align.cli.messages import complain, complain_of_failures, tell
from align.cli.options import (
    Dictionary,
    Encoding,
    Memory,
    TextColumns,
    Words,
    argument,
    as_command,
    count,
    glossary,
    option,
)
from align.cli.progress import show_status
from align.config.choices import NOTHING
from align.errors import CommandError
from align.report.tables import lay_out

if TYPE_CHECKING:
    from glossary.extract.candidate_file import Candidate
    from glossary.extract.verdicts import Verdicts
    from glossary.formats.base import Languages


_MOST_VARIANTS = 5
"""How many other renderings of a term are named, at most."""

CandidatesTo = Annotated[str | None, option("Glossary to put the candidates into (else they are shown).", "FILE")]
Limit = Annotated[int, count("The best N candidates; 0: all.", default=500)]


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """The options of `glossary extract`."""

    paths: Annotated[Words, argument("SOURCE TARGET|BITEXT...", required=False)]
    to: CandidatesTo
    glossary: Annotated[Words, glossary("Glossary whose terms are known already (repeatable).")]
    source: Annotated[
        str | None,
        option(
            "Source, or folder of sources, of the translations in PATHS; none: their own terms, with variants.", "PATH"
        ),
    ]
    memory: Memory
    limit: Limit
    min_count: Annotated[int | None, count("Segments that must hold a term [2, in 1,000 segments and more 3].", 1)]
    dictionary: Dictionary
    text_columns: TextColumns
    encoding: Encoding
    force: Force
    languages: TableOptions


@as_command("extract", ExtractOptions)
def command(options: ExtractOptions) -> int:
    """Find terms and their renderings in a text and its TARGET translation, in two folders of them, or in bitexts.

    \b
        aligncheck glossary extract a.zh.txt a.en.txt --to candidates.csv
        aligncheck glossary extract memory.tsv -g terms.csv --to candidates.csv
        aligncheck glossary extract articles/ --source none
        aligncheck glossary extract --memory house.sqlite --to candidates.csv

    Candidates come best first, with an example. What a glossary, or FILE itself, has decided on does not come again;
    where it says something else, the column `glossary` says so. All that FILE held stays. Review it, or use `glossary
    set --status`. Without texts, the terms that a memory renders consistently are proposed, the most frequent first;
    their score is the share of this rendering. Exit code: 0 found, 1 none, 2 not done.
    """
    from align.inputs.files import same_file
    from glossary.extract.verdicts import Verdicts

    languages = options.languages.pair
    memory = _choose_memory(options)
    decided = [*load_glossaries(options.glossary, options.languages).values()]
    if options.to and any(same_file(options.to, path) for path in filter(None, (*options.paths, memory))):
        raise CommandError(f"{options.to}: is one of the texts: name another file for the candidates")
    if options.to and check_output(options.to):
        decided.append(load_glossary(options.to, None, options.languages).glossary)
    verdicts = [Verdicts(glossary, languages) for glossary in decided]
    found: Iterable[Candidate]
    with show_status("looking for terms ..."), use_dictionary_for(memory or options.paths[0], options.dictionary):
        if memory:
            found, failed = _propose_terms(memory, options.min_count), False
        else:
            found, failed = _find_target_terms(options) if options.source == NOTHING else _find_term_pairs(options)
        undecided = _drop_decided(found, verdicts, has_glossary=bool(options.glossary))
        entries = list(islice(undecided, options.limit or None))
    if entries and options.to:
        write_candidates_to(Path(options.to), entries, options.force, languages)
    elif entries:
        print_candidates(entries)
    elif not failed:
        why = "the memory renders no term consistently" if memory else "no phrase recurs"
        complain(f"no candidates: {why} that the glossary has not decided on")
    return 2 if failed else int(not entries)


def _choose_memory(options: ExtractOptions) -> str:
    """Return the memory whose terms are proposed; empty: those of texts are. Raises CommandError, ConfigError."""
    from align.config.settings import find_memory_here
    from align.memory.counting import are_counted

    if options.paths and options.memory not in (None, NOTHING):
        raise CommandError("texts and --memory: give texts to extract terms from, or a memory, not both")
    if options.paths:
        return ""
    if options.source:
        raise CommandError("--source needs the translations that it belongs to: name them")
    memory = find_memory_here(options.memory)
    if not memory:
        raise CommandError("there is nothing to extract terms from: name texts, or a memory with --memory")
    if not are_counted(*options.languages.pair):
        raise CommandError("--languages: a memory counts terms from Chinese into English only: leave it out")
    return memory


def _drop_decided(
    found: "Iterable[Candidate]", verdicts: "list[Verdicts]", *, has_glossary: bool
) -> "Iterator[Candidate]":
    """Yield the candidates that no glossary has decided on, with a column that says which ones contradict one."""
    from glossary.extract.verdicts import Verdict

    for entry in found:
        forms = filter(None, (entry.target, entry.abbreviation))
        judged = [one.judge(entry.source, form) for form in forms for one in verdicts]
        if Verdict.REJECTED in judged or Verdict.CONFIRMED in judged:
            continue
        column = ("glossary", str(Verdict.CONTRADICTED) if Verdict.CONTRADICTED in judged else "")
        yield entry._replace(fields=(*entry.fields, column)) if has_glossary else entry


def check_output(output: str) -> bool:
    """Return whether the output exists. Raises CommandError where it cannot be written, before time is spent."""
    from glossary.formats import choose_format
    from glossary.formats.base import FormatError
    from glossary.storage.reading import is_folder, is_there

    if not is_folder(Path(output).parent):
        raise CommandError(f"{output}: cannot be written: there is no folder {Path(output).parent}")
    if is_there(output):
        return True
    try:
        choose_format(output)
    except FormatError as error:
        raise CommandError(f"{output}: {error}") from error
    return False


def _find_term_pairs(options: ExtractOptions) -> "tuple[list[Candidate], bool]":
    """Return terms with their renderings, and whether some text could not be read."""
    from align.readers import gives_bitexts
    from glossary.extract import extract
    from glossary.extract.candidate_file import make_candidate

    source, paths = options.source, options.paths
    if not source and len(paths) == 2 and not any(map(gives_bitexts, paths)):
        source, paths = paths[0], paths[1:]
    corpus = read_corpus(request_texts(options, options.languages.pair, paths, source=source, glossary=(), columns=""))
    return [make_candidate(pair) for pair in extract(corpus.pairs, options.min_count)], corpus.failed


def _propose_terms(memory: str, least: int | None) -> "Iterator[Candidate]":
    """Yield the terms that a memory renders consistently."""
    from align.commands.memory.proposing import propose_terms
    from align.memory.evidence import are_parts
    from glossary.extract.candidate_file import Candidate

    for term in propose_terms(memory, least):
        house = term.house
        others = [f"{one.text} ({one.count})" for one in house.variants if not are_parts(one.key, house.key)]
        fields = {
            "count": str(house.count),
            "documents": str(house.documents),
            "score": f"{house.dominance:.2f}",
            "last": house.last,
            "variants": "; ".join(others[:_MOST_VARIANTS]),
            "source_example": term.source_example,
            "target_example": term.target_example,
        }
        yield Candidate(term.source, term.target, tuple(fields.items()))


def _find_target_terms(options: ExtractOptions) -> "tuple[list[Candidate], bool]":
    """Return terms of translations alone, and whether some text could not be read."""
    from align.inputs.loading import load_targets
    from align.model import MASK, Skipped
    from glossary.extract.candidate_file import Candidate
    from glossary.extract.target_terms import extract_target_terms

    texts, failed = list[tuple[str, str]](), list[Skipped]()
    for item in load_targets(
        request_texts(options, options.languages.pair, options.paths, source=None, glossary=(), columns="")
    ):
        if isinstance(item, Skipped):
            failed.append(item)
        else:
            texts += ((item.prose[part.start : part.end].replace(MASK, " "), item.path) for part in item.segments)
    has_failed = complain_of_failures(failed)
    entries = []
    for term in extract_target_terms(texts, options.min_count):
        fields = {
            "count": str(term.count),
            "documents": str(term.documents),
            "score": f"{term.score:.2f}",
            "variants": "; ".join(term.variants),
            "target_example": term.example,
        }
        entries.append(Candidate("", term.text, tuple(fields.items())))
    return entries, has_failed


def write_candidates_to(
    output: Path, entries: "list[Candidate]", force: bool, languages: "Languages | None" = None
) -> None:
    """Put the candidates into a file, and say how many there are."""
    from align.report.summary import tell_amount
    from glossary.extract.candidate_file import write_candidates
    from glossary.formats.base import DEFAULT_LANGUAGES
    from glossary.model import State

    glossary = write_candidates(output, entries, languages or DEFAULT_LANGUAGES, force)
    states = [term.state for concept in glossary.concepts for term in concept.terms]
    kept = states.count(State.CANDIDATE) - len(entries)
    more = f", {kept:,} earlier ones kept" if kept > 0 else ""
    tell([f"{output}: {tell_amount(len(entries), 'candidate')}{more}"])


def print_candidates(entries: "list[Candidate]") -> None:
    """A table of the candidates, without the columns that are empty."""
    table = [
        {"source": entry.source, "target": entry.target, "short": entry.abbreviation, **dict(entry.fields)}
        for entry in entries
    ]
    names = ("score", "count", "source", "target", "short", "last", "glossary", "variants")
    titles = [name for name in names if any(row.get(name) for row in table)]
    for line in lay_out([titles, *([row.get(name, "") for name in titles] for row in table)]):
        click.echo(line)
