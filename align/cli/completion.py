"""`aligncheck completion SHELL`."""

from dataclasses import dataclass
from typing import Annotated

import click
from click.shell_completion import get_completion_class

from align.cli.options import argument, as_command
from align.cli.streams import write_data


@dataclass(frozen=True, slots=True)
class CompletionOptions:
    """The options of `completion`."""

    shell: Annotated[str, argument(kind=click.Choice(["bash", "zsh", "fish"]))]


@as_command("completion", CompletionOptions)
def command(options: CompletionOptions) -> int:
    """Print the completion script of a SHELL.

    \b
        bash: aligncheck completion bash > \\
              ~/.local/share/bash-completion/completions/aligncheck
        zsh:  aligncheck completion zsh > "${fpath[1]}/_aligncheck"
        fish: aligncheck completion fish > \\
              ~/.config/fish/completions/aligncheck.fish
    """
    root = click.get_current_context().find_root().command
    completion = get_completion_class(options.shell)
    assert completion is not None
    write_data((completion(root, {}, "aligncheck", "_ALIGNCHECK_COMPLETE").source(), "\n"))
    return 0
