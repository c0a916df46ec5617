"""The manual page and the page of options: both say of every command what its help says."""

import re
import shutil
import subprocess

import click
import manual
import pytest
import reference
from command_pages import list_commands
from roots import ROOT

from align.cli import main

PAGE = ROOT / "docs/aligncheck.1"


def list_options(command: click.Command, context: click.Context) -> set[tuple[str, str]]:
    """The names of the options of a command and of those in it, each with the path of its command."""
    path = context.command_path
    found = {
        (path, name)
        for param in command.get_params(context)
        if isinstance(param, click.Option) and not param.hidden
        for name in (*param.opts, *param.secondary_opts)
    }
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child
            found |= list_options(child, click.Context(child, info_name=name, parent=context))
    return found


def find_options() -> set[tuple[str, str]]:
    return list_options(main, click.Context(main, info_name="aligncheck", **main.context_settings))


def test_every_option_of_every_command_is_on_the_page_of_options() -> None:
    parts = re.split(r"^###? (aligncheck.*)\n", reference.build_options(), flags=re.MULTILINE)[1:]
    shown = {
        (path, name)
        for path, text in zip(parts[::2], parts[1::2], strict=True)
        for names in re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
        for name in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", names)
    }
    assert shown == find_options()


def test_every_option_of_every_command_is_in_the_manual_page() -> None:
    text = manual.render().replace("\\-", "-")
    parts = re.split(r'^\.(?:SS "(aligncheck.*)"|SH FILES)\n', text, flags=re.MULTILINE)
    shown = {
        (path or "aligncheck", name)
        for path, part in zip(["", *parts[1::2]], parts[::2], strict=True)
        for names in re.findall(r"^\.B (-.*)$", part, re.MULTILINE)
        for name in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", names)
    }
    assert shown == find_options()


def test_the_paragraphs_of_a_help_are_in_both() -> None:
    (page,) = (page for page in list_commands() if page.path == "aligncheck accept")
    text, roff = reference.build_options(), manual.render()
    assert [one for one in page.text if one not in text and " ".join(one.split()) not in text] == []
    assert "aligncheck accept news.txt:3:41 \\-\\-reason \\(dqthe essay is about the word\\(dq\n" in roff
    assert "With \\-\\-version: print what a bug report needs" in roff


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man")
def test_man_shows_it_on_eighty_columns() -> None:
    command = ["man", "--warnings", "--local-file", "--encoding=UTF-8", str(PAGE)]
    environment = {"MANWIDTH": "80", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "GROFF_NO_SGR": "1"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    lines = re.sub(r".\x08", "", done.stdout.decode()).splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert [line for line in lines if len(line) > 80] == []
    assert {"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "FILES", "ENVIRONMENT"} <= set(lines)
