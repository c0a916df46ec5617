"""`aligncheck align SOURCE TARGET`: its options, and which of its three jobs they ask for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.aligners import ALIGNERS
from align.cli.options import (
    Config,
    Encoding,
    InputFormat,
    LanguagePair,
    Words,
    argument,
    as_command,
    choice,
    languages,
    number,
    option,
    refuse_others,
)
from align.errors import CommandError, MissingPathError
from align.writers import WRITERS

if TYPE_CHECKING:
    from align.commands.align import AlignRequest

_OF_TEXTS = (
    *("paths", "segmented", "aligner", "encoder", "languages"),
    *("encoding", "config", "min_score", "to", "output_format"),
)
"""The options that two files and two folders have in common."""

_FORMATS = [*(suffix[1:] for suffix in WRITERS), "html"]


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """The options of `align`; a language or an encoding that is None is found out."""

    paths: Annotated[Words, argument("SOURCE TARGET", required=False)]
    to: Annotated[str | None, option(f"File to write (.{' .'.join(_FORMATS)}); of two folders, a folder.", "PATH")]
    output_format: Annotated[
        str | None,
        choice(
            "Format of what is printed or written  [a table; by the suffix of the file; tsv in a folder]",
            *_FORMATS,
        ),
    ]
    segmented: Annotated[bool, option("Each line that is not blank is a segment, kept as given.")]
    aligner: Annotated[
        str, choice("By meaning; by length, numbers and names; or line by line.", *ALIGNERS, default="semantic")
    ]
    encoder: Annotated[
        str,
        option(
            "Encoder of the aligner by meaning: embedded, labse, or the folder of a sentence-transformers model.",
            "NAME",
            default="embedded",
        ),
    ]
    languages: Annotated[
        LanguagePair,
        languages("Languages of the source and the translation (else recognised by their names or scripts)."),
    ]
    encoding: Encoding
    input_format: InputFormat
    config: Config
    min_score: Annotated[float, number("Leave out what is less likely than this, 0 to 1.", 0, 1, default=0.0)]
    references: Annotated[
        Words,
        option(
            "Gold alignments, or folders of them: score the aligner by them, or the alignments named in place of texts "
            "(.jsonl, .align, or folders of them).",
            "PATH",
            "--reference",
        ),
    ]


@as_command("align", AlignOptions)
def command(options: AlignOptions) -> int:
    """Align the translation TARGET with its SOURCE: two texts, or two folders whose files pair by name.

    \b
        aligncheck align a.zh.txt a.en.txt             show the alignment
        aligncheck align a.zh.txt a.en.txt --to a.tmx  write it to a file
        aligncheck align zh/ en/ --to pairs/           align files by name
        aligncheck align --reference gold/             precision, recall, F1

    Exit code: 0 done, 2 the command failed.
    """
    if options.references:
        from align.aligners.documents import Method
        from align.cli.evaluation import print_scores

        allowed = ("paths",) if options.paths else ("aligner", "encoder")
        refuse_others(f"--reference{' and alignments' if options.paths else ''}", "references", *allowed)
        print_scores(options.references, options.paths, Method(options.aligner, options.encoder, alone=False))
        return 0
    if len(options.paths) != 2:
        from align.report.summary import tell_amount

        given = f"{tell_amount(len(options.paths), 'path')} given"
        raise CommandError(f"{given}; two are expected, the source and its translation")
    from glossary.storage.reading import is_folder, is_there

    for path in options.paths:
        if not is_there(path):
            raise MissingPathError(path)
    folders = [path for path in options.paths if is_folder(path)]
    if len(folders) == 1:
        raise CommandError(f"{folders[0]}: is a folder, and the other path is a file; give two of a kind")
    from align.cli.bitexts import align_files, align_folders

    if not folders:
        refuse_others("two files", *_OF_TEXTS, "input_format")
        form = f".{options.output_format}" if options.output_format else ""
        return align_files(_build_request(options, form or options.to or ""), options.to, form)
    refuse_others("two folders", *_OF_TEXTS)
    if options.to is None:
        raise CommandError("where do the bitexts of two folders go? name a folder with --to")
    form = f".{options.output_format or 'tsv'}"
    return align_folders(_build_request(options, form), options.to, form)


def _build_request(options: AlignOptions, output: str) -> "AlignRequest":
    """Return how texts are aligned. Raises CommandError where pairs are left out of a page, which shows all."""
    from align.aligners.documents import Method
    from align.commands.align import AlignRequest, SideRequest
    from align.config.file import ConfigFinder
    from align.inputs.texts import TextOptions

    if options.min_score and output.lower().endswith(".html"):
        raise CommandError("--min-score leaves pairs out, a page shows them all: leave the option out")
    source, target = (
        SideRequest(path, TextOptions(code, options.encoding, options.segmented, options.input_format))
        for path, code in zip(options.paths, options.languages, strict=True)
    )
    method = Method(options.aligner, options.encoder, alone=False)
    return AlignRequest(source, target, method, options.min_score, ConfigFinder(options.config))
