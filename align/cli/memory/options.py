"""Options that several sub-commands of `memory` share."""

from typing import Annotated

from align.cli.options import option

OnlyDomain = Annotated[str | None, option("Only documents of this domain.", "NAME")]


def find_memory(named: str | None, config: str | None) -> str:
    """Return the memory that a person names, else that of the configuration for the current folder.

    Raises CommandError where there is none, ConfigError.
    """
    from align.config.settings import find_memory_here
    from align.errors import CommandError

    if memory := find_memory_here(named, config):
        return memory
    raise CommandError('no memory is named: give --memory FILE, or set memory = "house.sqlite" in aligncheck.toml')
