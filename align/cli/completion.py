"""`aligncheck completion SHELL`."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a SHELL.

    \b
        bash: aligncheck completion bash > ~/.local/share/bash-completion/completions/aligncheck
        zsh:  aligncheck completion zsh > "${fpath[1]}/_aligncheck"
        fish: aligncheck completion fish > ~/.config/fish/completions/aligncheck.fish
    """
    root = click.get_current_context().find_root().command
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(root, {}, "aligncheck", "_ALIGNCHECK_COMPLETE").source())
