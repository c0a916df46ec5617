"""`aligncheck corpus report FOLDER`."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.corpus.options import Folder, complain_of_unchecked
from align.cli.options import Color, as_command
from align.cli.streams import write_data
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError

if TYPE_CHECKING:
    from align.corpora.storage import Corpus
    from align.model.rates import CorpusRates

_FORMATS = ("text", "json", "html")
_EXAMPLES = 20
STDOUT = "-"


def _check_output(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        name, _, path = value.partition("=")
        if name not in _FORMATS or not path:
            raise CommandError(f"--output: {value!r}: write FORMAT=FILE, with one of {', '.join(_FORMATS)}")
    return values


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options of `corpus report`."""

    folder: Folder
    examples: Annotated[
        int | None,
        click.Option(
            ["--examples"],
            metavar="N",
            type=click.IntRange(0, 10_000),
            help="Examples of each rule  [20 in json and html, none in text]",
        ),
    ]
    output: Annotated[
        tuple[str, ...],
        click.Option(
            ["-o", "--output"],
            multiple=True,
            metavar="FORMAT=FILE",
            callback=_check_output,
            help="Write a report in text, json or html (repeatable; - is stdout)  [text=-]",
        ),
    ]
    color: Color


@as_command("report", ReportOptions)
def command(options: ReportOptions) -> int:
    """Say how many pairs of a corpus each rule flags, how many no other rule does, and of which origin they are.

    \b
        aligncheck corpus report checked/
        aligncheck corpus report checked/ --output html=rates.html

    FOLDER is what `corpus check` wrote. Exit code: 0 all is counted, 1 some of the corpus is not checked.
    """
    from align.cli.progress import show_status
    from align.corpora.rates import count_rates
    from align.corpora.storage import open_corpus

    wanted = [value.partition("=")[::2] for value in options.output or (f"text={STDOUT}",)]
    corpus = open_corpus(options.folder)
    for form, path in wanted:
        if path != STDOUT:
            _check_file(path, form, corpus)
    has_examples = options.examples is not None or any(form != "text" for form, _ in wanted)
    count = (_EXAMPLES if options.examples is None else options.examples) if has_examples else 0
    with show_status("counting findings ..."):
        rates = count_rates(corpus, count)
    for form, path in wanted:
        _write(rates, form, path, options)
    return complain_of_unchecked(rates.unchecked, rates.unchecked_pairs)


def _check_file(path: str, form: str, corpus: "Corpus") -> None:
    """See that a report may be written there. Raises CommandError."""
    from align.inputs.earlier_outputs import is_foreign

    if corpus.owns(path):
        raise CommandError(f"--output: {path} is part of the corpus: name another file")
    if is_foreign(path, form):
        raise CommandError(f"--output: {path} is not an earlier {form} of aligncheck: name another file")


def _write(rates: "CorpusRates", form: str, path: str, options: ReportOptions) -> None:
    is_file = path != STDOUT
    pieces = _render(rates, form, options, is_file=is_file)
    if is_file:
        from pathlib import Path

        from align.inputs.files import explain
        from glossary.storage.atomic import write_bytes_atomically

        try:
            write_bytes_atomically(Path(path), (piece.encode(errors="backslashreplace") for piece in pieces))
        except OSError as error:
            raise CommandError(f"--output: {path}: cannot be written ({explain(error)}): name another file") from None
    elif form == "text":
        sys.stdout.writelines(pieces)
    else:
        write_data(pieces)


def _render(rates: "CorpusRates", form: str, options: ReportOptions, *, is_file: bool) -> Iterator[str]:
    from align.report import corpus, corpus_page
    from align.report.style import Style

    if form == "json":
        yield from corpus.render_json(rates)
    elif form == "html":
        yield from corpus_page.render(rates)
    else:
        style = Style(width=80) if is_file else Style(width=measure_width(), color=is_colored(options.color))
        yield from corpus.render_text(rates, style)
        if options.examples:
            yield from corpus.render_examples(rates, style)
