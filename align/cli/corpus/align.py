"""`aligncheck corpus align IN... --to OUT`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.corpus.options import (
    EngineOptions,
    Force,
    Inputs,
    Results,
    ShardText,
    parse_shard,
    tell_outcome,
    unit_rows,
)
from align.cli.messages import complain
from align.cli.options import Config, Languages, TextColumns, as_command, fill

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
    from align.commands.corpus.check import CorpusRequest, check_corpus
    from align.commands.corpus.documents import count_written, pair_documents, write_documents
    from align.config.settings import Request
    from align.corpora.aligning import make_worker
    from align.errors import FileError
    from align.inputs.files import explain
    from align.inputs.languages import Languages as Pair
    from align.report.summary import tell_amount

    limit_threads()
    folder, shard = Path(options.to), parse_shard(options.shard)
    languages = Pair(options.languages.source_lang or "zh", options.languages.target_lang or "en")
    pairing, inputs = pair_documents(options.paths, languages), tuple[str, ...]()
    if pairing:
        _complain_of((*pairing.failed, *pairing.alone))
        try:
            inputs = (str(write_documents(pairing.pairs, folder, languages)),)
        except OSError as error:
            raise FileError(options.to, f"cannot be written ({explain(error)}): name another folder") from None
    request = fill(
        CorpusRequest, options, run=fill(Request, options), output=options.to, aligns=True, shard=shard, inputs=inputs
    )
    outcome = check_corpus(request, options.engine.make(make_worker))
    written = count_written(folder, shard)
    held = f"; {tell_amount(written.documents, 'document')}, {tell_amount(written.pairs, 'pair')}"
    code = tell_outcome(outcome, "aligned", held, options.to)
    _complain_of([f"{name}: no sentence could be paired with one of its counterpart" for name in written.fruitless])
    return 2 if (pairing and pairing.failed) or written.fruitless else code


def _complain_of(lines: Sequence[str]) -> None:
    """Print the first of some lines on stderr, and how many more there are."""
    for line in lines[:_SHOWN]:
        complain(line)
    if len(lines) > _SHOWN:
        complain(f"and {len(lines) - _SHOWN:,} more of this kind")
