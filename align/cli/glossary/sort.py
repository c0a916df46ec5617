"""`aligncheck glossary sort FILE`."""

from typing import Any

import click

from align.cli.glossary.files import editing, format_option, language_options, languages


@click.command("sort", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", metavar="FILE", type=click.Path(path_type=str))
@click.option("--by", type=click.Choice(["source", "target", "id", "pinyin"]), default="source", show_default=True,
              help="What concepts are sorted by.")  # fmt: skip
@format_option("--format", "format_")
@language_options
def command(path: str, by: str, format_: str | None, **asked: Any) -> None:
    """Put the concepts and terms of a glossary in order.

    Concepts by their source term: by the Unicode numbers of its characters, an order that is the same everywhere, so
    that a file in git changes only where its words do. By pinyin it is for readers: it may change with the dictionary
    of readings. Terms: source first, then target, the preferred first, the forbidden last.
    """
    from glossary.upkeep.sort import sort

    spoken = languages(asked)
    with editing(path, format_, spoken) as draft:
        draft.glossary = sort(draft.glossary, by, spoken)
