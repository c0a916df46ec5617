"""Each regular expression takes about four times the steps for four times the text, whatever the text is."""

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pkgutil import walk_packages

import pytest
from pattern_steps import Counted, is_linear, list_pumps
from rows import leave_to_full

import align
import glossary
from glossary.pack.patterns import LatePattern

AT_THE_START = "it is matched at the start of a line, a sentence or a text only"
WINDOW = "it sees a window of a few hundred characters"
ONE_WORD = "it sees one word or name"
ONE_SENSE = "it sees one sense of the dictionary"

BOUNDED = {
    "align.aligners.anchors": AT_THE_START,
    "align.analysis.originals": WINDOW,
    "align.analysis.source_runs": WINDOW,
    "align.analysis.structure.blocks": AT_THE_START,
    "align.commands.pack.patterns": "it sees one example of a built-in table",
    "align.inputs.languages": ONE_WORD,
    "align.inputs.sources": "its repeat of 40 turns and the one behind it overlap",
    "align.lang.sentences": AT_THE_START,
    "align.linter.diagnostics": WINDOW,
    "align.names.comparison": ONE_WORD,
    "align.names.dictionary_names": ONE_SENSE,
    "align.names.surnames": "it reads the table above it",
    "align.model.front_matter": AT_THE_START,
    "align.quantities.en_render": WINDOW,
    "align.readers.front_matter": AT_THE_START,
    "align.readers.hypertext.tokens": "a tag that never ends is the last that is looked at",
    "align.readers.markdown": AT_THE_START,
    "align.readers.plain": AT_THE_START,
    "align.readers.prose.asciidoc": AT_THE_START,
    "align.readers.prose.latex_tokens": "it is matched where a token begins, at the end of the last one",
    "align.readers.prose.restructured_inline": "it is matched at one place of a text in backticks",
    "align.readers.prose.restructured_tables": AT_THE_START,
    "align.rules.linguistic.sentence_fragment": "its sentences have at most 600 characters",
    "align.rules.locale.mixed_percent_form": WINDOW,
    "align.rules.terminology.hyphenation_variant": AT_THE_START,
    "align.writers.edits.deletions": "it is matched where a deletion ends, up to the end of the line",
    "glossary.dictionary.glosses": ONE_SENSE,
    "glossary.dictionary.index": "it is matched where a line begins, up to its end",
    "glossary.extract.termhood": ONE_WORD,
    "glossary.formats": "it sees the head of a file",
    "glossary.formats.jsonl": AT_THE_START,
    "glossary.formats.tables.cells": AT_THE_START,
    "glossary.formats.tbx.canonical": "its repeat of 200 blanks is tried at each of them",
    "glossary.formats.xlsx.parts": "names of parts of a workbook",
    "glossary.pack.patterns": "it sees one row of a built-in table",
    "glossary.renderings.dictionary_keys": ONE_SENSE,
    "glossary.upkeep.abbreviations": AT_THE_START,
    "glossary.upkeep.ids": ONE_WORD,
}
"""Modules with a pattern that is linear where it is used only, or with a large factor, and why."""


def find_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of all modules, each once, by module and a number."""
    found: dict[re.Pattern[str], str] = {}
    for package in (align, glossary):
        for info in walk_packages(package.__path__, f"{package.__name__}."):
            for pattern in _list_patterns(vars(import_module(info.name))):
                if isinstance(pattern.pattern, str):
                    found.setdefault(pattern, f"{info.name}-{len(found)}")
    return {name: pattern for pattern, name in found.items() if name.rpartition("-")[0] not in BOUNDED}


def _list_patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LatePattern):
        yield value.compile()
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            if not isinstance(one, str | int):
                yield from _list_patterns(one)
    elif isinstance(value, type) and value.__module__.startswith(("align.", "glossary.")):
        for one in vars(value).values():
            yield from _list_patterns(one) if not isinstance(one, type) else ()


def find_texts_that_take_long(expression: re.Pattern[str], most: int) -> list[tuple[str, str]]:
    """Return the beginnings and repeated units on which a pattern takes more than linear work."""
    pattern = Counted(expression)
    pumps = dict.fromkeys(islice(list_pumps(pattern.nodes, pattern.flags), most))
    texts = {text for before, unit in pumps for text in (("", unit), (before, unit), ("", before + unit))}
    return [text for text in sorted(texts) if not is_linear(pattern, *text)]


@pytest.mark.parametrize("most", [1, *leave_to_full([8])])
def test_patterns_are_linear(most: int) -> None:
    patterns = find_patterns()
    assert len(patterns) > 500
    assert {name: texts for name, one in patterns.items() if (texts := find_texts_that_take_long(one, most))} == {}


@pytest.mark.parametrize(
    ("pattern", "linear"),
    [
        ("a+b", False),
        ("(?<!a)a+b", True),
        ("a{1,20}b", True),
        ("(?:a|a)+b", False),
        ("a*+b", False),
        (r"(a)\\1*", True),
    ],
)
def test_steps_tell_what_is_linear(pattern: str, linear: bool) -> None:
    assert is_linear(Counted(re.compile(pattern)), "", "a") is linear
