"""`aligncheck cache path|clear`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.options import argument, as_command
from align.errors import CommandError


@dataclass(frozen=True, slots=True)
class CacheOptions:
    """The options of `cache`."""

    action: Annotated[str, argument(kind=click.Choice(["path", "clear"]))]


@as_command("cache", CacheOptions)
def command(options: CacheOptions) -> int:
    """Print where the cache is (path), or delete what is in it (clear).

    It holds what takes long to compute: the encoder's arrays (85 MB at most), the vectors of words (80 MB at most), an
    index of each dictionary used (13 MB), and what was found in texts that may not have changed (200 MB at most). What
    is deleted is computed again when it is needed.
    """
    from align.report.summary import tell_amount
    from glossary.storage.cache import clear, find_cache_folder

    try:
        if options.action == "path":
            click.echo(find_cache_folder())
        else:
            cleared = clear()
            click.echo(f"deleted {tell_amount(cleared.files, 'file')}, {cleared.size / 1e6:.1f} MB")
    except OSError as error:
        raise CommandError(f"{error.filename or 'the cache'}: {error.strerror or error}") from error
    return 0
