"""`aligncheck align SOURCE TARGET`: its options, and which of its three jobs they ask for."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli.messages import fail
from align.cli.terminal import color_option

if TYPE_CHECKING:
    from align.aligners.documents import Method
    from align.commands.align import Task

_FORMATS = ("tsv", "jsonl", "tmx")
_ALIGNERS = ("semantic", "length", "linewise")
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
_OF_TEXTS = ("paths", "segmented", "aligner", "encoder", "source_lang", "target_lang", "encoding", "min_confidence")


def _code(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _CODE.fullmatch(value):
        fail(f"{parameter.opts[-1]} {value}: a language code is expected, such as zh, en or pt-BR")
    return value


_LANGUAGE: dict[str, Any] = {"metavar": "CODE", "callback": _code}


@click.command("align", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, metavar="SOURCE TARGET", type=click.Path(path_type=str))
@click.option("-o", "--output", metavar="PATH", help="File to write (.tsv, .jsonl, .tmx); for folders, a folder.")
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="tsv", show_default=True,
              help="What is written into the output folder.")  # fmt: skip
@click.option("--segmented", is_flag=True, help="Each line that is not blank is a segment, kept as given.")
@click.option("--aligner", type=click.Choice(_ALIGNERS), default="semantic", show_default=True,
              help="By meaning; by length, numbers and names; or line by line.")  # fmt: skip
@click.option("--encoder", metavar="NAME", default="embedded", show_default=True,
              help="Of the meaning: embedded, labse, or the folder of a sentence-transformers model.")  # fmt: skip
@click.option("--source-lang", help="Language of the source (else told by its name or script).", **_LANGUAGE)
@click.option("--target-lang", help="Language of the translation (else told by its name or script).", **_LANGUAGE)
@click.option("--encoding", metavar="NAME", help="Encoding of the files (else found out).")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
              help="Leave out what is less likely than this, 0 to 1.")  # fmt: skip
@click.option("--evaluate", is_flag=True, help="Score the aligner: the paths are gold files, or folders of them.")
@click.option("--test", multiple=True, metavar="PATH", type=click.Path(path_type=str),
              help="With --evaluate: score these alignments (.jsonl, .align, or folders of them) instead.")  # fmt: skip
@color_option
@click.pass_context
def command(ctx: click.Context, /, evaluate: bool, **asked: Any) -> None:
    """Align the translation TARGET with its SOURCE: two texts, or two folders whose files pair by name.

    \b
        aligncheck align a.zh.txt a.en.txt             show the alignment
        aligncheck align a.zh.txt a.en.txt -o a.tmx    write a translation memory
        aligncheck align zh/ en/ -o pairs/             pair the files, write pairs/*.tsv
        aligncheck align --evaluate gold/              precision, recall and F1

    Exit code: 0 done, 2 something could not be done.
    """
    from align.errors import EncoderUnavailableError, FileError, MissingPathError

    try:
        (_evaluate if evaluate else _align)(ctx, asked)
    except (MissingPathError, FileError, EncoderUnavailableError) as error:
        fail(str(error))


def _evaluate(ctx: click.Context, asked: dict[str, Any]) -> None:
    from align.cli.scores import evaluate

    _only(ctx, "--evaluate --test" if asked["test"] else "--evaluate", "paths", "evaluate", "test",
          *(() if asked["test"] else ("aligner", "encoder")))  # fmt: skip
    evaluate(asked["paths"], asked["test"], _method(asked))


def _align(ctx: click.Context, asked: dict[str, Any]) -> None:
    from align.cli.bitexts import align_files, align_folders
    from align.errors import MissingPathError

    paths = asked["paths"]
    if len(paths) != 2:
        fail(f"{len(paths)} path{'s' * (len(paths) > 1)} given; two are expected, the source and its translation")
    for path in paths:
        if not Path(path).exists():
            raise MissingPathError(path)
    folders = [Path(path).is_dir() for path in paths]
    if all(folders):
        _only(ctx, "two folders", *_OF_TEXTS, "output", "format_")
        if asked["output"] is None:
            fail("where do the bitexts of two folders go? name a folder with -o")
        align_folders(_task(asked), asked["output"], "." + asked["format_"])
    elif any(folders):
        fail(f"{paths[folders.index(True)]}: is a folder, and the other path is a file; give two of a kind")
    else:
        _only(ctx, "two files", *_OF_TEXTS, "output", "color")
        align_files(_task(asked), asked["output"], asked["color"])


def _only(ctx: click.Context, what: str, *allowed: str) -> None:
    """Refuse an option that means nothing for what is to be done."""
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if source is click.core.ParameterSource.COMMANDLINE and parameter.name not in allowed:
            fail(f"{parameter.opts[-1]} does not go with {what}; leave it out")


def _method(asked: dict[str, Any]) -> "Method":
    from align.aligners.documents import Method

    return Method(asked["aligner"], asked["encoder"], alone=False)


def _task(asked: dict[str, Any]) -> "Task":
    from align.commands.align import Given, Task
    from align.inputs.texts import TextOptions

    source, target = (
        Given(path, TextOptions(code, asked["encoding"], asked["segmented"]))
        for path, code in zip(asked["paths"], (asked["source_lang"], asked["target_lang"]), strict=True)
    )
    return Task(source, target, _method(asked), asked["min_confidence"])
