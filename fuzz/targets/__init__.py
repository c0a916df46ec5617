"""Targets: what is fuzzed. One module each, named in one table here.

A target has `make(random)`, which makes a case: plain JSON, texts in it as recipes; and `check(case, folder)`, which
runs it in an empty folder, raises a Fault where a property does not hold, BadCaseError where it is no case, and tells
what came out, for the expectations of the corpus.
"""

from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, Protocol, cast

Case = dict[str, Any]
Observed = dict[str, object]


class BadCaseError(Exception):
    """Something that is no case of a target, as cutting it down may leave it."""


class Target(Protocol):
    """The functions of a target's module."""

    def make(self, random: Random) -> Case:
        """A case, the same for the same state of `random`."""

    def check(self, case: Case, folder: Path) -> Observed:
        """Run a case in an empty folder. Raises Fault, BadCaseError, BadRecipeError."""


TARGETS = {
    "texts": "a text, in every format of texts",
    "marked_up": "a text between markup: pages, office files, books",
    "pairs": "a translation beside its source, and files of pairs",
    "bitexts": "a file of pairs: XLIFF, TMX, a table",
    "localisation": "texts of programs and subtitles: PO, JSON, YAML, Android, Apple, Java, SRT, VTT, ASS",
    "prose": "a text in another markup language, a notebook, comments and strings of source code",
    "portable": "a PDF file",
    "configuration": "a configuration file",
    "packs": "a pack of a team: tables with odd rows",
    "glossaries": "a glossary: what is written is read again, and sorting twice is sorting once",
    "glossary_edits": "a glossary in TBX or JSON lines that becomes any other one in its file",
    "languagetool": "what a client of LanguageTool sends",
    "editing": "a session of an editor with the language server",
    "streams": "commands as the system runs them: odd files, streams, locales and options",
}
"""Each target, a module of this package, and what is fuzzed."""


def load_target(name: str) -> Target:
    """Import the module of a target."""
    return cast(Target, import_module(f"targets.{name}"))
