"""`aligncheck align SOURCE TARGET`: its options, and which of its three jobs they ask for."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.aligners import ALIGNERS
from align.cli.options import (
    PATH,
    Config,
    Encoding,
    FiniteRange,
    InputFormat,
    LanguagePair,
    as_command,
    languages_option,
    refuse_others,
    to_option,
)
from align.errors import CommandError, MissingPathError
from align.writers import WRITERS

_FORMATS = [*(suffix[1:] for suffix in WRITERS), "html"]


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """The options of `align`; a language or an encoding that is None is found out."""

    paths: Annotated[
        tuple[str, ...], click.Argument(["paths"], nargs=-1, required=True, metavar="SOURCE TARGET", type=PATH)
    ]
    to: Annotated[
        str | None,
        to_option("PATH", f"File to write (.{' .'.join(_FORMATS)}); of two folders, a folder."),
    ]
    output_format: Annotated[
        str | None,
        click.Option(
            ["--output-format"],
            type=click.Choice(_FORMATS),
            help="Format of what is printed or written  [a table; by the suffix of the file; tsv in a folder]",
        ),
    ]
    segmented: Annotated[
        bool,
        click.Option(["--segmented"], is_flag=True, help="Each line that is not blank is a segment, kept as given."),
    ]
    aligner: Annotated[
        str,
        click.Option(
            ["--aligner"],
            type=click.Choice(list(ALIGNERS)),
            default="semantic",
            show_default=True,
            help="By meaning; by length, numbers and names; or line by line.",
        ),
    ]
    encoder: Annotated[
        str,
        click.Option(
            ["--encoder"],
            metavar="NAME",
            default="embedded",
            show_default=True,
            help="Encoder of the aligner by meaning: embedded, labse, or the folder of a sentence-transformers model.",
        ),
    ]
    languages: Annotated[
        LanguagePair,
        languages_option("Languages of the source and the translation (else recognised by their names or scripts)."),
    ]
    encoding: Encoding
    input_format: InputFormat
    config: Config
    min_confidence: Annotated[
        float,
        click.Option(
            ["--min-confidence"],
            type=FiniteRange(0, 1),
            default=0.0,
            metavar="X",
            help="Leave out what is less likely than this, 0 to 1.",
        ),
    ]
    evaluate: Annotated[
        bool,
        click.Option(
            ["--evaluate"], is_flag=True, help="Score the aligner: the paths are gold files, or folders of them."
        ),
    ]
    test: Annotated[
        tuple[str, ...],
        click.Option(
            ["--test"],
            multiple=True,
            metavar="PATH",
            type=PATH,
            help="With --evaluate: score these alignments (.jsonl, .align, or folders of them) instead.",
        ),
    ]


@as_command("align", AlignOptions)
def command(options: AlignOptions) -> int:
    """Align the translation TARGET with its SOURCE: two texts, or two folders whose files pair by name.

    \b
        aligncheck align a.zh.txt a.en.txt             show the alignment
        aligncheck align a.zh.txt a.en.txt --to a.tmx  write it to a file
        aligncheck align zh/ en/ --to pairs/           align files by name
        aligncheck align --evaluate gold/              precision, recall, F1

    Exit code: 0 done, 2 the command failed.
    """
    if options.evaluate:
        from align.aligners.documents import Method
        from align.cli.evaluation import print_scores

        if options.test:
            refuse_others("--evaluate --test", "paths", "evaluate", "test")
        else:
            refuse_others("--evaluate", "paths", "evaluate", "aligner", "encoder")
        print_scores(options.paths, options.test, Method(options.aligner, options.encoder, alone=False))
        return 0
    if len(options.paths) != 2:
        given = f"{len(options.paths)} path{'s' * (len(options.paths) > 1)} given"
        raise CommandError(f"{given}; two are expected, the source and its translation")
    from glossary.storage.reading import is_folder, is_there

    for path in options.paths:
        if not is_there(path):
            raise MissingPathError(path)
    folders = [path for path in options.paths if is_folder(path)]
    if len(folders) == 1:
        raise CommandError(f"{folders[0]}: is a folder, and the other path is a file; give two of a kind")
    from align.cli.bitexts import align_files, align_folders

    return align_folders(options) if folders else align_files(options)
