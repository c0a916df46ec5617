"""`aligncheck corpus align IN... --to OUT`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.corpus.options import (
    EngineOptions,
    Force,
    Inputs,
    Results,
    ShardText,
    complain_of_units,
    parse_shard,
    unit_rows,
)
from align.cli.messages import complain
from align.cli.options import Config, Languages, TextColumns, as_command, fill

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
    languages: Languages
    config: Config
    engine: EngineOptions
    shard: ShardText
    unit_rows: Annotated[int, unit_rows("Documents", 100)]
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
    engine = options.engine.make(make_worker)
    outcome = check_corpus(request, engine)
    written = count_written(Path(options.to), request.shard)
    click.echo(_summarize(outcome, written, options.to))
    code = complain_of_units(outcome)
    _complain_of(f"{name}: no sentence could be paired with one of its counterpart" for name in written.fruitless)
    return 2 if failed or written.fruitless else code


def _build_request(options: CorpusAlignOptions, inputs: tuple[str, ...]) -> "CorpusRequest":
    from align.commands.corpus.check import CorpusRequest
    from align.config.settings import Request

    run = fill(Request, options)
    return fill(
        CorpusRequest, options, run=run, output=options.to, aligns=True, shard=parse_shard(options.shard), inputs=inputs
    )


def _write_documents(options: CorpusAlignOptions) -> tuple[tuple[str, ...], bool]:
    """Return the file of the documents of two folders, nothing where no such folders are named; whether a folder
    failed.

    Raises FileError.
    """
    from align.commands.corpus.documents import pair_documents, write_documents
    from align.errors import FileError
    from align.inputs.files import explain
    from align.inputs.languages import Languages as Pair

    languages = Pair(options.languages.source_lang or "zh", options.languages.target_lang or "en")
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
