"""`aligncheck init [FOLDER]`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.messages import tell
from align.cli.options import argument, as_command


@dataclass(frozen=True, slots=True)
class InitOptions:
    """The options of `init`."""

    folder: Annotated[str, argument(default=".")]


@as_command("init", InitOptions)
def command(options: InitOptions) -> int:
    """Write a commented aligncheck.toml that fits FOLDER (default: the current one); an existing one is left alone.

    It names the languages and glossaries that are found, and extends the configuration that has counted so far.
    """
    from align.commands.init import write_configuration
    from align.report.summary import tell_amount

    path, survey = write_configuration(options.folder)
    glossaries = f", checked against {', '.join(survey.glossaries)}" if survey.glossaries else ""
    texts = f"{tell_amount(survey.translations, 'translation')}, {survey.with_source:,} with a source"
    tell([f"{path}: written for {texts}{glossaries}"])
    return 0
