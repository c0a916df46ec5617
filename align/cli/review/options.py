"""What `review apply`, `undo` and `status` are asked, and what the files of decisions say themselves."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, NamedTuple

from align.cli.options import option
from align.cli.runs import KEPT_OPTIONS, request_given
from align.errors import CommandError, FileError

if TYPE_CHECKING:
    from align.config.settings import Request

KeptOptions = Annotated[
    str | None, option("Options of `check`, in one string, instead of those that the files of decisions name.", "TEXT")
]
Diff = Annotated[bool, option("Show what would change; write nothing.")]


class Requests(NamedTuple):
    """How texts are checked, and the same without what files of decisions say, which may come from a stranger."""

    request: "Request"
    trusted: "Request"


def request_kept(given: str | None, kept: Mapping[str, tuple[str, ...]]) -> Requests:
    """Return what options mean: those that are given, else those that files of decisions name.

    Raises CommandError, and FileError where the files name different ones, or a file outside of the project.
    """
    from align.commands.review.places import check_options
    from align.config.decisions.files import choose_options
    from glossary.storage.reading import can_be_path

    trusted = request_given(given, ())
    text, path = ("", "") if given is not None else choose_options(kept)
    if not text:
        return Requests(trusted, trusted)
    try:
        if not can_be_path(text):
            raise CommandError("holds a character that no path can have")
        request = request_given(text, (), KEPT_OPTIONS)
    except CommandError as error:
        why = str(error).removeprefix("--options: ")
        raise FileError(path, f"{why} (in its options; nothing was done)") from None
    check_options(request, path)
    return Requests(request, trusted)
