"""Options that several sub-commands of `memory` share."""

from typing import Annotated

from align.cli.options import option

OnlyDomain = Annotated[str | None, option("Only documents of this domain.", "NAME")]


def find_memory(named: str | None, config: str | None) -> str:
    """Return the memory that a person names, else that of the configuration for the current folder.

    Raises CommandError where there is none, ConfigError.
    """
    from align.config.file import ConfigFinder
    from align.config.settings import choose_memory
    from align.errors import CommandError

    if memory := choose_memory(named, ConfigFinder(config).find(".")):
        return memory
    raise CommandError('which memory? give --memory FILE, or put memory = "house.sqlite" into aligncheck.toml')
