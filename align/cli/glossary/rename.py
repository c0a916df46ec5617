"""`aligncheck glossary rename FILE OLD NEW`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.authors import tell_date
from align.cli.glossary.files import edit_glossary
from align.cli.glossary.options import File, SignedOptions
from align.cli.messages import tell
from align.cli.options import argument, as_command
from align.errors import CommandError


@dataclass(frozen=True, slots=True)
class RenameOptions:
    """The options of `glossary rename`."""

    path: File
    old: Annotated[str, argument(kind=str)]
    new: Annotated[str, argument(kind=str)]
    change: SignedOptions


@as_command("rename", RenameOptions)
def command(options: RenameOptions) -> int:
    """Change the wording of the term OLD to NEW, and keep all else: its status, notes and place.

    \b
        aligncheck glossary rename terms.csv "key mineral" "key minerals"
        aligncheck glossary rename terms.csv 矿=ore mineral    of several “ore”

    OLD is a term, or SOURCE=TARGET. Exit code: 0 renamed, 2 not.
    """
    if not options.new.strip():
        raise CommandError("the new term is empty: to take a term out, use `glossary remove`")
    from glossary.formats.files import names_by_source
    from glossary.upkeep.change import rename

    languages = options.change.languages.pair
    with edit_glossary(options.path, options.change) as draft:
        edited = rename(
            draft.glossary,
            options.old,
            options.new,
            languages,
            tell_date(),
            ids_are_terms=names_by_source(Path(options.path), draft.format),
        )
        draft.glossary = edited.glossary
    lines = [
        f"renamed in concept {name}: {after.language} “{before.text}” is now “{after.text}”"
        for name, before, after in edited.terms
    ]
    tell(lines or ["nothing to change"])
    return 0
