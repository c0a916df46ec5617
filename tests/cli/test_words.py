"""All help texts are in the English of a desk; what is quoted in them is left out."""

import click
from dialect import find_dialect

from align.cli import main


def test_no_help_text_has_dialect() -> None:
    found, waiting = dict[str, list[str]](), [("aligncheck", main, click.Context(main))]
    while waiting:
        path, command, context = waiting.pop()
        helps = [command.help or "", *(getattr(one, "help", None) or "" for one in command.params)]
        if words := [word for text in helps for word in find_dialect(text)]:
            found[path] = words
        for name in command.list_commands(context) if isinstance(command, click.Group) else ():
            child = command.get_command(context, name)
            assert child
            waiting.append((f"{path} {name}", child, click.Context(child, parent=context)))
    assert found == {}
