"""`aligncheck corpus align IN... --to OUT`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.corpus.options import (
    Engine,
    Force,
    Inputs,
    Jobs,
    Results,
    ShardText,
    complain_of_units,
    make_engine,
    parse_shard,
    unit_rows_option,
)
from align.cli.messages import complain
from align.cli.options import (
    Config,
    LanguagesOption,
    TextColumns,
    as_command,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.commands.corpus.check import CorpusOutcome, CorpusRequest
    from align.commands.corpus.documents import Written

_SHOWN = 10
"""How many files without a counterpart, and documents without a pair, are named."""


@dataclass(frozen=True, slots=True)
class CorpusAlignOptions:
    """The options of `corpus align`."""

    paths: Inputs
    to: Results
    text_columns: TextColumns
    languages: LanguagesOption
    config: Config
    engine: Engine
    jobs: Jobs
    shard: ShardText
    unit_rows: Annotated[int, unit_rows_option("Documents", 100)]
    force: Force


@as_command("align", CorpusAlignOptions)
def command(options: CorpusAlignOptions) -> int:
    """Align documents with their translations: two folders of texts, or files with a column for each side.

    \b
        aligncheck corpus align zh/ en/ --to aligned/
        aligncheck corpus align documents.parquet --to aligned/
        aligncheck corpus check aligned/units --to checked/

    Writes FOLDER/units/*.parquet: sentence pairs, with the confidence of the aligner. What is finished is not done
    again. Exit code: 0 all done, 1 some units crashed and are named, 2 the command failed.
    """
    from align.commands.cores import limit_threads
    from align.commands.corpus.check import check_corpus
    from align.commands.corpus.documents import count_written
    from align.corpora.aligning import make_worker

    limit_threads()
    inputs, failed = _write_documents(options)
    request = _build_request(options, inputs)
    engine = make_engine(options, make_worker)
    outcome = check_corpus(request, engine)
    written = count_written(Path(options.to), request.shard)
    click.echo(_summarize(outcome, written, options.to))
    code = complain_of_units(outcome)
    _complain_of(f"{name}: no sentence could be paired with one of its counterpart" for name in written.fruitless)
    return 2 if failed or written.fruitless else code


def _build_request(options: CorpusAlignOptions, inputs: tuple[str, ...]) -> "CorpusRequest":
    from align.commands.corpus.check import CorpusRequest
    from align.config.settings import Request

    run = Request(
        paths=options.paths,
        text_columns=options.text_columns,
        source_lang=options.languages.source,
        target_lang=options.languages.target,
        config=options.config,
    )
    shard = parse_shard(options.shard)
    return CorpusRequest(run, options.to, True, options.unit_rows, shard, options.force, inputs)


def _write_documents(options: CorpusAlignOptions) -> tuple[tuple[str, ...], bool]:
    """Return the file of the documents of two folders, nothing where no such folders are named; whether a folder
    failed.

    Raises FileError.
    """
    from align.commands.corpus.documents import pair_documents, write_documents
    from align.errors import FileError
    from align.inputs.files import explain
    from align.inputs.languages import Languages

    languages = Languages(options.languages.source or "zh", options.languages.target or "en")
    pairing = pair_documents(options.paths, languages)
    if pairing is None:
        return (), False
    _complain_of((*pairing.failed, *pairing.alone))
    try:
        return (str(write_documents(pairing.pairs, Path(options.to), languages)),), bool(pairing.failed)
    except OSError as error:
        raise FileError(options.to, f"cannot be written ({explain(error)}): name another folder") from None


def _complain_of(lines: "Iterable[str]") -> None:
    """Print the first of some lines on stderr, and how many more there are."""
    first = list(lines)
    for line in first[:_SHOWN]:
        complain(line)
    if len(first) > _SHOWN:
        complain(f"and {len(first) - _SHOWN:,} more of this kind")


def _summarize(outcome: "CorpusOutcome", written: "Written", folder: str) -> str:
    from align.report.summary import tell_amount
    from align.report.terminal import visible

    before = f", {outcome.finished:,} finished before" if outcome.finished else ""
    done = f"{outcome.done:,} of {tell_amount(outcome.units, 'unit')} aligned{before}"
    held = f"{tell_amount(written.documents, 'document')}, {tell_amount(written.pairs, 'pair')}"
    return f"{done}; {held}: {visible(folder)}"
