"""The blocks of code on the pages of the docs, and a small shell that runs the commands in them."""

import os
import re
import shlex
import subprocess
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from roots import ROOT

from align.cli import main

PAGES = (ROOT / "README.md", *sorted(path for path in (ROOT / "docs").glob("*.md") if path.name != "rules.md"))
"""The pages that people write; rules.md is made of examples that `test_rules.py` runs."""

SHELLS = ("", "sh", "bash", "powershell")
"""How blocks are fenced that may hold commands; those without a fence are indented."""

PROGRAMS = "aligncheck python python3 pip pipx uv git docker reviewdog cat echo py ./"


@dataclass(frozen=True)
class Block:
    """A block of code: the page and the line it starts in, the language of its fence, its text without indentation."""

    page: str
    line: int
    language: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """What a table calls it: the page and the first line."""
        return self.page, self.text.partition("\n")[0]

    @property
    def has_commands(self) -> bool:
        """Whether it shows commands, not what a file holds."""
        first = re.sub(r"^(?:#.*\n|[A-Z_]+=\S+ )*", "", self.text).partition("\n")[0]
        if self.language not in SHELLS or not first.strip():
            return False
        return first.startswith("$ ") or first.split()[0] in PROGRAMS.split()

    def list_commands(self) -> Iterator[tuple[str, str | None]]:
        """Yield each command, and what the page shows that it prints; None where the page does not say."""
        text = self.text.replace("\\\n", "")
        if not text.startswith("$ "):
            for line in text.splitlines():
                if line.strip() and not line.startswith("#"):
                    yield _cut_comment(line), None
            return
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield _cut_comment(command), shown.strip("\n") or None


def list_blocks(path: Path) -> Iterator[Block]:
    """Yield the blocks of a page, in order."""
    lines = path.read_text("utf-8").split("\n")
    number = 0
    while number < len(lines):
        start, fence = number, re.match(r" *```(\w*)", lines[number])
        if fence:
            while lines[number + 1].strip() != "```":
                number += 1
            yield Block(path.stem, start + 1, fence[1], textwrap.dedent("\n".join(lines[start + 1 : number + 1])))
            number += 1
        elif lines[number].startswith("    ") and not lines[number - 1].strip():
            while number + 1 < len(lines) and (lines[number + 1].startswith("    ") or not lines[number + 1].strip()):
                number += 1
            yield Block(path.stem, start + 1, "", textwrap.dedent("\n".join(lines[start : number + 1])).rstrip("\n"))
        number += 1


def _cut_comment(line: str) -> str:
    return re.split(r" +# ", line)[0]


@dataclass
class Done:
    """What a line did: the exit code of its last command, and what was printed."""

    code: int
    output: str


def split_words(line: str) -> list[str]:
    """Return the words and signs of a line."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>&")
    lexer.whitespace_split = True
    return list(lexer)


def run_line(line: str) -> Done:
    """Run a line as a shell would: pipes, redirections, `&&`, variables, patterns; `aligncheck` in this process.

    The folder /data is here.
    """
    done, given, printed = Done(0, ""), b"", ""
    line = re.sub(r"^(?:[A-Z_]+=\S+ )+(?=python)", "", line.replace(" /data/", " data/"))
    line = os.path.expandvars(re.sub(r"^python -P -m align ", "aligncheck ", line))
    for command, sign in _divide(split_words(line)):
        words = command
        target, mode = "", ""
        while len(words) > 2 and words[-2] in ("<", ">", ">>"):
            *words, mark, name = words
            if mark == "<":
                given = Path(name).read_bytes()
            else:
                target, mode = name, "wb" if mark == ">" else "ab"
        done, stdout = _run(words, given)
        if target:
            with Path(target).open(mode) as file:
                file.write(stdout)
        given = stdout if sign == "|" else b""
        printed += "" if sign == "|" or target else done.output
        if sign == "&&" and done.code:
            break
    return Done(done.code, printed)


def _divide(words: list[str]) -> Iterator[tuple[list[str], str]]:
    """Yield each command of a line, and the sign after it."""
    command = list[str]()
    for word in words:
        if word in ("|", "&&"):
            yield command, word
            command = []
        else:
            command.append(word)
    yield command, ""


def _run(words: list[str], given: bytes) -> tuple[Done, bytes]:
    program, *arguments = (
        name for word in words for name in (sorted(map(str, Path().glob(word))) if "*" in word else ()) or (word,)
    )
    if program == "aligncheck":
        result = CliRunner().invoke(main, arguments, input=given)
        return Done(result.exit_code, result.output), result.stdout_bytes
    done = subprocess.run([program, *arguments], input=given, capture_output=True, check=False)
    return Done(done.returncode, (done.stdout + done.stderr).decode()), done.stdout


def differs(shown: str, printed: str) -> str:
    """Return the first part of what a page shows that was not printed; `...` is where lines are left out."""
    parts = re.split(r"^\.\.\.$\n?", shown, flags=re.MULTILINE)
    if len(parts) == 1:
        return "" if shown.split("\n") == [line.rstrip() for line in printed.strip("\n").split("\n")] else shown
    rest = f"\n{printed}\n"
    for part in parts:
        if wanted := part.strip("\n"):
            _, found, rest = rest.partition(f"\n{wanted}\n")
            if not found:
                return wanted
            rest = f"\n{rest}"
    return ""
