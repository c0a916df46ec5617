"""`aligncheck glossary extract SOURCE TARGET|BITEXT`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.corpora import failing, read_corpus, read_targets
from align.cli.glossary.files import language_options, languages, load
from align.cli.messages import complain, fail
from align.cli.progress import status

if TYPE_CHECKING:
    from glossary.extract import TermPair
    from glossary.extract.candidate_file import Entry
    from glossary.extract.known import Verdict, Verdicts

_LIMIT = 500


@click.command("extract", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, metavar="SOURCE TARGET|BITEXT...", type=click.Path(path_type=str))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=str),
              help="Glossary to put the candidates into (else they are shown).")  # fmt: skip
@click.option("-g", "--glossary", "glossaries", multiple=True, metavar="FILE", type=click.Path(path_type=str),
              help="Glossary that is known already (repeatable).")  # fmt: skip
@click.option("--known", is_flag=True, help="Show what the glossary confirms, too.")
@click.option("--target-only", is_flag=True, help="PATHS are translations: terms of their language, with variants.")
@click.option("--limit", type=click.IntRange(1), default=_LIMIT, show_default=True, metavar="N",
              help="The best N candidates.")  # fmt: skip
@click.option("--min-count", type=click.IntRange(1), metavar="N",
              help="Segments that must hold a term [2, in 1,000 segments and more 3].")  # fmt: skip
@click.option("--encoding", metavar="NAME", help="Encoding of the texts (else found out).")
@language_options
def command(paths: tuple[str, ...], output: str | None, **asked: Any) -> None:
    """Find terms and their renderings in a text and its TARGET translation, in two folders of them, or in bitexts.

    \b
        aligncheck glossary extract a.zh.txt a.en.txt -o candidates.csv
        aligncheck glossary extract memory.tsv -g terms.csv -o candidates.csv
        aligncheck glossary extract --target-only articles/

    Candidates come best first, with an example. What a glossary, or FILE itself, has decided on does not come again;
    where it says something else, the column `glossary` says so. All that FILE held stays. Review it, or use `glossary
    accept` and `glossary reject`. Exit code: 0 found, 1 none, 2 not done.
    """
    judges = [_verdicts(path, asked) for path in asked["glossaries"]]
    judges += [_verdicts(output, asked)] if output and _is_there(output) else []
    with status("looking for terms ..."), failing():
        found, failed = _target_terms(paths, asked) if asked["target_only"] else _term_pairs(paths, asked)
    entries = list(_entries(found, judges, asked))
    if entries and output:
        _write(output, entries, asked)
    elif entries:
        _show(entries)
    if not entries and not failed:
        complain("no candidates: no phrase recurs that the glossary has not decided on")
    raise click.exceptions.Exit(2 if failed else int(not entries))


def _is_there(output: str) -> bool:
    """Whether the output exists. It is looked at before the time to align is spent."""
    if not Path(output).parent.is_dir():
        fail(f"{output}: cannot be written: there is no folder {Path(output).parent}")
    return Path(output).exists()


def _verdicts(path: str, asked: dict[str, Any]) -> "Verdicts":
    from glossary.extract.known import Verdicts

    spoken = languages(asked)
    return Verdicts(load(path, None, spoken).glossary, spoken)


def _term_pairs(paths: tuple[str, ...], asked: dict[str, Any]) -> "tuple[list[Entry], bool]":
    from align.readers import is_bitext
    from glossary.extract import extract

    if len(paths) == 2 and not any(map(is_bitext, paths)):
        corpus = read_corpus(paths[1:], paths[0], asked)
    else:
        corpus = read_corpus(paths, None, asked)
    return [_pair_entry(one) for one in extract(corpus.pairs, asked["min_count"])], corpus.failed


def _pair_entry(one: "TermPair") -> "Entry":
    from glossary.extract.candidate_file import Entry

    fields = {
        "count": str(one.count),
        "documents": str(one.documents),
        "score": f"{one.score:.2f}",
        "source_example": one.source_example,
        "target_example": one.target_example,
    }
    return Entry(one.source, one.target, tuple(fields.items()))


def _target_terms(paths: tuple[str, ...], asked: dict[str, Any]) -> "tuple[list[Entry], bool]":
    from glossary.extract.candidate_file import Entry
    from glossary.extract.target_terms import target_terms

    failures: list[str] = []
    texts = list(read_targets(paths, asked, failures))
    for failure in failures:
        complain(failure)
    entries = []
    for one in target_terms(texts, asked["min_count"]):
        fields = {
            "count": str(one.count),
            "documents": str(one.documents),
            "score": f"{one.score:.2f}",
            "variants": "; ".join(one.variants),
            "target_example": one.example,
        }
        entries.append(Entry("", one.text, tuple(fields.items())))
    return entries, bool(failures)


def _entries(found: "Sequence[Entry]", judges: "list[Verdicts]", asked: dict[str, Any]) -> "Iterator[Entry]":
    """The candidates that are shown, with what the glossaries say of each."""
    left = asked["limit"]
    for entry in found:
        said = _said([judge.judge(entry.source, entry.target) for judge in judges], asked["known"])
        if said is not None and left:
            left -= 1
            yield entry._replace(fields=(*entry.fields, ("glossary", said))) if asked["glossaries"] else entry


def _said(verdicts: "list[Verdict]", known: bool) -> str | None:
    """What stands in the column `glossary`; None where the candidate is not shown."""
    from glossary.extract.known import Verdict

    if Verdict.REJECTED in verdicts or (Verdict.CONFIRMED in verdicts and not known):
        return None
    return next((str(one) for one in (Verdict.CONFIRMED, Verdict.CONTRADICTED) if one in verdicts), "")


def _write(output: str, entries: "list[Entry]", asked: dict[str, Any]) -> None:
    from glossary.extract.candidate_file import write
    from glossary.model import State

    with failing():
        glossary = write(Path(output), entries, languages(asked))
    states = [term.state for concept in glossary.concepts for term in concept.terms]
    kept = states.count(State.CANDIDATE) - len(entries)
    from align.report.terminal import visible

    found = f"{len(entries):,} candidate{'' if len(entries) == 1 else 's'}"
    click.echo(visible(f"{output}: {found}" + (f", {kept:,} earlier ones kept" if kept > 0 else "")))


def _show(entries: "list[Entry]") -> None:
    from align.cli.glossary.tables import rows

    names = ("score", "count", "glossary", "variants")
    told = [{"source": entry.source, "target": entry.target, **dict(entry.fields)} for entry in entries]
    titles = [name for name in ("score", "count", "source", "target", *names[2:]) if any(row.get(name) for row in told)]
    for line in rows([titles, *([row.get(name, "") for name in titles] for row in told)]):
        click.echo(line)
