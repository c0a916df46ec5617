"""What `review apply`, `undo` and `status` are asked, and what the files of decisions say themselves."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

from align.cli.given_options import request_given
from align.cli.options import option
from align.cli.runs import KEPT_OPTIONS
from align.errors import CommandError, FileError

if TYPE_CHECKING:
    from align.config.decisions.files import Reviews
    from align.config.settings import Request

KeptOptions = Annotated[
    str | None, option("Options of `check`, in one string, instead of those that the files of decisions name.", "TEXT")
]
DryRun = Annotated[bool, option("Say what would be done, and do nothing.")]


def read_checked(paths: Iterable[str], given: str | None) -> "tuple[Reviews, Request]":
    """Return the decisions in files, and how their texts are checked. Raises errors as `check_reviews` does."""
    from align.commands.review.places import check_reviews
    from align.config.decisions.files import read_reviews

    reviews = read_reviews(paths)
    request, trusted = request_kept(given, reviews.options)
    check_reviews(reviews, request, trusted)
    return reviews, request


def request_kept(given: str | None, kept: Mapping[str, tuple[str, ...]]) -> "tuple[Request, Request]":
    """Return what options mean: those that are given, else those that files of decisions name.

    Also returns what is meant without what these files say, which may come from a stranger. Raises CommandError, and
    FileError where the files name different ones, or a file outside of the project.
    """
    from align.commands.review.places import check_options
    from align.config.decisions.files import choose_options
    from glossary.storage.reading import can_be_path

    trusted = request_given(given, ())
    text, path = ("", "") if given is not None else choose_options(kept)
    if not text:
        return trusted, trusted
    try:
        if not can_be_path(text):
            raise CommandError("holds a character that no path can have")
        request = request_given(text, (), KEPT_OPTIONS)
    except CommandError as error:
        why = str(error).removeprefix("--options: ")
        raise FileError(path, f"{why} (in its options; nothing was done)") from None
    check_options(request, path)
    return request, trusted
