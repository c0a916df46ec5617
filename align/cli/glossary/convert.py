"""`aligncheck glossary convert IN OUT`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.glossary.files import load_glossary, save_glossary, tell_saved
from align.cli.glossary.options import Force, TableOptions, glossary_format
from align.cli.options import argument, as_command


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """The options of `glossary convert`."""

    source: Annotated[str, argument("IN")]
    target: Annotated[str, argument("OUT")]
    source_format: Annotated[str | None, glossary_format("Format of IN (else recognised).")]
    target_format: Annotated[
        str | None, glossary_format("Format of OUT (else recognised by its name).", "--output-format")
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
