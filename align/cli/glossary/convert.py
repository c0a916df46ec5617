"""`aligncheck glossary convert IN OUT`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.glossary.files import load_glossary, save_glossary, tell_saved
from align.cli.glossary.options import Force, TableOptions, format_option, path_argument
from align.cli.options import as_command


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """The options of `glossary convert`."""

    source: Annotated[str, path_argument("source", "IN")]
    target: Annotated[str, path_argument("target", "OUT")]
    source_format: Annotated[
        str | None,
        format_option("--input-format", "Format of IN (else recognised).", "source_format"),
    ]
    target_format: Annotated[
        str | None, format_option("--output-format", "Format of OUT (else recognised by its name).", "target_format")
    ]
    force: Force
    languages: TableOptions


@as_command("convert", ConvertOptions)
def command(options: ConvertOptions) -> int:
    """Write the glossary IN in another format as OUT.

    \b
        aligncheck glossary convert terms.xlsx terms.csv
        aligncheck glossary convert terms.csv upload.csv --output-format deepl

    What OUT's format cannot hold is reported on stderr. Exit code: 0 written, 2 not.
    """
    languages = options.languages.pair
    glossary = load_glossary(options.source, options.source_format, options.languages).glossary
    save_glossary(options.target, glossary, options.target_format, languages, force=options.force)
    tell_saved(options.target, glossary)
    return 0
