"""`aligncheck glossary convert IN OUT`."""

from typing import Any

import click

from align.cli.glossary.files import format_option, language_options, languages, load, save


@click.command("convert", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", metavar="IN", type=click.Path(path_type=str))
@click.argument("target", metavar="OUT", type=click.Path(path_type=str))
@format_option("--from", "from_", text="Format of IN (else told by its name or content).")
@format_option("--to", text="Format of OUT (else told by its name).")
@language_options
def command(source: str, target: str, from_: str | None, to: str | None, **asked: Any) -> None:
    """Write the glossary IN in another format as OUT.

    \b
        aligncheck glossary convert terms.xlsx terms.csv
        aligncheck glossary convert terms.csv upload.csv --to deepl

    What OUT's format cannot hold is said on stderr. Exit code: 0 written, 2 not.
    """
    spoken = languages(asked)
    save(target, load(source, from_, spoken).glossary, to, spoken)
